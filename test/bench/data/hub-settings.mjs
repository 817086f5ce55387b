import path from 'node:path';

const plenty = '2000000000';

/** The environment of a hub of the bench: as it ships, in demo mode for its clients, with a quota no round can spend. */
export const hubSettings = ({ url, ownerUrl, folder, database, held }) => ({
  HUB_MODE: 'demo',
  HUB_PORT: '0',
  // Without a server the hub has the embedded database, in its own folder.
  ...(url ? { HUB_DATABASE_URL: url, HUB_DATABASE_OWNER_URL: ownerUrl } : {}),
  HUB_DATA_DIR: path.join(folder, `hub-${database}`),
  ...(held === undefined ? {} : { HUB_HELD_SUBJECTS: String(held) }),
  HUB_QUOTA_COST: plenty,
  HUB_QUOTA_COST_PUBLIC: plenty,
  HUB_MAX_LAG_MS: '60000',
  HUB_TOKEN_MINUTES: '1440',
});

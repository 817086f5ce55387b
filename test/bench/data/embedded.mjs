import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { hubSettings } from './hub-settings.mjs';
import { loadData } from './load.mjs';

/** Where a hub with the embedded database keeps it. */
export const embeddedIn = (folder, database = 'embedded') => ({ folder, database });

/** Loads the same data into the embedded database of a hub that has stopped: as its owner, past the hub. */
export const loadEmbedded = async (place, subjects) => {
  const pglite = await PGlite.create({ dataDir: path.join(hubSettings(place).HUB_DATA_DIR, 'database') });
  const query = (text, values) => (values ? pglite.query(text, values) : pglite.exec(text));
  try {
    await loadData({ query }, subjects);
  } finally {
    await pglite.close();
  }
};

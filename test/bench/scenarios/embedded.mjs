import { check } from './check.mjs';
import { screening } from './screening.mjs';

/** Asked of a hub over few subjects: by its name and as whom. */
const askedAt = (peer, asker, headers) => ({
  ...asker,
  peer,
  request: (turn, setting) =>
    asker.request(turn, { ...setting, subjects: setting.smallSubjects, asAgency: setting[headers] }),
});

const onBoth = ({ title, about, askers, ...scenario }, key) => ({
  ...scenario,
  name: 'embedded',
  title: `${title}, embedded`,
  about: `${about}; on the embedded database and on a server, both with few subjects`,
  writes: undefined,
  askers: {
    hub: askedAt('hub-embedded', askers.hub, 'asAgencyOfEmbedded'),
    server: askedAt('hub-small', askers.hub, 'asAgencyOfSmall'),
  },
  ratios: { [key]: 'server' },
});

/** The hub as it starts without a server, against itself on one. */
export const embedded = [onBoth(screening, 'w1_embedded'), onBoth(check, 'check_embedded')];

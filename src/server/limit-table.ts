import { longestIdempotencyKey } from '../kernel/idempotency-key.js';
import { settings } from '../settings.js';
import { largestFile, mostFiles, mostWaiting } from '../modules/files/file.rules.js';
import { ticketMinutes } from '../modules/identity/signin.rules.js';
import { publicationLimit } from '../modules/lists/publication.service.js';
import { proposalLimit } from '../modules/lists/proposal.service.js';
import { longestKid, mostKeys } from '../modules/organizations/client-key.rules.js';
import { longestAssertion } from '../modules/organizations/oauth.service.js';
import { longestProof } from '../modules/organizations/proof.service.js';
import { findLimit } from '../modules/subjects/subject.service.js';
import { mostSubjects } from '../modules/supervision/incident.rules.js';
import { limits, socketLimits } from './limits.js';
import { patienceMs, uploadShare } from './overload.js';

interface Limit {
  readonly most: number | string;
  readonly about: string;
  readonly refusal: string;
}

/** A limit the county sets, with what holds where it sets none. */
const set = (name: keyof typeof settings): string =>
  `\`${name}\` (${settings[name].schema.parse(undefined)})`;

/** What holds beside the limits of one request and of sockets: where it is kept is where it is imported from. */
const others: readonly Limit[] = [
  {
    about: 'requests to /graphql at work at once, on a node',
    most: set('HUB_MAX_IN_FLIGHT'),
    refusal: 'wait',
  },
  { about: 'requests that wait for a place', most: set('HUB_MAX_QUEUED'), refusal: '503' },
  { about: 'ms a request waits for a place', most: patienceMs, refusal: '503' },
  {
    about: 'files taken in at once, and as many that wait, on a node',
    most: `1/${uploadShare} of \`HUB_MAX_IN_FLIGHT\`, no fewer than 2`,
    refusal: '503',
  },
  { about: 'delay of the event loop, ms', most: set('HUB_MAX_LAG_MS'), refusal: '503' },
  {
    about: 'seconds of a statement of a read',
    most: set('HUB_STATEMENT_SECONDS'),
    refusal: '`QUERY_TOO_COMPLEX`',
  },
  { about: 'cost units of a client in a minute', most: set('HUB_QUOTA_COST'), refusal: '429 `RATE_LIMITED`' },
  {
    about: 'cost units of an address or person in a minute',
    most: set('HUB_QUOTA_COST_PUBLIC'),
    refusal: '429 `RATE_LIMITED`',
  },
  { about: '`Idempotency-Key`, characters', most: longestIdempotencyKey, refusal: '400 `BAD_USER_INPUT`' },
  { about: '`POST /imports`, MiB', most: set('HUB_IMPORT_MAX_MB'), refusal: '413' },
  { about: '`POST /files`, bytes', most: largestFile, refusal: '413' },
  { about: 'files attached to one thing', most: mostFiles, refusal: '`BAD_USER_INPUT`' },
  { about: 'files of one hand attached to nothing yet', most: mostWaiting, refusal: '`BAD_USER_INPUT`' },
  {
    about: 'subjects asked about in one check, or by their codes',
    most: findLimit,
    refusal: '`BAD_USER_INPUT`',
  },
  { about: 'entries proposed at once', most: proposalLimit, refusal: '`BAD_USER_INPUT`' },
  { about: 'entries published at once', most: publicationLimit, refusal: '`BAD_USER_INPUT`' },
  { about: 'subjects named in one act on an incident', most: mostSubjects, refusal: '`BAD_USER_INPUT`' },
  { about: 'keys of a client', most: mostKeys, refusal: '`BAD_USER_INPUT`' },
  { about: 'characters of a `kid`', most: longestKid, refusal: '`BAD_USER_INPUT`' },
  { about: 'seconds a client assertion counts', most: longestAssertion, refusal: '401 `invalid_client`' },
  { about: 'seconds a DPoP proof counts', most: longestProof, refusal: '401' },
  { about: 'minutes of an access token', most: set('HUB_TOKEN_MINUTES'), refusal: '401' },
  { about: 'minutes between sign-in begun and ended', most: ticketMinutes, refusal: 'signs in anew' },
  { about: 'minutes of a session of a subject', most: set('HUB_SESSION_MINUTES'), refusal: '401' },
  {
    about: 'minutes of a session of staff without a request',
    most: set('HUB_STAFF_IDLE_MINUTES'),
    refusal: '401',
  },
  { about: 'hours of a session of staff', most: set('HUB_STAFF_HOURS'), refusal: '401' },
];

/** The table as the README shows it. */
export const renderLimits = (): string =>
  [
    '| limit | most | beyond it |',
    '| --- | --- | --- |',
    ...[...Object.values<Limit>(limits), ...Object.values<Limit>(socketLimits), ...others].map(
      ({ most, about, refusal }) => `| ${about} | ${most} | ${refusal} |`,
    ),
  ].join('\n');

import type { Role } from './caller.js';
import { type World, hidden, person } from './world.js';

const purpose = 'LICENSING;ZZ-CRAWL';

/** Everybody who may come, with what they come for. */
export const rolesOf = ({ ownerSecret }: Pick<World, 'ownerSecret'>): Role[] => [
  { name: 'public', clientId: null, purpose },
  { name: 'firm', clientId: 'demo-firm', purpose },
  { name: 'bank', clientId: 'demo-bank', purpose },
  { name: 'association', clientId: 'demo-association', purpose },
  { name: 'region', clientId: 'demo-region', purpose },
  { name: 'another subject', clientId: 'demo-subject', purpose },
  { name: 'subject itself', clientId: 'zq-owner', secret: ownerSecret, purpose: null },
  { name: 'housing', clientId: 'demo-agency-housing', purpose },
  { name: 'market', clientId: 'demo-agency-market', purpose },
  { name: 'market without purpose', clientId: 'demo-agency-market', purpose: null },
  { name: 'tax', clientId: 'demo-agency-tax', purpose },
  { name: 'services', clientId: 'demo-agency-services', purpose },
  { name: 'services at another matter', clientId: 'demo-agency-services', purpose: 'LAND;ZZ-CRAWL' },
  { name: 'office', clientId: 'demo-office', purpose },
  { name: 'office without purpose', clientId: 'demo-office', purpose: null },
  { name: 'auditor', clientId: 'demo-auditor', purpose },
  { name: 'auditor without purpose', clientId: 'demo-auditor', purpose: null },
];

/** One of them. */
export const roleNamed = (name: string, world: Pick<World, 'ownerSecret'>): Role => {
  const role = rolesOf(world).find((each) => each.name === name);
  if (!role) throw new Error(`There is no role ${name}.`);
  return role;
};

const services = ['services', 'services at another matter'];
const agencies = ['housing', 'market', 'tax', ...services];
const supervisors = ['office', 'auditor'];
const withoutPurpose = ['office without purpose', 'auditor without purpose'];
const itself = 'subject itself';
const nobody: string[] = [];

export interface Canary {
  name: string;
  value: string;
  /** The roles that may see it; every other role must not. */
  seenBy: readonly string[];
}

/** Design section 3, value by value. Where a role without a purpose sees one, it is in the feed, a log or a draft. */
export const canariesOf = (world: World): Canary[] => {
  const { entries, stored } = world;
  const rows: [string, string, readonly string[]][] = [
    ['ID number of a person', person.idNumber, ['market', 'office']],
    ['name of a person', person.name, ['market', 'tax', 'office']],
    [
      'masked ID number',
      `650${'*'.repeat(13)}${person.idNumber.slice(-2)}`,
      ['market', 'tax', ...supervisors],
    ],
    ['ID number of a person nobody published', hidden.idNumber, ['tax', 'office']],
    ['name of a person nobody published', hidden.name, ['tax', 'office']],
    ['code of a person nobody published', stored.hiddenCode, ['tax', ...supervisors]],
    ['cipher of an ID number', stored.cipher, nobody],
    ['index of an ID number', stored.index, nobody],
    ['secret of a client', world.ownerSecret, nobody],
    ['hash of a secret', stored.secretHash, nobody],
    ['responsible person', 'ZqResponsiblePerson', [...agencies, ...supervisors, itself]],
    ['suspended ground', 'ZqSuspendedGround', ['market', 'tax', ...services, ...supervisors, itself]],
    ['watch ground', 'ZqWatchGround', ['market', 'tax', 'services', ...supervisors, itself]],
    [
      'watch entry number',
      entries.watch,
      ['market', 'tax', 'services', ...supervisors, ...withoutPurpose, itself],
    ],
    ['proposed ground', 'ZqProposedGround', ['tax', ...supervisors, itself]],
    ['proposed entry number', entries.proposed, ['tax', ...supervisors, itself]],
    ['withdrawn ground', 'ZqWithdrawnGround', ['tax', ...supervisors, itself]],
    ['withdrawn entry number', entries.withdrawn, ['tax', ...supervisors, ...withoutPurpose, itself]],
    ['proof of the notice of an entry', 'ZqEntryNoticeProof', ['market', ...supervisors, itself]],
    ['proof of the notice of an instruction', 'ZqInstructionNoticeProof', ['market', ...supervisors, itself]],
    ['feedback detail', 'ZqFeedbackDetail', ['market', ...supervisors, itself]],
    ['decline reason', 'ZqDeclineReason', [...services, ...supervisors, itself]],
    ["tax bureau's instruction", world.instructions.tax, ['tax', ...supervisors, ...withoutPurpose, itself]],
    ['objection statement', 'ZqObjectionStatement', ['market', ...supervisors, itself]],
    ['repair statement', 'ZqRepairStatement', ['market', ...supervisors, itself]],
    ['proof of community service', 'ZqServiceProof', ['association', ...supervisors, itself]],
    ['ruling of a reorganisation', 'ZqReorganisation', [...supervisors, itself]],
    ['reason of a restoration', 'ZqRevokeReason', ['market', 'tax', ...supervisors, itself]],
    ['what was done to restore credit', 'ZqTaskNote', ['market', 'tax', ...supervisors, itself]],
    ['what an incident was', 'ZqIncidentDescription', ['market', ...supervisors]],
    ['reason of a legal hold', 'ZqHoldReason', [...supervisors, itself]],
    ['summary of an outcome', 'ZqOutcomeSummary', ['market', ...supervisors, itself]],
    ['facts of an open record', 'ZqFacts-OPEN', [...agencies, ...supervisors, itself]],
    ['title of a shared record', 'ZqTitle-SHARED', [...agencies, ...supervisors, itself]],
    ['facts of a shared record', 'ZqFacts-SHARED', [...agencies, ...supervisors, itself]],
    ['title of an authorised record', 'ZqTitle-AUTHORISED', [...agencies, 'office', itself]],
    ['title of an internal record', 'ZqTitle-INTERNAL', ['housing', 'office', itself]],
    [
      'business number of a check',
      'ZqCheckBusiness',
      [...services, ...supervisors, ...withoutPurpose, itself],
    ],
    ['check number', world.check, [...services, ...supervisors]],
    [
      'business number of a read',
      'ZqReadBusiness',
      ['market', 'market without purpose', ...supervisors, ...withoutPurpose, itself],
    ],
    ["another firm's client", 'zq-other-firm', ['office', 'office without purpose']],
    [
      'drafted measure',
      'ZqDraftMeasure',
      [...agencies, 'market without purpose', ...supervisors, ...withoutPurpose],
    ],
    [
      'unsigned memorandum',
      'ZqDraftMemorandum',
      ['market', 'market without purpose', 'tax', ...supervisors, ...withoutPurpose],
    ],
    ['file name of an import', 'ZqImportFile.csv', ['tax', ...supervisors, ...withoutPurpose]],
    ['problem of a refused row', 'ZqRejectProblem', ['tax', ...supervisors, ...withoutPurpose]],
  ];
  return rows.map(([name, value, seenBy]) => ({ name, value, seenBy }));
};

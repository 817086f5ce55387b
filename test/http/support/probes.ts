import { getIntrospectionQuery } from 'graphql';
import { toGlobalId } from '../../../src/kernel/ids.js';
import type { TestHub } from '../../support/hub.js';
import { organizationCode } from './codes.js';
import { type RootArguments, nodeTypes } from './crawler.js';
import { type World, company, hidden, person } from './world.js';

/** With which arguments to enter each root field: those that lead to what was planted, and to everything. */
export const rootArguments = (world: World): RootArguments => {
  const entries = Object.values(world.entries).map((number) => `number: "${number}"`);
  const everyStatus =
    'status: [PROPOSED, NOTIFIED, PUBLISHED, SUSPENDED, REMOVED, EXPIRED, REVOKED, REJECTED, WITHDRAWN]';
  return {
    subject: [company, world.stored.personCode, world.stored.hiddenCode].map((code) => `code: "${code}"`),
    subjectsByCode: [`codes: ["${company}", "${world.stored.personCode}", "${world.stored.hiddenCode}"]`],
    subjects: ['first: 5', 'first: 100, filter: { kind: NATURAL_PERSON }', 'filter: { colour: WATCH }'],
    person: [`idNumber: "${person.idNumber}", name: "某某某"`, `idNumber: "${hidden.idNumber}", name: "某"`],
    creditList: ['code: "WATCH-PY"', 'code: "BLACK-TAX"'],
    creditLists: ['first: 3'],
    listEntry: entries,
    listEntries: [
      'first: 5',
      `first: 10, filter: { ${everyStatus} }`,
      `filter: { subjectCode: "${company}", ${everyStatus} }`,
      `filter: { colour: WATCH, list: "WATCH-PY" }`,
      `first: 5, filter: { identifiedBy: "${organizationCode('tax')}", ${everyStatus} }`,
    ],
    measure: ['code: "ZQ-1"', 'code: "HN32-5"'],
    measures: ['first: 5, filter: { status: DRAFT }', 'first: 100'],
    memorandum: ['number: "ZQ-M"'],
    memoranda: ['first: 3', 'filter: { status: DRAFT }', 'filter: { list: "WATCH-PY" }'],
    instructions: ['first: 10', `filter: { entry: "${world.entries.published}" }`],
    check: [`number: "${world.check}"`],
    changes: ['first: 20', `first: 100, after: "${world.feedStart}"`],
    import: [`id: "${toGlobalId('Import', world.import.id)}"`],
    creditRecords: [
      'first: 5',
      `filter: { subjectCode: "${company}" }`,
      'filter: { documentNumber: "ZqDocument-SHARED" }',
      'filter: { documentNumber: "ZqDocument-INTERNAL" }',
    ],
    objections: ['first: 5', `filter: { entry: "${world.entries.suspended}" }`],
    document: [...Object.values(world.papers), 'D20260316-NOTTHERE'].map((number) => `number: "${number}"`),
    repairs: ['first: 5', `filter: { entry: "${world.entries.published}" }`],
    repairOutlook: [
      ...entries.map((entry) => entry.replace('number:', 'entry:')),
      ...Object.values(world.records).map((number) => `record: "${number}"`),
    ],
    restorations: ['first: 20', `filter: { entry: "${world.entries.published}" }`],
    outcomes: ['first: 20'],
    changesToAcknowledge: ['first: 20'],
    incident: ['number: "S20260316-NOTTHERE"'],
    incidents: ['first: 5'],
    legalHolds: ['first: 20', `first: 5, filter: { subjectCode: "${company}", inForce: true }`],
    auditHashes: ['positions: ["1"]'],
    accessEvents: ['first: 20', `first: 5, filter: { subjectCode: "${company}" }`],
  };
};

/** Ids to guess: the newest rows of each Node type, among which is what was planted. */
export const guessedIds = async (hub: TestHub): Promise<Record<string, string[]>> => {
  const known = await Promise.all(
    nodeTypes(hub.schema).map(async (type) => {
      const table = tableOf[type.name];
      if (!table) throw new Error(`say in which table the rows of the new Node type ${type.name} are`);
      const key = table === 'change' ? 'position' : 'id';
      const rows = await hub.database.rows<{ id: number }>({
        text: `select ${key} as id from ${table} order by ${key} desc limit 24`,
        values: [],
      } as never);
      return [type.name, rows.map(({ id }) => toGlobalId(type.name, id))] as const;
    }),
  );
  return Object.fromEntries(known);
};

const tableOf: Record<string, string> = {
  AccessEvent: 'access_event',
  Change: 'change',
  Check: 'duty_check',
  Announcement: 'announcement',
  Attachment: 'attachment',
  Clause: 'clause',
  Client: 'client',
  CreditList: 'credit_list',
  CommunityService: 'community_service',
  CreditRecord: 'credit_record',
  Deadline: 'deadline',
  Document: 'document',
  Feedback: 'feedback',
  Import: 'import',
  Incident: 'incident',
  Instruction: 'instruction',
  LegalHold: 'legal_hold',
  ListEntry: 'list_entry',
  Measure: 'measure',
  Memorandum: 'memorandum',
  Notice: 'notice',
  Objection: 'objection',
  Organization: 'organization',
  Outcome: 'outcome',
  Reorganisation: 'reorganisation',
  Repair: 'repair',
  CreditReport: 'credit_report',
  Restoration: 'restoration',
  Subject: 'subject',
};

/** Ways around a rule that a person would try: aliases, fragments, edges there and back, cursors made up. */
export const handwritten = (world: World): string[] => {
  const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const everyState = 'status: [PROPOSED, NOTIFIED, SUSPENDED, WITHDRAWN]';
  return [
    `{ x: listEntry(number: "${world.entries.published}") { a: responsiblePersons { b: name } c: notice { d: proof }
      subject { ...S e: entries { ground f: history { reason } subject { g: name h: records { edges { node { i: facts
        entries { j: ground objections { statement } } } } } } } } } }
      fragment S on Subject { k: idNumber l: idNumberMasked m: name records { n: nodes { ...R } } }
      fragment R on CreditRecord { o: facts p: title entries { responsiblePersons { name } } }`,
    `{ x: listEntry(number: "${world.entries.ofPerson}") { subject { a: name b: idNumber ... on Subject { c: idNumberMasked }
      ... on Node { id ... on Subject { d: name } } } } }`,
    `{ creditList(code: "BLACK-TAX") { entries(${everyState}) { nodes { ground number subject { code name } } } } }`,
    `{ creditList(code: "WATCH-PY") { entries(${everyState}, after: "${cursor(999999)}") { nodes { ground } } } }`,
    `{ listEntries(after: "${cursor('2999-01-01T00:00:00.000Z', 999999)}", first: 30) { nodes { ground list { colour } } } }`,
    `{ creditRecords(after: "${cursor(999999)}", first: 30) { nodes { title facts disclosure } } }`,
    `{ creditRecords(after: "${cursor('0 or true')}") { nodes { title } } }`,
    `{ instructions(after: "${cursor(999999)}", first: 100) { nodes { number declineReason } } }`,
    `{ subjects(filter: { nameContains: "濯缨" }) { nodes { name } } }`,
    `{ subjects(filter: { nameContains: "%" , kind: NATURAL_PERSON }) { nodes { name code } } }`,
    `{ changes(first: 100) { nodes { summary node { ... on ListEntry { ground number } } } } }`,
    `{ changes(first: 100, after: "${world.feedStart}") { nodes { summary type node { ... on Objection { statement } ... on ListEntry { ground } } } } }`,
    `{ clients(first: 100) { nodes { clientId name organization { name } } } }`,
    `{ statistics { records entriesByColour { key count } instructionsByStatus { key count } } }`,
    getIntrospectionQuery(),
  ];
};

/** Requests beside GraphQL. */
export const plainRequests = (world: World): { path: string; method?: string }[] => [
  { path: '/healthz' },
  { path: '/readyz' },
  { path: '/metrics' },
  { path: '/graphql', method: 'OPTIONS' },
  {
    path: `/graphql?query=${encodeURIComponent(`{ listEntry(number: "${world.entries.watch}") { ground } }`)}`,
  },
  {
    path: `/graphql?query=${encodeURIComponent(`{ subject(code: "${company}") { name records { nodes { title facts } } } }`)}`,
  },
  { path: `/imports/${world.import.number}` },
  { path: `/imports/${world.import.number}/rejects.csv` },
  ...Object.values(world.papers).flatMap((number) => [
    { path: `/documents/${number}.html` },
    { path: `/documents/${number}.pdf` },
  ]),
  { path: '/graphiql/demo-clients.json' },
  { path: '/.well-known/oauth-authorization-server' },
  { path: '/nothing/here' },
];

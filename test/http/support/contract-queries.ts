import { toGlobalId } from '../../../src/kernel/ids.js';
import { organizationCode } from './codes.js';
import { type ContractCase, openTo } from './contract.js';
import { closedQueries } from './contract-closed.js';
import { holdQueries } from './contract-holds.js';
import { incidentQueries } from './contract-incidents.js';
import { restorationQueries } from './contract-restorations.js';
import { type World, company } from './world.js';

const bad = (field: string) => openTo(`BAD_USER_INPUT ${field}`);

/** Queries that answer everybody; which rows they show is what differs. */
const openQueries = ({ entries, stored }: World): ContractCase[] => [
  {
    field: 'viewer',
    ask: '{ viewer { kind clientId scopes purpose { matter } organization { code } } }',
    answers: openTo('data'),
  },
  {
    field: 'node',
    ask: `{ node(id: "${toGlobalId('Organization', 1)}") { __typename id ... on Organization { name } } }`,
    gives: { __typename: 'Organization', id: toGlobalId('Organization', 1) },
    answers: openTo('data'),
  },
  { field: 'node', when: 'an id of nothing', ask: '{ node(id: "x") { id } }', answers: openTo('null') },
  {
    field: 'subject',
    ask: `{ subject(code: "${company}") { code kind name } }`,
    gives: { code: company, kind: 'LEGAL_PERSON' },
    answers: openTo('data'),
  },
  {
    field: 'subject',
    when: 'a person of whom nothing is published',
    ask: `{ subject(code: "${stored.hiddenCode}") { code } }`,
    answers: {
      office: 'data',
      agency: 'null',
      firm: 'null',
      public: 'null',
      auditor: 'data',
      subject: 'null',
    },
  },
  {
    field: 'subjectsByCode',
    ask: `{ subjectsByCode(codes: ["${company}", "${stored.hiddenCode}", "NOBODY", "${company}"]) { code kind } }`,
    answers: openTo('data'),
  },
  {
    field: 'subjectsByCode',
    when: 'no code',
    ask: '{ subjectsByCode(codes: []) { code } }',
    answers: bad('codes'),
  },
  { field: 'subjects', ask: '{ subjects(first: 2) { nodes { code name } } }', answers: openTo('data') },
  {
    field: 'subjects',
    when: 'too many rows',
    ask: '{ subjects(first: 101) { nodes { code } } }',
    answers: bad('first'),
  },
  {
    field: 'subjects',
    when: 'one letter of a name',
    ask: '{ subjects(filter: { nameContains: "濮" }) { nodes { code } } }',
    answers: bad('filter.nameContains'),
  },
  {
    field: 'creditList',
    ask: '{ creditList(code: "BLACK-MARKET") { code colour keeper { code } entries(first: 1) { nodes { number } } } }',
    gives: { colour: 'BLACK', keeper: { code: organizationCode('market') } },
    answers: openTo('data'),
  },
  {
    field: 'creditList',
    when: 'no such list',
    ask: '{ creditList(code: "NONE") { code } }',
    answers: openTo('null'),
  },
  {
    field: 'creditLists',
    ask: '{ creditLists(filter: { colour: RED }) { nodes { code } } }',
    gives: { nodes: [{ code: 'RED-PY' }, { code: 'RED-TAX-A' }] },
    answers: openTo('data'),
  },
  {
    field: 'listEntry',
    ask: `{ listEntry(number: "${entries.published}") { number status subject { code } measures { measure { code } } } }`,
    gives: { number: entries.published, status: 'PUBLISHED', subject: { code: company } },
    answers: openTo('data'),
  },
  {
    field: 'listEntry',
    when: 'suspended',
    ask: `{ listEntry(number: "${entries.suspended}") { number status objected } }`,
    gives: { status: 'SUSPENDED', objected: true },
    answers: {
      office: 'data',
      agency: 'data',
      outsider: 'null',
      firm: 'null',
      public: 'null',
      subject: 'data',
      auditor: 'data',
      'office without purpose': 'null',
    },
  },
  {
    field: 'listEntries',
    ask: '{ listEntries(filter: { colour: BLACK }, first: 2) { nodes { number status } pageInfo { hasNextPage } } }',
    answers: openTo('data'),
  },
  {
    field: 'listEntries',
    when: 'a cursor of another list',
    ask: '{ listEntries(after: "WzFd") { nodes { number } } }',
    answers: bad('after'),
  },
  {
    field: 'measure',
    ask: '{ measure(code: "HN32-5") { code status tier basis { text rank } } }',
    gives: { code: 'HN32-5', status: 'PUBLISHED' },
    answers: openTo('data'),
  },
  {
    field: 'measure',
    when: 'a draft',
    ask: '{ measure(code: "ZQ-1") { code status } }',
    gives: { status: 'DRAFT' },
    answers: {
      office: 'data',
      agency: 'data',
      auditor: 'data',
      firm: 'null',
      public: 'null',
      subject: 'null',
    },
  },
  {
    field: 'measures',
    ask: '{ measures(filter: { tier: BLACK }, first: 3) { nodes { code } } }',
    answers: openTo('data'),
  },
  {
    field: 'memorandum',
    ask: '{ memorandum(number: "濮县信联〔2026〕1号") { number status clauses { number } } }',
    gives: { status: 'IN_FORCE' },
    answers: openTo('data'),
  },
  {
    field: 'memorandum',
    when: 'unsigned, of others',
    ask: '{ memorandum(number: "ZQ-M") { number } }',
    answers: {
      office: 'data',
      agency: 'data',
      outsider: 'null',
      auditor: 'data',
      firm: 'null',
      public: 'null',
    },
  },
  { field: 'memoranda', ask: '{ memoranda(first: 2) { nodes { number } } }', answers: openTo('data') },
  {
    field: 'organizations',
    ask: '{ organizations(first: 2) { nodes { code name kind } } }',
    answers: openTo('data'),
  },
  {
    field: 'statistics',
    ask: '{ statistics { records entriesByColour { key count } instructionsByAgency { agency { code } status count } } }',
    answers: openTo('data'),
  },
  {
    field: 'creditRecords',
    ask: '{ creditRecords(first: 2) { nodes { number title } } }',
    answers: openTo('data'),
  },
  {
    field: 'announcements',
    ask: '{ announcements(filter: { list: "BLACK-MARKET" }) { nodes { number kind text entry { number } } } }',
    answers: openTo('data'),
  },
  {
    field: 'announcements',
    when: 'too many rows',
    ask: '{ announcements(first: 101) { nodes { number } } }',
    answers: bad('first'),
  },
  {
    field: 'creditRecords',
    when: 'an import that is none',
    ask: '{ creditRecords(filter: { import: "x" }) { nodes { number } } }',
    answers: bad('filter.import'),
  },
];

export const queryCases = (world: World): ContractCase[] => [
  ...openQueries(world),
  ...closedQueries(world),
  ...restorationQueries,
  ...holdQueries,
  ...incidentQueries,
];

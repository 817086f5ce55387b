import { toGlobalId } from '../../../src/kernel/ids.js';
import { type ContractCase, openTo } from './contract.js';
import { type World, person } from './world.js';

const denied = { firm: 'FORBIDDEN', public: 'UNAUTHENTICATED' };
const marketDenied = { bank: 'FORBIDDEN', association: 'FORBIDDEN', region: 'FORBIDDEN' };
const needsPurpose = {
  'office without purpose': 'PURPOSE_REQUIRED x-purpose',
  'agency without purpose': 'PURPOSE_REQUIRED x-purpose',
};

/** Queries that need a token, a scope, most of them a purpose. */
export const closedQueries = (world: World): ContractCase[] => [
  {
    field: 'person',
    ask: `{ person(idNumber: "${person.idNumber}", name: "${person.name}") { code name } }`,
    gives: { name: person.name },
    answers: {
      office: 'data',
      agency: 'data',
      firm: 'data',
      bank: 'data',
      association: 'data',
      public: 'UNAUTHENTICATED',
      region: 'FORBIDDEN',
      auditor: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...needsPurpose,
    },
  },
  {
    field: 'person',
    when: 'another name',
    ask: `{ person(idNumber: "${person.idNumber}", name: "某某某") { code } }`,
    answers: { office: 'null', agency: 'null', firm: 'null', public: 'UNAUTHENTICATED' },
  },
  {
    field: 'person',
    when: 'a wrong ID number',
    ask: '{ person(idNumber: "123", name: "某某") { code } }',
    answers: {
      office: 'BAD_USER_INPUT idNumber',
      agency: 'BAD_USER_INPUT idNumber',
      firm: 'BAD_USER_INPUT idNumber',
      public: 'UNAUTHENTICATED',
    },
  },
  {
    field: 'instructions',
    ask: '{ instructions(first: 2) { nodes { number status agency { code } } } }',
    answers: {
      office: 'data',
      agency: 'data',
      auditor: 'data',
      subject: 'data',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'check',
    ask: `{ check(number: "${world.check}") { number businessNumber } }`,
    gives: { businessNumber: 'ZqCheckBusiness' },
    answers: {
      office: 'data',
      agency: 'null',
      auditor: 'data',
      subject: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'import',
    ask: `{ import(id: "${toGlobalId('Import', world.import.id)}") { number rejected rejects { nodes { row problems } } } }`,
    gives: { rejected: 1, rejects: { nodes: [{ row: 2, problems: ['ZqRejectProblem'] }] } },
    answers: {
      office: 'data',
      auditor: 'data',
      agency: 'null',
      subject: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
    },
  },
  {
    field: 'document',
    ask: `{ document(number: "${world.papers.published}") { number kind notice { number } } }`,
    gives: { number: world.papers.published, kind: 'LISTING_NOTICE' },
    answers: {
      office: 'data',
      agency: 'data',
      outsider: 'null',
      auditor: 'data',
      subject: 'data',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'document',
    when: 'addressed to a person',
    ask: `{ document(number: "${world.papers.ofPerson}") { html } }`,
    answers: {
      office: 'data',
      agency: 'data',
      outsider: 'null',
      auditor: 'null',
      subject: 'null',
      ...denied,
    },
  },
  {
    field: 'objections',
    ask: '{ objections(first: 1) { nodes { number statement } } }',
    gives: { nodes: [{ statement: 'ZqObjectionStatement' }] },
    answers: {
      office: 'data',
      agency: 'data',
      auditor: 'data',
      subject: 'data',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'repairs',
    ask: `{ repairs(filter: { entry: "${world.entries.published}" }) { nodes { statement status conditions { kind met } deadlines { kind } } } }`,
    gives: {
      nodes: [
        {
          statement: 'ZqRepairStatement',
          deadlines: [{ kind: 'REPAIR_ACCEPTANCE' }, { kind: 'REPAIR_DECISION' }],
        },
      ],
    },
    answers: {
      office: 'data',
      agency: 'data',
      auditor: 'data',
      subject: 'data',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'repairOutlook',
    ask: `{ repairOutlook(entry: "${world.entries.published}") { repairable earliestOn ruleSet { code } missing howTo } }`,
    gives: { repairable: true, earliestOn: '2027-10-20', ruleSet: { code: 'BLACK-MARKET' } },
    answers: {
      office: 'data',
      agency: 'data',
      subject: 'data',
      outsider: 'null',
      auditor: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
      ...needsPurpose,
    },
  },
  {
    field: 'repairOutlook',
    when: 'neither entry nor record',
    ask: '{ repairOutlook { endsOn } }',
    answers: { office: 'BAD_USER_INPUT entry', agency: 'BAD_USER_INPUT entry', ...denied },
  },
  {
    field: 'changes',
    ask: '{ changes(first: 1) { nodes { position type } completeFrom completeTo } }',
    gives: { completeFrom: '0' },
    answers: { ...openTo('data'), public: 'UNAUTHENTICATED' },
  },
  {
    field: 'changes',
    when: 'a position that is none',
    ask: '{ changes(after: "WzFd") { completeTo } }',
    answers: { ...openTo('BAD_USER_INPUT after'), public: 'UNAUTHENTICATED' },
  },
  {
    field: 'accessEvents',
    ask: '{ accessEvents(first: 1) { nodes { at operation purpose { matter businessNumber } } } }',
    answers: { ...openTo('data'), public: 'UNAUTHENTICATED', region: 'FORBIDDEN' },
  },
  {
    field: 'auditHead',
    ask: '{ auditHead { hub position hash signed { line } } }',
    gives: { signed: null },
    answers: {
      office: 'data',
      auditor: 'data',
      agency: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...denied,
    },
  },
  {
    field: 'auditHashes',
    ask: '{ auditHashes(positions: ["999999999"]) }',
    answers: {
      office: 'data',
      auditor: 'data',
      agency: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...denied,
    },
  },
  {
    field: 'auditHashes',
    when: 'no position',
    ask: '{ auditHashes(positions: ["one"]) }',
    answers: {
      office: 'BAD_USER_INPUT positions',
      auditor: 'BAD_USER_INPUT positions',
      agency: 'FORBIDDEN',
      ...denied,
    },
  },
  {
    field: 'audit',
    ask: '{ audit { rows firstBadPosition problem } }',
    gives: { firstBadPosition: null, problem: null },
    answers: {
      office: 'data',
      auditor: 'data',
      agency: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
    },
  },
  {
    field: 'clients',
    ask: '{ clients(first: 1) { nodes { clientId scopes } } }',
    answers: {
      office: 'data',
      agency: 'FORBIDDEN',
      auditor: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
    },
  },
  {
    field: 'staff',
    ask: '{ staff(first: 1) { nodes { person organization { code } signedInAt blockedAt blockReason } } }',
    answers: {
      office: 'data',
      agency: 'FORBIDDEN',
      auditor: 'FORBIDDEN',
      subject: 'FORBIDDEN',
      ...denied,
      ...marketDenied,
    },
  },
  {
    field: 'deadlines',
    ask: '{ deadlines(first: 1) { nodes { number kind dueOn overdue } } }',
    answers: { ...openTo('data'), public: 'UNAUTHENTICATED' },
  },
];

import { type Ask, testDay } from '../../support/hub.js';
import { organizationCode } from './codes.js';
import { entryMutations } from './contract-entries.js';
import { executionMutations } from './contract-execution.js';
import { objectionMutations } from './contract-objections.js';
import { repairMutations } from './contract-repairs.js';
import { holdMutations } from './contract-holds.js';
import { incidentMutations } from './contract-incidents.js';
import { restorationMutations } from './contract-restorations.js';
import { type Hands, call, decision, forOffice, forProposers, refused } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done } from './steps.js';
import { company, person } from './world.js';

const measureInput = (
  code: string,
) => `code: "${code}", name: "加强检查", kind: PUNISHMENT, tier: WATCH, level: COUNTY,
  matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: []`;

const memorandumInput = (
  number: string,
) => `number: "${number}", title: "合作备忘录", colour: BLACK, level: COUNTY,
  lists: ["BLACK-TAX"], initiator: "${organizationCode('market')}",
  signatories: ["${organizationCode('market')}", "${organizationCode('office')}"], sharingTerms: "当日",
  feedbackTerms: "按期", repairPath: "修复", effectiveFrom: "${testDay}", clauses: [{ measure: "HN32-5",
  implementer: "${organizationCode('market')}", matter: INSPECTION, trigger: ON_PUBLICATION, basis: "第三十二条", feedbackDays: 10 }]`;

const catalogueMutations = ({ market, office, approver, tax }: Hands): ContractCase[] => {
  const drafted = async () => {
    const code = decision();
    await done(tax(call('draftMeasure', measureInput(code), 'measure { id }')));
    return code;
  };
  const memorandum = async (...signers: Ask[]) => {
    const number = decision();
    await done(market(call('draftMemorandum', memorandumInput(number), 'memorandum { id }')));
    for (const signer of signers)
      await done(signer(call('signMemorandum', `memorandum: "${number}"`, 'memorandum { id }')));
    return number;
  };
  const notParty = { outsider: 'NOT_FOUND input.memorandum' };
  return [
    {
      field: 'draftMeasure',
      ask: () => call('draftMeasure', measureInput(decision()), 'measure { status }'),
      gives: { measure: { status: 'DRAFT' } },
      answers: forProposers,
    },
    {
      field: 'publishMeasure',
      ask: async () => call('publishMeasure', `measure: "${await drafted()}"`, 'measure { status }'),
      gives: { measure: { status: 'PUBLISHED' } },
      answers: forOffice,
    },
    {
      field: 'retireMeasure',
      ask: async () => {
        const code = await drafted();
        await done(approver(call('publishMeasure', `measure: "${code}"`, 'measure { id }')));
        return call('retireMeasure', `measure: "${code}", reason: "停用"`, 'measure { status }');
      },
      gives: { measure: { status: 'RETIRED' } },
      answers: forOffice,
    },
    {
      field: 'draftMemorandum',
      ask: () => call('draftMemorandum', memorandumInput(decision()), 'memorandum { status }'),
      gives: { memorandum: { status: 'DRAFT' } },
      answers: forProposers,
    },
    {
      field: 'signMemorandum',
      ask: async () => call('signMemorandum', `memorandum: "${await memorandum()}"`, 'memorandum { status }'),
      gives: { memorandum: { status: 'SIGNING' } },
      answers: { ...forProposers, ...notParty },
    },
    {
      field: 'fileMemorandum',
      ask: async () =>
        call(
          'fileMemorandum',
          `memorandum: "${await memorandum(market, office)}"`,
          'memorandum { filedAt status }',
        ),
      gives: { memorandum: { status: 'IN_FORCE' } },
      answers: { ...forProposers },
    },
    {
      field: 'endMemorandum',
      ask: async () =>
        call(
          'endMemorandum',
          `memorandum: "${await memorandum(market, office)}", reason: "终止"`,
          'memorandum { status }',
        ),
      gives: { memorandum: { status: 'ENDED' } },
      answers: forProposers,
    },
  ];
};

const clientMutations = ({ approver }: Hands): ContractCase[] => {
  const input = (clientId: string) =>
    `clientId: "${clientId}", name: "测试", kind: FIRM, organization: "${organizationCode('firm')}", scopes: ["changes:read"]`;
  const made = async () => {
    const clientId = decision().toLowerCase();
    await done(approver(call('createClient', input(clientId), 'secret')));
    return clientId;
  };
  return [
    {
      field: 'createClient',
      ask: () => call('createClient', input(decision().toLowerCase()), 'secret client { kind status }'),
      gives: { client: { kind: 'FIRM', status: 'ACTIVE' } },
      answers: forOffice,
    },
    {
      field: 'createClient',
      when: 'a scope beyond its kind',
      ask: call('createClient', input('contract-x').replace('changes:read', 'lists:publish'), 'secret'),
      answers: { ...forOffice, office: 'BAD_USER_INPUT input.scopes' },
    },
    {
      field: 'rotateClientSecret',
      ask: async () => call('rotateClientSecret', `clientId: "${await made()}"`, 'secret client { status }'),
      gives: { client: { status: 'ACTIVE' } },
      answers: forOffice,
    },
    {
      field: 'setClientAuthentication',
      ask: async () =>
        call(
          'setClientAuthentication',
          `clientId: "${await made()}", dpopBound: true`,
          'client { authentication dpopBound }',
        ),
      gives: { client: { authentication: 'SECRET', dpopBound: true } },
      answers: forOffice,
    },
    {
      field: 'setClientAuthentication',
      when: 'no keys',
      ask: call('setClientAuthentication', 'clientId: "x", jwks: "{}"', 'client { authentication }'),
      answers: { ...forOffice, office: 'BAD_USER_INPUT input.jwks' },
    },
    {
      field: 'suspendClient',
      ask: async () =>
        call('suspendClient', `clientId: "${await made()}", reason: "停用"`, 'client { status }'),
      gives: { client: { status: 'SUSPENDED' } },
      answers: forOffice,
    },
    {
      field: 'resumeClient',
      when: 'one that works',
      ask: async () =>
        call('resumeClient', `clientId: "${await made()}", reason: "恢复"`, 'client { status }'),
      answers: { ...forOffice, office: 'ILLEGAL_TRANSITION' },
    },
    {
      field: 'suspendOrganization',
      when: 'unknown',
      ask: call(
        'suspendOrganization',
        'code: "91410928000000000X", reason: "停用"',
        'organization { active }',
      ),
      answers: { ...forOffice, office: 'NOT_FOUND input.code' },
    },
    {
      field: 'resumeOrganization',
      when: 'one that takes part',
      ask: call(
        'resumeOrganization',
        `code: "${organizationCode('firm')}", reason: "恢复"`,
        'organization { active }',
      ),
      answers: { ...forOffice, office: 'ILLEGAL_TRANSITION' },
    },
    {
      field: 'restrictClient',
      ask: async () =>
        call(
          'restrictClient',
          `clientId: "${await made()}", trustedDocumentsOnly: true`,
          'client { trustedDocumentsOnly }',
        ),
      gives: { client: { trustedDocumentsOnly: true } },
      answers: forOffice,
    },
    {
      field: 'revokeClient',
      ask: async () =>
        call('revokeClient', `clientId: "${await made()}", reason: "停用"`, 'client { status }'),
      gives: { client: { status: 'REVOKED' } },
      answers: forOffice,
    },
  ];
};

const gradeMutations = (): ContractCase[] => [
  {
    field: 'assignPractitionerGroup',
    ask: call(
      'assignPractitionerGroup',
      `subject: { idNumber: "${person.idNumber}", name: "${person.name}" }, group: TEACHER`,
      'subject { group }',
    ),
    gives: { subject: { group: 'TEACHER' } },
    answers: { ...forProposers, auditor: 'FORBIDDEN', subject: 'FORBIDDEN' },
  },
  {
    field: 'assignPractitionerGroup',
    when: 'an organisation',
    ask: call(
      'assignPractitionerGroup',
      `subject: { code: "${company}" }, group: TEACHER`,
      'subject { group }',
    ),
    answers: refused('BAD_USER_INPUT input.subject'),
  },
];

const staffMutations = (): ContractCase[] =>
  ['blockPerson', 'unblockPerson', 'endStaffSessions'].map((field) => ({
    field,
    when: 'somebody who never signed in',
    ask: call(field, `person: "person:${'0'.repeat(64)}", reason: "核实中"`, 'posts { person }'),
    answers: { ...forOffice, office: 'NOT_FOUND input.person' },
  }));

export const mutationCases = (hands: Hands): ContractCase[] => [
  ...entryMutations(hands),
  ...executionMutations(hands),
  ...objectionMutations(hands),
  ...restorationMutations(hands),
  ...incidentMutations(hands),
  ...holdMutations(hands),
  ...catalogueMutations(hands),
  ...clientMutations(hands),
  ...staffMutations(),
  ...repairMutations(hands),
  ...gradeMutations(),
];

import { type Ask, testDay } from '../../support/hub.js';
import { organizationCode } from './codes.js';
import type { Asker, ContractCase } from './contract.js';
import { done, entry, instructionOn, propose, publish, serve, servedOn } from './steps.js';
import { company } from './world.js';

/** The hands that make what a mutation is tried on. */
export interface Hands {
  office: Ask;
  approver: Ask;
  market: Ask;
  tax: Ask;
}

let decisions = 0;
const decision = () => `CONTRACT-${++decisions}`;
const subject = { code: company };
const onBlackList = () => ({
  ...entry('BLACK-MARKET', '虚假宣传', decision(), subject),
  responsiblePersons: [{ name: '某某', role: '法定代表人' }],
});
/** A JSON value as a GraphQL literal; what is in capitals is an enum. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${literal(each)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
};
const enums = (text: string): string =>
  text.replace(/\b(severity|procedure|finality|kind): "(\w+)"/g, '$1: $2');
const entryLiteral = () => enums(literal(onBlackList()));

const call = (name: string, input: string, payload: string) =>
  `mutation { ${name}(input: { ${input} }) { ${payload} } }`;

const forProposers = { agency: 'data', office: 'data', firm: 'FORBIDDEN', public: 'UNAUTHENTICATED' };
const forOffice = { ...forProposers, agency: 'FORBIDDEN', auditor: 'FORBIDDEN', subject: 'FORBIDDEN' };
const forAgencies = { ...forProposers, office: 'FORBIDDEN', auditor: 'FORBIDDEN', subject: 'FORBIDDEN' };
const refused = (code: string) => ({ ...forProposers, agency: code, office: code });

const entryMutations = ({ market, approver }: Hands): ContractCase[] => {
  const proposed = () => propose(market, onBlackList());
  const notified = async () => {
    const number = await proposed();
    await serve(market, number, 'proof');
    return number;
  };
  const published = async () => {
    const number = await notified();
    await publish(approver, 'BLACK-MARKET', [number]);
    return number;
  };
  return [
    {
      field: 'proposeEntry',
      ask: () => call('proposeEntry', `entry: ${entryLiteral()}`, 'entry { number status }'),
      gives: { entry: { status: 'PROPOSED' } },
      answers: { ...forProposers, auditor: 'FORBIDDEN', subject: 'FORBIDDEN', region: 'FORBIDDEN' },
    },
    {
      field: 'proposeEntry',
      when: 'no such list',
      ask: () =>
        call('proposeEntry', `entry: ${entryLiteral().replace('BLACK-MARKET', 'NONE')}`, 'entry { id }'),
      answers: refused('BAD_USER_INPUT input.entry.list'),
    },
    {
      field: 'proposeEntry',
      when: 'a list of another keeper',
      ask: () =>
        call('proposeEntry', `entry: ${entryLiteral().replace('BLACK-MARKET', 'BLACK-TAX')}`, 'entry { id }'),
      answers: { ...forProposers, agency: 'FORBIDDEN input.entry.list' },
    },
    {
      field: 'proposeEntries',
      ask: () =>
        call('proposeEntries', `entries: [${entryLiteral()}]`, 'entries { status } refusals { code }'),
      gives: { entries: [{ status: 'PROPOSED' }], refusals: [] },
      answers: forProposers,
    },
    {
      field: 'proposeEntries',
      when: 'neither entries nor records',
      ask: call('proposeEntries', '', 'entries { id }'),
      answers: refused('BAD_USER_INPUT input.entries'),
    },
    {
      field: 'serveEntryNotice',
      ask: async () =>
        call(
          'serveEntryNotice',
          `entry: "${await proposed()}", servedOn: "${servedOn}", channel: POST, proof: "p"`,
          'entry { status } notice { number }',
        ),
      gives: { entry: { status: 'NOTIFIED' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'publishEntries',
      ask: async () =>
        call(
          'publishEntries',
          `list: "BLACK-MARKET", entries: ["${await notified()}"]`,
          'entries { status } version',
        ),
      gives: { entries: [{ status: 'PUBLISHED' }] },
      answers: forOffice,
    },
    {
      field: 'withdrawEntry',
      ask: async () =>
        call('withdrawEntry', `entry: "${await proposed()}", reason: "重复"`, 'entry { status }'),
      gives: { entry: { status: 'WITHDRAWN' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'rejectEntry',
      ask: async () =>
        call('rejectEntry', `entry: "${await proposed()}", reason: "证据不足"`, 'entry { status }'),
      gives: { entry: { status: 'REJECTED' } },
      answers: forOffice,
    },
    {
      field: 'revokeEntry',
      ask: async () =>
        call('revokeEntry', `entry: "${await published()}", reason: "依据撤销"`, 'entry { status }'),
      gives: { entry: { status: 'REVOKED' } },
      answers: { ...forProposers, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'revokeEntry',
      when: 'not published yet',
      ask: async () =>
        call('revokeEntry', `entry: "${await proposed()}", reason: "依据撤销"`, 'entry { id }'),
      answers: refused('ILLEGAL_TRANSITION'),
    },
    {
      field: 'raiseObjection',
      ask: async () =>
        call(
          'raiseObjection',
          `entry: "${await published()}", ground: "主体错误", statement: "不是本公司", channel: WEB`,
          'objection { status suspends }',
        ),
      gives: { objection: { status: 'SUBMITTED', suspends: true } },
      answers: { ...forProposers, subject: 'data', auditor: 'FORBIDDEN', bank: 'FORBIDDEN' },
    },
    {
      field: 'decideObjection',
      ask: async () => {
        const raised = await done(
          market(
            call(
              'raiseObjection',
              `entry: "${await published()}", ground: "主体错误", statement: "不是本公司", channel: PHONE`,
              'objection { number }',
            ),
          ),
        );
        const { number } = raised.raiseObjection.objection;
        return call(
          'decideObjection',
          `objection: "${number}", upheld: true, reasons: "属实"`,
          'objection { status }',
        );
      },
      gives: { objection: { status: 'UPHELD' } },
      answers: forOffice,
    },
    {
      field: 'decideObjection',
      when: 'no such objection',
      ask: call('decideObjection', 'objection: "Y-NONE", upheld: true, reasons: "属实"', 'objection { id }'),
      answers: { ...forOffice, office: 'NOT_FOUND input.objection' },
    },
  ];
};

const executionMutations = ({ market, approver }: Hands): ContractCase[] => {
  /** An instruction of the market bureau on an entry of its own. */
  const issued = async () => {
    const number = await propose(market, onBlackList());
    await serve(market, number, 'proof');
    await publish(approver, 'BLACK-MARKET', [number]);
    return instructionOn(market, number);
  };
  const notFound = { outsider: 'NOT_FOUND input.instruction' };
  const applied = (number: string) => `instruction: "${number}", outcome: APPLIED, appliedOn: "${testDay}"`;
  const acknowledge = (number: string) =>
    `acknowledgeInstruction(input: { instruction: "${number}" }) { instruction { status } }`;
  const serveNotice = (number: string) =>
    `serveNotice(input: { instruction: "${number}", servedOn: "${testDay}", channel: POST, proof: "p", reason: "r" }) {
      notice { number } }`;
  return [
    {
      field: 'checkSubjects',
      ask: call(
        'checkSubjects',
        `matter: LICENSING, businessNumber: "CONTRACT", subjects: [{ code: "${company}" }]`,
        'check { results { verdict subject { code } } }',
      ),
      gives: { check: { results: [{ verdict: 'PUNISHMENT', subject: { code: company } }] } },
      answers: { ...forProposers, 'agency without purpose': 'data', auditor: 'FORBIDDEN', bank: 'FORBIDDEN' },
    },
    {
      field: 'checkSubjects',
      when: 'nobody',
      ask: call(
        'checkSubjects',
        'matter: LICENSING, businessNumber: "CONTRACT", subjects: []',
        'check { id }',
      ),
      answers: refused('BAD_USER_INPUT input.subjects'),
    },
    {
      field: 'acknowledgeInstruction',
      ask: async () => `mutation { ${acknowledge(await issued())} }`,
      gives: { instruction: { status: 'ACKNOWLEDGED' } },
      answers: { ...forAgencies, ...notFound },
    },
    {
      field: 'serveNotice',
      ask: async () => `mutation { ${serveNotice(await issued())} }`,
      answers: { ...forAgencies, ...notFound },
    },
    {
      field: 'reportFeedback',
      ask: async () => {
        const number = await issued();
        await done(market(`mutation { ${acknowledge(number)} ${serveNotice(number)} }`));
        return call('reportFeedback', applied(number), 'feedback { outcome } instruction { status }');
      },
      gives: { feedback: { outcome: 'APPLIED' }, instruction: { status: 'APPLIED' } },
      answers: { ...forAgencies, ...notFound },
    },
    {
      field: 'reportFeedback',
      when: 'the subject was not told',
      ask: async () => call('reportFeedback', applied(await issued()), 'feedback { id }'),
      answers: { ...forAgencies, agency: 'NOTICE_MISSING input.instruction' },
    },
    {
      field: 'declineInstruction',
      ask: async () =>
        call(
          'declineInstruction',
          `instruction: "${await issued()}", reason: "不属本单位"`,
          'instruction { status }',
        ),
      gives: { instruction: { status: 'DECLINED' } },
      answers: { ...forAgencies, ...notFound },
    },
  ];
};

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
      field: 'revokeClient',
      ask: async () =>
        call('revokeClient', `clientId: "${await made()}", reason: "停用"`, 'client { status }'),
      gives: { client: { status: 'REVOKED' } },
      answers: forOffice,
    },
  ];
};

export const mutationCases = (hands: Hands): ContractCase[] => [
  ...entryMutations(hands),
  ...executionMutations(hands),
  ...catalogueMutations(hands),
  ...clientMutations(hands),
];

export type { Asker };

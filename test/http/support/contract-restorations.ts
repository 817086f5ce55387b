import { expect } from '@jest/globals';
import { testDay } from '../../support/hub.js';
import { organizationCode } from './codes.js';
import { type Hands, call, decision, forProposers, onBlackList, refused } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done, propose, publish, serve } from './steps.js';

const denied = {
  firm: 'FORBIDDEN',
  public: 'UNAUTHENTICATED',
  bank: 'FORBIDDEN',
  association: 'FORBIDDEN',
  region: 'FORBIDDEN',
};
const parties = {
  office: 'data',
  agency: 'data',
  auditor: 'data',
  subject: 'data',
  ...denied,
  'office without purpose': 'PURPOSE_REQUIRED x-purpose',
  'agency without purpose': 'PURPOSE_REQUIRED x-purpose',
};

export const restorationQueries: ContractCase[] = [
  {
    field: 'restorations',
    ask: '{ restorations(first: 2, filter: { status: [OPEN] }) { nodes { number status cause recipients { acknowledgedAt } tasks { kind } } } }',
    answers: parties,
  },
  {
    field: 'outcomes',
    ask: '{ outcomes(first: 2, filter: { kind: LITIGATION }) { nodes { number kind result } } }',
    answers: parties,
  },
  {
    field: 'changesToAcknowledge',
    ask: '{ changesToAcknowledge(first: 1) { nodes { position type recipients { grounds } } completeTo } }',
    answers: {
      office: 'data',
      agency: 'data',
      firm: 'data',
      bank: 'data',
      association: 'data',
      region: 'data',
      auditor: 'data',
      public: 'UNAUTHENTICATED',
      subject: 'FORBIDDEN',
      'office without purpose': 'data',
    },
  },
];

export const restorationMutations = ({ market, office, approver }: Hands): ContractCase[] => {
  const published = async () => {
    const number = await propose(market, onBlackList());
    await serve(market, number, 'proof');
    await publish(approver, 'BLACK-MARKET', [number]);
    return number;
  };
  /** The number of the restoration of an entry of the market bureau that was revoked. */
  const restoration = async (): Promise<string> => {
    const number = await published();
    await done(market(call('revokeEntry', `entry: "${number}", reason: "有误"`, 'entry { id }')));
    const found = await done(office(`{ restorations(filter: { entry: "${number}" }) { nodes { number } } }`));
    return found.restorations.nodes[0].number;
  };
  /** The id of a change that the market bureau, among others, has to acknowledge. */
  const toAcknowledge = async (): Promise<string> => {
    const number = await restoration();
    for (let after = ''; ;) {
      const { changesToAcknowledge: page } = await done(
        market(
          `{ changesToAcknowledge(first: 100, after: "${after}") { nodes { id summary } pageInfo { hasNextPage endCursor } } }`,
        ),
      );
      const found = page.nodes.find(
        (each: { summary: { number: string } }) => each.summary.number === number,
      );
      if (found) return found.id;
      if (!page.pageInfo.hasNextPage) throw new Error('there is no change to acknowledge');
      after = page.pageInfo.endCursor;
    }
  };
  const used = new Set<string>();
  /** A record of the market bureau that nobody has revoked. */
  const record = async (): Promise<string> => {
    const { creditRecords } = await done(
      office(
        '{ creditRecords(first: 100, filter: { kind: PENALTY }) { nodes { number provider { code } } } }',
      ),
    );
    const found = creditRecords.nodes.find(
      (each: { number: string; provider: { code: string } }) =>
        each.provider.code === organizationCode('market') && !used.has(each.number),
    );
    used.add(found.number);
    return found.number;
  };
  const task = (number: string, status = 'DONE') =>
    call(
      'completeRestorationTask',
      `restoration: "${number}", kind: APOLOGY, status: ${status}, note: "已书面道歉"`,
      'restoration { status tasks { kind status note } }',
    );
  const outcome = (number: string, more = '') =>
    call(
      'recordOutcome',
      `kind: LITIGATION, result: ANNULLED, entry: "${number}", authority: "濮阳县人民法院", documentNumber: "${decision()}",
        decidedOn: "${testDay}", summary: "撤销"${more}`,
      'outcome { result entry { status } }',
    );
  const others = { auditor: 'FORBIDDEN', subject: 'FORBIDDEN', bank: 'FORBIDDEN', region: 'FORBIDDEN' };
  return [
    {
      field: 'acknowledgeChange',
      ask: async () =>
        call(
          'acknowledgeChange',
          `change: "${await toAcknowledge()}"`,
          'change { type recipients { acknowledgedAt } }',
        ),
      gives: { change: { type: 'RESTORATION_OPENED', recipients: [{ acknowledgedAt: expect.any(String) }] } },
      answers: {
        agency: 'data',
        office: 'NOT_FOUND input.change',
        firm: 'NOT_FOUND input.change',
        bank: 'NOT_FOUND input.change',
        association: 'NOT_FOUND input.change',
        region: 'NOT_FOUND input.change',
        public: 'UNAUTHENTICATED',
        auditor: 'FORBIDDEN',
        subject: 'FORBIDDEN',
      },
    },
    {
      field: 'completeRestorationTask',
      ask: async () => task(await restoration()),
      gives: { restoration: { status: 'OPEN' } },
      answers: { ...forProposers, ...others, outsider: 'NOT_FOUND input.restoration' },
    },
    {
      field: 'completeRestorationTask',
      when: 'it is said not to be required',
      ask: async () => task(await restoration(), 'NOT_REQUIRED'),
      answers: { ...forProposers, agency: 'SEPARATION_OF_DUTIES input.status' },
    },
    {
      field: 'recordOutcome',
      ask: async () => outcome(await published()),
      gives: { outcome: { result: 'ANNULLED', entry: { status: 'REVOKED' } } },
      answers: { ...forProposers, ...others, outsider: 'NOT_FOUND input.entry' },
    },
    {
      field: 'recordOutcome',
      when: 'a correction of what was annulled',
      ask: async () => outcome(await published(), ', correction: { ground: "更正" }'),
      answers: refused('BAD_USER_INPUT input.correction'),
    },
    {
      field: 'revokeRecord',
      ask: async () =>
        call(
          'revokeRecord',
          `record: "${await record()}", reason: "处罚撤销", documentNumber: "1号"`,
          'record { number }',
        ),
      answers: { ...forProposers, ...others, outsider: 'NOT_FOUND input.record' },
    },
  ];
};

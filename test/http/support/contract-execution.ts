import { testDay } from '../../support/hub.js';
import { type Hands, call, forAgencies, forProposers, onBlackList, refused } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done, instructionOn, propose, publish, serve } from './steps.js';
import { company } from './world.js';

export const executionMutations = ({ market, approver }: Hands): ContractCase[] => {
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

import { type Hands, call, forOffice, forProposers, onBlackList } from './contract-hands.js';
import type { ContractCase } from './contract.js';
import { done, instructionOn, propose, publish, serve } from './steps.js';
import { company } from './world.js';

const raising = (target: string) =>
  call(
    'raiseObjection',
    `${target}, ground: "主体错误", statement: "不是本公司", channel: WEB`,
    'objection { number status suspends ofGrade points }',
  );
const objecting = { ...forProposers, subject: 'data', auditor: 'FORBIDDEN', bank: 'FORBIDDEN' };
/** For the office; by the subject too. */
const orSubject = { ...forOffice, subject: 'data' };

/** Objections from receipt to the re-check, each step by each kind of viewer. */
export const objectionMutations = ({ market, approver }: Hands): ContractCase[] => {
  const published = async () => {
    const number = await propose(market, onBlackList());
    await serve(market, number, 'proof');
    await publish(approver, 'BLACK-MARKET', [number]);
    return number;
  };
  const raised = async () => {
    const { raiseObjection } = await done(market(raising(`entry: "${await published()}"`)));
    return raiseObjection.objection.number as string;
  };
  const accepted = async (byProvider: boolean) => {
    const number = await raised();
    const input = `objection: "${number}", byProvider: ${byProvider}`;
    await done(approver(call('acceptObjection', input, 'objection { id }')));
    return number;
  };
  const dismissed = async () => {
    const number = await raised();
    const input = `objection: "${number}", upheld: false, reasons: "无误"`;
    await done(approver(call('decideObjection', input, 'objection { id }')));
    return number;
  };
  const paused = async () => {
    const number = await accepted(true);
    const input = `objection: "${number}", kind: TESTING, reason: "送检"`;
    await done(approver(call('pauseObjection', input, 'objection { id }')));
    return number;
  };
  const underReview = async () => {
    const number = await dismissed();
    const input = `objection: "${number}", statement: "不服"`;
    await done(approver(call('requestReview', input, 'objection { id }')));
    return number;
  };
  const status = 'objection { status }';
  return [
    {
      field: 'raiseObjection',
      ask: async () => raising(`entry: "${await published()}"`),
      gives: { objection: { status: 'SUBMITTED', suspends: true } },
      answers: objecting,
    },
    {
      field: 'raiseObjection',
      when: 'to a measure',
      ask: async () => raising(`instruction: "${await instructionOn(market, await published())}"`),
      gives: { objection: { status: 'SUBMITTED', suspends: true } },
      answers: { ...objecting, outsider: 'NOT_FOUND input.instruction' },
    },
    {
      field: 'raiseObjection',
      when: 'to a grade',
      ask: async () => raising(`grade: true, subject: "${company}", points: ["${await published()}"]`),
      gives: { objection: { ofGrade: true } },
      answers: objecting,
    },
    {
      field: 'acceptObjection',
      ask: async () =>
        call(
          'acceptObjection',
          `objection: "${await raised()}", byProvider: true`,
          'objection { status verification { dueOn } }',
        ),
      gives: { objection: { status: 'VERIFYING' } },
      answers: forOffice,
    },
    {
      field: 'reportVerification',
      ask: async () =>
        call(
          'reportVerification',
          `objection: "${await accepted(true)}", finding: RIGHT, reasons: "无误"`,
          'objection { verification { finding } }',
        ),
      gives: { objection: { verification: { finding: 'RIGHT' } } },
      answers: {
        ...forProposers,
        office: 'NOT_FOUND input.objection',
        outsider: 'NOT_FOUND input.objection',
        auditor: 'FORBIDDEN',
        subject: 'FORBIDDEN',
      },
    },
    {
      field: 'pauseObjection',
      ask: async () =>
        call(
          'pauseObjection',
          `objection: "${await accepted(true)}", kind: EXPERT_REVIEW, reason: "送评审"`,
          'objection { pauses { kind } }',
        ),
      gives: { objection: { pauses: [{ kind: 'EXPERT_REVIEW' }] } },
      answers: forOffice,
    },
    {
      field: 'resumeObjection',
      ask: async () => call('resumeObjection', `objection: "${await paused()}"`, status),
      gives: { objection: { status: 'VERIFYING' } },
      answers: forOffice,
    },
    {
      field: 'decideObjection',
      ask: async () =>
        call('decideObjection', `objection: "${await raised()}", upheld: true, reasons: "属实"`, status),
      gives: { objection: { status: 'UPHELD' } },
      answers: forOffice,
    },
    {
      field: 'decideObjection',
      when: 'it is corrected',
      ask: async () =>
        call(
          'decideObjection',
          `objection: "${await raised()}", upheld: true, reasons: "属实", remedy: CORRECT, correction: { ground: "更正" }`,
          'objection { remedy entry { ground status objected } }',
        ),
      gives: {
        objection: { remedy: 'CORRECT', entry: { ground: '更正', status: 'PUBLISHED', objected: false } },
      },
      answers: forOffice,
    },
    {
      field: 'decideObjection',
      when: 'no such objection',
      ask: call('decideObjection', 'objection: "Y-NONE", upheld: true, reasons: "属实"', 'objection { id }'),
      answers: { ...forOffice, office: 'NOT_FOUND input.objection' },
    },
    {
      field: 'requestReview',
      ask: async () => call('requestReview', `objection: "${await dismissed()}", statement: "不服"`, status),
      gives: { objection: { status: 'REVIEWING' } },
      answers: orSubject,
    },
    {
      field: 'recordReview',
      ask: async () =>
        call(
          'recordReview',
          `objection: "${await underReview()}", upheld: false, reasons: "维持", document: "豫信复1号"`,
          'objection { status reviewDocument }',
        ),
      gives: { objection: { status: 'DISMISSED', reviewDocument: '豫信复1号' } },
      answers: forOffice,
    },
  ];
};

import {
  CheckByNumberDocument,
  CheckSubjectsDocument,
  type CheckSubjectsInput,
  type CheckSubjectsMutation,
  ViewerDocument,
} from '../../generated/operations.js';
import { newIdempotencyKey } from '../hub-api.js';
import type { Task } from './execution.chapter.js';
import type { RedFirm } from './incentive.chapter.js';
import { type Company, companyOf } from './penalty-file.js';
import { dueClauses } from './publication.chapter.js';
import type { Stage } from './stage.js';

export type CheckRead = CheckSubjectsMutation['checkSubjects']['check'];

export interface Checked {
  businessNumber: string;
  /** The instructions the service hall has now: one to punish, one to reward. */
  punishment: Task;
  incentive: Task;
}

const rowOfUnknown = 'X';

/** A check by the service hall while it handles a bid. */
export const bidCheck = async (
  { story, cast, run }: Stage,
  what: string,
  codes: readonly string[],
  business: string,
): Promise<CheckRead> => {
  const { checkSubjects } = await story.act(cast.services, what, CheckSubjectsDocument, {
    input: {
      matter: 'BIDDING',
      businessNumber: `YB-${run}-${business}`,
      subjects: codes.map((code) => ({ code })),
    },
  });
  return checkSubjects.check;
};

/** The loop's heart: one call, one receipt, and what the hall must do. */
export const playCheck = async (stage: Stage, bidder: Company, red: RedFirm): Promise<Checked> => {
  const { story, cast, run } = stage;
  story.chapter('投标人查询比对', 'A bidder is checked');
  const unknown = companyOf(run, rowOfUnknown);
  const businessNumber = `YB-${run}-BID`;
  const input: CheckSubjectsInput = {
    matter: 'BIDDING',
    businessNumber,
    subjects: [bidder, unknown, red].map(({ code }) => ({ code })),
  };
  const key = newIdempotencyKey();
  const { checkSubjects } = await story.act(
    cast.services,
    `招标投标事项 ${businessNumber}，查询 3 家`,
    CheckSubjectsDocument,
    { input },
    key,
  );
  const { check } = checkSubjects;
  for (const { asked, verdict } of check.results) story.told(`${asked}：${verdict}`);
  story.same('结论 verdicts', verdictsOf(check), ['PUNISHMENT', 'UNKNOWN_SUBJECT', 'INCENTIVE']);
  await checkMeasures(stage, check);
  await repeat(stage, input, key, check);
  await story.refused(
    cast.firm,
    '信用服务机构也想这样查询',
    CheckSubjectsDocument,
    { input },
    { code: 'FORBIDDEN' },
  );
  return {
    businessNumber,
    punishment: taskOf(stage, check, 0),
    incentive: taskOf(stage, check, 2),
  };
};

const verdictsOf = ({ results }: { results: { verdict: string }[] }): string[] =>
  results.map(({ verdict }) => verdict);

/** What the receipt says must be done is what the memoranda in force say, with basis and instruction. */
const checkMeasures = async (stage: Stage, check: CheckRead): Promise<void> => {
  const { story, cast } = stage;
  const hall = (await story.read(cast.services, ViewerDocument, {})).viewer.organization!.code;
  const expected = (await dueClauses(stage)).filter(
    ({ agency, matter }) => agency === hall && matter === 'BIDDING',
  );
  const due = check.results[0]!.hits.flatMap(({ measures }) => measures);
  for (const { measure, basis, instruction } of due) {
    story.told(
      `应采取 must apply ${measure.code} ${measure.name}；依据 basis ${basis}；任务 ${instruction?.number}`,
    );
  }
  story.same(
    '应采取的措施 = 备忘录条款',
    due.map(({ measure }) => measure.code).sort(),
    expected.map(({ measure }) => measure).sort(),
  );
  story.holds(
    '每项都有依据和任务编号 basis and instruction',
    due.every(({ basis, instruction }) => basis !== '' && instruction?.status === 'ISSUED'),
  );
};

const repeat = async (
  { story, cast }: Stage,
  input: CheckSubjectsInput,
  key: string,
  check: CheckRead,
): Promise<void> => {
  const again = await story.act(
    cast.services,
    '网络中断，原样重发（同一 Idempotency-Key）',
    CheckSubjectsDocument,
    { input },
    key,
  );
  story.same('同一回执 the same receipt', again.checkSubjects.check.number, check.number);
  await story.refused(
    cast.services,
    '同一 Idempotency-Key 换了内容',
    CheckSubjectsDocument,
    { input: { ...input, businessNumber: `${input.businessNumber}-2` } },
    { code: 'CONFLICT', field: 'Idempotency-Key' },
    key,
  );
  const read = await story.read(cast.services, CheckByNumberDocument, { number: check.number });
  story.same(`读回回执 check ${check.number}`, read.check && verdictsOf(read.check), verdictsOf(check));
};

const taskOf = ({ story }: Stage, check: CheckRead, result: number): Task => {
  const hit = check.results[result]!.hits[0];
  const number = hit?.measures[0]?.instruction?.number;
  if (!hit || number === undefined) return story.broken('回执里没有任务 the receipt has no instruction');
  return { entry: hit.entry.number, number };
};

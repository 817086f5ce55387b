import {
  AcknowledgeInstructionDocument,
  DecideObjectionDocument,
  ObjectionsDocument,
  RaiseObjectionDocument,
  type RaiseObjectionMutation,
  ReportFeedbackDocument,
} from '../../generated/operations.js';
import { bidCheck } from './check.chapter.js';
import { type Task, applied, ownTask } from './execution.chapter.js';
import type { Company } from './penalty-file.js';
import { type Stage, entryAsSeenBy, entryOf, instructionLines } from './stage.js';

/** An entry of the story with the company it is about. */
export interface Listed {
  entry: string;
  company: Company;
}

/** The brake: receipt suspends everything at once; the decision restores or revokes. */
export const playObjections = async (
  stage: Stage,
  dismissed: Listed,
  upheld: Listed,
  hallTask: Task,
): Promise<Objections> => {
  stage.story.chapter('异议与暂停', 'Objection and suspension');
  const first = await dismissOne(stage, dismissed, hallTask);
  await repeatGround(stage, dismissed);
  return { dismissed: first, upheld: await upholdOne(stage, upheld) };
};

/** Numbers of the objections, by how they were decided. */
export interface Objections {
  dismissed: string;
  upheld: string;
}

const dismissOne = async (stage: Stage, { entry, company }: Listed, hallTask: Task): Promise<string> => {
  const { story, cast } = stage;
  const before = instructionLines(await entryOf(story, cast.office, entry));
  const objection = await raise(
    stage,
    entry,
    '处罚决定已被撤销',
    '电话受理：当事人称处罚决定已被撤销（演示）',
  );
  story.same('立即暂停 suspends at once', [objection.suspends, objection.entry?.status], [true, 'SUSPENDED']);
  await checkSuspended(stage, { entry, company }, hallTask);
  await story.refused(
    cast.office,
    '受理人自己处理异议',
    DecideObjectionDocument,
    { input: { objection: objection.number, upheld: false, reasons: '经核查，处罚决定有效（演示）' } },
    { code: 'SEPARATION_OF_DUTIES' },
  );
  await decide(stage, objection.number, false, '经核查，处罚决定有效（演示）');
  const after = await entryOf(story, cast.office, entry);
  story.same('异议不成立，条目恢复 restored', [after.status, after.objected], ['PUBLISHED', false]);
  story.same('任务恢复到原来的状态 instructions as before', instructionLines(after), before);
  const open = await entryAsSeenBy(story, cast.nobody, entry);
  story.same('公众又能查到 public again', open?.status, 'PUBLISHED');
  return objection.number;
};

/** While it is verified nothing of it may be seen by the public, said by a check, or carried out. */
const checkSuspended = async (stage: Stage, { entry, company }: Listed, hallTask: Task): Promise<void> => {
  const { story, cast } = stage;
  const suspended = await entryOf(story, cast.office, entry);
  story.holds(
    '全部惩戒任务暂停 all its instructions',
    suspended.instructions.every(({ status }) => status === 'SUSPENDED'),
    instructionLines(suspended).join('，'),
  );
  story.same('公开名单不再显示 not public', await entryAsSeenBy(story, cast.nobody, entry), null);
  const check = await bidCheck(stage, '异议期间再查同一投标人', [company.code], 'BID-2');
  const [result] = check.results;
  story.same(
    '结论 verdict',
    [result?.verdict, result?.hits.map((hit) => hit.suspended)],
    ['SUSPENDED', [true]],
  );
  const { number } = await ownTask(stage, cast.tax, entry);
  const onHold = { code: 'ILLEGAL_TRANSITION', state: 'SUSPENDED' };
  await story.refused(
    cast.tax,
    '暂停期间签收',
    AcknowledgeInstructionDocument,
    { input: { instruction: number } },
    onHold,
  );
  const feedback = applied(stage, hallTask.number);
  await story.refused(cast.services, '暂停期间反馈已执行', ReportFeedbackDocument, feedback, onHold);
};

/** The same ground without new evidence must not put a punishment off for ever. */
const repeatGround = async (stage: Stage, { entry }: Listed): Promise<void> => {
  const { story, cast } = stage;
  const objection = await raise(stage, entry, '处罚决定已被撤销', '同一理由再次提出，没有新证据（演示）');
  story.same(
    '同一理由无新证据不再暂停 does not suspend again',
    [objection.suspends, objection.entry?.status],
    [false, 'PUBLISHED'],
  );
  await decide(stage, objection.number, false, '同一理由，无新证据（演示）');
  story.same('条目不变 unchanged', (await entryOf(story, cast.office, entry)).status, 'PUBLISHED');
};

const upholdOne = async (stage: Stage, { entry, company }: Listed): Promise<string> => {
  const { story, cast } = stage;
  const before = await entryOf(story, cast.office, entry);
  const objection = await raise(stage, entry, '列入对象错误', '当事人与被处罚人同名（演示）');
  await decide(stage, objection.number, true, '核查属实，列入对象错误（演示）');
  const after = await entryOf(story, cast.office, entry);
  story.same(
    '异议成立，条目撤销 revoked',
    [after.status, after.endReason],
    ['REVOKED', '核查属实，列入对象错误（演示）'],
  );
  const ended = before.instructions.map(({ agency, measure, status }) => {
    return `${agency.code} ${measure.code} ${status === 'APPLIED' ? 'LIFTED' : 'CANCELLED'}`;
  });
  story.same('已执行的解除，未执行的取消 lifted or cancelled', instructionLines(after), ended.sort());
  story.same('公开名单不再显示 not public', await entryAsSeenBy(story, cast.nobody, entry), null);
  const check = await bidCheck(stage, '再查这一投标人', [company.code], 'BID-3');
  story.same('结论 verdict', check.results[0]?.verdict, 'CLEAR');
  const { number } = await ownTask(stage, cast.tax, entry);
  const lifted = { ...applied(stage, number).input, outcome: 'LIFTED' as const };
  const { reportFeedback } = await story.act(cast.tax, '反馈已解除', ReportFeedbackDocument, {
    input: lifted,
  });
  story.same('读回反馈 feedback', reportFeedback.feedback.outcome, 'LIFTED');
  return objection.number;
};

type Raised = RaiseObjectionMutation['raiseObjection']['objection'];

const raise = async (
  { story, cast }: Stage,
  entry: string,
  ground: string,
  statement: string,
): Promise<Raised> => {
  const { raiseObjection } = await story.act(cast.office, `电话受理异议 ${entry}`, RaiseObjectionDocument, {
    input: { entry, ground, statement, channel: 'PHONE', evidence: [] },
  });
  const { objection } = raiseObjection;
  story.told(`异议 objection ${objection.number}，${objection.dueAt} 前办结 due`);
  return objection;
};

const decide = async (
  { story, cast }: Stage,
  objection: string,
  upheld: boolean,
  reasons: string,
): Promise<void> => {
  const { decideObjection } = await story.act(
    cast.approver,
    `处理异议：${upheld ? '成立' : '不成立'}`,
    DecideObjectionDocument,
    { input: { objection, upheld, reasons } },
  );
  const entry = decideObjection.objection.entry?.number;
  const { objections } = await story.read(cast.office, ObjectionsDocument, { filter: { entry }, first: 100 });
  const read = objections.nodes.find(({ number }) => number === objection);
  story.same(
    `读回异议 objection ${objection}`,
    [read?.status, read?.reasons],
    [upheld ? 'UPHELD' : 'DISMISSED', reasons],
  );
};

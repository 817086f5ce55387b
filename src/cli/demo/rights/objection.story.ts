import {
  AcceptObjectionDocument,
  AcknowledgeInstructionDocument,
  DecideObjectionDocument,
  ObjectionProgressDocument,
  RaiseObjectionDocument,
  RecordReviewDocument,
  ReportFeedbackDocument,
  ReportVerificationDocument,
  RequestReviewDocument,
  ServeNoticeDocument,
} from '../../../generated/operations.js';
import { addWorkingDays } from '../../../kernel/working-days.js';
import type { Actor } from '../cast.js';
import { bidCheck } from '../check.chapter.js';
import { applied, ownTask } from '../execution.chapter.js';
import { companyOf } from '../penalty-file.js';
import { type Stage, entryOf, instructionLines } from '../stage.js';
import { type Listed, listed, upload } from './rights.stage.js';

/** The first story: an objection, from receipt to the re-check by the province (Policy 五(三), Henan 28, 41). */
export const playObjection = async (stage: Stage): Promise<Listed> => {
  const { story } = stage;
  story.chapter('异议：收到即停，查清再说', 'An objection: everything stops at receipt');
  const wronged = await listed(stage, companyOf(stage.run, 'A'));
  await punish(stage, wronged);
  const objection = await raise(stage, wronged);
  await verify(stage, objection, wronged);
  await dismiss(stage, objection, wronged);
  await review(stage, objection, wronged);
  return wronged;
};

/** Two agencies carry measures out: there is something to stop. */
const punish = async (stage: Stage, { entry, company }: Listed): Promise<void> => {
  const { story, cast, today, run } = stage;
  for (const who of [cast.market, cast.tax]) {
    const { number } = await ownTask(stage, who, entry);
    await story.act(who, '签收任务', AcknowledgeInstructionDocument, { input: { instruction: number } });
    await story.act(who, '告知主体', ServeNoticeDocument, {
      input: {
        instruction: number,
        servedOn: today,
        channel: 'ELECTRONIC',
        proof: `电子送达 ${run}`,
        reason: '因列入严重违法失信名单，依法采取措施（演示）',
      },
    });
    await story.act(who, '反馈已执行', ReportFeedbackDocument, applied(stage, number));
  }
  const check = await bidCheck(stage, '开标前查询', [company.code], `R-${company.code.slice(-4)}`);
  story.same('结论 verdict', check.results[0]?.verdict, 'PUNISHMENT');
};

const progress = async ({ story }: Stage, who: Actor, entry: string) => {
  const { objections } = await story.read(who, ObjectionProgressDocument, { entry });
  return objections.nodes[0] ?? story.broken('看不到异议 the objection is not to be seen');
};

const raise = async (stage: Stage, { entry, itself, company }: Listed): Promise<string> => {
  const { story, cast, today } = stage;
  const file = await upload(stage, itself, '不予处罚决定书.pdf', `decision ${stage.run}`);
  const { raiseObjection } = await story.act(itself, '提出异议，附证明材料', RaiseObjectionDocument, {
    input: {
      entry,
      ground: '处罚决定的当事人不是本企业',
      statement: '本企业与被处罚企业同名，代码不同（演示）',
      channel: 'WEB',
      files: [file],
    },
  });
  const { number, suspends, dueAt } = raiseObjection.objection;
  story.same(
    '收到即暂停 suspends at receipt',
    [suspends, raiseObjection.objection.entry?.status],
    [true, 'SUSPENDED'],
  );
  story.same('七个工作日内办结 due in 7 working days (Henan 41)', dueAt, addWorkingDays(today, 7));
  const after = await entryOf(story, cast.office, entry);
  story.holds(
    '全部惩戒任务暂停 every punishment is suspended',
    after.instructions.every(({ status }) => status === 'SUSPENDED'),
    instructionLines(after).join('，'),
  );
  const check = await bidCheck(stage, '任何单位再查', [company.code], `R2-${company.code.slice(-4)}`);
  story.same('结论 verdict', check.results[0]?.verdict, 'SUSPENDED');
  const seen = await progress(stage, itself, entry);
  story.same(
    '材料随案保存 evidence is kept',
    seen.files.map(({ name }) => name),
    ['不予处罚决定书.pdf'],
  );
  return number;
};

const verify = async (stage: Stage, objection: string, { entry, itself }: Listed): Promise<void> => {
  const { story, cast } = stage;
  await story.act(cast.office, '受理，转提供单位核查', AcceptObjectionDocument, {
    input: { objection, byProvider: true },
  });
  const decision = { input: { objection, upheld: false, reasons: '未等核查就处理（演示）' } };
  await story.refused(cast.approver, '核查期内抢先处理', DecideObjectionDocument, decision, {
    code: 'ILLEGAL_TRANSITION',
    article: 'Henan 41',
  });
  await story.act(cast.market, '反馈核查结论', ReportVerificationDocument, {
    input: { objection, finding: 'RIGHT', reasons: '经核对案卷，当事人信息无误（演示）' },
  });
  const { verification, deadlines } = await progress(stage, itself, entry);
  story.same('本人看到核查结论 the subject reads the finding', verification?.finding, 'RIGHT');
  for (const { kind, dueOn, metAt } of deadlines)
    story.told(`期限 ${kind} ${dueOn}${metAt ? ' 已办结 met' : ''}`);
};

const dismiss = async (stage: Stage, objection: string, { entry }: Listed): Promise<void> => {
  const { story, cast } = stage;
  await story.act(cast.approver, '处理：异议不成立', DecideObjectionDocument, {
    input: { objection, upheld: false, reasons: '经核查，列入信息无误（演示）' },
  });
  const after = await entryOf(story, cast.office, entry);
  story.same('条目恢复 restored', [after.status, after.objected], ['PUBLISHED', false]);
  story.holds(
    '已执行的回到已执行 what was applied is applied again',
    after.instructions.filter(({ status }) => status === 'APPLIED').length === 2,
    instructionLines(after).join('，'),
  );
};

const review = async (stage: Stage, objection: string, { entry, itself }: Listed): Promise<void> => {
  const { story, cast } = stage;
  const { requestReview } = await story.act(itself, '申请省级复核', RequestReviewDocument, {
    input: { objection, statement: '代码不同，并非同一企业（演示）' },
  });
  story.same('复核期间再次暂停 suspended again', requestReview.objection.entry?.status, 'SUSPENDED');
  const { recordReview } = await story.act(
    cast.approver,
    '登记省级复核决定并执行：异议成立',
    RecordReviewDocument,
    {
      input: {
        objection,
        upheld: true,
        reasons: '省级复核认定列入对象错误（演示）',
        document: `豫信复核〔演示〕${stage.run}号`,
      },
    },
  );
  story.same(
    '条目撤销 revoked',
    [recordReview.objection.status, recordReview.objection.entry?.status],
    ['UPHELD', 'REVOKED'],
  );
  const after = await entryOf(story, cast.office, entry);
  story.holds(
    '已执行的解除，未执行的取消 lifted or cancelled',
    after.instructions.every(({ status }) => status === 'LIFTED' || status === 'CANCELLED'),
    instructionLines(after).join('，'),
  );
};

import {
  AcknowledgeInstructionDocument,
  InstructionsDocument,
  ReportFeedbackDocument,
  ServeNoticeDocument,
} from '../../generated/operations.js';
import type { Actor } from './cast.js';
import type { Checked } from './check.chapter.js';
import type { Stage } from './stage.js';

/** Response and feedback: nothing is applied unannounced. */
export const playExecution = async (
  stage: Stage,
  entries: readonly string[],
  checked: Checked,
): Promise<void> => {
  const { story, cast } = stage;
  story.chapter('签收、告知、反馈', 'Acknowledgement, notice, feedback');
  await story.refused(
    cast.housing,
    '别的单位签收',
    AcknowledgeInstructionDocument,
    { input: { instruction: checked.punishment.number } },
    { code: 'NOT_FOUND' },
  );
  await carryOut(stage, cast.services, checked.punishment, { unannounced: true });
  await carryOut(stage, cast.market, await ownTask(stage, cast.market, entries[0]!));
  await carryOut(stage, cast.tax, await ownTask(stage, cast.tax, entries[1]!));
  await reward(stage, checked.incentive);
};

/** An instruction and the entry it follows from. */
export interface Task {
  entry: string;
  number: string;
}

const carryOut = async (
  stage: Stage,
  who: Actor,
  task: Task,
  { unannounced = false } = {},
): Promise<void> => {
  const { story, run } = stage;
  const instruction = task.number;
  await story.act(who, `签收任务 ${instruction}`, AcknowledgeInstructionDocument, { input: { instruction } });
  if (unannounced) {
    await story.refused(who, '未告知主体就反馈已执行', ReportFeedbackDocument, applied(stage, instruction), {
      code: 'NOTICE_MISSING',
      article: 'Policy 三(二)',
    });
  }
  const { serveNotice } = await story.act(who, '书面告知主体', ServeNoticeDocument, {
    input: {
      instruction,
      servedOn: stage.today,
      channel: 'ELECTRONIC',
      proof: `电子送达 ${run}`,
      reason: '因列入严重违法失信名单，依法采取措施（演示）',
    },
  });
  story.told(`告知书 notice ${serveNotice.notice.number}；${serveNotice.notice.rights}`);
  await story.act(who, '反馈已执行', ReportFeedbackDocument, applied(stage, instruction));
  const read = await readBack(stage, who, task);
  story.same(
    `读回任务 instruction ${instruction}`,
    [read?.status, read?.notice?.number, read?.feedback.map(({ outcome }) => outcome)],
    ['APPLIED', serveNotice.notice.number, ['APPLIED']],
  );
};

/** An incentive takes nothing away: no notice is needed. */
const reward = async (stage: Stage, task: Task): Promise<void> => {
  const { story, cast } = stage;
  const instruction = task.number;
  await story.act(cast.services, `签收激励任务 ${instruction}`, AcknowledgeInstructionDocument, {
    input: { instruction },
  });
  await story.act(cast.services, '反馈已给予便利', ReportFeedbackDocument, applied(stage, instruction));
  const read = await readBack(stage, cast.services, task);
  story.same(`读回任务 instruction ${instruction}`, [read?.kind, read?.status], ['INCENTIVE', 'APPLIED']);
};

export const applied = ({ today, run }: Stage, instruction: string) => ({
  input: { instruction, outcome: 'APPLIED' as const, appliedOn: today, businessNumber: `YB-${run}` },
});

/** The first instruction this agency has of the entry. */
export const ownTask = async ({ story }: Stage, who: Actor, entry: string): Promise<Task> => {
  const { instructions } = await story.read(who, InstructionsDocument, { filter: { entry }, first: 100 });
  const number =
    instructions.nodes[0]?.number ?? story.broken(`${who.name} 没有任务 has no instruction of ${entry}`);
  return { entry, number };
};

/** An instruction as its agency reads it. */
const readBack = async ({ story }: Stage, who: Actor, { entry, number }: Task) => {
  const { instructions } = await story.read(who, InstructionsDocument, { filter: { entry }, first: 100 });
  return instructions.nodes.find((each) => each.number === number);
};

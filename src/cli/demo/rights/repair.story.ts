import {
  AcceptRepairDocument,
  AnnouncementsDocument,
  ApplyForRepairDocument,
  DecideRepairDocument,
  RepairOutlookDocument,
  type RepairOutlookQuery,
} from '../../../generated/operations.js';
import type { Actor } from '../cast.js';
import { companyOf } from '../penalty-file.js';
import { type Stage, entryAsSeenBy, entryOf } from '../stage.js';
import { type Listed, listed } from './rights.stage.js';

/** The second story: repair, one that must wait and one that may be had now (Policy 五(四), Henan 43). */
export const playRepair = async (stage: Stage): Promise<void> => {
  stage.story.chapter('信用修复：缺什么、何时可以，说得清', 'Repair: what is missing and when it may be');
  await tooEarly(stage);
  await approved(stage);
};

type Outlook = NonNullable<RepairOutlookQuery['repairOutlook']>;

const outlookOf = async ({ story }: Stage, who: Actor, entry: string): Promise<Outlook> => {
  const { repairOutlook } = await story.act(who, '我还差什么，最早何时', RepairOutlookDocument, { entry });
  const outlook = repairOutlook ?? story.broken('没有修复指引 no outlook');
  story.told(
    `规则 rule set ${outlook.ruleSet.title}；最早 earliest ${outlook.earliestOn}；期满 ends ${outlook.endsOn}`,
  );
  for (const { kind, met, reason } of outlook.conditions)
    story.told(`${met ? '已满足' : '未满足'} ${kind}：${reason}`);
  return outlook;
};

const application = (entry: string) => ({
  input: {
    entry,
    statement: '已经改正，申请修复（演示）',
    dutiesStatement: '罚款已缴清，整改已验收（演示）',
    commitment: '承诺依法诚信经营，接受社会监督（演示）',
  },
});

const apply = async ({ story }: Stage, { entry, itself }: Listed): Promise<string> => {
  const { applyForRepair } = await story.act(itself, '申请修复', ApplyForRepairDocument, application(entry));
  for (const { kind, dueOn } of applyForRepair.repair.deadlines) story.told(`期限 ${kind} ${dueOn}`);
  return applyForRepair.repair.number;
};

/** A serious entry just published: the minimum period has to run first. */
const tooEarly = async (stage: Stage): Promise<void> => {
  const { story, cast, today } = stage;
  const waiting = await listed(stage, companyOf(stage.run, 'B'));
  const outlook = await outlookOf(stage, waiting.itself, waiting.entry);
  story.holds('最早日期在将来 it has to wait', outlook.earliestOn! > today, outlook.earliestOn!);
  const repair = await apply(stage, waiting);
  await story.act(cast.market, '受理', AcceptRepairDocument, { input: { repair, accepted: true } });
  const decision = { repair, approved: true, dutiesConfirmed: true, reasons: '义务履行完毕（演示）' };
  await story.refused(
    cast.market,
    '条件未满足就准予修复',
    DecideRepairDocument,
    { input: decision },
    {
      code: 'CONDITIONS_NOT_MET',
    },
  );
  await story.act(cast.market, '不予修复，说明理由', DecideRepairDocument, {
    input: {
      ...decision,
      approved: false,
      reasons: `最短公示期未满，${outlook.earliestOn} 起可再申请（演示）`,
    },
  });
  story.same('条目仍在 still listed', (await entryOf(story, cast.office, waiting.entry)).status, 'PUBLISHED');
};

/** A minor matter of the watch register: repaired as soon as the duties are done. */
const approved = async (stage: Stage): Promise<void> => {
  const { story, cast } = stage;
  const ready = await listed(stage, companyOf(stage.run, 'C'), { list: 'WATCH-PY', severity: 'MINOR' });
  await outlookOf(stage, ready.itself, ready.entry);
  const repair = await apply(stage, ready);
  await story.act(cast.office, '受理', AcceptRepairDocument, { input: { repair, accepted: true } });
  const { decideRepair } = await story.act(cast.approver, '准予修复', DecideRepairDocument, {
    input: { repair, approved: true, dutiesConfirmed: true, reasons: '条件全部满足（演示）' },
  });
  story.same(
    '逐项条件均已满足 every condition met',
    decideRepair.repair.conditions?.every(({ met }) => met),
    true,
  );
  const after = await entryOf(story, cast.office, ready.entry);
  story.same('当即移出 removed at once (Henan 43: 1 working day)', after.status, 'REMOVED');
  story.holds(
    '没有任务留下 no measure is left',
    after.instructions.every(({ status }) => status === 'CANCELLED' || status === 'LIFTED'),
  );
  story.same('公众查不到 not public', await entryAsSeenBy(story, cast.nobody, ready.entry), null);
  const { announcements } = await story.read(cast.nobody, AnnouncementsDocument, {
    filter: { entry: ready.entry },
  });
  story.same('重点关注名单不公开，也不公告 the watch register announces nothing', announcements.nodes, []);
};

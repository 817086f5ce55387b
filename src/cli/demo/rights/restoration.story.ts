import {
  AcknowledgeChangeDocument,
  AnnouncementsDocument,
  ChangesToAcknowledgeDocument,
  CompleteRestorationTaskDocument,
  CreateClientDocument,
  MyCreditDocument,
  RestorationsDocument,
  TakeReportDocument,
} from '../../../generated/operations.js';
import { HubApi } from '../../hub-api.js';
import { Actor } from '../cast.js';
import type { Stage } from '../stage.js';
import type { Listed } from './rights.stage.js';

/** The third story: what was wrong is unwound, and everybody who received it says so (Policy 五(五), Henan 42, 66). */
export const playRestoration = async (stage: Stage, wronged: Listed): Promise<void> => {
  const { story, cast } = stage;
  story.chapter('恢复信誉：谁收到过，谁签收', 'Restoration: whoever received it acknowledges');
  const { announcements } = await story.act(cast.nobody, '原发布渠道的公告', AnnouncementsDocument, {
    filter: { entry: wronged.entry },
  });
  story.same(
    '更正在错误之处 the correction stands where the error was',
    announcements.nodes.map(({ kind }) => kind),
    ['REVOCATION'],
  );
  story.told(announcements.nodes[0]?.text ?? '');
  const number = await firstLook(stage, wronged);
  await acknowledgeAll(stage, wronged, number);
  await completeTasks(stage, wronged, number);
  await ownView(stage, wronged);
};

const restorationOf = async ({ story }: Stage, who: Actor, entry: string) => {
  const { restorations } = await story.read(who, RestorationsDocument, {});
  return (
    restorations.nodes.find((each) => each.entry?.number === entry) ??
    story.broken('没有恢复信誉事项 no restoration')
  );
};

const open = (recipients: readonly { acknowledgedAt?: unknown }[]): number =>
  recipients.filter(({ acknowledgedAt }) => acknowledgedAt == null).length;

const firstLook = async (stage: Stage, { entry, itself }: Listed): Promise<string> => {
  const { story } = stage;
  const restoration = await restorationOf(stage, itself, entry);
  for (const { organization, grounds } of restoration.recipients)
    story.told(`收到或查看过 received it: ${organization.name}（${grounds.join(' ')}）`);
  story.holds(
    '本人看得到进度 the subject sees the progress',
    restoration.recipients.length >= 3,
    `${restoration.recipients.length}`,
  );
  story.same(
    '尚未完成 not done yet',
    [restoration.status, open(restoration.recipients)],
    ['OPEN', restoration.recipients.length],
  );
  return restoration.number;
};

/** Every body that received it acknowledges; until the last one did, it is visible who has not. */
const acknowledgeAll = async (stage: Stage, { entry, itself }: Listed, number: string): Promise<void> => {
  const { story } = stage;
  const { recipients } = await restorationOf(stage, itself, entry);
  for (const [index, { organization }] of recipients.entries()) {
    const who = await bodyOf(stage, organization);
    const { changesToAcknowledge } = await story.read(who, ChangesToAcknowledgeDocument, {});
    const change =
      changesToAcknowledge.nodes.find(({ summary }) => summary?.['number'] === number) ??
      story.broken(`${organization.name} 没有待签收的更正 has nothing to acknowledge`);
    await story.act(who, '签收更正', AcknowledgeChangeDocument, { input: { change: change.id } });
    const left = (await restorationOf(stage, itself, entry)).recipients;
    story.same('尚未签收 still to acknowledge', open(left), recipients.length - index - 1);
  }
  const { status } = await restorationOf(stage, itself, entry);
  story.same('事项未了，仍未完成 tasks are open, so it is not done', status, 'OPEN');
};

/** An account of a body that received the error, which the office opens for this run. */
const bodyOf = async (
  { story, cast, run }: Stage,
  { code, name }: { code: string; name: string },
): Promise<Actor> => {
  const clientId = `yb-${run}-${code.slice(-5)}`.toLowerCase();
  const { createClient } = await story.read(cast.office, CreateClientDocument, {
    input: {
      clientId,
      name,
      kind: 'AGENCY',
      organization: code,
      scopes: ['changes:read', 'changes:acknowledge'],
    },
  });
  return new Actor(name, new HubApi(cast.office.api.url, { clientId, secret: createClient.secret }), null);
};

const completeTasks = async (stage: Stage, { entry, itself }: Listed, number: string): Promise<void> => {
  const { story, cast } = stage;
  const notes = {
    APOLOGY: ['DONE', '已当面道歉并书面送达（演示）'],
    COMPENSATION: ['NOT_REQUIRED', '当事人书面确认没有财产损失（演示）'],
    STAFF_RESPONSIBILITY: ['DONE', '已约谈责任人员并通报（演示）'],
  } as const;
  for (const [kind, [status, note]] of Object.entries(notes) as [
    keyof typeof notes,
    (typeof notes)[keyof typeof notes],
  ][])
    await story.act(cast.office, `办理 ${kind}`, CompleteRestorationTaskDocument, {
      input: { restoration: number, kind, status, note },
    });
  const restoration = await restorationOf(stage, itself, entry);
  story.same('全部签收、事项办结，才算完成 done', restoration.status, 'DONE');
};

/** The subject's own view: papers, who looked, and a report of itself. */
const ownView = async (stage: Stage, { company, itself }: Listed): Promise<void> => {
  const { story } = stage;
  const { subject } = await story.act(itself, '我的信用', MyCreditDocument, { code: company.code });
  const kinds = [...new Set(subject?.documents.nodes.map(({ kind }) => kind))].sort();
  story.same('文书齐全 papers', kinds, [
    'CORRECTION_NOTICE',
    'LISTING_NOTICE',
    'MEASURE_NOTICE',
    'OBJECTION_DECISION',
  ]);
  for (const { at, organization, purpose } of subject?.accessEvents.nodes.slice(0, 5) ?? [])
    story.told(`${at} ${organization?.name ?? ''} ${purpose?.matter ?? ''} ${purpose?.businessNumber ?? ''}`);
  story.holds('谁查过我、为什么 who looked and why', (subject?.accessEvents.nodes.length ?? 0) > 0);
  story.told(
    `信用等级 grade ${subject?.grade?.letter}（${subject?.grade?.score}，${subject?.grade?.ruleSet}）`,
  );
  const { takeReport } = await story.act(itself, '取一份本人信用报告', TakeReportDocument, { input: {} });
  const { document } = takeReport.report;
  if (!document) return story.broken('报告没有文书 the report has no paper');
  const pdf = await itself.api.send(new URL(document.pdfUrl, itself.api.url).pathname);
  const head = new TextDecoder('latin1').decode((await pdf.arrayBuffer()).slice(0, 5));
  story.same('报告是 PDF the report is a PDF', [pdf.status, head], [200, '%PDF-']);
};

import {
  type EntryInput,
  ProposeEntriesDocument,
  type ProposeEntriesInput,
  ProposeEntryDocument,
  SubjectByCodeDocument,
} from '../../generated/operations.js';
import { addDays } from '../../kernel/dates.js';
import type { Intake } from './intake.chapter.js';
import { companyOf } from './penalty-file.js';
import { type Stage, blackList, entryAsSeenBy, entryOf } from './stage.js';

export interface Proposals {
  /** Entries raised from the records, in the order of the file's companies. */
  raised: string[];
  /** The entry the office proposed itself. */
  byOffice: string;
}

const ground = '违法行为性质恶劣、情节严重、社会危害较大，列入市场监督管理严重违法失信名单（演示）';
const basis = '《市场监督管理严重违法失信名单管理办法》';

/** Entries are raised from the records; what cannot ground one is refused. */
export const playProposals = async (stage: Stage, intake: Intake): Promise<Proposals> => {
  const { story } = stage;
  story.chapter('由处罚信息提出列入', 'Entries are proposed from the records');
  await refuseTooMild(stage, intake);
  const raised = await raise(stage, intake);
  await refuseTwice(stage, intake);
  await refuseInadmissible(stage, intake);
  return { raised, byOffice: await proposeByOffice(stage) };
};

/** What the bureau asks for, by severity. */
const fromImport = ({ importId }: Intake, severity: 'GENERAL' | 'SERIOUS'): ProposeEntriesInput => ({
  fromRecords: { list: blackList, import: importId, ground, basis, severity },
});

const refuseTooMild = async ({ story, cast }: Stage, intake: Intake): Promise<void> => {
  const what = '按“一般”程度提出列入黑名单';
  const { proposeEntries } = await story.act(cast.market, what, ProposeEntriesDocument, {
    input: fromImport(intake, 'GENERAL'),
  });
  const codes = proposeEntries.refusals.map(({ code }) => code);
  story.told(proposeEntries.refusals[0]?.message ?? '');
  story.same('不够严重的不得列入 not serious enough (Henan 33)', codes, Array(6).fill('NOT_PROPORTIONATE'));
};

const raise = async ({ story, cast }: Stage, intake: Intake): Promise<string[]> => {
  const { proposeEntries } = await story.act(
    cast.market,
    '由本次导入的信息提出列入（严重）',
    ProposeEntriesDocument,
    { input: fromImport(intake, 'SERIOUS') },
  );
  const { entries, refusals } = proposeEntries;
  story.told(`提出 ${entries.length} 条，拒绝 ${refusals.length} 条`);
  const numberOf = new Map(entries.map(({ subject, number }) => [subject?.code, number]));
  const raised = intake.file.companies.map(({ code }) => numberOf.get(code) ?? '');
  for (const [index, number] of raised.entries()) {
    const entry = await entryOf(story, cast.market, number);
    story.same(
      `读回条目 listEntry ${number}`,
      [entry.status, entry.list.code, entry.subject?.code],
      ['PROPOSED', blackList, intake.file.companies[index]!.code],
    );
  }
  const hidden = await entryAsSeenBy(story, cast.nobody, raised[0]!);
  story.same('未发布的条目公众看不到 not for the public yet', hidden, null);
  return raised;
};

const refuseTwice = async ({ story, cast }: Stage, intake: Intake): Promise<void> => {
  const { proposeEntries } = await story.act(cast.market, '同一决定再提一次', ProposeEntriesDocument, {
    input: fromImport(intake, 'SERIOUS'),
  });
  const codes = proposeEntries.refusals.map(({ code }) => code);
  story.same('同一决定不得重复列入 the same decision twice', codes, Array(6).fill('CONFLICT'));
};

/** The two that the import refused come again by hand, and are refused again. */
const refuseInadmissible = async (stage: Stage, { file }: Intake): Promise<void> => {
  const { story, cast } = stage;
  const entries: EntryInput[] = [
    {
      ...entryInput(stage, '未终局', { ...file.notFinal, kind: 'LEGAL_PERSON' }),
      procedure: 'ORDINARY',
      finality: 'OPEN',
    },
    {
      ...entryInput(stage, '简易', { ...file.person, kind: 'NATURAL_PERSON' }),
      procedure: 'SIMPLIFIED',
      finality: 'FINAL',
    },
  ];
  const { proposeEntries } = await story.act(
    cast.market,
    '手工提出：尚可诉讼的处罚、自然人简易程序处罚',
    ProposeEntriesDocument,
    { input: { entries } },
  );
  for (const { index, message } of proposeEntries.refusals) story.told(`第 ${index + 1} 条：${message}`);
  story.same(
    '都不能作为依据 inadmissible (Henan 20(2), Henan 13)',
    proposeEntries.refusals.map(({ code, field }) => [code, field]),
    [
      ['INADMISSIBLE_BASIS', 'input.entries[0].finality'],
      ['INADMISSIBLE_BASIS', 'input.entries[1].procedure'],
    ],
  );
  const { subject } = await story.read(cast.office, SubjectByCodeDocument, { code: file.notFinal.code });
  story.same('被拒绝的没有留下痕迹 nothing is kept of it', subject, null);
};

const proposeByOffice = async (stage: Stage): Promise<string> => {
  const { story, cast, run } = stage;
  const company = { ...companyOf(run, rowOfOffice), kind: 'LEGAL_PERSON' as const };
  const { proposeEntry } = await story.act(cast.office, '信用办自己提出一条', ProposeEntryDocument, {
    input: { entry: { ...entryInput(stage, '信用办', company), procedure: 'ORDINARY', finality: 'FINAL' } },
  });
  const { number } = proposeEntry.entry;
  story.same(`读回条目 listEntry ${number}`, (await entryOf(story, cast.office, number)).status, 'PROPOSED');
  return number;
};

/** Places of companies behind those of the file. */
const rowOfOffice = 8;

const entryInput = ({ run, today }: Stage, mark: string, subject: EntryInput['subject']): EntryInput => ({
  list: blackList,
  subject,
  decisionNumber: `濮县演示〔${today.slice(0, 4)}〕${run}-${mark}`,
  decidedOn: addDays(today, -60),
  ground,
  basis,
  severity: 'SERIOUS',
  ...(subject.kind === 'LEGAL_PERSON'
    ? { responsiblePersons: [{ name: '赵样甲', role: '法定代表人' }] }
    : {}),
});

import type { Contact } from '../../config.js';
import {
  DisclosureModeEnum,
  EntryStatusEnum,
  InstructionStatusEnum,
  MatterEnum,
  ObjectionStatusEnum,
  RecordKindEnum,
  RepairStatusEnum,
  RestorationStatusEnum,
  SubjectKindEnum,
  WithdrawalKindEnum,
  chineseOf,
} from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';
import type {
  DisclosureMode,
  EntryStatus,
  InstructionStatus,
  ObjectionStatus,
  RecordKind,
  RepairStatus,
  RestorationStatus,
  SubjectKind,
  WithdrawalKind,
} from '../../kernel/terms.js';
import type { DocumentContent, DocumentSection } from '../documents/content.rules.js';
import { channels } from '../enforcement/notice.rules.js';
import type { Grade } from '../grades/grade.types.js';

/** How many reports a year the law grants free of charge; the hub charges for none (Henan 40). */
export const freePerYear = 2;

/** Rows of one kind that a report prints, newest first; what is left out is said. */
export const mostRows = 500;

/** What the hub holds of a subject, as that subject may see it. Days YYYY-MM-DD, times in China. */
export interface ReportFacts {
  subject: {
    name: string;
    kind: SubjectKind;
    code: string;
    unifiedCode: string | null;
    idNumberMasked: string | null;
  };
  entries: {
    number: string;
    list: string;
    identifiedBy: string;
    decision: string;
    ground: string;
    status: EntryStatus;
    objected: boolean;
    validFrom: string | null;
    validUntil: string | null;
    endReason: string | null;
  }[];
  records: {
    number: string;
    kind: RecordKind;
    title: string;
    document: string;
    provider: string;
    decidedOn: string;
    disclosure: DisclosureMode;
    archived: boolean;
    objected: boolean;
    withdrawal: WithdrawalKind | null;
    withdrawReason: string | null;
  }[];
  instructions: {
    number: string;
    measure: string;
    agency: string;
    status: InstructionStatus;
    endReason: string | null;
  }[];
  objections: {
    number: string;
    ground: string;
    status: ObjectionStatus;
    receivedOn: string;
    reasons: string | null;
  }[];
  repairs: {
    number: string;
    about: string;
    status: RepairStatus;
    appliedOn: string;
    reasons: string | null;
  }[];
  restorations: { number: string; reason: string; status: RestorationStatus; openedOn: string }[];
  looks: {
    day: string;
    organization: string | null;
    matter: Matter | null;
    businessNumber: string | null;
    operation: string;
    times: number;
  }[];
}

export interface ReportFrame {
  year: number;
  ordinal: number;
  /** The moment it was made, in China, to the minute. */
  madeAt: string;
  today: string;
  purpose: string | null;
  grade: Grade | null;
  contact: Contact;
  from: string;
}

/** The report of Henan 40: what the hub holds, where it comes from, why it changed, and who used it. */
export const reportContent = (facts: ReportFacts, frame: ReportFrame): DocumentContent => {
  const sections: DocumentSection[] = [
    { heading: '主体信息', table: identity(facts, frame) },
    ...(frame.grade ? [gradeOf(frame.grade)] : []),
    entriesOf(facts),
    recordsOf(facts),
    instructionsOf(facts),
    ...proceedingsOf(facts),
    looksOf(facts),
    { heading: '说明', paragraphs: [standingNote(frame.ordinal, '本报告'), ...channels(frame.contact)] },
  ];
  return {
    title: '信用报告',
    to: facts.subject.name,
    sections: sections.map((each, at) => ({ ...each, heading: `${at + 1}. ${each.heading}` })),
    from: frame.from,
    dated: frame.today,
  };
};

/** Every report is free; how many the law grants is told beside how many were taken. */
export const standingNote = (ordinal: number, which: string): string =>
  `${which}为本年度第${ordinal}份。信用主体每年有权免费获取${freePerYear}次自身的信用报告（《河南省社会信用条例》第四十条）；超过${freePerYear}次的，本平台同样免费提供，不予限制。`;

const identity = ({ subject }: ReportFacts, frame: ReportFrame): string[][] => [
  ['项目', '内容'],
  ['名称', subject.name],
  ['类别', chineseOf(SubjectKindEnum, subject.kind)],
  ...(subject.unifiedCode === null ? [] : [['统一社会信用代码', subject.unifiedCode]]),
  ...(subject.idNumberMasked === null ? [] : [['证件号码', subject.idNumberMasked]]),
  ['主体代码', subject.code],
  ['报告次序', `${frame.year}年度第${frame.ordinal}份`],
  ['生成时间', frame.madeAt],
  ...(frame.purpose === null ? [] : [['报告用途', frame.purpose]]),
];

/** A table of what there is, or the word that there is nothing. */
const listed = <Row>(
  heading: string,
  rows: readonly Row[],
  columns: Record<string, (row: Row) => string | null>,
): DocumentSection => {
  if (rows.length === 0) return { heading, paragraphs: ['无。'] };
  const shown = rows.slice(0, mostRows);
  return {
    heading,
    ...(rows.length > mostRows
      ? { paragraphs: [`以下为最近的${mostRows}条；更早的可以在本平台查询，或者向县信用办索取。`] }
      : {}),
    table: [
      Object.keys(columns),
      ...shown.map((row) => Object.values(columns).map((cell) => cell(row) ?? '—')),
    ],
  };
};

const said = (...parts: (string | null | false)[]): string => parts.filter(Boolean).join('；') || '—';

/** The grade with what it is made of: a subject must be able to check it (Policy 一(二)3). */
const gradeOf = (grade: Grade): DocumentSection => ({
  heading: '信用分级',
  paragraphs: [
    `等级 ${grade.letter}，得分 ${grade.score}（规则版本 ${grade.ruleSet}）${grade.objected ? '，异议核查中' : ''}。`,
  ],
  table: [
    ['规则', '分值', '理由', '依据的信息'],
    ...grade.reasons.map(({ code, points, text, number }) => [code, String(points), text, number ?? '—']),
  ],
});

const entriesOf = ({ entries }: ReportFacts) =>
  listed('名单条目（含已终止的）', entries, {
    编号: (row) => row.number,
    名单: (row) => row.list,
    '认定单位（信息来源）': (row) => row.identifiedBy,
    认定文书: (row) => row.decision,
    事由: (row) => row.ground,
    有效期: (row) => (row.validFrom === null ? null : `${row.validFrom} 至 ${row.validUntil ?? '—'}`),
    状态和变动理由: (row) =>
      said(chineseOf(EntryStatusEnum, row.status), row.objected && '异议核查中', row.endReason),
  });

const recordsOf = ({ records }: ReportFacts) =>
  listed('信用信息', records, {
    编号: (row) => row.number,
    类别: (row) => chineseOf(RecordKindEnum, row.kind),
    内容: (row) => row.title,
    文书号: (row) => row.document,
    '提供单位（信息来源）': (row) => row.provider,
    决定日期: (row) => row.decidedOn,
    披露方式和变动理由: (row) =>
      said(
        chineseOf(DisclosureModeEnum, row.disclosure),
        row.archived && '公示期满，已转为档案保存',
        row.objected && '异议核查中',
        row.withdrawal && chineseOf(WithdrawalKindEnum, row.withdrawal),
        row.withdrawReason,
      ),
  });

const instructionsOf = ({ instructions }: ReportFacts) =>
  listed('联合奖惩措施', instructions, {
    任务编号: (row) => row.number,
    措施: (row) => row.measure,
    实施单位: (row) => row.agency,
    状态: (row) => said(chineseOf(InstructionStatusEnum, row.status), row.endReason),
  });

const proceedingsOf = ({ objections, repairs, restorations }: ReportFacts): DocumentSection[] => [
  listed('异议', objections, {
    编号: (row) => row.number,
    事由: (row) => row.ground,
    收到日期: (row) => row.receivedOn,
    状态和处理理由: (row) => said(chineseOf(ObjectionStatusEnum, row.status), row.reasons),
  }),
  listed('信用修复', repairs, {
    编号: (row) => row.number,
    修复对象: (row) => row.about,
    申请日期: (row) => row.appliedOn,
    状态和处理理由: (row) => said(chineseOf(RepairStatusEnum, row.status), row.reasons),
  }),
  listed('恢复信誉', restorations, {
    编号: (row) => row.number,
    事由: (row) => row.reason,
    开始日期: (row) => row.openedOn,
    状态: (row) => chineseOf(RestorationStatusEnum, row.status),
  }),
];

const operationWords: Record<string, string> = {
  checkSubjects: '奖惩查询比对',
  'GET /documents/:file': '查看文书',
  'GET /files/:number': '查看附件',
};

/** What was done, in words where there are some, else by its name in the access log. */
const operationWord = (operation: string): string => operationWords[operation] ?? `接口操作 ${operation}`;

const looksOf = ({ looks }: ReportFacts) =>
  listed('信用信息的使用、查询情况', looks, {
    日期: (row) => row.day,
    查询单位: (row) => row.organization,
    目的: (row) => (row.matter === null ? null : said(chineseOf(MatterEnum, row.matter), row.businessNumber)),
    操作: (row) => operationWord(row.operation),
    次数: (row) => String(row.times),
  });

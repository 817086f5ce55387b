import type { Contact } from '../../config.js';
import { maskName } from '../../kernel/codes.js';
import { MatterEnum, SeverityEnum, chineseOf } from '../../kernel/enums.js';
import { badInput } from '../../kernel/errors.js';
import type { Matter } from '../../kernel/principal.js';
import type { ListColour, MeasureKind, Severity } from '../../kernel/terms.js';
import {
  type DocumentContent,
  type DocumentSection,
  chineseDay,
  saidUnder,
} from '../documents/content.rules.js';
import { longestDisclosure } from '../lists/entry.rules.js';

/** To whom a notice goes. No ID number in clear: the masked one tells people of one name apart (invariant 6). */
export interface Addressee {
  name: string;
  isPerson: boolean;
  unifiedCode: string | null;
  idNumberMasked: string | null;
}

/** A measure that comes with the list. */
export interface DueLine {
  measure: string;
  implementer: string;
  matter: Matter;
  basis: string;
}

/** What both kinds of notice need beside their own facts. */
export interface NoticeFrame {
  addressee: Addressee;
  reason: string;
  contact: Contact;
  /** How credit is repaired, line by line: both are told in one paper (两书同达). */
  repairPath: readonly string[];
  /** The day the paper is made out. */
  today: string;
  /** The day on which it was told before the paper was made out; null when it is yet to be served. */
  toldOn: string | null;
}

export interface ListingFacts {
  number: string;
  list: string;
  colour: ListColour;
  noticeDays: number;
  termMonths: number | null;
  identifiedBy: string;
  decisionNumber: string;
  decidedOn: string;
  ground: string;
  basis: string;
  severity: Severity;
  validUntil: string | null;
  measures: readonly DueLine[];
}

export interface MeasureFacts {
  number: string;
  kind: MeasureKind;
  agency: string;
  measure: string;
  matter: Matter;
  /** Basis of the measure and of the clause that asks for it. */
  bases: readonly string[];
  memorandum: string;
  entry: string;
  list: string;
  ground: string;
  identifiedBy: string;
  /** Last day, by the entry, the memorandum or the statutory limit; null when none of them sets one. */
  lastDay: string | null;
}

const review =
  '对核查处理结果仍有异议的，可以向省社会信用工作主管部门申请复核（《河南省社会信用条例》第二十八条）。';

/** Rights told with the notice before listing (Henan 28, 41, 43, Policy 五(三)–(五)). */
export const rightsOfListed = (noticeDays: number): string[] => [
  `陈述、申辩：自收到本告知书之日起${noticeDays}个工作日的告知期内，您有权进行陈述、申辩；告知期届满前不会公布名单。`,
  '异议：您有权在告知期内和列入名单以后提出异议并提交证明材料。自收到异议时起作出异议标注，核查期间不公布名单，已经实施的联合惩戒措施暂不执行。',
  `复核：${review}`,
  '救济：列入名单后，您可以依法申请行政复议或者提起行政诉讼；因错误列入名单受到损失的，可以依法要求恢复信誉、消除影响。',
  '修复：列入名单后，您可以依法申请信用修复。',
];

/** Rights told with the notice before a punishment is applied (Policy 三(二), 五(三)–(五)). */
export const rightsOfPunished: readonly string[] = [
  '陈述、申辩：您有权就本措施进行陈述、申辩。',
  '异议：您有权就本措施或者其所依据的名单提出异议并提交证明材料。自收到异议时起作出异议标注，异议核查期间暂不执行。',
  `复核：${review}`,
  '修复：您有权依法申请信用修复；名单移出或者期满的，本措施同时停止。',
  '救济：您可以依法申请行政复议或者提起行政诉讼；因错误采取措施受到损失的，可以依法要求恢复信誉、消除影响。',
];

/** Before a subject is put on a list: 事先告知书; a red one goes on public notice: 公示 (Henan 28). */
export const listingNotice = (facts: ListingFacts, frame: NoticeFrame): DocumentContent => {
  const isRed = facts.colour === 'RED';
  const sections: DocumentSection[] = [
    { heading: '拟列入的名单及其依据', table: listingTable(facts, frame) },
    { heading: '理由', paragraphs: [frame.reason] },
    { heading: '有效期', paragraphs: [listingTerm(facts)] },
    {
      heading: isRed ? '列入后的联合激励措施' : '列入后的联合惩戒措施',
      ...measuresOf(facts.measures, isRed ? '激励' : '惩戒'),
    },
    {
      heading: '权利告知',
      paragraphs: isRed
        ? [
            `公示期为公示之日起${facts.noticeDays}个工作日。公示期内任何单位和个人均可以提出异议；有异议的，由认定单位核查处理。`,
            review,
          ]
        : rightsOfListed(facts.noticeDays),
    },
    ...(isRed ? [] : [{ heading: '信用修复', paragraphs: [...frame.repairPath] }]),
  ];
  return noticeContent(
    {
      title: isRed ? `拟列入“${facts.list}”公示` : `拟列入“${facts.list}”事先告知书`,
      to: isRed ? '社会公众' : addressed(frame.addressee),
      from: facts.identifiedBy,
    },
    sections,
    frame,
  );
};

/** Before a measure is applied to a subject: 联合惩戒措施告知书 (Policy 三(二)). */
export const measureNotice = (facts: MeasureFacts, frame: NoticeFrame): DocumentContent => {
  const isPunishment = facts.kind === 'PUNISHMENT';
  const word = isPunishment ? '惩戒' : '激励';
  const sections: DocumentSection[] = [
    {
      heading: `拟实施的联合${word}措施及其依据`,
      table: [
        ['项目', '内容'],
        ['措施', facts.measure],
        ['实施单位', facts.agency],
        ['适用事项', chineseOf(MatterEnum, facts.matter)],
        ['法律依据', facts.bases.join('；')],
        ['合作备忘录', facts.memorandum],
        ['所依据的名单', `${facts.list}（条目 ${facts.entry}，${facts.identifiedBy}认定：${facts.ground}）`],
        ['任务编号', facts.number],
      ],
    },
    { heading: '理由', paragraphs: [frame.reason] },
    { heading: '期限', paragraphs: [measureTerm(facts)] },
    { heading: '权利告知', paragraphs: isPunishment ? [...rightsOfPunished] : ['您有权就本措施提出异议。'] },
    ...(isPunishment ? [{ heading: '信用修复', paragraphs: [...frame.repairPath] }] : []),
  ];
  const title = `联合${word}措施告知书`;
  return noticeContent({ title, to: addressed(frame.addressee), from: facts.agency }, sections, frame);
};

const numerals = '一二三四五六七八九十';

const noticeContent = (
  head: Pick<DocumentContent, 'title' | 'to' | 'from'>,
  sections: readonly DocumentSection[],
  { contact, toldOn, today }: NoticeFrame,
): DocumentContent => {
  const told =
    toldOn === null || toldOn === today
      ? []
      : [
          {
            heading: '补录说明',
            paragraphs: [`上述内容已于${chineseDay(toldOn)}告知，本文书依据送达凭证补录。`],
          },
        ];
  const all = [...sections, { heading: '联系渠道', paragraphs: channels(contact) }, ...told];
  return {
    ...head,
    sections: all.map((each, at) => ({ ...each, heading: `${numerals[at]}、${each.heading}` })),
    dated: today,
  };
};

export const addressed = ({ name, isPerson, unifiedCode, idNumberMasked }: Addressee): string => {
  if (isPerson) return idNumberMasked === null ? name : `${name}（证件号码 ${idNumberMasked}）`;
  return unifiedCode === null ? name : `${name}（统一社会信用代码 ${unifiedCode}）`;
};

const listingTable = (facts: ListingFacts, { addressee }: NoticeFrame): string[][] => [
  ['项目', '内容'],
  // A public notice names people as the public may read them.
  ...(facts.colour === 'RED'
    ? [['拟列入主体', addressee.isPerson ? maskName(addressee.name) : addressed(addressee)]]
    : []),
  ['名单', facts.list],
  ['条目编号', facts.number],
  ['认定单位', facts.identifiedBy],
  ['认定文书', `${facts.decisionNumber}（${chineseDay(facts.decidedOn)}）`],
  ['事由', facts.ground],
  ['法律依据', facts.basis],
  ...(facts.colour === 'RED' ? [] : [['失信程度', chineseOf(SeverityEnum, facts.severity)]]),
];

const listingTerm = ({ validUntil, termMonths }: ListingFacts): string => {
  const months = `自公布之日起${termMonths ?? longestDisclosure}个月`;
  const until = validUntil === null ? months : `至${chineseDay(validUntil)}止，最长不超过${months}`;
  return `${until}；期满自动移出名单并停止相应措施（《河南省社会信用条例》第三十七条）。`;
};

const measureTerm = ({ lastDay }: MeasureFacts): string =>
  `自本告知书送达之日起可以实施，${lastDay === null ? '至所依据的名单条目终止之日止' : `最迟至${chineseDay(lastDay)}止`}；移出名单的，本措施同时停止（《河南省社会信用条例》第三十七条）。`;

const measuresOf = (measures: readonly DueLine[], word: string): Omit<DocumentSection, 'heading'> =>
  measures.length === 0
    ? { paragraphs: [`目前没有已经公布并与本名单关联的联合${word}措施。`] }
    : {
        paragraphs: [`列入名单后，下列已经公布的联合${word}措施由有关单位依法实施：`],
        table: [
          ['措施', '实施单位', '事项', '依据'],
          ...measures.map((each) => [
            each.measure,
            each.implementer,
            chineseOf(MatterEnum, each.matter),
            each.basis,
          ]),
        ],
      };

/** Where objections are taken: phone, e-mail, website, WeChat and counter (Policy 五(三)). */
export const channels = ({ phone, email, website, wechat, counter }: Contact): string[] => {
  const known = [
    ['电话', phone],
    ['电子邮箱', email],
    ['网站', website],
    ['微信公众号', wechat],
    ['窗口', counter],
  ].flatMap(([label, value]) => (value === null ? [] : [`${label}：${value}`]));
  return ['陈述申辩和异议可以通过下列任一渠道向县信用办提出，也可以向制作本文书的单位提出。', ...known];
};

/** The day a paper was served: known, so not to come. */
export const assertServiceDay = (servedOn: string, today: string): void => {
  if (servedOn > today)
    throw badInput('input.servedOn', 'servedOn is in the future; record the notice once it was served.');
};

/** What is served is the paper: another reason beside it would be one the subject never read. */
export const assertSameReason = (
  { content }: { content: DocumentContent },
  reason: string | null | undefined,
): void => {
  if (reason != null && reason !== saidUnder(content, '理由', ''))
    throw badInput(
      'input.reason',
      'The paper says its own reason. Leave reason out, or make out another paper.',
    );
};

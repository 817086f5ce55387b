import type { RecipientGround, RestorationTaskKind } from '../../kernel/terms.js';
import { type DocumentContent, chineseDay } from '../documents/content.rules.js';
import type { WrongThing } from './wrong-thing.rules.js';
import { thingText } from './wrong-thing.rules.js';

/** What became of what was wrong: taken away, or set right and kept. */
export type Unwinding = 'REVOKED' | 'CORRECTED';

export interface CorrectionFacts {
  /** Number of the restoration. */
  number: string;
  thing: WrongThing;
  unwinding: Unwinding;
  reason: string;
  /** The day it was revoked or corrected, YYYY-MM-DD. */
  day: string;
  recipients: readonly { name: string; grounds: readonly RecipientGround[] }[];
  /** Last day for the recipients to acknowledge. */
  acknowledgeBy: string;
  tasks: readonly { kind: RestorationTaskKind; dueOn: string }[];
}

const groundText: Record<RecipientGround, string> = {
  PROVIDER: '认定或者提供',
  INSTRUCTION: '接收奖惩任务',
  CHECK: '查询比对命中',
  ACCESS: '查询',
  FEED: '接收变更推送',
};

const taskText: Record<RestorationTaskKind, string> = {
  APOLOGY: '赔礼道歉',
  COMPENSATION: '赔偿损失',
  STAFF_RESPONSIBILITY: '追究直接责任人员责任',
};

/** The paper that tells the subject what was wrong, what became of it, who is told, and what may be claimed (Henan 42, 66). */
export const correctionNotice = (facts: CorrectionFacts, documentNumber: string): DocumentContent => {
  const done = facts.unwinding === 'REVOKED' ? '撤销' : '更正';
  return {
    title: '信用信息更正告知书',
    to: facts.thing.subjectName,
    sections: [
      {
        heading: '一、有误的信息及理由',
        paragraphs: [
          `关于您（单位）的${thingText(facts.thing)}有误。理由：${facts.reason}`,
          `本告知书编号 ${documentNumber}，恢复信誉事项编号 ${facts.number}。`,
        ],
      },
      { heading: '二、处理结果及依据', paragraphs: [resultText(facts, done), basisText] },
      toldSection(facts, done),
      {
        heading: '四、责任单位应当办理的事项',
        table: [
          ['事项', '责任单位', '办理期限'],
          ...facts.tasks.map(({ kind, dueOn }) => [
            taskText[kind],
            facts.thing.responsibleName,
            chineseDay(dueOn),
          ]),
        ],
      },
      { heading: '五、您的权利和渠道', paragraphs: rights },
    ],
    from: facts.thing.responsibleName,
    dated: facts.day,
  };
};

const basisText =
  '依据：《河南省社会信用条例》第四十一条、第四十二条、第六十六条；濮县信用办〔2022〕12号实施意见五（三）、五（五）。';

const resultText = ({ thing, day }: CorrectionFacts, done: string): string => {
  const announced =
    thing.announcement === null
      ? ''
      : `${done}公告（编号 ${thing.announcement}）已在原发布渠道“${thing.title}”公布。`;
  return `上述信息已于${chineseDay(day)}${done}，据此采取的措施停止实施。${announced}`;
};

const toldSection = ({ recipients, acknowledgeBy }: CorrectionFacts, done: string) => {
  const heading = '三、告知的单位';
  if (recipients.length === 0) return { heading, paragraphs: ['没有单位接收或者查询过上述信息。'] };
  return {
    heading,
    paragraphs: [
      `下列单位接收或者查询过上述信息，应当于${chineseDay(acknowledgeBy)}前${done}并回执；办理情况可随时查询。`,
    ],
    table: [
      ['单位', '知悉途径'],
      ...recipients.map(({ name, grounds }) => [
        name,
        grounds.map((ground) => groundText[ground]).join('、'),
      ]),
    ],
  };
};

const rights = [
  '造成名誉损害的，您有权要求责任单位赔礼道歉、消除影响、恢复名誉；造成财产损失的，您有权依法要求赔偿。',
  '您可以投诉，也可以依法申请行政复议或者提起行政诉讼。',
  '您可以在本平台“我的信用”查看各单位回执和事项办理进度，也可以向责任单位或者县信用办提出。',
];

import type { Contact } from '../../config.js';
import { HubError, badInput } from '../../kernel/errors.js';
import type { IncidentKind } from '../../kernel/terms.js';
import { type DocumentContent, chineseDay } from '../documents/content.rules.js';

/** More subjects are added with further calls. */
export const mostSubjects = 100;

/** Characters of what is said of an incident, and of where it was referred to. */
export const longestAccount = 5000;
export const longestReferral = 500;

export const assertDiscovered = (discoveredAt: Date, now: Date): void => {
  if (discoveredAt > now)
    throw badInput('input.discoveredAt', 'discoveredAt is in the future; report it once it was discovered.');
};

/** Who reported does not decide: nobody clears an incident it brought up or was told to bring up. */
export const assertOtherHand = (reportedBy: string, actor: string): void => {
  if (reportedBy === actor)
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'Who reported the incident does not decide on it. Another person of the credit office has to.',
      { field: 'input.incident', article: 'Policy 五(二)' },
    );
};

/** What must have been done before an incident is closed (Policy 五(二); PIPL 57). */
export const assertClosable = ({ remedied, untold }: { remedied: boolean; untold: number }): void => {
  const missing = [
    ...(remedied ? [] : ['its handling is not recorded: recordIncidentHandling']),
    ...(untold === 0 ? [] : [`${untold} affected subjects were not told`]),
  ];
  if (missing.length > 0)
    throw new HubError('CONDITIONS_NOT_MET', `The incident cannot be closed: ${missing.join('; ')}.`, {
      field: 'input.incident',
      article: 'Policy 五(二)',
    });
};

const kindText: Record<IncidentKind, string> = {
  LEAK: '泄露',
  TAMPERING: '篡改',
  SALE: '出售或者非法提供',
  LOSS: '损毁或者丢失',
  MISUSE: '越权查询或者违规使用',
};

export interface IncidentFacts {
  number: string;
  kind: IncidentKind;
  discoveredOn: string;
  finding: string;
  measures: string;
  referral: string | null;
  subjectName: string;
  officeName: string;
  today: string;
  contact: Contact;
}

/** What an affected subject is told (PIPL 57): what happened, what may come of it, what was done, what it can do, whom to ask. */
export const incidentNotice = (facts: IncidentFacts, documentNumber: string): DocumentContent => ({
  title: '信用信息安全事件告知书',
  to: facts.subjectName,
  sections: [
    {
      heading: '一、发生的情况及原因',
      paragraphs: [
        `经查实，您（单位）在本平台的信用信息发生${kindText[facts.kind]}，发现日期为${chineseDay(facts.discoveredOn)}。原因：${facts.finding}`,
        `本告知书编号 ${documentNumber}，事件编号 ${facts.number}。`,
      ],
    },
    {
      heading: '二、可能造成的危害',
      paragraphs: ['有关信息可能被他人不当知悉或者使用，请留意冒用身份、电信网络诈骗以及不实信息的传播。'],
    },
    {
      heading: '三、已采取的补救措施',
      paragraphs: [facts.measures, ...(facts.referral === null ? [] : [`本事件已移送：${facts.referral}。`])],
    },
    {
      heading: '四、依据',
      paragraphs: [
        '《中华人民共和国个人信息保护法》第五十七条；《河南省社会信用条例》第二十五条、第六十五条、第六十七条；濮县信用办〔2022〕12号实施意见五（二）。',
      ],
    },
    {
      heading: '五、您的权利和渠道',
      paragraphs: [
        '您可以在本平台“我的信用”核对本人信息和查询记录，发现错误的可以提出异议；造成损失的，有权依法要求赔偿；可以投诉，也可以依法申请行政复议或者提起行政诉讼。',
        channelsOf(facts.contact),
      ],
    },
  ],
  from: facts.officeName,
  dated: facts.today,
});

const channelsOf = ({ phone, email, website, wechat, counter }: Contact): string => {
  const ways = [
    phone && `电话 ${phone}`,
    email && `电子邮箱 ${email}`,
    website && `网站 ${website}`,
    wechat && `微信 ${wechat}`,
    counter && `窗口 ${counter}`,
  ].filter(Boolean);
  return ways.length > 0 ? `联系渠道：${ways.join('；')}。` : '联系渠道：县信用办。';
};

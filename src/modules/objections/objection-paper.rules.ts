import type { ObjectionRemedy, VerificationFinding } from '../../kernel/terms.js';
import type { DocumentContent, DocumentSection } from '../documents/content.rules.js';

/** What the paper on a decision or a re-check tells the subject. */
export interface DecidedObjection {
  /** Number of the paper. */
  paper: string;
  number: string;
  subjectName: string;
  officeName: string;
  /** What was objected to, in words. */
  about: string;
  ground: string;
  statement: string;
  /** YYYY-MM-DD. */
  receivedOn: string;
  decidedOn: string;
  providerName: string;
  verification: { finding: VerificationFinding; reasons: string } | null;
  upheld: boolean;
  remedy: ObjectionRemedy | null;
  reasons: string;
  /** The provincial authority's decision, where this is a re-check (Henan 28). */
  reviewDocument: string | null;
}

const basis =
  '《河南省社会信用条例》第四十一条；《濮阳县信用联合奖惩实施意见》五（三）“联合惩戒措施在信息核实期间暂不执行”。';
const reviewBasis = '《河南省社会信用条例》第二十八条第四款、第四十一条。';

/** Ways the objection came in are the ways to come back (Policy 五(三)). */
const channels =
  '您可以通过县社会信用管理部门公布的异议受理电话、电子邮箱、网站、微信公众号或者服务窗口咨询、补充材料或者再次提出异议。';

/** The paper with the outcome: what was objected to, what was found, what follows, and the rights that remain. */
export const decisionPaper = (told: DecidedObjection): DocumentContent => ({
  title: told.reviewDocument === null ? '信用异议处理结果告知书' : '信用异议复核结果告知书',
  to: told.subjectName,
  sections: [
    {
      heading: '异议事项',
      table: [
        ['项目', '内容'],
        ['文书编号', told.paper],
        ['异议编号', told.number],
        ['异议对象', told.about],
        ['异议事由', told.ground],
        ['陈述', told.statement],
        ['收到日期', told.receivedOn],
      ],
    },
    { heading: '核查情况', paragraphs: [findingOf(told)] },
    { heading: '处理结果', paragraphs: [outcomeOf(told)] },
    { heading: '理由', paragraphs: [told.reasons] },
    { heading: '依据', paragraphs: [told.reviewDocument === null ? basis : reviewBasis] },
    rightsOf(told),
    { heading: '联系渠道', paragraphs: [channels] },
  ],
  from: told.officeName,
  dated: told.decidedOn,
});

const findingOf = ({ verification, providerName, reviewDocument }: DecidedObjection): string => {
  const found =
    verification === null
      ? '本事项由社会信用管理部门核查。'
      : `经${providerName}核查，${verification.finding === 'WRONG' ? '信息有误' : '信息无误'}：${verification.reasons}`;
  return reviewDocument === null
    ? found
    : `${found}省社会信用工作主管部门已作出复核决定（${reviewDocument}）。`;
};

const outcomeOf = ({ upheld, remedy }: DecidedObjection): string => {
  if (!upheld) return '异议不成立，予以维持；因本异议暂停的措施恢复到暂停前的状态，另有异议未办结的除外。';
  return remedy === 'CORRECT'
    ? '异议成立，有误内容已经更正；因本异议暂停的措施按更正后的内容恢复，另有异议未办结的除外。'
    : '异议成立，有误的认定、信息或者措施自即日起撤销，已经采取的惩戒措施予以解除，并在原公布渠道公告。';
};

const rightsOf = ({ upheld, reviewDocument }: DecidedObjection): DocumentSection => {
  const court =
    '可以依法在知道本结果之日起六十日内申请行政复议，或者在六个月内提起行政诉讼；法律另有规定的，从其规定。';
  const restored =
    '可以要求消除影响、恢复信誉；造成损失的，可以依法要求赔偿（实施意见五（五），条例第六十六条）。';
  const review = '对本处理结果仍有异议的，可以向省社会信用工作主管部门申请复核，复核期间惩戒措施暂不执行。';
  if (upheld) return { heading: '您的权利', paragraphs: [restored, court] };
  return { heading: '您的权利', paragraphs: reviewDocument === null ? [review, court] : [court] };
};

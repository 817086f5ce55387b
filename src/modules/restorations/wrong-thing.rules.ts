/** What a restoration may be of. */
export type WrongTarget = 'ListEntry' | 'CreditRecord' | 'Instruction' | 'Check';

/** Something wrong that is unwound, as its restoration needs to know it. */
export interface WrongThing {
  target: WrongTarget;
  id: number;
  number: string;
  /** Name of the list, document number of the record, name of the measure, matter of the check. */
  title: string;
  subjectId: number;
  subjectName: string;
  /** The body that made the error: it identified, provided, carries out or checked. */
  responsibleId: number;
  responsibleName: string;
  /** Number of the announcement that took an entry back where it was published. */
  announcement: string | null;
}

/** The thing as a paper calls it. */
export const thingText = ({ target, number, title }: WrongThing): string => {
  switch (target) {
    case 'ListEntry':
      return `“${title}”列入信息（条目编号 ${number}）`;
    case 'CreditRecord':
      return `信用信息（编号 ${number}，决定文书号 ${title}）`;
    case 'Instruction':
      return `奖惩措施“${title}”（任务编号 ${number}）`;
    case 'Check':
      return `查询比对结果（回执编号 ${number}）`;
  }
};

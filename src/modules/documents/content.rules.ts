/** What a document says, without any look: HTML and PDF are drawn from the same content. */
export interface DocumentContent {
  title: string;
  /** The addressee as the document calls it. */
  to: string;
  sections: DocumentSection[];
  /** In whose name. */
  from: string;
  /** The day under the signature, YYYY-MM-DD. */
  dated: string;
}

export interface DocumentSection {
  heading: string;
  paragraphs?: string[];
  /** A table: the first row is its head. */
  table?: string[][];
}

/** `2026-03-07` as 2026年3月7日. */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** What stands under the heading in which `word` occurs, or `otherwise`: 依据, 理由 and 权利 are such words. */
export const saidUnder = ({ sections }: DocumentContent, word: string, otherwise: string): string => {
  const paragraphs = sections
    .filter(({ heading }) => heading.includes(word))
    .flatMap((each) => each.paragraphs ?? []);
  return paragraphs.length > 0 ? paragraphs.join('') : otherwise;
};

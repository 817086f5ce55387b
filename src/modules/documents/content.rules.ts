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

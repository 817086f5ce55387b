import { refuseForbiddenFact } from '../../kernel/forbidden-facts.rules.js';
import type { ViewerKind } from '../../kernel/principal.js';

/** Words of the subject, also where an agency or the office writes them down: people may tell of themselves. */
const ownWords: ReadonlySet<string> = new Set(['applyForRepair', 'requestReview', 'withdrawRepair']);

/** Judged where the subject is known, entry by entry, so that one refusal does not stop the batch. */
const judgedEntryByEntry: ReadonlySet<string> = new Set(['proposeEntry', 'proposeEntries']);

/** General rules, about no subject. */
const aboutNobody: ReadonlySet<string> = new Set(['draftMeasure', 'draftMemorandum']);

/** Throws when a text that somebody else than the subject writes tells what may not be collected of a person (Henan 45). */
export const assessOfficialWords = (kind: ViewerKind, operation: string, input: unknown): void => {
  if (kind === 'SUBJECT' || ownWords.has(operation) || aboutNobody.has(operation)) return;
  if (judgedEntryByEntry.has(operation)) return;
  // The office writes down what a subject says at the counter or by telephone; an agency says what it noticed itself.
  if (operation === 'raiseObjection' && kind === 'OFFICE') return;
  assessTexts(input, 'input');
};

const assessTexts = (value: unknown, path: string): void => {
  if (typeof value === 'string') refuseForbiddenFact(path, value, 'ANYBODY');
  else if (Array.isArray(value)) value.forEach((each, index) => assessTexts(each, `${path}[${index}]`));
  else if (isPlain(value))
    for (const [key, each] of Object.entries(value)) assessTexts(each, `${path}.${key}`);
};

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);

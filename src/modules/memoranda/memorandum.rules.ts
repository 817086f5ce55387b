import { isPlainDate } from '../../kernel/dates.js';
import { HubError, badInput } from '../../kernel/errors.js';
import type { Matter } from '../../kernel/principal.js';
import type { ListColour, MeasureKind, MeasureStatus } from '../../kernel/terms.js';
import { isRelated } from '../measures/measure.rules.js';
import type { DraftMemorandumInput } from './memorandum.types.js';

/** Working days after the last signature within which a memorandum is filed with the credit office (Policy 四(一)). */
export const filingDays = 10;

/** The most working days a clause may give for feedback. The table holds the same. */
export const mostFeedbackDays = 250;

/** What of a measure decides whether a clause may name it. */
export interface ClauseMeasure {
  id: number;
  code: string;
  kind: MeasureKind;
  tier: ListColour;
  matters: readonly Matter[];
  status: MeasureStatus;
  catchAll: boolean;
  /** Codes of those who may carry it out; empty when the catalogue leaves that to the memorandum. */
  implementers: readonly string[];
}

export interface ClauseWish {
  measure: string;
  implementer: string;
  matter: Matter;
  feedbackDays: number;
  basis: string;
}

/**
 * Whether a measure of the tier may be taken against (or for) entries of the colour. A black entry draws watch measures
 * too (Henan 34: 除采取第三十二条惩戒措施外), a watch entry never black ones.
 */
export const tierFitsColour = (tier: ListColour, colour: ListColour): boolean =>
  tier === colour || (tier === 'WATCH' && colour === 'BLACK');

/** Refuses a draft whose own words do not make a memorandum (Policy 四(一) says what it must state). */
export const assertMemorandum = (input: DraftMemorandumInput, today: string): void => {
  assertText('input.number', input.number, 60);
  assertText('input.title', input.title, 300);
  for (const term of ['sharingTerms', 'feedbackTerms', 'repairPath'] as const)
    assertText(`input.${term}`, input[term], 10_000);
  assertDistinct('input.lists', input.lists, 'Name at least one list whose entries the memorandum reaches.');
  assertDistinct('input.signatories', input.signatories, 'Name the parties.');
  if (input.clauses.length === 0)
    throw badInput('input.clauses', 'A memorandum needs at least one clause (奖惩措施).');
  assertTerm(input.effectiveFrom, input.effectiveUntil ?? null, today);
};

/** Every list has the colour of the memorandum. `colourOf` answers null for an unknown code. */
export const assertLists = (
  input: Pick<DraftMemorandumInput, 'colour' | 'lists'>,
  colourOf: (code: string) => ListColour | null,
): void => {
  for (const [index, code] of input.lists.entries()) {
    const field = `input.lists[${index}]`;
    const colour = colourOf(code);
    if (colour === null)
      throw badInput(field, `There is no list ${code}. creditLists tells which there are.`);
    if (colour !== input.colour) {
      throw badInput(
        field,
        `List ${code} is ${colour}, the memorandum ${input.colour}. Lists of another colour need a memorandum of their own.`,
      );
    }
  }
};

/** A clause has to be proportionate to the lists, related to the matter, and carried out by a party entitled to it. */
export const assertClause = (
  clause: ClauseWish,
  measure: ClauseMeasure | null,
  memorandum: { colour: ListColour; parties: ReadonlySet<string> },
  path: string,
): void => {
  if (!measure)
    throw badInput(
      `${path}.measure`,
      `There is no measure ${clause.measure}. measures tells which there are.`,
    );
  assertExecutable(measure, `${path}.measure`);
  assertProportionate(clause, measure, memorandum.colour, path);
  if (!memorandum.parties.has(clause.implementer)) {
    throw badInput(
      `${path}.implementer`,
      `Implementer ${clause.implementer} is no party. Add it to the signatories.`,
    );
  }
  if (measure.implementers.length > 0 && !measure.implementers.includes(clause.implementer)) {
    throw badInput(
      `${path}.implementer`,
      `Measure ${measure.code} is for ${measure.implementers.join(', ')} to carry out, not for ${clause.implementer} (Henan 29).`,
    );
  }
  assertText(`${path}.basis`, clause.basis, 10_000);
  if (clause.feedbackDays < 1 || clause.feedbackDays > mostFeedbackDays)
    throw badInput(
      `${path}.feedbackDays`,
      `feedbackDays is a whole number from 1 to ${mostFeedbackDays} working days.`,
    );
};

/** A draft measure may be written into a clause; one that can never run may not (Policy 四(三)). */
const assertExecutable = (measure: ClauseMeasure, field: string): void => {
  if (!measure.catchAll && measure.status !== 'RETIRED') return;
  const why = measure.catchAll
    ? 'is a catch-all (其他) and is never carried out'
    : 'was retired and is not carried out any more';
  throw new HubError(
    'MEASURE_NOT_PUBLISHED',
    `Measure ${measure.code} ${why}. Name a measure of the published catalogue.`,
    {
      field,
      article: 'Policy 四(三)',
    },
  );
};

const articleOfTier: Record<ListColour, string> = { RED: 'Henan 30', WATCH: 'Henan 32', BLACK: 'Henan 34' };

const assertProportionate = (
  clause: ClauseWish,
  measure: ClauseMeasure,
  colour: ListColour,
  path: string,
): void => {
  const article = articleOfTier[measure.tier];
  if (!tierFitsColour(measure.tier, colour)) {
    throw new HubError(
      'NOT_PROPORTIONATE',
      `Measure ${measure.code} is for ${measure.tier} entries, the memorandum reaches ${colour} ones. Name a measure of that tier.`,
      { field: `${path}.measure`, article },
    );
  }
  if (!isRelated(measure, clause.matter)) {
    throw new HubError(
      'NOT_PROPORTIONATE',
      `Measure ${measure.code} is not related to ${clause.matter}, only to ${measure.matters.join(', ')}.`,
      { field: `${path}.matter`, article },
    );
  }
};

const assertTerm = (from: string, until: string | null, today: string): void => {
  for (const [field, date] of [
    ['input.effectiveFrom', from],
    ['input.effectiveUntil', until],
  ] as const) {
    if (date !== null && !isPlainDate(date)) throw badInput(field, 'A date is a real day as YYYY-MM-DD.');
  }
  if (until === null) return;
  if (until < from)
    throw badInput('input.effectiveUntil', 'The last day in force lies before the first one.');
  if (until < today) throw badInput('input.effectiveUntil', 'The last day in force is over already.');
};

const assertText = (field: string, text: string, longest: number): void => {
  const length = text.trim().length;
  if (length === 0 || length > longest)
    throw badInput(field, `This text is required and has at most ${longest} characters.`);
};

const assertDistinct = (field: string, codes: readonly string[], whenEmpty: string): void => {
  if (codes.length === 0) throw badInput(field, whenEmpty);
  const twice = codes.findIndex((code, index) => codes.indexOf(code) !== index);
  if (twice >= 0)
    throw badInput(`${field}[${twice}]`, `${codes[twice]} is named twice. Name each code once.`);
};

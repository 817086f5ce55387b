import type { OwnHand } from '../../kernel/hands.js';
import { HubError, badInput } from '../../kernel/errors.js';
import type { Matter } from '../../kernel/principal.js';
import type { BasisRank, ListColour, MeasureKind } from '../../kernel/terms.js';
import type { DraftMeasureInput } from './measure.types.js';

/** What of a measure decides whether it may be published. */
export interface PublishableMeasure {
  code: string;
  kind: MeasureKind;
  tier: ListColour;
  basisRank: BasisRank;
  catchAll: boolean;
  termMonths: number | null;
  maxMonths: number | null;
  draftedBy: string;
}

/** What of a measure decides where it may stand in a memorandum. */
export interface RelatedMeasure {
  kind: MeasureKind;
  matters: readonly Matter[];
}

/** Ranks strong enough for a measure that takes rights away (Henan 34: 依照法律、行政法规的规定). */
export const ranksForBlack: readonly BasisRank[] = ['LAW', 'ADMINISTRATIVE_REGULATION'];

/** Whether kind and tier belong together: incentives reward red entries, punishments answer watch or black ones. */
export const tierFitsKind = (kind: MeasureKind, tier: ListColour): boolean =>
  (kind === 'INCENTIVE') === (tier === 'RED');

/** Whether a measure of the tier rests on a basis that is strong enough (Henan 34). */
export const basisCarriesTier = (tier: ListColour, rank: BasisRank): boolean =>
  tier !== 'BLACK' || ranksForBlack.includes(rank);

/** Whether the matter is one the measure is related to (Henan 32: 就相关联的事项). */
export const isRelated = (measure: RelatedMeasure, matter: Matter): boolean =>
  measure.matters.includes(matter);

/** Refuses a draft that could never become a measure. A weak basis may be drafted: it is publishing that needs law. */
export const assertDraft = (input: DraftMeasureInput): void => {
  assertNamed(input);
  if (!tierFitsKind(input.kind, input.tier)) {
    throw badInput(
      'input.tier',
      'An incentive has tier RED and a punishment WATCH or BLACK. Change kind or tier.',
    );
  }
  if (input.matters.length === 0 && !input.catchAll)
    throw badInput('input.matters', 'Name at least one matter the measure is related to.');
  assertMonths('input.maxMonths', input.maxMonths);
  assertMonths('input.termMonths', input.termMonths);
  assertWithinLimit(input.termMonths ?? null, input.maxMonths ?? null);
};

/** Refuses to publish what may not be carried out: the reasons of Policy 四(三), Henan 31 and 34. */
export const assertPublishable = (measure: PublishableMeasure, ownHand: OwnHand): void => {
  if (measure.catchAll) {
    throw new HubError(
      'INADMISSIBLE_BASIS',
      `Measure ${measure.code} is a catch-all (其他): it names no measure, so it can never be published. Draft the very measure with its own article.`,
      { field: 'input.measure', article: 'Policy 四(三)' },
    );
  }
  if (!basisCarriesTier(measure.tier, measure.basisRank)) {
    throw new HubError(
      'INADMISSIBLE_BASIS',
      `Measure ${measure.code} takes rights from blacklisted subjects, but its basis is ${measure.basisRank}. Draft it again with the article of a law or administrative regulation.`,
      { field: 'input.measure', article: 'Henan 34' },
    );
  }
  assertWithinLimit(measure.termMonths, measure.maxMonths, 'input.measure');
  if (ownHand(measure.draftedBy)) {
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      `You drafted measure ${measure.code}; another person of the credit office has to publish it.`,
      { field: 'input.measure' },
    );
  }
};

/** A term may not be longer than the law allows the measure to last (Henan 31). */
export const assertWithinLimit = (
  termMonths: number | null,
  maxMonths: number | null,
  field = 'input.termMonths',
): void => {
  if (termMonths === null || maxMonths === null || termMonths <= maxMonths) return;
  throw new HubError(
    'NOT_PROPORTIONATE',
    `The term of ${termMonths} months is beyond the statutory limit of ${maxMonths}. Shorten the term.`,
    { field, article: 'Henan 31' },
  );
};

const assertNamed = (input: DraftMeasureInput): void => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(input.code)) {
    throw badInput(
      'input.code',
      'A code has 1 to 60 letters, digits, dots, hyphens or underscores, such as LAW-GPL-77.',
    );
  }
  const name = input.name.trim();
  if (name === '' || name.length > 300)
    throw badInput('input.name', 'A measure needs a name of at most 300 characters.');
  if (input.basisText.trim() === '') {
    throw badInput('input.basisText', 'Name the article the measure rests on (Henan 29: 实施依据).');
  }
};

const assertMonths = (field: string, months: number | null | undefined): void => {
  if (months != null && (months < 1 || months > 1200))
    throw badInput(field, 'Months are a whole number from 1 to 1200, or null.');
};

import { HubError, badInput } from '../../kernel/errors.js';
import type { OutcomeResult } from '../../kernel/terms.js';

export type OutcomeTarget = 'entry' | 'record' | 'instruction';

interface Outcome {
  result: OutcomeResult;
  authority: string;
  documentNumber: string;
  decidedOn: string;
  summary: string;
  correction?: object | null;
}

type Named = Partial<Record<OutcomeTarget, string | null>>;

const targets = ['entry', 'record', 'instruction'] as const;

/** The one thing an outcome is about, with its number. */
export const targetOf = (named: Named): { target: OutcomeTarget; number: string } => {
  const given = targets.flatMap((target) =>
    named[target] == null ? [] : [{ target, number: named[target]! }],
  );
  if (given.length !== 1)
    throw badInput('input.entry', 'Name one thing it was about: entry, record or instruction.');
  return given[0]!;
};

const longest = { authority: 200, documentNumber: 128, summary: 10_000 };

/** What is wrong with an outcome before anything is looked up: throws. */
export const assertOutcome = (outcome: Outcome, target: OutcomeTarget, today: string): void => {
  for (const field of ['authority', 'documentNumber', 'summary'] as const) {
    const text = outcome[field].trim();
    if (text === '' || text.length > longest[field])
      throw badInput(`input.${field}`, `${field} has 1 to ${longest[field]} characters.`);
  }
  if (outcome.decidedOn > today)
    throw badInput('input.decidedOn', 'decidedOn is in the future; record a decision once it was made.');
  const needsCorrection = outcome.result === 'CHANGED' && target !== 'instruction';
  if (needsCorrection && outcome.correction == null)
    throw badInput('input.correction', 'Say what the decision changed.');
  if (!needsCorrection && outcome.correction != null)
    throw badInput('input.correction', 'A correction goes with CHANGED of an entry or a record only.');
};

/** Nobody can have decided on something before it was. */
export const assertAfter = (decidedOn: string, madeOn: string): void => {
  if (decidedOn < madeOn)
    throw badInput('input.decidedOn', `decidedOn is before ${madeOn}, the day of what it is about.`);
};

const fieldsOf = {
  entry: ['ground', 'basis', 'responsiblePersons', 'validUntil'],
  record: ['title', 'facts', 'content', 'basis', 'fineYuan', 'publishUntil'],
} as const;

/** The part of a correction that fits what it is of; a field of something else is refused, not dropped. */
export const correctionOf = <Correction extends object>(
  target: keyof typeof fieldsOf,
  correction: Correction,
): Correction => {
  for (const [name, value] of Object.entries(correction))
    if (value != null && !(fieldsOf[target] as readonly string[]).includes(name))
      throw badInput(
        `input.correction.${name}`,
        `${name} is no part of ${target === 'entry' ? 'an entry' : 'a record'}.`,
      );
  return correction;
};

/** The reason as the subject reads it on what is taken back. */
export const reasonOf = ({ authority, documentNumber, summary }: Outcome): string =>
  `${authority}（${documentNumber}）：${summary}`;

export const recordedAlready = (documentNumber: string): HubError =>
  new HubError('CONFLICT', `The outcome ${documentNumber} of this was recorded already.`, {
    field: 'input.documentNumber',
  });

import { HubError, badInput } from '../../kernel/errors.js';
import type { TargetFacts } from './target.rules.js';
import { targetOf } from './target.rules.js';

/** Working days to say whether an application is taken up, and to decide; both from the application (Order 36). */
export const acceptanceDays = 3;
export const decisionDays = 10;

/** Why no application can be taken for this at all; null when it can. */
export const refusalToTake = (facts: TargetFacts, today: string): HubError | null => {
  const field = facts.kind === 'ENTRY' ? 'input.entry' : 'input.record';
  if (targetOf(facts, today).notRepairable !== null)
    return badInput(field, 'This is no dishonesty information: there is nothing to repair.');
  return facts.kind === 'ENTRY' ? entryRefusal(facts, field) : recordRefusal(facts, field, today);
};

const entryRefusal = (facts: Extract<TargetFacts, { kind: 'ENTRY' }>, field: string): HubError | null => {
  if (facts.origin === 'UPSTREAM')
    return badInput(
      field,
      `The entry came from elsewhere: apply to the body that identified it, ${facts.deciderName} (谁认定、谁修复).`,
    );
  if (facts.status === 'PUBLISHED' || facts.status === 'SUSPENDED') return null;
  return new HubError(
    'ILLEGAL_TRANSITION',
    `Entry ${facts.number} is ${facts.status}; only an entry in effect can be repaired. Before it is published, raise an objection.`,
    { field, state: facts.status },
  );
};

const recordRefusal = (
  facts: Extract<TargetFacts, { kind: 'RECORD' }>,
  field: string,
  today: string,
): HubError | null => {
  const over = facts.publishUntil !== null && facts.publishUntil < today;
  if (facts.withdrawnAt === null && facts.disclosure !== 'INTERNAL' && !over) return null;
  return new HubError(
    'ILLEGAL_TRANSITION',
    `Record ${facts.number} is not disclosed any more; there is nothing to repair.`,
    { field, state: facts.withdrawnAt === null ? 'ARCHIVED' : 'WITHDRAWN' },
  );
};

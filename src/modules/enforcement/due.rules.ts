import { addMonths } from '../../kernel/dates.js';
import type { Matter } from '../../kernel/principal.js';
import type { EntryStatus, ListColour, Trigger } from '../../kernel/terms.js';

/** A clause of a memorandum in force whose measure is published and no catch-all: whom it binds depends on the entry. */
export interface BindingClause {
  listId: number;
  clauseId: number;
  measureId: number;
  memorandumId: number;
  implementerId: number;
  basis: string;
  matter: Matter;
  trigger: Trigger;
  tier: ListColour;
  maxMonths: number | null;
}

/** What of an entry decides what is due because of it. */
export interface DueEntry {
  id: number;
  subjectId: number;
  status: EntryStatus;
  colour: ListColour;
  validFrom: string | null;
  validUntil: string | null;
}

/** What stands against carrying out a clause on an entry. */
export interface DueFacts {
  subjectId: number;
  entryId: number;
  clauseId: number;
  /** An objection to the punishment, or to the check behind it, holds it off. */
  heldBecause: string | null;
  /** The measure was found wrong on the entry and taken back: it does not come again (Henan 66). */
  undone: boolean;
}

/** Published or suspended, and its last day is not over. */
export const isInEffect = ({ status, validUntil }: DueEntry, today: string): boolean =>
  (status === 'PUBLISHED' || status === 'SUSPENDED') && (validUntil === null || validUntil >= today);

/** The measure is no heavier than the entry, and within its statutory limit on it. As `bindingClauses` says in SQL. */
export const binds = (
  { tier, maxMonths }: BindingClause,
  { colour, validFrom }: DueEntry,
  today: string,
): boolean =>
  (tier === colour || (tier === 'WATCH' && colour === 'BLACK')) &&
  (maxMonths === null || validFrom === null || today <= addMonths(validFrom, maxMonths));

/** What is due because of one entry in effect, in the order of the clauses; of one agency, or of all. */
export const dueBecauseOf = (
  entry: DueEntry,
  clauses: readonly BindingClause[],
  facts: readonly DueFacts[],
  { today, own, whySuspended }: { today: string; own: number | null; whySuspended: string | null },
) => {
  const factsOf = (id: number) => facts.find(({ clauseId }) => clauseId === id);
  return clauses
    .filter((clause) => own === null || clause.implementerId === own)
    .filter((clause) => binds(clause, entry, today) && !factsOf(clause.clauseId)?.undone)
    .map(({ clauseId, measureId, memorandumId, basis, matter, trigger }) => {
      const heldBecause = factsOf(clauseId)?.heldBecause ?? null;
      const entrySuspended = entry.status === 'SUSPENDED';
      return {
        entryId: entry.id,
        subjectId: entry.subjectId,
        clauseId,
        measureId,
        memorandumId,
        basis,
        matter,
        trigger,
        suspended: entrySuspended || heldBecause !== null,
        suspendedBecause: entrySuspended ? whySuspended : heldBecause,
      };
    });
};

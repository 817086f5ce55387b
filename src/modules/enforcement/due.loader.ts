import DataLoader from 'dataloader';
import { catalogueByOwner } from '../../db/by-id.loader.js';
import type { HeldPart } from '../../db/held-subjects.js';
import { type Lead, RowsAhead } from '../../db/read-ahead.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { heldEntries } from '../lists/entry.loader.js';
import { idsOfEntries } from '../lists/entry.repository.js';
import type { ListEntry } from '../lists/entry.types.js';
import type { Soon } from '../../kernel/soon.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { clausesOfLists, dueFacts, reasonsOfSuspension } from './due.repository.js';
import { type BindingClause, type DueFacts, dueBecauseOf, isInEffect } from './due.rules.js';
import type { DueMeasure } from './instruction.types.js';

/** What stands against carrying out clauses on any entry of a subject. */
export const heldDueFacts: HeldPart<ScopedReader, readonly DueFacts[]> = {
  read: async (everybody, subjectIds) => {
    const facts = await dueFacts(everybody, idsOfEntries(sql`select unnest(${subjectIds}::bigint[])`));
    const bySubject = Map.groupBy(facts, ({ subjectId }) => subjectId);
    return new Map(subjectIds.map((id) => [id, bySubject.get(id) ?? []] as const));
  },
};

/** Clauses that bind for entries of a list, by the list's id. */
const listClausesLoader = catalogueByOwner(clausesOfLists, (row) => row.listId);

/**
 * Measures due because of entries the viewer may see: an agency reads those it must apply, everybody else all published
 * ones. What is suspended is shown and marked, with the reason: nothing is to be done (Policy 五(三)).
 */
export const dueMeasuresLoader = (reader: ScopedReader) => new DueMeasuresLoader(reader);

class DueMeasuresLoader {
  readonly #ahead: RowsAhead<DueFacts>;
  readonly #inTurn: DataLoader<ListEntry, Due[], number>;
  readonly #own: number | null;
  readonly #clausesOf: ReturnType<typeof listClausesLoader>;

  constructor(private readonly reader: ScopedReader) {
    this.#ahead = new RowsAhead(reader, ({ entryId }) => entryId);
    this.#inTurn = new DataLoader((entries) => this.dueOf(entries), { cacheKeyFn: ({ id }) => id });
    const { principal } = reader;
    this.#own = principal.kind === 'AGENCY' ? principal.organizationId : null;
    this.#clausesOf = listClausesLoader(reader);
  }

  /** Reads the facts of entries that `lead` will turn out to be; resolves once they are there. */
  ahead(lead: Lead, entries: Sql): Promise<readonly DueFacts[]> {
    return this.#ahead.start(lead, (apart) => dueFacts(apart, entries));
  }

  load(entry: ListEntry): Soon<Due[]> {
    const facts = this.factsOf(entry);
    const clauses = facts && entry.status === 'PUBLISHED' ? this.#clausesOf.load(entry.listId) : null;
    if (!facts || !clauses || clauses instanceof Promise) return this.#inTurn.load(entry);
    return this.dueBecauseOf(entry, clauses, facts, null);
  }

  /** Read ahead, or held in memory as the entry is. */
  private factsOf(entry: ListEntry): readonly DueFacts[] | undefined {
    const { id, subjectId } = entry;
    const ahead = this.#ahead.of(id, id);
    if (ahead || !this.reader.ofHeld(heldEntries, subjectId)?.includes(entry)) return ahead;
    return this.reader.ofHeld(heldDueFacts, subjectId)!.filter(({ entryId }) => entryId === id);
  }

  private async dueOf(entries: readonly ListEntry[]): Promise<Due[][]> {
    const inEffect = entries.filter((each) => isInEffect(each, this.reader.today));
    // Taken once: what memory holds may be dropped while the rest is read.
    const known = new Map(inEffect.map((each) => [each.id, this.factsOf(each)]));
    const unread = inEffect.filter(({ id }) => !known.get(id)).map(({ id }) => id);
    const suspended = inEffect.filter(({ status }) => status === 'SUSPENDED').map(({ id }) => id);
    const [facts, reasons, clauses] = await Promise.all([
      unread.length > 0 ? dueFacts(this.reader, sql`select unnest(${unread}::bigint[])`) : [],
      reasonsOfSuspension(this.reader, suspended),
      Promise.all(entries.map(async ({ listId }) => this.#clausesOf.load(listId))),
    ]);
    const read = Map.groupBy(facts, ({ entryId }) => entryId);
    return entries.map((entry, n) =>
      this.dueBecauseOf(
        entry,
        clauses[n]!,
        known.get(entry.id) ?? read.get(entry.id) ?? [],
        reasons.get(entry.id) ?? null,
      ),
    );
  }

  private dueBecauseOf(
    entry: ListEntry,
    clauses: readonly BindingClause[],
    facts: readonly DueFacts[],
    whySuspended: string | null,
  ): Due[] {
    const { today } = this.reader;
    if (!isInEffect(entry, today)) return [];
    return dueBecauseOf(entry, clauses, facts, { today, own: this.#own, whySuspended });
  }
}

/** Measure, memorandum and clause come by their ids; the instruction, where it is asked for, by clause and entry. */
type Due = Omit<DueMeasure, 'measure' | 'memorandum' | 'clause' | 'instruction' | 'instructionId'>;

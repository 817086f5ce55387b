import DataLoader from 'dataloader';
import { catalogueByOwner } from '../../db/by-id.loader.js';
import type { Lead } from '../../db/read-ahead.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { ListEntry } from '../lists/entry.types.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { clausesOfLists, dueFacts, reasonsOfSuspension } from './due.repository.js';
import { type DueFacts, dueBecauseOf, isInEffect } from './due.rules.js';
import type { DueMeasure } from './instruction.types.js';

/** Clauses that bind for entries of a list, by the list's id. */
const listClausesLoader = catalogueByOwner(clausesOfLists, (row) => row.listId);

/**
 * Measures due because of entries the viewer may see: an agency reads those it must apply, with its own newest
 * instruction; everybody else all published ones. What is suspended is shown and marked, with the reason: nothing is to
 * be done (Policy 五(三)).
 */
export const dueMeasuresLoader = (reader: ScopedReader) => new DueMeasuresLoader(reader);

class DueMeasuresLoader extends DataLoader<ListEntry, Due[], number> {
  readonly #ahead: { lead: Lead; take: () => Promise<DueFacts[]> }[] = [];
  readonly #own: number | null;
  readonly #clausesOf: ReturnType<typeof listClausesLoader>;

  constructor(private readonly reader: ScopedReader) {
    super((entries) => this.due(entries), { cacheKeyFn: ({ id }) => id });
    const { principal } = reader;
    this.#own = principal.kind === 'AGENCY' ? principal.organizationId : null;
    this.#clausesOf = listClausesLoader(reader);
  }

  /** Reads the facts of entries about the subjects that `lead` will turn out to be. */
  ahead(lead: Lead, entries: Sql): void {
    this.#ahead.push({ lead, take: this.reader.ahead((apart) => dueFacts(apart, entries, this.#own)) });
  }

  private async due(entries: readonly ListEntry[]): Promise<Due[][]> {
    const { today } = this.reader;
    const inEffect = entries.filter((each) => isInEffect(each, today));
    const suspended = inEffect.filter(({ status }) => status === 'SUSPENDED').map(({ id }) => id);
    const [facts, reasons, clauses] = await Promise.all([
      this.factsOf(inEffect),
      reasonsOfSuspension(this.reader, suspended),
      Promise.all(inEffect.map(async ({ listId }) => this.#clausesOf.load(listId))),
    ]);
    const byEntry = Map.groupBy(facts, ({ entryId }) => entryId);
    const due = new Map(
      inEffect.map((entry, n) => {
        const byClause = new Map(byEntry.get(entry.id)?.map((each) => [each.clauseId, each]));
        const whySuspended = reasons.get(entry.id) ?? null;
        return [
          entry.id,
          dueBecauseOf(entry, clauses[n]!, byClause, { today, own: this.#own, whySuspended }),
        ];
      }),
    );
    return entries.map(({ id }) => due.get(id) ?? []);
  }

  private async factsOf(entries: readonly ListEntry[]): Promise<DueFacts[]> {
    const readFor = ({ subjectId }: ListEntry) => this.#ahead.find(({ lead }) => lead.has(subjectId));
    const known = new Set(entries.flatMap((each) => readFor(each) ?? []));
    const ids = entries.filter((each) => !readFor(each)).map(({ id }) => id);
    const asked = [...known].map(({ take }) => take());
    if (ids.length > 0) asked.push(dueFacts(this.reader, sql`select unnest(${ids}::bigint[])`, this.#own));
    return (await Promise.all(asked)).flat();
  }
}

/** Measure, memorandum, clause and instruction come by their ids. */
type Due = Omit<DueMeasure, 'measure' | 'memorandum' | 'clause' | 'instruction'>;

import DataLoader from 'dataloader';
import { catalogueByOwner } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { ListEntry } from '../lists/entry.types.js';
import { clausesOfLists, dueFacts, reasonsOfSuspension } from './due.repository.js';
import { dueBecauseOf, isInEffect } from './due.rules.js';
import type { DueMeasure } from './instruction.types.js';

/** Clauses that bind for entries of a list, by the list's id. */
const listClausesLoader = catalogueByOwner(clausesOfLists, (row) => row.listId);

/**
 * Measures due because of entries the viewer may see: an agency reads those it must apply, with its own newest
 * instruction; everybody else all published ones. What is suspended is shown and marked, with the reason: nothing is to
 * be done (Policy 五(三)).
 */
export const dueMeasuresLoader = (reader: ScopedReader) => {
  const { today, principal } = reader;
  const own = principal.kind === 'AGENCY' ? principal.organizationId : null;
  const clausesOf = listClausesLoader(reader);
  return new DataLoader<ListEntry, Due[], number>(
    async (entries) => {
      const inEffect = entries.filter((each) => isInEffect(each, today));
      const ids = inEffect.map(({ id }) => id);
      const suspended = inEffect.filter(({ status }) => status === 'SUSPENDED').map(({ id }) => id);
      const [facts, reasons, clauses] = await Promise.all([
        dueFacts(reader, ids, own),
        reasonsOfSuspension(reader, suspended),
        Promise.all(inEffect.map(async ({ listId }) => clausesOf.load(listId))),
      ]);
      const factsOf = Map.groupBy(facts, ({ entryId }) => entryId);
      const due = new Map(
        inEffect.map((entry, n) => {
          const byClause = new Map(factsOf.get(entry.id)?.map((each) => [each.clauseId, each]));
          const whySuspended = reasons.get(entry.id) ?? null;
          return [entry.id, dueBecauseOf(entry, clauses[n]!, byClause, { today, own, whySuspended })];
        }),
      );
      return entries.map(({ id }) => due.get(id) ?? []);
    },
    { cacheKeyFn: ({ id }) => id },
  );
};

/** Measure, memorandum, clause and instruction come by their ids. */
type Due = Omit<DueMeasure, 'measure' | 'memorandum' | 'clause' | 'instruction'>;

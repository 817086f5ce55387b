import { sql } from '../../kernel/sql.js';
import { byOwner } from '../../db/by-id.loader.js';
import type { StatusChange } from './organization.types.js';

/**
 * The history of one kind of thing by the thing's id, oldest first. `target` is what `unit.status()` was given. Make
 * one per kind and keep it: a request finds its own instance of a loader by the identity of the function.
 */
const historyOf = (target: string) =>
  byOwner<StatusChange>(
    (reader, targetIds) =>
      reader.rows(
        'StatusChange',
        (scope) => sql`
          select h.at, h.from_status as "from", h.to_status as "to", h.reason,
            h.organization_id as "organizationId", h.target_id as "targetId"
          from status_change h
          where ${scope} and h.target = ${target} and h.target_id = any(${targetIds}::bigint[])
          order by h.target_id, h.id`,
      ),
    (row) => row.targetId,
  );

export const entryHistoryLoader = historyOf('ListEntry');
export const instructionHistoryLoader = historyOf('Instruction');
export const objectionHistoryLoader = historyOf('Objection');
export const repairHistoryLoader = historyOf('Repair');
export const restorationHistoryLoader = historyOf('Restoration');

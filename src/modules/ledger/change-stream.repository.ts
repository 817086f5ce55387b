import { sql } from '../../kernel/sql.js';
import type { EventStream } from '../module.js';
import { changesWhere, readStart } from './change.repository.js';
import type { ChangeFilter } from './change.types.js';

/** The change feed, one change at a time: what `changes` gives behind the same position, in the same order. */
export const changeStream: EventStream = {
  start: async (reader, args) => String(await readStart(reader, args['after'] as string | null | undefined)),
  next: async (reader, position, args) => {
    const types = (args['filter'] as ChangeFilter | null | undefined)?.types;
    const { page, head } = await changesWhere(reader, { first: 1, after: position }, () =>
      types ? sql`c.type = any(${types}::text[])` : sql`true`,
    );
    const [change] = page.nodes;
    if (!change) return { event: null, complete: page.completeTo };
    reader.deliveredTo(Math.min(Number(change.position), head));
    return { event: { row: change, position: change.position }, complete: change.position };
  },
};

import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type SelectionNode,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { Sql } from '../kernel/sql.js';
import type { RequestContext } from './request-context.js';
import type { ScopedReader } from './scoped-reader.js';

/** Rows that are being read and that others are read ahead for: which they are is known once they came. */
export class Lead {
  readonly #ids = new Set<number>();

  are(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  has(id: number): boolean {
    return this.#ids.has(id);
  }
}

/** What a loader read before it was asked, by the subjects it is about; grouped when the first of it is taken. */
export class RowsAhead<Row, Groups> {
  readonly #parts: { lead: Lead; groups: () => Groups }[] = [];

  constructor(
    private readonly reader: ScopedReader,
    private readonly grouped: (rows: Row[]) => Groups,
  ) {}

  /** Reads because of `lead`; resolves once it is there. */
  start(lead: Lead, read: (reader: ScopedReader) => Promise<Row[]>): Promise<void> {
    const { ready, take } = this.reader.ahead(read, (subjectId) => lead.has(subjectId));
    let groups: Groups | undefined;
    this.#parts.push({ lead, groups: () => (groups ??= this.grouped(take())) });
    return ready;
  }

  /** All that was read with the subject; undefined: nothing was. */
  of(subjectId: number): Groups | undefined {
    return this.#parts.find(({ lead }) => lead.has(subjectId))?.groups();
  }
}

/** How a field is read before its owner is known: declared with the field, as its extension `ahead`. */
export interface Ahead {
  /** Reads for the owners that `owners` selects, an SQL query of ids, because of `lead`; resolves once it is there. */
  start(context: RequestContext, lead: Lead, owners: Sql): Promise<void>;
  /** Selects the ids of what the field brings, for the fields below it. */
  ids?(owners: Sql): Sql;
}

/** Declares how a field is read ahead: `@Extensions(ahead({ … }))`. */
export const ahead = (how: Ahead): { ahead: Ahead } => ({ ahead: how });

/** What of a selection can be read ahead. */
interface Step {
  readonly how: Ahead;
  readonly below: readonly Step[];
}

/**
 * Reads rows in one round trip with what is asked of them below, as far as the fields say how: once the rows are there,
 * so is that. `found` selects the ids of what `read` reads. What is read in vain is shown to nobody and noted nowhere.
 */
export const readWithAhead = async <Found extends { id: number }>(
  { context, info, found }: { context: RequestContext; info: GraphQLResolveInfo; found: Sql },
  read: (reader: ScopedReader) => Promise<Found[]>,
): Promise<Found[]> => {
  const steps = stepsOf(info);
  const lead = new Lead();
  const [rows] = await Promise.all([read(context.reader), ...startedFor(steps, context, lead, found)]);
  lead.are(rows.map(({ id }) => id));
  return rows;
};

const startedFor = (
  steps: readonly Step[],
  context: RequestContext,
  lead: Lead,
  owners: Sql,
): Promise<void>[] =>
  steps.flatMap(({ how, below }) => [
    how.start(context, lead, owners),
    ...(how.ids ? startedFor(below, context, lead, how.ids(owners)) : []),
  ]);

/** A document is walked once: its fields are the same objects each time it is asked. */
const known = new WeakMap<FieldNode, readonly Step[]>();

const stepsOf = ({ fieldNodes, fragments, returnType }: GraphQLResolveInfo): readonly Step[] => {
  const first = fieldNodes[0]!;
  let steps = known.get(first);
  if (steps === undefined) {
    steps = stepsBelow(returnType, fieldNodes, fragments);
    known.set(first, steps);
  }
  return steps;
};

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

const stepsBelow = (
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): readonly Step[] => {
  const owner = getNamedType(type);
  if (!isObjectType(owner)) return [];
  const asked = nodes.flatMap((each) => fieldsIn(each.selectionSet?.selections ?? [], owner, fragments));
  return [...Map.groupBy(asked, ({ name }) => name.value)].flatMap(([name, same]) => {
    const field = owner.getFields()[name];
    const how = field?.extensions['ahead'] as Ahead | undefined;
    return how ? [{ how, below: how.ids ? stepsBelow(field!.type, same, fragments) : [] }] : [];
  });
};

/** Fields that are asked for in any case: whatever a directive may leave out is read when its turn comes. */
const fieldsIn = (
  selections: readonly SelectionNode[],
  owner: GraphQLObjectType,
  fragments: Fragments,
): FieldNode[] =>
  selections.flatMap((each) => {
    if (each.directives?.length) return [];
    if (each.kind === 'Field') return [each];
    const part = each.kind === 'InlineFragment' ? each : fragments[each.name.value];
    const on = part?.typeCondition?.name.value ?? owner.name;
    return part && on === owner.name ? fieldsIn(part.selectionSet.selections, owner, fragments) : [];
  });

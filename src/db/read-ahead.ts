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

/** Owners that are being read and whose fields are read ahead: which they are is known once they came. */
export class Lead {
  readonly #ids = new Set<number>();

  are(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  has(id: number): boolean {
    return this.#ids.has(id);
  }
}

/** What a loader read before it was asked, by the key it is asked for; grouped when the first of it is taken. */
export class RowsAhead<Row extends object, Key = number> {
  readonly #parts: { lead: Lead; take: (key: Key) => Row[] }[] = [];

  constructor(
    private readonly reader: ScopedReader,
    private readonly keyOf: (row: Row) => Key,
  ) {}

  /** Reads for the owners that `lead` will turn out to be; resolves once it is there, to nothing where it went wrong. */
  async start(lead: Lead, read: (reader: ScopedReader) => Promise<Row[]>): Promise<readonly Row[]> {
    const { rows, show } = await this.reader.ahead(read);
    let groups: Map<Key, Row[]> | undefined;
    const take = (key: Key): Row[] => {
      groups ??= Map.groupBy(rows, this.keyOf);
      return show(groups.get(key) ?? []);
    };
    this.#parts.push({ lead, take });
    return rows;
  }

  /** What was read under the key, for whoever shows it; undefined: nothing was read for its owner. */
  of(ownerId: number, key: Key): Row[] | undefined {
    return this.#parts.find(({ lead }) => lead.has(ownerId))?.take(key);
  }
}

/** How a field is read before its owner is known: declared with the field, as its extension `ahead`. */
export interface Ahead<Row extends object> {
  /** Reads for the owners that `owners` selects, an SQL query of ids, and that `lead` will turn out to be: what it brings. */
  start(context: RequestContext, lead: Lead, owners: Sql): Promise<readonly Row[]>;
  /** How what it brings owns the fields below it: by which ids, and how they are selected. */
  below?: { idOf(row: Row): number | null; ids(owners: Sql): Sql };
}

/** Declares how a field is read ahead: `@Extensions(ahead({ … }))`. */
export const ahead = <Row extends object>(how: Ahead<Row>): { ahead: Ahead<Row> } => ({ ahead: how });

/** What of a selection can be read ahead. */
interface Step {
  readonly how: Ahead<object>;
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
  steps.flatMap(({ how, below: fields }) => {
    const { below } = how;
    const rows = how.start(context, lead, owners);
    if (!below || fields.length === 0) return [rows.then(() => {})];
    const brought = new Lead();
    const known = rows.then((all) => brought.are(all.flatMap((row) => below.idOf(row) ?? [])));
    return [known, ...startedFor(fields, context, brought, below.ids(owners))];
  });

/** A document is walked once: its fields are the same objects each time it is asked. */
const known = new WeakMap<FieldNode, readonly Step[]>();

const stepsOf = ({ fieldNodes, fragments, returnType }: GraphQLResolveInfo): readonly Step[] => {
  const [only, ...others] = fieldNodes;
  // Of several that are merged a directive may leave some out, and a compiled query does not say which: all in turn.
  if (!only || others.length > 0) return [];
  let steps = known.get(only);
  if (steps === undefined) {
    steps = stepsBelow(returnType, fieldNodes, fragments);
    known.set(only, steps);
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
    const how = field?.extensions['ahead'] as Ahead<object> | undefined;
    return how ? [{ how, below: how.below ? stepsBelow(field!.type, same, fragments) : [] }] : [];
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

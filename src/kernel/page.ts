import { badInput } from './errors.js';
import { type Sql, raw, sql } from './sql.js';

/** What a connection field is asked for. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

export const pageLimit = 100;
export const pageDefault = 20;

/** A keyset page: how many rows, after which key. The key is what the cursor carries. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly (string | number | null)[] | null;
}

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Connection<Row> {
  readonly edges: { cursor: string; node: Row }[];
  nodes: Row[];
  pageInfo: PageInfo;
  totalCount: number | null;
}

/** The most rows a page is read with, as text of a statement. */
const most = raw(String(pageLimit + 1));

/**
 * The rows of a page and one more, which tells whether there is another. `query` ends with its order. The most that a
 * page may hold stands in the text: where PostgreSQL is told no number (one plan serves every page), it plans for a tenth
 * of all rows, and sorts the table.
 */
export const pageOf = ({ first }: Pick<PageRequest, 'first'>, query: Sql): Sql =>
  sql`select * from (${query} limit ${most}) as page limit ${oneMoreThan(first)}`;

/** A caller within the hub that asks for more would get the first rows and take them for all. */
const oneMoreThan = (first: number): number => {
  if (first > pageLimit) throw new RangeError(`A page holds ${pageLimit} rows at most, not ${first}.`);
  return first + 1;
};

/**
 * The same over rows in several states, by id, the newest first: of each as many as a page may hold, by an index that
 * begins with the state, and of these the first. So a state in which there is little is found without going through all the
 * rest. `query` selects the id and ends with that order.
 */
export const pageOfStates = (
  { first }: Pick<PageRequest, 'first'>,
  states: readonly string[],
  query: (state: Sql) => Sql,
): Sql => sql`
  select page.* from unnest(${[...new Set(states)]}::text[]) as each(state)
  cross join lateral (${query(sql`each.state`)} limit ${most}) as page
  order by page.id desc limit ${oneMoreThan(first)}`;

const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

/** What a column of the order holds: a row's id, a text, or an instant. */
export type KeyPart = 'id' | 'text' | 'instant';

/** Cursors come back from outside: only what a cursor of this list can hold may reach the database. */
const fits: Record<KeyPart, (part: unknown) => boolean> = {
  id: (part) => Number.isSafeInteger(part) && Number(part) >= 0,
  text: (part) => typeof part === 'string' && part.length <= 200 && !part.includes('\0'),
  instant: (part) =>
    typeof part === 'string' &&
    /^[12]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(part) &&
    !Number.isNaN(Date.parse(part)),
};

const decodeCursor = (cursor: string, shape: readonly KeyPart[]): (string | number)[] => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === shape.length &&
      shape.every((kind, index) => fits[kind](key[index]))
    )
      return key;
  } catch {
    // falls through to the error below
  }
  throw badInput('after', 'The cursor is not one of this list. Use endCursor of the page before, unchanged.');
};

/** Checks `first` and `after`. `shape`: what the columns of the order hold. */
export const readPage = (page: PageArguments, shape: readonly KeyPart[] = ['id']): PageRequest => {
  const first = page.first ?? pageDefault;
  if (!Number.isInteger(first) || first < 1 || first > pageLimit) {
    throw badInput('first', `first must be a whole number from 1 to ${pageLimit}.`);
  }
  return { first, after: page.after ? decodeCursor(page.after, shape) : null };
};

/** Makes the connection from up to `first + 1` rows: the extra row only tells that there are more. */
export const toConnection = <Row>(
  rows: Row[],
  page: PageRequest,
  keyOf: (row: Row) => (string | number | null)[],
  totalCount: number | null = null,
): Connection<Row> =>
  new Page(
    rows.slice(0, page.first),
    (node) => encodeCursor(keyOf(node)),
    { hasNextPage: rows.length > page.first, hasPreviousPage: page.after !== null },
    totalCount,
  );

/**
 * A class: to a literal with a getter V8 gives a shape of its own each time, which lives as long as an old object does and
 * holds what the getter sees, all rows of the page.
 */
class Page<Row> implements Connection<Row> {
  readonly pageInfo: PageInfo;

  constructor(
    readonly nodes: Row[],
    private readonly cursorOf: (node: Row) => string,
    more: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
    readonly totalCount: number | null,
  ) {
    this.pageInfo = {
      ...more,
      startCursor: nodes.length > 0 ? cursorOf(nodes[0]!) : null,
      endCursor: nodes.length > 0 ? cursorOf(nodes.at(-1)!) : null,
    };
  }

  /** Most ask for nodes alone: a cursor for each of them is made where edges are asked for. */
  get edges(): { cursor: string; node: Row }[] {
    return this.nodes.map((node) => ({ cursor: this.cursorOf(node), node }));
  }
}

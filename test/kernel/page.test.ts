import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../src/kernel/errors.js';
import {
  pageDefault,
  pageLimit,
  pageOf,
  pageOfStates,
  readPage,
  toConnection,
} from '../../src/kernel/page.js';
import { sql } from '../../src/kernel/sql.js';

interface Row {
  at: string;
  id: number;
}

const keyOf = (row: Row) => [row.at, row.id];

/** What a keyset statement does: the rows behind the key, one more than asked. */
const readRows = (rows: Row[], after: readonly unknown[] | null, first: number): Row[] => {
  const start = after === null ? 0 : rows.findIndex((row) => row.at === after[0] && row.id === after[1]) + 1;
  return rows.slice(start, start + first + 1);
};

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ at: `第${Math.floor(index / 3)}天`, id: index }));

const refusal = (work: () => unknown): HubError => {
  try {
    work();
  } catch (error) {
    return error as HubError;
  }
  throw new Error('it was not refused');
};

describe('walking a list page by page', () => {
  it('meets every row once and in order, whatever the size of pages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, first) => {
        const all = rowsOf(count);
        const met: Row[] = [];
        let after: string | null = null;
        for (let pages = 0; pages <= count; pages++) {
          const page = readPage({ first, after }, ['text', 'id']);
          const connection = toConnection(readRows(all, page.after, page.first), page, keyOf);
          met.push(...connection.nodes);
          expect(connection.edges.map((edge) => edge.node)).toEqual(connection.nodes);
          expect(connection.nodes.length).toBeLessThanOrEqual(first);
          expect(connection.pageInfo.hasPreviousPage).toBe(after !== null);
          if (!connection.pageInfo.hasNextPage) break;
          expect(connection.pageInfo.endCursor).toBe(connection.edges.at(-1)!.cursor);
          after = connection.pageInfo.endCursor;
        }
        expect(met).toEqual(all);
      }),
    );
  });

  it('has no cursors where there are no rows', () => {
    const { pageInfo, nodes } = toConnection<Row>([], readPage({}), keyOf);
    expect(nodes).toEqual([]);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('tells the count only where it is given', () => {
    expect(toConnection([], readPage({}), keyOf).totalCount).toBeNull();
    expect(toConnection([], readPage({}), keyOf, 7).totalCount).toBe(7);
  });
});

describe('what is asked for', () => {
  it('is twenty rows when nothing is said', () => {
    expect(readPage({})).toEqual({ first: pageDefault, after: null });
    expect(readPage({ first: null, after: null })).toEqual({ first: pageDefault, after: null });
  });

  it.each([0, -1, pageLimit + 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'is refused as first: %d',
    (first) => {
      expect(refusal(() => readPage({ first })).extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'first',
      });
    },
  );

  it('is taken up to the limit', () => {
    expect(readPage({ first: pageLimit }).first).toBe(pageLimit);
  });

  it('is refused above the limit within the hub too, where the rest would be cut off unseen', () => {
    const tooMany = { first: pageLimit + 1 };
    expect(() => pageOf(tooMany, sql`select 1`)).toThrow(RangeError);
    expect(() => pageOfStates(tooMany, ['OPEN'], () => sql`select 1`)).toThrow(RangeError);
    expect(() => pageOf({ first: pageLimit }, sql`select 1`)).not.toThrow();
  });

  it('is read by a statement that says the most of a page: told no number, PostgreSQL plans for a tenth of all rows', () => {
    const page = { first: 5 };
    expect(pageOf(page, sql`select 1`).text).toContain(`limit ${pageLimit + 1})`);
    expect(pageOfStates(page, ['OPEN'], () => sql`select 1`).text).toContain(`limit ${pageLimit + 1})`);
  });

  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

  it.each([
    ['no JSON', 'x'],
    ['no list', cursor({ 0: 'a', 1: 2 })],
    ['a key of another order', cursor(['a'])],
    ['a longer key', cursor(['a', 1, 2])],
    ['a key with objects', cursor(['a', { $ne: null }])],
    ['a key with lists', cursor(['a', [1]])],
    ['a key with truth values', cursor(['a', true])],
    ['a text in place of an id', cursor(['a', '1'])],
    ['an id that is none', cursor(['a', 1.5])],
    ['a number in place of a text', cursor([1, 1])],
    ['a character no text holds', cursor(['\0', 1])],
  ])('is refused as a cursor with %s', (_, after) => {
    expect(refusal(() => readPage({ after }, ['text', 'id'])).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  });

  it('is never passed on from any text but a key of the right length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (after) => {
        try {
          expect(readPage({ after }, ['text', 'id']).after).toHaveLength(2);
        } catch (error) {
          expect(error).toBeInstanceOf(HubError);
        }
      }),
    );
  });
});

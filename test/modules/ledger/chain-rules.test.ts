import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type ChainedRow,
  type StoredRow,
  chainFault,
  chainHash,
  genesisHash,
} from '../../../src/modules/ledger/ledger.rules.js';

const text = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const detail = fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })) as fc.Arbitrary<Record<string, unknown>>;

const content = fc.record({
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  event: text,
  actor: text,
  organizationId: fc.option(fc.nat(), { nil: null }),
  target: text,
  targetId: fc.nat(),
  requestId: text,
  detail,
});

const chainOf = (rows: Omit<ChainedRow, 'position'>[]): StoredRow[] => {
  let previousHash = genesisHash;
  return rows.map((row, index) => {
    const stored = { ...row, position: index + 1, previousHash, hash: '' };
    stored.hash = chainHash(previousHash, stored);
    previousHash = stored.hash;
    return stored;
  });
};

const chain = fc.array(content, { minLength: 1, maxLength: 8 }).map(chainOf);

/** The position of the first bad row, as the verifier walks; null when the chain is whole. */
const firstFault = (rows: readonly StoredRow[]): number | null => {
  let [previousHash, position] = [genesisHash, 0];
  for (const row of rows) {
    if (chainFault(row, position + 1, previousHash)) return row.position;
    ({ hash: previousHash, position } = row);
  }
  return null;
};

const chainAndPlace = chain.chain((rows) => fc.tuple(fc.constant(rows), fc.nat({ max: rows.length - 1 })));

const changes: { [Field in keyof StoredRow]: (value: StoredRow[Field]) => unknown } = {
  position: (value) => value + 1,
  at: (value) => new Date(Date.parse(value) + 1).toISOString(),
  event: (value) => `${value}x`,
  actor: (value) => `${value}x`,
  organizationId: (value) => (value === null ? 1 : null),
  target: (value) => `${value}x`,
  targetId: (value) => value + 1,
  requestId: (value) => `${value}x`,
  detail: (value) => ({ ...value, forged: true }),
  previousHash: (value) => value.replace(/./, (first) => (first === '0' ? '1' : '0')),
  hash: (value) => value.replace(/./, (first) => (first === '0' ? '1' : '0')),
};

describe('a chain of audit rows', () => {
  it('that nobody touched is whole', () => {
    fc.assert(fc.property(chain, (rows) => firstFault(rows) === null));
  });

  it.each(Object.keys(changes) as (keyof StoredRow)[])('shows a changed %s at the changed row', (field) => {
    fc.assert(
      fc.property(chainAndPlace, ([rows, place]) => {
        const forged = [...rows];
        const row = rows[place]!;
        const value = (changes[field] as (before: unknown) => unknown)(row[field]);
        forged[place] = { ...row, [field]: value };
        expect(firstFault(forged)).toBe(forged[place]!.position);
      }),
    );
  });

  it('shows a row whose hash was made to fit, at the row after it', () => {
    fc.assert(
      fc.property(chainAndPlace, ([rows, place]) => {
        fc.pre(place < rows.length - 1);
        const forged = [...rows];
        const row = { ...rows[place]!, actor: 'somebody else' };
        forged[place] = { ...row, hash: chainHash(row.previousHash, row) };
        expect(firstFault(forged)).toBe(place + 2);
      }),
    );
  });

  it('shows a row taken out, at the row that now stands there', () => {
    fc.assert(
      fc.property(chainAndPlace, ([rows, place]) => {
        fc.pre(place < rows.length - 1);
        expect(firstFault(rows.filter((_, index) => index !== place))).toBe(place + 2);
      }),
    );
  });

  it('shows a row taken out when the others close ranks', () => {
    fc.assert(
      fc.property(chainAndPlace, ([rows, place]) => {
        fc.pre(place < rows.length - 1);
        const closed = rows
          .filter((_, index) => index !== place)
          .map((row, index) => ({ ...row, position: index + 1 }));
        expect(firstFault(closed)).toBe(place + 1);
      }),
    );
  });

  it('shows two rows that changed places, at the first of the two', () => {
    fc.assert(
      fc.property(chainAndPlace, ([rows, place]) => {
        fc.pre(place < rows.length - 1);
        const swapped = [...rows];
        swapped[place] = { ...rows[place + 1]!, position: place + 1 };
        swapped[place + 1] = { ...rows[place]!, position: place + 2 };
        expect(firstFault(swapped)).toBe(place + 1);
      }),
    );
  });

  it('shows a row put in, at the first row that no longer follows', () => {
    fc.assert(
      fc.property(chainAndPlace, content, ([rows, place], invented) => {
        const before = place === 0 ? genesisHash : rows[place - 1]!.hash;
        const row = { ...invented, position: place + 1, previousHash: before, hash: '' };
        row.hash = chainHash(before, row);
        const pushedBack = rows.slice(place).map((each) => ({ ...each, position: each.position + 1 }));
        expect(firstFault([...rows.slice(0, place), row, ...pushedBack])).toBe(place + 2);
      }),
    );
  });
});

describe('the hash of a row', () => {
  const row: ChainedRow = {
    position: 1,
    at: '2026-03-16T04:00:00.000Z',
    event: 'lists.entryPublished',
    actor: 'demo-office',
    organizationId: 1,
    target: 'ListEntry',
    targetId: 7,
    requestId: 'r',
    detail: {},
  };
  const hash = (value: unknown) => chainHash(genesisHash, { ...row, detail: { value } });

  it('does not depend on the order of keys, at any depth: jsonb does not keep it', () => {
    fc.assert(
      fc.property(detail, (value) => {
        const backwards = (each: unknown): unknown => {
          if (Array.isArray(each)) return each.map(backwards);
          if (each === null || typeof each !== 'object') return each;
          return Object.fromEntries(
            Object.entries(each)
              .reverse()
              .map(([key, inner]) => [key, backwards(inner)]),
          );
        };
        expect(hash(backwards(value))).toBe(hash(value));
      }),
    );
  });

  it('tells different details apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const sameButOrder = sortedText(one) === sortedText(other);
        expect(hash(one) === hash(other)).toBe(sameButOrder);
      }),
    );
  });

  it.each([
    ['an object and the list of its pairs', { a: 1 }, [['a', 1]]],
    ['a number and its text', 1, '1'],
    ['nothing and no value', null, 'null'],
    ['an empty object and an empty list', {}, []],
  ])('tells %s apart', (_, one, other) => {
    expect(hash(one)).not.toBe(hash(other));
  });

  it('is of what is stored: a moment is its text, what is undefined is not there', () => {
    expect(hash(new Date('2026-03-16T04:00:00Z'))).toBe(hash('2026-03-16T04:00:00.000Z'));
    expect(hash({ a: 1, b: undefined })).toBe(hash({ a: 1 }));
  });
});

const sortedText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import type { Sql } from '../../src/kernel/sql.js';
import { limits } from '../../src/server/limits.js';
import { type TestHub, startTestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
});
afterAll(() => hub.close());

/** Every statement sent to the database outside a transaction, and every transaction begun. */
const statements: string[] = [];
beforeAll(() => {
  const { as, rows, prove, transaction } = hub.database;
  jest.spyOn(hub.database, 'as').mockImplementation((...viewer) => {
    const at = as.apply(hub.database, viewer);
    return {
      rows: <Row extends object>(query: Sql) => {
        statements.push(query.text);
        return at.rows<Row>(query);
      },
    };
  });
  jest.spyOn(hub.database, 'prove').mockImplementation((...asked) => {
    statements.push('how fresh memory has to be');
    return prove.apply(hub.database, asked);
  });
  jest.spyOn(hub.database, 'rows').mockImplementation((query) => {
    statements.push(query.text);
    return rows.call(hub.database, query) as Promise<never[]>;
  });
  jest.spyOn(hub.database, 'transaction').mockImplementation((work) => {
    statements.push('begin');
    return transaction.call(hub.database, work) as Promise<never>;
  });
});
const beyondTheCount = () => statements.filter((each) => !each.includes('insert into quota'));

const expectTaken = async (query: string, variables = {}) => {
  const { status, errors } = await hub.asPublic(query, variables);
  expect([status, errors]).toEqual([200, undefined]);
};
const expectRefused = async (query: string, variables = {}, code = 'QUERY_TOO_COMPLEX') => {
  statements.length = 0;
  const { status, data, errors } = await hub.asPublic(query, variables);
  expect([status, data, errors?.map(({ extensions }) => extensions.code)]).toEqual([400, undefined, [code]]);
  expect(beyondTheCount()).toEqual([]);
  return errors![0]!.message;
};

/** `{ listEntries { nodes { record { entries { … number } } } } }` with so many fields within each other. */
const deep = (levels: number, around = (inner: string) => inner): string => {
  const names = Array.from({ length: levels - 3 }, (_, index) => (index % 2 === 0 ? 'record' : 'entries'));
  const inner = names.reduceRight((below, name) => `${name} { ${below} }`, 'number');
  return `{ listEntries(first: 1) { nodes { ${around(inner)} } } }`;
};

describe('a document', () => {
  test('has so many words', async () => {
    // Around the values of the list stand 22.
    const words = (count: number) =>
      `{ listEntries(first: 1, filter: {status: [${'PUBLISHED '.repeat(count - 22)}]}) { nodes { number } } }`;
    await expectTaken(words(limits.tokens.most));
    await expectRefused(words(limits.tokens.most + 1), {}, 'GRAPHQL_PARSE_FAILED');
  });

  test('is so deep', async () => {
    await expectTaken(deep(limits.depth.most));
    expect(await expectRefused(deep(limits.depth.most + 1))).toContain(`at most ${limits.depth.most}`);
  });

  test('is no less deep for its fragments', async () => {
    const spread = (levels: number) =>
      `${deep(levels, () => '...A')} fragment A on ListEntry { ... on ListEntry { ...B } }
       fragment B on ListEntry { ${/nodes \{ (.*) \} \} \}$/.exec(deep(levels))![1]} }`;
    await expectTaken(spread(limits.depth.most));
    await expectRefused(spread(limits.depth.most + 1));
  });

  test('has so many aliases', async () => {
    const aliases = (count: number) =>
      `{ viewer { ${Array.from({ length: count }, (_, index) => `a${index}: kind`).join(' ')} } }`;
    await expectTaken(aliases(limits.aliases.most));
    await expectRefused(aliases(limits.aliases.most + 1));
  });

  test('has so many directives', async () => {
    const directives = (count: number) => `{ viewer { kind ${'kind @include(if: true) '.repeat(count)} } }`;
    await expectTaken(directives(limits.directives.most));
    await expectRefused(directives(limits.directives.most + 1));
  });

  test('has so many root fields, spread or not', async () => {
    const roots = (count: number) => `{ ${'__typename '.repeat(count)} }`;
    const spread = (count: number) => `{ ...A } fragment A on Query ${roots(count)}`;
    await expectTaken(roots(limits.rootFields.most));
    await expectTaken(spread(limits.rootFields.most));
    await expectRefused(roots(limits.rootFields.most + 1));
    await expectRefused(spread(limits.rootFields.most + 1));
  });

  test('that leads back to itself is refused', async () => {
    const circle = '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }';
    await expectRefused(circle, {}, 'GRAPHQL_VALIDATION_FAILED');
  });

  test('that grows with every fragment is refused', async () => {
    const fragments = Array.from(
      { length: 25 },
      (_, index) => `fragment F${index} on Viewer { ...F${index + 1} ...F${index + 1} }`,
    );
    await expectRefused(`{ viewer { ...F0 } } ${fragments.join(' ')} fragment F25 on Viewer { kind }`);
  });
});

describe('an operation', () => {
  /** 4 · (1 + 3 · …): what is within costs the more the deeper it stands. */
  const chain = (pairs: number): string =>
    pairs === 0 ? 'number' : `record { entries { ${chain(pairs - 1)} } }`;
  const page = (name: string, first: string, inner: string) =>
    `${name}: listEntries(first: ${first}) { nodes { ${inner} } }`;
  // A row of the first page costs 2 + 160, of the second 2 + 52, of the third 2 + 52, of the last 2 + 28.
  const pages = (...more: string[]) =>
    `query ($n: Int) { ${[
      page('a', '100', chain(4)),
      page('b', '100', chain(3)),
      page('c', '100', chain(3)),
      page(
        'd',
        '$n',
        `${chain(2)} again: ${chain(1)} announcements { number } history { at } subject { code } list { code }`,
      ),
      ...more,
    ].join(' ')} }`;

  test('costs so much and no more, a page counted by its variable', async () => {
    await expectTaken(pages(), { n: 100 });
    expect(await expectRefused(pages('viewer { quota { limit } }'), { n: 100 })).toMatch(
      new RegExp(`costs ${limits.cost.most + 2}; at most ${limits.cost.most} `),
    );
    await expectTaken(pages('viewer { quota { limit } }'), { n: 99 });
  });

  test('is told what it costs and what it may', async () => {
    const message = await expectRefused(`{ ${page('a', '100', chain(4))} ${page('b', '100', chain(4))} }`);
    expect(message).toMatch(new RegExp(`costs 32400; at most ${limits.cost.most}`));
  });
});

test('the question a console asks first is within all limits', async () => {
  const auditor = await hub.as('demo-auditor');
  const { status, errors } = await auditor(
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  );
  expect([status, errors]).toEqual([200, undefined]);
});

test('a page of more rows is refused by its field, and costs as one of the most', async () => {
  const ask = (first: number) =>
    hub.asPublic('query ($n: Int) { listEntries(first: $n) { nodes { number } } }', { n: first });
  expect((await ask(limits.page.most)).errors).toBeUndefined();
  for (const first of [limits.page.most + 1, 2_147_483_647, 0, -1])
    expect((await ask(first)).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'first',
    });
});

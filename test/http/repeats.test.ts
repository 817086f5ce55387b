import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import type { Transaction } from '../../src/db/database.js';
import { type SampleCells, sampleRows } from '../../src/modules/records/sample.rules.js';
import { csvOf } from '../modules/records/support.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';

/** What a sender may do when it does not know what became of its request: send it again under its key. */

let hub: TestHub;
let token: string;
beforeAll(async () => {
  hub = await startTestHub();
  token = await signIn(hub.url, 'demo-agency-market');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => hub.close());

interface Sent {
  path: string;
  type: string;
  body: string;
}

const send = async ({ path, type, body }: Sent, key: string | null, signal?: AbortSignal) => {
  const answer = await fetch(hub.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': type,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body,
    ...(signal ? { signal } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) };
};

const importOf = (body: string): Sent => ({
  path: '/imports?format=cf&procedure=ORDINARY&finality=FINAL',
  type: 'text/csv',
  body,
});

let files = 0;
/** A file of ten penalties that no other test sends. */
const newFile = (): string => {
  const seed = 100 + ++files;
  const rows: SampleCells[] = [...sampleRows('cf', 30, { seed })]
    .filter(({ CF_XDR_LB }) => CF_XDR_LB !== '自然人')
    .slice(0, 10)
    .map((row) => ({ ...row, CF_WSH: `${row['CF_WSH']}-${seed}`, FINALITY: '' }));
  return csvOf('cf', rows);
};

const count = async (table: 'import' | 'measure' | 'attachment'): Promise<number> => {
  const from = { import: sql`import`, measure: sql`measure`, attachment: sql`attachment` }[table];
  return (await hub.database.one<{ n: number }>(sql`select count(*)::int as n from ${from}`))!.n;
};

const untilImported = () => hub.modules.records.imports.idle();

type Transact = <Result>(work: (at: Transaction) => Promise<Result>) => Promise<Result>;

/** Lets something happen before the next unit of work begins, or after it was committed. */
const aroundNextUnit = ({
  before = async () => undefined,
  after = async () => undefined,
}: {
  before?: () => Promise<void>;
  after?: () => Promise<void>;
}): void => {
  const transact: Transact = hub.database.transaction.bind(hub.database);
  jest.spyOn(hub.database, 'transaction').mockImplementationOnce((async (work: never) => {
    await before();
    const result = await transact(work);
    await after();
    return result;
  }) as never);
};

describe('POST /imports under a key', () => {
  test('the same file again is answered with the same import, and is one', async () => {
    const [file, key, before] = [importOf(newFile()), randomUUID(), await count('import')];
    const first = await send(file, key);
    expect(first.status).toBe(202);
    const again = await send(file, key);
    expect([again.status, again.text]).toEqual([202, first.text]);
    await untilImported();
    const later = await send(file, key);
    expect([later.status, later.text]).toEqual([202, first.text]);
    expect(await count('import')).toBe(before + 1);
  });

  test('another file, or the same declared otherwise, is refused', async () => {
    const [file, key] = [importOf(newFile()), randomUUID()];
    expect((await send(file, key)).status).toBe(202);
    const before = await count('import');
    const others = [importOf(newFile()), { ...file, path: file.path.replace('ORDINARY', 'SIMPLIFIED') }];
    for (const other of others) {
      const { status, json } = await send(other, key);
      expect({ status, json }).toMatchObject({
        status: 422,
        json: { code: 'CONFLICT', field: 'Idempotency-Key' },
      });
    }
    expect(await count('import')).toBe(before);
    await untilImported();
  });

  test('while the first is at work, a repeat is told to wait, and gets its answer then', async () => {
    const [file, key, before] = [importOf(newFile()), randomUUID(), await count('import')];
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const arrived = new Promise<void>((resolve) =>
      aroundNextUnit({
        before: () => {
          resolve();
          return begun;
        },
      }),
    );
    const first = send(file, key);
    await arrived;
    const twin = await send(file, key);
    expect({ status: twin.status, json: twin.json }).toMatchObject({
      status: 409,
      json: { code: 'CONFLICT', field: 'Idempotency-Key' },
    });
    expect(twin.headers.get('retry-after')).toMatch(/^\d+$/);
    begin();
    const { status, text } = await first;
    expect(status).toBe(202);
    expect((await send(file, key)).text).toBe(text);
    expect(await count('import')).toBe(before + 1);
    await untilImported();
  });

  test('one that failed is answered as it was; without the key it goes on', async () => {
    const [file, key] = [importOf('no,such,columns\n1,2,3\n'), randomUUID()];
    const first = await send(file, key);
    expect([first.status, first.json.status]).toEqual([202, 'RECEIVED']);
    const status = async () =>
      (await hub.database.one<{ status: string }>(
        sql`select status from import where number = ${first.json.number}`,
      ))!.status;
    await untilImported();
    expect(await status()).toBe('FAILED');
    const again = await send(file, key);
    expect([again.status, again.text]).toEqual([202, first.text]);
    await untilImported();
    expect(await status()).toBe('FAILED');
    const moved = async () =>
      (
        await hub.database.rows(
          sql`select 1 from audit_event where event = 'records.importRepeated' and target_id =
          (select id from import where number = ${first.json.number})`,
        )
      ).length;
    expect(await moved()).toBe(0);
    expect((await send(file, null)).json).toMatchObject({ number: first.json.number, status: 'RECEIVED' });
    expect(await moved()).toBe(1);
    await untilImported();
  });
});

describe('committed, then the connection was lost', () => {
  const measure = (): Sent => ({
    path: '/graphql',
    type: 'application/json',
    body: JSON.stringify({
      query: `mutation ($code: String!) { draftMeasure(input: { code: $code, name: "加强检查", kind: PUNISHMENT, tier: WATCH,
        level: COUNTY, matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION,
        implementers: [] }) { measure { id code version } } }`,
      variables: { code: 'LOST-1' },
    }),
  });
  const pdf = (): Sent => ({ path: '/files?name=a.pdf', type: 'application/pdf', body: '%PDF-1.4 lost' });

  test.each<[string, 'import' | 'measure' | 'attachment', () => Sent, number]>([
    ['a mutation', 'measure', measure, 200],
    ['a file', 'attachment', pdf, 201],
    ['an import', 'import', () => importOf(newFile()), 202],
  ])('%s sent again under its key has one effect, and its answer', async (_, table, make, expected) => {
    const [sent, key, before] = [make(), randomUUID(), await count(table)];
    const gone = new AbortController();
    const committed = new Promise<void>((resolve) =>
      aroundNextUnit({
        after: async () => {
          gone.abort();
          resolve();
        },
      }),
    );
    await expect(send(sent, key, gone.signal)).rejects.toThrow(/abort/);
    await committed;
    expect(await count(table)).toBe(before + 1);
    const again = await send(sent, key);
    expect(again.status).toBe(expected);
    expect(again.json.errors).toBeUndefined();
    expect((await send(sent, key)).text).toBe(again.text);
    expect(await count(table)).toBe(before + 1);
    await untilImported();
  });
});

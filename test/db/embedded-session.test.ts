import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite, types } from '@electric-sql/pglite';
import fc from 'fast-check';
import { EmbeddedSession } from '../../src/db/embedded-session.js';
import { hubItself, type Viewer } from '../../src/db/viewer.js';

/** Against PGlite itself, which parses each statement anew. */

let pglite: PGlite;
let session: EmbeddedSession;
beforeAll(async () => {
  pglite = await PGlite.create({ parsers: { [types.INT8]: Number } });
  await pglite.exec(
    'create role hub_app; create role hub_viewer; create table thing (id int primary key, name text)',
  );
  await pglite.exec('grant all on thing to hub_app, hub_viewer');
  session = new EmbeddedSession(pglite);
}, 60_000);
afterAll(() => pglite.close());

const agency: Viewer = { kind: 'AGENCY', organizationId: 7, subjectId: null };
const prepared = async () =>
  (await pglite.query<{ statement: string }>('select statement from pg_prepared_statements')).rows.length;

describe('a statement of the embedded session', () => {
  it('comes back as PGlite itself gives it, whatever its values are', async () => {
    const text = `select $1::text as text, $2::int as int, $3::bigint as big, $4::boolean as bool, $5::jsonb as json,
      $6::text[] as texts, $7::bigint[] as bigs, $8::timestamptz as at, $9::numeric as exact, $10::bytea as bytes`;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(
          fc.option(fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\0', ''))),
          fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
          fc.option(fc.maxSafeInteger()),
          fc.option(fc.boolean()),
          fc.option(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer())),
          fc.option(fc.array(fc.stringMatching(/^[a-z"\\,{} 信]{0,8}$/))),
          fc.option(fc.array(fc.maxSafeInteger())),
          fc.option(
            fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
          ),
          fc.option(fc.integer().map((each) => `${each}.50`)),
          fc.option(fc.uint8Array({ maxLength: 20 })),
        ),
        async (values) => {
          const asked = await session.query(text, values);
          expect(asked.rows).toEqual((await pglite.query(text, [...values])).rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is prepared once, however often it is asked', async () => {
    await session.query('select 41 + $1::int as sum', [1]);
    const before = await prepared();
    for (let n = 0; n < 20; n += 1) await session.query('select 41 + $1::int as sum', [n]);
    expect(await prepared()).toBe(before);
  });

  it('that fails tells why and leaves the session as it was', async () => {
    await expect(session.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(session.query('select from nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(
      session.rowsFor([
        { viewer: agency, statement: { name: 'wrong', text: 'select $1::int', values: ['x'] } },
      ]),
    ).rejects.toMatchObject({
      code: '22P02',
    });
    expect((await session.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(
      (await session.query(`select coalesce(current_setting('hub.viewer', true), '') as viewer`)).rows,
    ).toEqual([{ viewer: '' }]);
  });

  it('tells how many rows it changed', async () => {
    const { affectedRows } = await session.query(`insert into thing values (1, 'a'), (2, 'b')`);
    expect(affectedRows).toBe(2);
    expect((await session.query('update thing set name = $1 where id = $2', ['c', 1])).affectedRows).toBe(1);
  });

  it('has its viewer for itself alone, also between statements of others', async () => {
    const text = `select current_user as role, current_setting('hub.viewer', true) as viewer`;
    const byAgency = { viewer: agency, statement: { name: 'who', text, values: [] } };
    const byHub = { viewer: hubItself, statement: { name: 'who.hub', text, values: [] } };
    const [seen, plain, both] = await Promise.all([
      session.rowsFor([byAgency]),
      session.query(text),
      session.rowsFor([byHub, byAgency, byAgency]),
    ]);
    const asAgency = [{ role: 'hub_viewer', viewer: 'AGENCY' }];
    expect(seen).toEqual([asAgency]);
    expect(both).toEqual([[{ role: 'hub_app', viewer: 'HUB' }], asAgency, asAgency]);
    expect(plain.rows).toEqual([{ role: 'postgres', viewer: '' }]);
  });

  it('waits for the transaction of another, and sees nothing of one that was taken back', async () => {
    const failed = session.transaction(async (transaction) => {
      const { query } = transaction as { query: EmbeddedSession['query'] };
      await query(`insert into thing values (3, 'never')`);
      throw new Error('power cut');
    });
    const seen = session.query('select count(*)::int as n from thing where id = 3');
    await expect(failed).rejects.toThrow('power cut');
    expect((await seen).rows).toEqual([{ n: 0 }]);
  });

  it('is asked anew after the tables changed and what was known is forgotten', async () => {
    expect((await session.query('select * from thing where id = 1')).rows).toEqual([{ id: 1, name: 'c' }]);
    await pglite.exec('alter table thing add column more int not null default 5');
    await session.forget();
    expect((await session.query('select * from thing where id = 1')).rows).toEqual([
      { id: 1, name: 'c', more: 5 },
    ]);
  });
});

it('keeps no more statements than it has room for', async () => {
  await session.forget();
  for (let n = 0; n < 1_100; n += 1) await session.query(`select ${n} as n`);
  expect(await prepared()).toBe(1_000);
  expect((await session.query('select 0 as n')).rows).toEqual([{ n: 0 }]);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { forgetTouches, freshness, versionsFrom } from '../../src/db/freshness.js';
import { openDatabase } from '../../src/db/orm.js';
import { startPostgres } from '../support/postgres-server.mjs';

/** What is told of touched subjects where transactions overlap, on a server of its own. */
let server: Awaited<ReturnType<typeof startPostgres>>;
let reader: pg.Client;
let writers: pg.Client[];
beforeAll(async () => {
  server = await startPostgres();
  const database = await openDatabase({ url: server.url, pool: 1 });
  await database.migrate();
  await database.close();
  const clients = [1, 2, 3].map(() => new pg.Client({ connectionString: server.url }));
  await Promise.all(clients.map((each) => each.connect()));
  [reader, ...writers] = clients as [pg.Client, ...pg.Client[]];
  await reader.query(`insert into subject (code, kind, name, unified_code, version, created_at)
    select 'S' || n, 'LEGAL_PERSON', '濮阳县样例' || n || '号商贸有限公司', 'S' || n, 1, now() from generate_series(1, 3) as n`);
}, 120_000);
afterAll(async () => {
  await Promise.all([reader, ...writers].map((each) => each.end()));
  await server.stop();
});

const told = async (since: string) => {
  const { rows } = await reader.query<(string | null)[]>({
    text: freshness,
    values: [since],
    rowMode: 'array',
  });
  return versionsFrom(
    rows[0]!.map((each) => each && String(each)),
    since,
  ).touches;
};
const rename = (by: pg.Client, ...ids: number[]) =>
  by.query('update subject set name = name where id = any($1)', [ids]);

describe('what is told of touched subjects', () => {
  it('is what was committed since, also by a transaction that began before', async () => {
    const [early, late] = writers as [pg.Client, pg.Client];
    const { snapshot: start } = await told('');
    await early.query('begin');
    await rename(early, 1);
    await rename(late, 2, 3);
    const first = await told(start);
    expect(first).toMatchObject({ subjectIds: [2, 3], forgotten: false });
    expect((await told(first.snapshot)).subjectIds).toEqual([]);
    await early.query('commit');
    const second = await told(first.snapshot);
    expect(second.subjectIds).toEqual([1]);
    expect((await told(second.snapshot)).subjectIds).toEqual([]);
    expect((await told(start)).subjectIds.toSorted()).toEqual([1, 2, 3]);
  });

  it('is nothing that was undone', async () => {
    const [writer] = writers as [pg.Client];
    const { snapshot } = await told('');
    await writer.query('begin');
    await rename(writer, 1);
    await writer.query('savepoint part');
    await rename(writer, 2);
    await writer.query('rollback to savepoint part');
    await writer.query('commit');
    await writer.query('begin');
    await rename(writer, 3);
    await writer.query('rollback');
    expect((await told(snapshot)).subjectIds).toEqual([1]);
  });

  it('is that some was forgotten, to whoever was not told of it, and to nobody else', async () => {
    const [writer, slow] = writers as [pg.Client, pg.Client];
    const { snapshot: before } = await told('');
    await slow.query('begin');
    await rename(slow, 3);
    await rename(writer, 1);
    const { snapshot: meanwhile } = await told(before);
    await slow.query('commit');
    const { snapshot: after } = await told(before);
    await reader.query(forgetTouches.text, forgetTouches.values as unknown[]);
    expect(await told(before)).toMatchObject({ forgotten: false }); // nothing is old enough
    await reader.query(`update touch set at = at - interval '61 minutes'`);
    await reader.query(forgetTouches.text, forgetTouches.values as unknown[]);
    expect((await reader.query('select 1 from touch')).rows).toEqual([]);
    expect(await told(before)).toMatchObject({ forgotten: true, subjectIds: [] });
    expect(await told(meanwhile)).toMatchObject({ forgotten: true });
    expect(await told(after)).toMatchObject({ forgotten: false });
    await rename(writer, 2);
    expect(await told(after)).toMatchObject({ forgotten: false, subjectIds: [2] });
  });

  it('stays known while a transaction that may have touched something is under way', async () => {
    const [writer, slow] = writers as [pg.Client, pg.Client];
    await slow.query('begin');
    await rename(slow, 3);
    await rename(writer, 1);
    const { snapshot } = await told('');
    await writer.query(`update touch set at = at - interval '61 minutes'`);
    await reader.query(forgetTouches.text, forgetTouches.values as unknown[]);
    expect(await told(snapshot)).toMatchObject({ forgotten: false, subjectIds: [] });
    await slow.query('commit');
    expect(await told(snapshot)).toMatchObject({ forgotten: false, subjectIds: [3] });
  });

  it('is not what another server noted, from which the database was restored', async () => {
    const [writer] = writers as [pg.Client];
    const { snapshot } = await told('');
    const later = 1_000_000_000_000;
    await reader.query('insert into touch (transaction_id, subject_ids) values ($1, array[2])', [later]);
    await reader.query(`update freshness set version = $1 where what = 'TOUCH'`, [later]);
    expect(await told(snapshot)).toMatchObject({ forgotten: false, subjectIds: [] });
    await rename(writer, 1);
    expect(await told(snapshot)).toMatchObject({ forgotten: false, subjectIds: [1] });
    await reader.query(`update touch set at = at - interval '61 minutes'`);
    await reader.query(forgetTouches.text, forgetTouches.values as unknown[]);
    expect((await reader.query('select 1 from touch')).rows).toEqual([]);
    expect(await told(snapshot)).toMatchObject({ forgotten: true });
    expect(await told((await told('')).snapshot)).toMatchObject({ forgotten: false });
  });

  it('is that nobody knows, once a table was emptied', async () => {
    const { snapshot } = await told('');
    await reader.query('truncate restoration cascade');
    expect(await told(snapshot)).toMatchObject({ forgotten: true });
    expect(await told((await told('')).snapshot)).toMatchObject({ forgotten: false });
  });

  it('names the run of the server', async () => {
    const { server: run } = await told('');
    expect(Number(run)).toBeGreaterThan(0);
    expect((await told('')).server).toBe(run);
  });
});

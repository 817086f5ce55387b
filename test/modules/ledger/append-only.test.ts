import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sql, raw, sql } from '../../../src/kernel/sql.js';
import { postgresFault } from '../../../src/db/database-error.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { type TestKit, openTestKit } from '../../support/kit.js';
import { act, addTold } from './support.js';
import { ownerOf } from '../../support/database.js';

let kit: TestKit;

const auditRows = 6;
beforeAll(async () => {
  kit = await openTestKit();
  for (let index = 0; index < auditRows; index++) {
    await kit.work.run(act(), 'add', {}, async (unit) => {
      const id = await addTold(unit, `C${index}`);
      await unit.status({ target: 'Organization', targetIds: [id], from: null, to: 'ACTIVE' });
    });
  }
  await kit.database.rows(sql`
    insert into access_event (at, actor, operation, datasets, request_id) values (now(), 'a', 'b', '{}', 'r')`);
});
afterAll(() => kit.close());

const faultCode = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
  } catch (error) {
    return postgresFault(error)?.code;
  }
  return 'done';
};

describe.each([
  ['audit_event', 'actor'],
  ['change', 'target'],
  ['access_event', 'actor'],
  ['status_change', 'to_status'],
])('%s by raw SQL', (table, column) => {
  const refused = '42501';

  it('takes no UPDATE, of one row, of many, or of none', async () => {
    const update = (where: Sql) =>
      ownerOf(kit.database).rows(sql`update ${raw(table)} set ${raw(column)} = 'forged' where ${where}`);
    expect(await faultCode(update(sql`true`))).toBe(refused);
    expect(await faultCode(update(sql`false`))).toBe(refused);
  });

  it('takes no DELETE', async () => {
    expect(await faultCode(ownerOf(kit.database).rows(sql`delete from ${raw(table)}`))).toBe(refused);
  });

  it('takes no TRUNCATE', async () => {
    expect(await faultCode(ownerOf(kit.database).rows(sql`truncate ${raw(table)}`))).toBe(refused);
    expect(await faultCode(ownerOf(kit.database).rows(sql`truncate ${raw(table)} cascade`))).toBe(refused);
  });

  it('takes no MERGE or ON CONFLICT UPDATE around them', async () => {
    const upsert = sql`insert into ${raw(table)} select * from ${raw(table)} limit 1
      on conflict (${raw(['audit_event', 'change'].includes(table) ? 'position' : 'id')}) do update set ${raw(column)} = 'forged'`;
    expect(await faultCode(ownerOf(kit.database).rows(upsert))).toBe(refused);
  });
});

describe('the verifier of the audit chain', () => {
  /** Tampers as somebody may who owns the database, looks, and takes it back. */
  const verdictAfter = async (...statements: Sql[]) => {
    await ownerOf(kit.database).rows(sql`create table kept as select * from audit_event`);
    await ownerOf(kit.database).rows(sql`create table kept_head as select * from ledger_head`);
    await ownerOf(kit.database).rows(sql`alter table audit_event disable trigger all`);
    try {
      for (const statement of statements) await ownerOf(kit.database).rows(statement);
      return await verifyAudit(kit.database);
    } finally {
      await ownerOf(kit.database).rows(sql`delete from audit_event`);
      await ownerOf(kit.database).rows(sql`insert into audit_event select * from kept`);
      await ownerOf(kit.database).rows(sql`delete from ledger_head`);
      await ownerOf(kit.database).rows(sql`insert into ledger_head select * from kept_head`);
      await ownerOf(kit.database).rows(sql`drop table kept`);
      await ownerOf(kit.database).rows(sql`drop table kept_head`);
      await ownerOf(kit.database).rows(sql`alter table audit_event enable trigger all`);
    }
  };

  beforeEach(async () => {
    expect(await verifyAudit(kit.database)).toEqual({ rows: auditRows, fault: null });
  });

  it.each([
    ['at', `at + interval '1 second'`],
    ['event', `'lists.entryPublished'`],
    ['actor', `'somebody-else'`],
    ['organization_id', '7'],
    ['target', `'ListEntry'`],
    ['target_id', 'target_id + 1'],
    ['request_id', `'other'`],
    ['detail', `'{"code": "forged"}'`],
    ['previous_hash', `repeat('a', 64)`],
    ['hash', `repeat('a', 64)`],
  ])('names the row whose %s was changed', async (column, value) => {
    const { fault } = await verdictAfter(
      sql`update audit_event set ${raw(column)} = ${raw(value)} where position = 3`,
    );
    expect(fault?.position).toBe(3);
  });

  it('names the place where a row is missing', async () => {
    const { fault } = await verdictAfter(sql`delete from audit_event where position = 2`);
    expect(fault).toEqual({ position: 3, problem: expect.stringContaining('2 is missing') });
  });

  it('names the place where the end was cut off', async () => {
    const { rows, fault } = await verdictAfter(sql`delete from audit_event where position >= 5`);
    expect(rows).toBe(4);
    expect(fault?.position).toBe(5);
  });

  it('notices when everything is gone', async () => {
    expect((await verdictAfter(sql`delete from audit_event`)).fault?.position).toBe(1);
  });

  it('notices a row put behind the head', async () => {
    const { fault } = await verdictAfter(sql`
      insert into audit_event select 7, at, event, actor, organization_id, target, target_id, request_id, detail, hash, repeat('b', 64)
      from audit_event where position = 6`);
    expect(fault?.position).toBe(7);
  });

  it('notices a head that was set back with the rows', async () => {
    const { fault } = await verdictAfter(
      sql`delete from audit_event where position = 6`,
      sql`update ledger_head set audit_position = 5`,
    );
    expect(fault?.position).toBe(6);
  });

  it('shows how far it is', async () => {
    const seen: number[] = [];
    await verifyAudit(kit.database, (rows) => seen.push(rows));
    expect(seen.at(-1)).toBe(auditRows);
  });
});

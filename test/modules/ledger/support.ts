import type { Act, Unit } from '../../../src/modules/ledger/unit.service.js';
import type { Principal } from '../../../src/kernel/principal.js';
import { raw, sql } from '../../../src/kernel/sql.js';
import type { Database } from '../../../src/db/database.js';
import { principalFor } from '../../support/kit.js';
import { ownerOf } from '../../support/database.js';

/** What the units of these tests do: add an organization by SQL. */
export const addOne = async (unit: Unit, code: string): Promise<number> => {
  const row = await unit.one<{ id: number }>(sql`
    insert into organization (code, name, kind, level) values (${code}, ${`单位${code}`}, 'AGENCY', 'COUNTY') returning id`);
  return row!.id;
};

/** The same with its audit row and its change. */
export const addTold = async (unit: Unit, code: string): Promise<number> => {
  const id = await addOne(unit, code);
  unit.audit({ event: 'test.added', target: 'Organization', targetId: id, detail: { code } });
  unit.change({
    type: 'MEASURE_PUBLISHED',
    target: 'Organization',
    targetId: id,
    audience: 'PUBLIC',
    summary: { code },
  });
  return id;
};

export const office: Principal = principalFor('OFFICE', null, { clientId: 'office' });

export const act = (idempotencyKey: string | null = null, principal: Principal = office): Act => ({
  principal,
  requestId: 'request',
  idempotencyKey,
});

export const countOf = async (database: Database, table: string): Promise<number> =>
  (await database.one<{ count: number }>(sql`select count(*)::int as count from ${raw(table)}`))!.count;

/** How many rows each table has that a unit writes to. */
export const counts = async (database: Database) => ({
  organization: await countOf(database, 'organization'),
  audit: await countOf(database, 'audit_event'),
  change: await countOf(database, 'change'),
  status: await countOf(database, 'status_change'),
  idempotency: await countOf(database, 'idempotency'),
});

export const head = (database: Database) =>
  database.one<{ audit: number; change: number }>(
    sql`select audit_position as audit, change_position as change from ledger_head`,
  );

/** As if nothing had happened yet: faster than another database for each test. */
export const forgetEverything = async (database: Database): Promise<void> => {
  const owner = ownerOf(database);
  const tables = ['audit_event', 'change', 'status_change', 'idempotency', 'organization'];
  for (const table of tables) await owner.rows(sql`alter table ${raw(table)} disable trigger all`);
  for (const table of tables) await owner.rows(sql`delete from ${raw(table)}`);
  for (const table of tables) await owner.rows(sql`alter table ${raw(table)} enable trigger all`);
  await database.rows(
    sql`update ledger_head set audit_position = 0, change_position = 0, audit_hash = repeat('0', 64)`,
  );
};

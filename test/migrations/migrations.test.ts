import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { raw, sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase, ownerOf, migrateDown } from '../support/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Everything a schema consists of, one line each, as PostgreSQL itself writes it down. */
const linesOf = async (schema = 'public'): Promise<string[]> => {
  const rows = await ownerOf(database).rows<{ line: string }>(sql`
    with relation as (
      select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and c.relkind = 'r' and c.relname not like 'mikro_orm%')
    select 'column ' || r.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    union all
    select 'constraint ' || r.relname || '.' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    from relation r join pg_constraint c on c.conrelid = r.oid and c.contype <> 't'
    union all
    select 'policy ' || tablename || ' ' || policyname || ' ' || roles::text || ' ' || cmd || coalesce(qual, '') || coalesce(with_check, '')
    from pg_policies where schemaname = ${schema}
    union all
    select 'grant ' || grantee || ' ' || table_name || ' ' || privilege_type from information_schema.role_table_grants
    where table_schema = ${schema} and grantee in ('hub_app', 'hub_viewer') and table_name not like 'mikro_orm%'
    union all
    select 'index ' || pg_get_indexdef(i.indexrelid) from relation r join pg_index i on i.indrelid = r.oid
    union all
    select 'trigger ' || r.relname || ' ' || pg_get_triggerdef(t.oid)
    from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
    union all
    select 'function ' || pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema} and p.prolang = (select oid from pg_language where lanname = 'plpgsql')`);
  return rows.map(({ line }) => line.replaceAll(/\b(public|by_entities)\./g, '')).sort();
};

const isGuard = (line: string) => /^(trigger|function)/.test(line);

describe('the migrations', () => {
  it('are all in the list, in the order of their names', () => {
    const files = readdirSync('migrations')
      .filter((file) => /^Migration.*\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(migrations.map(({ name }) => name)).toEqual(files.sort());
  });

  it('run once: a second run does nothing', async () => {
    const before = await linesOf();
    expect(before.length).toBeGreaterThan(300);
    expect(await database.migrate()).toEqual([]);
    expect(await linesOf()).toEqual(before);
  });

  it('go back one and forward again to the same', async () => {
    const before = await linesOf();
    await migrateDown(database);
    expect(await linesOf()).not.toEqual(before);
    await database.migrate();
    expect(await linesOf()).toEqual(before);
  });

  it('go back one after the other to nothing, with their guards, and forward again', async () => {
    const before = await linesOf();
    const guards = new Set([before.filter(isGuard).length]);
    for (let left = migrations.length; left > 0; left--) {
      await migrateDown(database);
      guards.add((await linesOf()).filter(isGuard).length);
    }
    expect(guards.size).toBeGreaterThan(2);
    expect(await linesOf()).toEqual([]);
    await database.migrate();
    expect(await linesOf()).toEqual(before);
  });

  it('leave a ledger that can begin', async () => {
    expect(
      await database.rows(
        sql`select id, audit_position as audit, change_position as change from ledger_head`,
      ),
    ).toEqual([{ id: 1, audit: 0, change: 0 }]);
  });
});

describe('the entities', () => {
  // What entities cannot say, or must not (a higher module's table); the migrations of guards write it by hand.
  const byHand = [
    'audit_event_key_taken',
    'change_target',
    'check_hit_entry',
    'client_credential',
    'client_subject_fk',
    'deadline_open',
    'file_sealed_under',
    'instruction_once_by_check',
    'instruction_once_by_publication',
    'instruction_overdue',
    'list_entry_public',
    'list_entry_public_list',
    'list_entry_two_hands',
    'measure_limit',
    'measure_two_hands',
    'memorandum_list_list_fk',
    'objection_open_once',
    'objection_two_hands',
    'outcome_decision_once',
    'reorganisation_open_once',
    'repair_open_once',
    'repair_two_hands',
    'session_one_capacity',
    'subject_sealed_under',
  ];

  it('describe exactly the tables that the migrations make, but for what is written by hand', async () => {
    const made: string[] = (await database.orm.schema.getCreateSchemaSQL({ wrap: false })).split(/;\n/);
    await ownerOf(database).transaction(async ({ rows }) => {
      await rows(sql`create schema by_entities`);
      await rows(sql`set local search_path to by_entities`);
      for (const statement of made.filter((each) => each.trim() !== '')) await rows(sql`${raw(statement)}`);
    });
    const migrated = (await linesOf()).filter((line) => !isGuard(line) && !/^(policy|grant)/.test(line));
    const described = await linesOf('by_entities');
    expect(described.filter((line) => !migrated.includes(line))).toEqual([]);
    const more = migrated.filter((line) => !described.includes(line));
    const names = more.map(
      (line) => /^(?:constraint \w+\.|index create (?:unique )?index )(\w+)/i.exec(line)?.[1] ?? line,
    );
    expect(names.sort()).toEqual(byHand);
  });
});

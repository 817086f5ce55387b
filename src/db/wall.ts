import { createHash } from 'node:crypto';
import { sql } from '../kernel/sql.js';
import type { Rows } from './database.js';
import { rowFunctions } from './row-functions.js';
import { everybody, isSet, nobody, tableWalls, type TableWall } from './wall.policies.js';

/** The role of the hub's own work: it owns nothing, so it alters no table, trigger or policy. Roles belong to the whole server. */
export const hubRole = 'hub_app';

/**
 * The role of every connection by itself, and of all reads for who asks: it writes nothing, and is shown rows by the
 * viewer that is set. A role of its own, so that PostgreSQL plans the viewers' policies for their reads alone.
 */
export const viewerRole = 'hub_viewer';

/** Runs one statement of the owner of the tables. */
export type RunAsOwner = (text: string) => Promise<object[]>;

const privileges: Record<TableWall['life'], string> = {
  appended: 'select, insert',
  kept: 'select, insert, update',
  cleared: 'select, insert, update, delete',
};

/** A table nobody wrote a line for is the hub's alone. */
const unnamed: TableWall = { life: 'cleared', shows: nobody };

const wallOf = (table: string, { life, shows, locked }: TableWall): string[] => [
  `revoke all on ${table} from public, ${hubRole}, ${viewerRole}`,
  `grant ${privileges[life]} on ${table} to ${hubRole}`,
  `grant select on ${table} to ${viewerRole}`,
  ...(locked ? [`grant update (id) on ${table} to ${hubRole}`] : []),
  `alter table ${table} enable row level security`,
  `drop policy if exists wall_hub on ${table}`,
  `drop policy if exists wall_viewer on ${table}`,
  `create policy wall_hub on ${table} to ${hubRole} using (true) with check (true)`,
  ...(shows === nobody
    ? []
    : [
        `create policy wall_viewer on ${table} for select to ${viewerRole} using (${shows === everybody ? isSet : `${isSet} and (${shows})`})`,
      ]),
];

/** Said aloud: an owner may have taken from everybody what is usual to be given. */
const functionsOfWall: readonly string[] = rowFunctions.flatMap(({ signature, made }) => [
  made,
  `revoke all on function ${signature} from public`,
  `grant execute on function ${signature} to ${hubRole}, ${viewerRole}`,
]);

/** What stands, told from what should stand: kept as the comment of a table that is always there. */
const mark = `wall ${createHash('sha256')
  .update(JSON.stringify([tableWalls, wallOf('t', unnamed), functionsOfWall]))
  .digest('hex')
  .slice(0, 16)}`;

const tablesOf = async (run: RunAsOwner): Promise<string[]> =>
  (
    (await run(
      `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'mikro\\_orm%' order by 1`,
    )) as { name: string }[]
  ).map(({ name }) => name);

export const wallStands = async (run: RunAsOwner): Promise<boolean> => {
  const rows = (await run(
    `select obj_description(to_regclass('public.ledger_head'), 'pg_class') as mark`,
  )) as { mark: string | null }[];
  return rows[0]?.mark === mark;
};

/**
 * The role, what it may do, the policies of every table and the functions of the row scope; in one transaction of the caller. Not a migration: what a
 * later migration adds stands behind the wall from its first day, and a column that a policy names can still be altered.
 */
export const raiseWall = async (run: RunAsOwner): Promise<void> => {
  await run(makeRoles);
  await run(`grant usage on schema public to ${hubRole}, ${viewerRole}`);
  await run(`revoke create on schema public from public, ${hubRole}, ${viewerRole}`);
  await run(`grant usage on all sequences in schema public to ${hubRole}`);
  await run(`grant select on mikro_orm_migrations to ${hubRole}`);
  for (const statement of functionsOfWall) await run(statement); // policies name them
  for (const table of await tablesOf(run))
    for (const statement of wallOf(table, tableWalls[table] ?? unnamed)) await run(statement);
  await run(`comment on table ledger_head is '${mark}'`);
};

/** Takes policies and functions away before a migration: with none there are no rows, so nothing is open meanwhile. */
export const lowerWall = async (run: RunAsOwner): Promise<void> => {
  const policies = (await run(
    `select tablename, policyname from pg_policies where schemaname = 'public' and policyname in ('wall_hub', 'wall_viewer')`,
  )) as { tablename: string; policyname: string }[];
  for (const { tablename, policyname } of policies) await run(`drop policy ${policyname} on ${tablename}`);
  for (const { signature } of rowFunctions) await run(`drop function if exists ${signature}`);
  if ((await tablesOf(run)).includes('ledger_head')) await run('comment on table ledger_head is null');
};

// Several hubs of one server may make a role at the same moment: whoever comes second finds it. The hub's role does not
// inherit from the viewers' (their policies would be its own), but may become it.
const makeRoles = `do $$
declare
  each text;
begin
  foreach each in array array['${hubRole}', '${viewerRole}'] loop
    if not exists (select 1 from pg_roles where rolname = each) then
      begin
        execute format('create role %I nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole', each);
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
          raise exception 'the role % is missing and % may not make it. Run as an administrator: create role % nologin noinherit; grant % to % with admin option;', each, current_user, each, each, current_user using errcode = '42501';
      end;
    end if;
    if exists (select 1 from pg_roles where rolname = each and (rolsuper or rolbypassrls or rolcreaterole)) then
      raise exception 'the role % is too mighty. Run as an administrator: alter role % nosuperuser nobypassrls nocreaterole;', each, each using errcode = '42501';
    end if;
  end loop;
  if exists (select 1 from pg_roles where rolname = '${hubRole}' and rolinherit) then
    alter role ${hubRole} noinherit;
  end if;
  if not pg_has_role('${hubRole}', '${viewerRole}', 'member') then
    grant ${viewerRole} to ${hubRole};
  end if;
  if not exists (select 1 from pg_roles where rolname = current_user and rolsuper) and not pg_has_role(current_user, '${hubRole}', 'member') then
    execute format('grant ${hubRole} to %I', current_user);
  end if;
end $$`;

/**
 * Why the wall would not hold against somebody who gets the hub to run SQL of his: the login could become more than the
 * hub's role. Null: it could not.
 */
export const weaknessOf = async (at: Rows): Promise<string | null> => {
  const [login] = await at.rows<{ name: string; mighty: boolean; owns: boolean }>(sql`
    select session_user::text as name, (select rolsuper or rolbypassrls from pg_roles where rolname = session_user) as mighty,
      exists (select 1 from pg_class where relname = 'audit_event' and pg_has_role(session_user, relowner, 'member')) as owns`);
  if (login!.mighty) return `${login!.name} is a superuser or bypasses row security`;
  return login!.owns ? `${login!.name} owns the tables` : null;
};

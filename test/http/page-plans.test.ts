import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sql, raw, sql } from '../../src/kernel/sql.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { sentStatements } from '../support/statements.js';
import { callerFor } from './support/caller.js';
import { roleNamed } from './support/canaries.js';
import { analyzeOn, isRead, rowsRead } from './support/plans.js';
import { type World, plantWorld } from './support/world.js';

/**
 * A page costs what it shows, however much there is beside it. The plan is that which a connection keeps for all values
 * and all sizes of a page; statistics are those of the rows.
 */

const many = 5_000;
/** As many as the longest page has, of each of some states, and what hangs on a page of five. */
const few = 1_200;

let hub: TestHub;
let world: World;
let plans: Awaited<ReturnType<typeof analyzeOn>>;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  world = await plantWorld(hub);
  await multiply(
    'subject',
    sql`r.kind = 'LEGAL_PERSON'`,
    sql`'id', 1000000 + n, 'code', 'M-' || n, 'unified_code', 'M-' || n`,
  );
  await multiply(
    'list_entry',
    sql`r.number = ${world.entries.published}`,
    sql`'id', 1000000 + n, 'number', 'M-' || n, 'decision_number', 'M-' || n, 'published_at', r.published_at - n * interval '1 minute',
      'status', case n % 1000 when 1 then 'SUSPENDED' when 2 then 'REMOVED' when 3 then 'PROPOSED' else 'PUBLISHED' end`,
  );
  await multiply(
    'instruction',
    sql`r.status <> 'SUSPENDED'`,
    sql`'id', 1000000 + n, 'number', 'M-' || n, 'entry_id', 1000000 + n, 'check_id', null,
      'status', case n % 1000 when 1 then 'LIFTED' when 2 then 'CANCELLED' else 'ISSUED' end`,
  );
  await multiply('access_event', sql`true`, sql`'id', 1000000 + n, 'request_id', 'M-' || n`);
  await multiply('change', sql`true`, sql`'position', 1000000 + n`);
  plans = await analyzeOn(hub.database);
});
afterAll(async () => {
  await plans.close();
  await hub.close();
});

/** Many copies of one row, other than it in what `changes` names, past guards and keys. */
const multiply = async (table: string, which: Sql, changes: Sql): Promise<void> => {
  const owner = ownerOf(hub.database);
  await owner.rows(sql`alter table ${raw(table)} disable trigger all`);
  await owner.rows(sql`
    insert into ${raw(table)}
    select (jsonb_populate_record(null::${raw(table)}, to_jsonb(r) || jsonb_build_object(${changes}))).*
    from (select * from ${raw(table)} r where ${which} order by 1 desc limit 1) as r, generate_series(1, ${many}::int) as n`);
  await owner.rows(sql`alter table ${raw(table)} enable trigger all`);
  await owner.rows(sql`analyze ${raw(table)}`);
};

const shown = 'nodes { number } pageInfo { hasNextPage endCursor }';
const pages = {
  entries: `listEntries(first: 5) { ${shown} }`,
  'entries of a list': `listEntries(first: 5, filter: { list: "BLACK-TAX" }) { ${shown} }`,
  'entries removed': `listEntries(first: 5, filter: { status: [REMOVED] }) { ${shown} }`,
  'entries in several states': `listEntries(first: 5, filter: { status: [PROPOSED, SUSPENDED, PUBLISHED] }) { ${shown} }`,
  subjects: 'subjects(first: 5) { nodes { code } }',
  'subjects on a black list': 'subjects(first: 5, filter: { colour: BLACK }) { nodes { code } }',
};
const pagesOfGovernment = {
  ...pages,
  instructions: `instructions(first: 5) { ${shown} }`,
  'instructions lifted': `instructions(first: 5, filter: { status: [LIFTED] }) { ${shown} }`,
  'access events': 'accessEvents(first: 5) { nodes { at } }',
  changes: 'changes(first: 5) { nodes { position } }',
};

const asked = [
  ...Object.entries(pages).map(([what, page]) => ['public', what, page] as const),
  ...['services', 'office'].flatMap((role) =>
    Object.entries(pagesOfGovernment).map(([what, page]) => [role, what, page] as const),
  ),
];

test.each(asked)('%s: a page of %s looks at few rows', async (role, _what, page) => {
  const caller = await callerFor(hub, roleNamed(role, world));
  const statements = await sentStatements(async () => {
    expect((await caller.ask(`{ ${page} }`)).json.errors).toBeUndefined();
  });
  const reads = statements.filter((each) => each.viewer && isRead(each));
  expect(reads.length).toBeGreaterThan(0);
  for (const each of reads)
    expect([rowsRead(await plans.analyze(each)) <= few, each.text]).toEqual([true, each.text]);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditKeyInUse } from '../../src/cli/key-audit.js';
import type { Database, Rows } from '../../src/db/database.js';
import { misfitOf } from '../../src/db/key-check.js';
import { hubItself } from '../../src/db/viewer.js';
import { Keys } from '../../src/kernel/keys.js';
import { type Sql, sql } from '../../src/kernel/sql.js';
import { ownerOf } from '../support/database.js';
import { type TestKit, openTestKit } from '../support/kit.js';

/** What every start asks of a large database: whether the key file is its own, and whether its key is on record. */

const rows = 30_000;
const secret = (letter: string) => letter.repeat(43);
const fileOf = (...ids: number[]) =>
  new Keys([...ids.map((id) => `${id} ${secret(String(id))}`), `index ${secret('i')}`].join('\n'));

let kit: TestKit;
beforeAll(async () => {
  kit = await openTestKit();
  const owner = ownerOf(kit.database);
  const { seal, blind } = sealing(fileOf(1));
  await owner.rows(sql`
    insert into subject (code, kind, name, id_number_cipher, id_number_index, id_number_masked, created_at)
    select 'P' || lpad(n::text, 12, '0'), 'NATURAL_PERSON', '样例',
      case when n = 1 then ${seal('P000000000001')} when n % 10 = 0 then 'v1.a' || n || '.b.c' else 'v2.1.a' || n || '.b.c.d' end,
      case when n = 1 then ${blind} else lpad(n::text, 64, '0') end, '1' || repeat('*', 17), now()
    from generate_series(1, ${rows}::int) as n`);
  await owner.rows(sql`
    insert into audit_event (position, at, event, actor, target, target_id, request_id, detail, previous_hash, hash)
    select 1000000 + n, now(), 'test.happened', 'test', 'Key', n % 7, 'test', '{}', repeat('0', 64), lpad(n::text, 64, '0')
    from generate_series(1, ${rows}::int) as n`);
  for (const table of [sql`subject`, sql`file`, sql`audit_event`]) await owner.rows(sql`analyze ${table}`);
}, 120_000);
afterAll(() => kit.close());

const number = '11010519491231002X';
const sealing = (keys: Keys) => ({
  seal: (code: string) => keys.seal(number, { table: 'subject', column: 'id_number_cipher', row: code }),
  blind: keys.blindIndex(number),
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const planOf = async ({ text, values }: Sql): Promise<Plan[]> => {
  const [row] = await kit.database
    .as(hubItself)
    .rows<Record<string, [{ Plan: Plan }]>>({ text: `explain (format json) ${text}`, values } as never);
  return nodesOf(Object.values(row!)[0]![0].Plan);
};

/** The statements of a piece of work, which runs as it would without us. */
const askedBy = async (work: (at: Rows & Pick<Database, 'one'>) => Promise<unknown>): Promise<Sql[]> => {
  const asked: Sql[] = [];
  const at = Object.assign(Object.create(kit.database) as Database, {
    rows: (query: Sql) => {
      asked.push(query);
      return kit.database.rows(query);
    },
  });
  await work(at);
  return asked;
};

/** How the statements reach the tables that grow. `file` is small here: what holds for one sealed table holds for both. */
const waysTo = async (asked: Sql[], table: string): Promise<string[]> => {
  const plans = (await Promise.all(asked.map(planOf))).flat();
  return plans.filter((node) => node['Relation Name'] === table).map((node) => node['Node Type']);
};

describe('the key file, held against 30,000 sealed values', () => {
  it('is tried without a scan of them', async () => {
    const asked = await askedBy((at) => misfitOf(at, fileOf(1)));
    const ways = await waysTo(asked, 'subject');
    expect(ways.length).toBeGreaterThan(0);
    expect(ways).not.toContain('Seq Scan');
  });

  it('is told by the first key that it lacks, also one that sealed a single value', async () => {
    const owner = ownerOf(kit.database);
    await owner.rows(sql`update subject set id_number_cipher = 'v2.7.a.b.c.d' where code = 'P000000000002'`);
    expect(await misfitOf(kit.database, fileOf(1))).toBe(
      'it has no key 7, under which values of subject are sealed',
    );
    expect(await misfitOf(kit.database, fileOf(2))).toMatch(/^it has no key [17],/);
    await owner.rows(sql`update subject set id_number_cipher = 'v2.1.a.b.c.d' where code = 'P000000000002'`);
  });

  it('knows texts of the first release as those of key 1', async () => {
    expect(await misfitOf(kit.database, fileOf(2))).toBe(
      'it has no key 1, under which values of subject are sealed',
    );
  });
});

describe('the key in use, looked for among 30,000 acts', () => {
  it('is found, or found missing, by an index of its own', async () => {
    const known = async () =>
      kit.database.rows(sql`select 1 from audit_event where event = 'keys.keyTaken' and target = 'Key'`);
    const before = await known();
    const asked = await askedBy((at) => auditKeyInUse({ ...kit, database: at as Database }));
    expect(await known()).toHaveLength(before.length + 1);
    await auditKeyInUse(kit);
    expect(await known()).toHaveLength(before.length + 1);
    expect(await waysTo(asked, 'audit_event')).not.toContain('Seq Scan');
    expect((await planOf(asked[0]!)).map((node) => node['Index Name'])).toContain('audit_event_key_taken');
  });
});

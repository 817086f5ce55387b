import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { ownerOf } from '../../support/database.js';
import { testDay } from '../../support/hub.js';
import { csvOf } from '../records/support.js';
import {
  type BodyKey,
  type Loop,
  type StoredEntry,
  as,
  check,
  count,
  importFile,
  instructionsOf,
  newCompany,
  object,
  publish,
  published,
  refused,
  serve,
  startLoop,
  storedEntry,
  verdictsOf,
} from './support.js';

type Cells = Partial<Record<string, string>>;

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

let decisions = 0;

/** A row of a national black list that the market bureau sends, with proof of its publication. */
const row = (changes: Cells = {}): Record<string, string> => {
  const { code, name } = newCompany();
  const cells: Cells = {
    LIST_CODE: 'BLACK-MARKET',
    XDR_MC: name!,
    XDR_LB: '法人及非法人组织',
    XDR_SHXYM: code!,
    DECISION_NUMBER: `国市监列字〔2026〕${++decisions}号`,
    DECIDED_ON: '2026-06-01',
    GROUND: '生产销售假药，情节特别严重',
    BASIS: '《市场监督管理严重违法失信名单管理办法》第五条',
    SEVERITY: '严重',
    PROOF_URL: `https://example.org/list/${decisions}`,
    RESPONSIBLE: '样某(法定代表人)',
    ...changes,
  };
  return cells as Record<string, string>;
};

const send = async (rows: readonly Record<string, string>[], key: BodyKey = 'market') => {
  const { id } = await importFile(hub, as(hub, key), csvOf('entries', rows), { format: 'ENTRIES' });
  return id;
};

const outcome = (id: number) =>
  hub.database.one<{ status: string; accepted: number; duplicates: number; rejected: number }>(
    sql`select status, accepted, duplicates, rejected from import where id = ${id}`,
  );

const rejects = (id: number) =>
  hub.database.rows<{ row: number; problems: string[] }>(
    sql`select row, problems from import_reject where import_id = ${id} order by row`,
  );

const entryOf = async (
  cells: Record<string, string>,
): Promise<StoredEntry & { origin: string; proofUrl: string }> => {
  const found = await hub.database.one<{ id: number; origin: string; proofUrl: string }>(sql`
    select id, origin, proof_url as "proofUrl" from list_entry where decision_number = ${cells['DECISION_NUMBER']!}`);
  if (!found) throw new Error('there is no such entry');
  return { ...(await storedEntry(hub, found.id)), ...found };
};

const versionOf = (list: string) =>
  count(hub, sql`select current_version as n from credit_list where code = ${list}`);

describe('entries of a higher level with proof', () => {
  it('come in published, in one version of their list, with their instructions', async () => {
    const rows = [row(), row({ VALID_FROM: '2026-07-01', VALID_UNTIL: '2028-06-30' }), row()];
    const before = await versionOf('BLACK-MARKET');
    const id = await send(rows);
    expect(await outcome(id)).toEqual({ status: 'DONE', accepted: 3, duplicates: 0, rejected: 0 });
    const [whole, termed] = [await entryOf(rows[0]!), await entryOf(rows[1]!)];
    expect(whole).toMatchObject({
      origin: 'UPSTREAM',
      status: 'PUBLISHED',
      proofUrl: rows[0]!['PROOF_URL'],
      validFrom: '2026-06-01',
      validUntil: '2031-06-01',
    });
    expect(termed).toMatchObject({ validFrom: '2026-07-01', validUntil: '2028-06-30' });
    expect(await versionOf('BLACK-MARKET')).toBe(before + 1);
    const local = await published(hub);
    const clauses = async (entry: number) =>
      (await instructionsOf(hub, entry)).map(({ clauseId }) => clauseId);
    expect(await clauses(whole.id)).toEqual(await clauses(local.id));
    expect((await clauses(whole.id)).length).toBeGreaterThan(0);
    const receipt = await check(hub, 'services', 'BIDDING', 'UP-1', { code: rows[0]!['XDR_SHXYM']! });
    expect(await verdictsOf(hub, receipt)).toEqual(['PUNISHMENT']);
    const version = await hub.database.one(sql`
      select v.added from list_version v join credit_list l on l.id = v.list_id where l.code = 'BLACK-MARKET' and v.version = ${before + 1}`);
    expect(version).toEqual({ added: 3 });
  });

  it('come in all, in one version, when they are too many for one statement', async () => {
    const rows = Array.from({ length: 520 }, () => row());
    const before = await versionOf('BLACK-MARKET');
    const id = await send([...rows, rows[300]!]);
    expect(await outcome(id)).toEqual({ status: 'DONE', accepted: 520, duplicates: 1, rejected: 0 });
    const stored = await hub.database.rows<{ id: number; number: string; issued: boolean }>(sql`
      select e.id, e.decision_number as number, exists (select from instruction i where i.entry_id = e.id) as issued
      from list_entry e join credit_list l on l.id = e.list_id
      where l.code = 'BLACK-MARKET' and e.published_in = ${before + 1} order by e.id`);
    expect(stored.map(({ number }) => number)).toEqual(rows.map((cells) => cells['DECISION_NUMBER']));
    expect(stored.every(({ issued }) => issued)).toBe(true);
    expect(await versionOf('BLACK-MARKET')).toBe(before + 1);
    const told = await hub.database.one<{ entryIds: number[] }>(sql`
      select detail -> 'entryIds' as "entryIds" from audit_event
      where event = 'lists.upstreamEntriesTakenIn' order by position desc limit 1`);
    expect(told?.entryIds).toEqual(stored.map(({ id: each }) => each));
  });

  it('draw other numbers where one is taken', async () => {
    const owner = ownerOf(hub.database);
    await owner.rows(sql`create sequence draws`);
    await owner.rows(sql`grant all on sequence draws to public`);
    await owner.rows(sql`
      create function taken_at_first() returns trigger language plpgsql as $$ begin
        if nextval('public.draws') = 2 then
          raise unique_violation using constraint = 'list_entry_number_unique';
        end if;
        return new;
      end $$`);
    await owner.rows(
      sql`create trigger taken_at_first before insert on list_entry for each row execute function taken_at_first()`,
    );
    try {
      const id = await send([row(), row(), row()]);
      expect(await outcome(id)).toEqual({ status: 'DONE', accepted: 3, duplicates: 0, rejected: 0 });
      expect(await count(hub, sql`select last_value::int as n from draws`)).toBe(5);
    } finally {
      await owner.rows(sql`drop trigger taken_at_first on list_entry`);
      await owner.rows(sql`drop function taken_at_first`);
      await owner.rows(sql`drop sequence draws`);
    }
  });

  it('change nothing when the same file comes again, or the same rows in another', async () => {
    const rows = [row(), row()];
    const first = await send(rows);
    const facts = () =>
      Promise.all([
        count(hub, sql`select count(*)::int as n from list_entry`),
        count(hub, sql`select count(*)::int as n from instruction`),
        versionOf('BLACK-MARKET'),
      ]);
    const before = await facts();
    expect(await send(rows)).toBe(first);
    const fresh = row();
    const again = await send([...rows, fresh, fresh]);
    expect(again).not.toBe(first);
    expect(await outcome(again)).toEqual({ status: 'DONE', accepted: 1, duplicates: 3, rejected: 0 });
    const [entries, instructions, version] = await facts();
    expect([entries, version]).toEqual([before[0] + 1, before[2] + 1]);
    expect(instructions).toBeGreaterThan(before[1]);
  });

  it('go the way of all entries from there on: objection, suspension, end', async () => {
    const cells = row();
    await send([cells]);
    const { id, number } = await entryOf(cells);
    await object(hub, { entry: number });
    expect(await storedEntry(hub, id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    expect(new Set((await instructionsOf(hub, id)).map(({ status }) => status))).toEqual(
      new Set(['SUSPENDED']),
    );
    await hub.modules.lists.publications.revokeEntry(as(hub, 'market'), {
      entry: number,
      reason: '上级已移出',
    });
    expect((await storedEntry(hub, id)).status).toBe('REVOKED');
  });

  it('stand in several lists at once, a version each', async () => {
    const rows = [row({ LIST_CODE: 'BLACK-TAX' }), row(), row({ LIST_CODE: 'BLACK-TAX' })];
    const before = [await versionOf('BLACK-TAX'), await versionOf('BLACK-MARKET')];
    const id = await send(rows, 'office');
    expect(await rejects(id)).toEqual([]);
    expect([await versionOf('BLACK-TAX'), await versionOf('BLACK-MARKET')]).toEqual(
      before.map((version) => version + 1),
    );
  });

  it('are refused where their term is over or has not begun', async () => {
    const rows = [
      row({ VALID_FROM: '2024-01-01', VALID_UNTIL: addDays(testDay, -1) }),
      row({ VALID_FROM: addDays(testDay, 1), VALID_UNTIL: '2028-01-01' }),
      row({ DECIDED_ON: addDays(addMonths(testDay, -60), -1) }),
      row({ VALID_UNTIL: testDay }),
    ];
    const id = await send(rows);
    expect(await rejects(id)).toEqual([
      { row: 2, problems: [expect.stringMatching(/有效期已于 2026-10-19 届满/)] },
      { row: 3, problems: [expect.stringMatching(/2026-10-21 起，尚未开始/)] },
      { row: 4, problems: [expect.stringMatching(/届满/)] },
    ]);
    expect((await entryOf(rows[3]!)).status).toBe('PUBLISHED');
  });
});

describe('entries without proof, or of a list of the county', () => {
  it('are proposals: told, published by another hand, like all others', async () => {
    const rows = [row({ PROOF_URL: '' }), row({ LIST_CODE: 'WATCH-PY', SEVERITY: '一般' })];
    const id = await send(rows);
    expect(await rejects(id)).toEqual([]);
    const [local, watch] = [await entryOf(rows[0]!), await entryOf(rows[1]!)];
    for (const entry of [local, watch]) {
      expect(entry).toMatchObject({ origin: 'LOCAL', status: 'PROPOSED' });
      expect(await instructionsOf(hub, entry.id)).toEqual([]);
    }
    const own = hub.modules.lists.publications.publishEntries(as(hub, 'market'), {
      list: 'BLACK-MARKET',
      entries: [local.number],
    });
    expect(await refused(own)).toMatchObject({ code: 'NOTICE_MISSING' });
    await serve(hub, local.number);
    expect(
      await refused(
        hub.modules.lists.publications.publishEntries(as(hub, 'market'), {
          list: 'BLACK-MARKET',
          entries: [local.number],
        }),
      ),
    ).toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    await publish(hub, 'BLACK-MARKET', [local.number]);
    expect((await storedEntry(hub, local.id)).status).toBe('PUBLISHED');
  });

  it('are held to the articles: each refusal in Chinese, with its row', async () => {
    const rows = [
      row({ PROOF_URL: '', SEVERITY: '一般' }),
      row({ PROOF_URL: '', RESPONSIBLE: '' }),
      row({ PROOF_URL: '', DECIDED_ON: addDays(addMonths(testDay, -60), -1) }),
      row({ LIST_CODE: 'BLACK-NONE' }),
      row({ PROOF_URL: '' }),
    ];
    const id = await send(rows);
    expect(await rejects(id)).toEqual([
      { row: 2, problems: [expect.stringMatching(/与失信程度不相适应.*第33条/)] },
      { row: 3, problems: [expect.stringMatching(/应当标明责任人.*第35条/)] },
      { row: 4, problems: [expect.stringMatching(/不得作为列入依据.*第19条/)] },
      { row: 5, problems: [expect.stringContaining('没有代码为 BLACK-NONE 的名单')] },
    ]);
    expect(await outcome(id)).toMatchObject({ status: 'DONE', accepted: 1, rejected: 4 });
  });
});

describe('who sends entries', () => {
  it('is the keeper or the credit office; others are refused, row by row, in Chinese', async () => {
    const rows = [row({ LIST_CODE: 'BLACK-TAX' }), row(), row({ LIST_CODE: 'WATCH-PY', SEVERITY: '一般' })];
    const id = await send(rows, 'tax');
    expect(await rejects(id)).toEqual([
      { row: 3, problems: ['名单 BLACK-MARKET 只能由其管理单位或信用办报送'] },
    ]);
    expect((await entryOf(rows[0]!)).status).toBe('PUBLISHED');
    expect((await entryOf(rows[2]!)).status).toBe('PROPOSED');
  });
});

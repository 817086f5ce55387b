import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from '../../../src/kernel/sql.js';
import type { Rows } from '../../../src/db/database.js';
import {
  type Counted,
  countsOn,
  foldCounts,
} from '../../../src/modules/supervision/statistics.repository.js';
import { statisticsOf } from '../../../src/modules/supervision/statistics.rules.js';
import { today } from '../../../src/kernel/clock.js';
import { sweep } from '../../../src/main.js';
import { ownerOf } from '../../support/database.js';
import {
  type Loop,
  as,
  instructionsOf,
  newCompany,
  object,
  propose,
  published,
  startLoop,
} from '../lists/support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
}, 120_000);
afterAll(() => hub.close());

/** What the counts are by the rows themselves. */
const countedRows = (at: Rows): Promise<Counted[]> =>
  at.rows<Counted>(sql`
    select 'ENTRY' as of, colour as key, null::bigint as "organizationId", count(*)::int as count from list_entry
    where status = 'PUBLISHED' and colour <> 'WATCH' and (valid_until is null or valid_until >= ${today(hub.clock)}::date)
    group by colour
    union all select 'INSTRUCTION', status, agency_id, count(*)::int from instruction group by status, agency_id
    union all select 'OBJECTION', status, null, count(*)::int from objection group by status
    union all select 'REPAIR', status, null, count(*)::int from repair group by status
    union all select 'RECORD', 'ALL', null, count(*)::int from credit_record having count(*) > 0`);

const sorted = (counts: readonly Counted[]) => counts.map((each) => JSON.stringify(each)).sort();
const counts = () => countsOn(hub.database, today(hub.clock));
const expectExact = async () =>
  expect(sorted(await counts())).toEqual(sorted(await countedRows(hub.database)));

describe('the counts of the statistics', () => {
  const acts: Record<string, () => Promise<unknown>> = {
    propose: () => propose(hub, { subject: newCompany() }),
    publish: () => published(hub, { subject: newCompany() }),
    'publish for a time, until it is over': async () => {
      await published(hub, { subject: newCompany(), validUntil: '2026-11-30' });
      await sweep(hub.modules);
    },
    object: async () => {
      const entry = await published(hub, { subject: newCompany() });
      await object(hub, { entry: entry.number });
    },
    'carry out': async () => {
      const entry = await published(hub, { subject: newCompany() });
      const [first] = await instructionsOf(hub, entry.id);
      const [key] = [...hub.bodies].find(([, id]) => id === first!.agencyId)!;
      await hub.executions.acknowledgeInstruction(as(hub, key), { instruction: first!.number });
    },
    fold: () => foldCounts(hub.database),
    'be undone': () =>
      hub.database
        .transaction(async (at) => {
          await at.rows(sql`update instruction set due_at = due_at`);
          await at.rows(sql`insert into tally (counted, key, delta) values ('RECORD', 'ALL', 1000)`);
          throw new Error('undone');
        })
        .catch(() => undefined),
  };

  it('are those of the rows after any acts, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 4 }),
        async (names) => {
          for (const name of names) {
            await acts[name]!();
            await expectExact();
          }
        },
      ),
      { numRuns: 6, seed: 20_261_125, endOnFailure: true },
    );
  });

  it('are exact within the transaction that changes them', async () => {
    const entry = await published(hub, { subject: newCompany() });
    await hub.database.transaction(async (at) => {
      const before = await at.rows<{ sum: number }>(
        sql`select sum(delta)::int as sum from tally where counted = 'INSTRUCTION' and key = 'ISSUED'`,
      );
      const { length } = await at.rows(
        sql`update instruction set status = 'CANCELLED', ended_at = now(), end_reason = '演示' where entry_id = ${entry.id} returning id`,
      );
      const after = await at.rows<{ sum: number }>(
        sql`select sum(delta)::int as sum from tally where counted = 'INSTRUCTION' and key = 'ISSUED'`,
      );
      expect(length).toBeGreaterThan(0);
      expect(after[0]!.sum).toBe(before[0]!.sum - length);
    });
    await expectExact();
  });

  it('stay exact while several fold and others change them', async () => {
    await Promise.all([
      ...Array.from({ length: 4 }, () => foldCounts(hub.database)),
      ...Array.from({ length: 4 }, () => published(hub, { subject: newCompany() })),
    ]);
    await Promise.all([foldCounts(hub.database), foldCounts(hub.database)]);
    await expectExact();
  });

  it('are a row for each group once folded', async () => {
    await foldCounts(hub.database);
    const rows = await hub.database.rows(sql`select 1 as one from tally`);
    const groups = await hub.database.rows(
      sql`select 1 as one from tally group by counted, key, organization_id, until`,
    );
    expect(rows).toHaveLength(groups.length);
  });

  it('can be counted anew from the rows, as a migration of an older installation does', async () => {
    const before = sorted(await counts());
    await ownerOf(hub.database).rows(
      sql`insert into tally (counted, key, delta) values ('RECORD', 'ALL', 7)`,
    );
    await ownerOf(hub.database).rows(sql`select recount_tally()`);
    expect(sorted(await counts())).toEqual(before);
  });

  it('stay exact when they are counted anew while others write', async () => {
    await Promise.all([
      ...Array.from({ length: 4 }, () => published(hub, { subject: newCompany() })),
      ...Array.from({ length: 3 }, () => ownerOf(hub.database).rows(sql`select recount_tally()`)),
    ]);
    await expectExact();
  });

  it('are counted anew when a table is emptied', async () => {
    const undone = ownerOf(hub.database).transaction(async (at) => {
      await at.rows(sql`insert into tally (counted, key, delta) values ('REPAIR', 'SUBMITTED', 5)`);
      await at.rows(sql`truncate repair`);
      expect(await at.rows(sql`select 1 as one from tally where counted = 'REPAIR'`)).toEqual([]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await expectExact();
  });
});

describe('what is told of the counts', () => {
  it('sums agencies, and names them', () => {
    const told = statisticsOf([
      { of: 'INSTRUCTION', key: 'ISSUED', organizationId: 1, count: 2 },
      { of: 'INSTRUCTION', key: 'ISSUED', organizationId: 2, count: 3 },
      { of: 'RECORD', key: 'ALL', organizationId: null, count: 4 },
    ]);
    expect(told.instructionsByStatus).toEqual([{ key: 'ISSUED', count: 5 }]);
    expect(told.instructionsByAgency).toEqual([
      { status: 'ISSUED', organizationId: 1, count: 2 },
      { status: 'ISSUED', organizationId: 2, count: 3 },
    ]);
    expect(told.records).toBe(4);
    expect(told.repairsByStatus).toEqual([]);
  });
});

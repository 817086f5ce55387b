import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from '../../../src/kernel/sql.js';
import { UnitOfWork } from '../../../src/modules/ledger/unit.service.js';
import { MeasureService } from '../../../src/modules/measures/measure.service.js';
import { type Loop, as, instructionFor, propose, published, serveOn, startLoop } from './support.js';

let hub: Loop;
/** The measures of two nodes over one database. */
let nodes: readonly MeasureService[];
beforeAll(async () => {
  hub = await startLoop();
  nodes = [1, 2].map(() => new MeasureService(new UnitOfWork(hub.database, hub.clock, hub.bus, hub.keys)));
});
afterAll(() => hub.close());

let drafts = 0;
const draft = async (): Promise<string> => {
  const code = `VERSION-${++drafts}`;
  await nodes[0]!.draftMeasure(as(hub, 'market'), {
    code,
    name: '加强检查',
    kind: 'PUNISHMENT',
    tier: 'WATCH',
    level: 'COUNTY',
    matters: ['INSPECTION'],
    basisText: '《河南省社会信用条例》第三十二条',
    basisRank: 'LOCAL_REGULATION',
    implementers: [],
  });
  return code;
};
const versionOf = async (code: string): Promise<number> =>
  (await hub.database.rows<{ version: number }>(sql`select version from measure where code = ${code}`))[0]!
    .version;

describe('the version of a thing', () => {
  it('is raised by every change, also by one that does not think of it', async () => {
    const code = await draft();
    const before = await versionOf(code);
    await hub.database.rows(sql`update measure set name = '加强监督检查' where code = ${code}`);
    expect(await versionOf(code)).toBe(before + 1);
    await hub.database.rows(sql`update measure set version = 1 where code = ${code}`);
    expect(await versionOf(code)).toBe(before + 2);
  });

  it('is raised by what hangs on it: a notice served counts for its instruction', async () => {
    const { number } = await instructionFor(hub, (await published(hub)).id, 'market');
    const version = async () =>
      (
        await hub.database.rows<{ version: number }>(
          sql`select version from instruction where number = ${number}`,
        )
      )[0]!.version;
    const before = await version();
    await serveOn(hub, 'market', number);
    expect(await version()).toBe(before + 1);
  });

  it('lets of fifty who read the same one act; the others are told the current one', async () => {
    const code = await draft();
    const read = await versionOf(code);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        nodes[index % 2]!.publishMeasure(as(hub, 'office', `hand-${index}`), {
          measure: code,
          expectedVersion: read,
        }),
      ),
    );
    const now = await versionOf(code);
    expect(now).toBe(read + 1);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({
          extensions: { code: 'CONFLICT', field: 'input.expectedVersion', currentVersion: now },
        });
  });

  it('need not be told: without it the state alone decides', async () => {
    const code = await draft();
    await nodes[0]!.publishMeasure(as(hub, 'office'), { measure: code });
    await expect(nodes[1]!.publishMeasure(as(hub, 'office'), { measure: code })).rejects.toMatchObject({
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
  });

  it('holds for papers: none is made out of what was changed since it was read', async () => {
    const { notices } = hub.modules.enforcement;
    const entry = await propose(hub);
    const { number } = await instructionFor(hub, (await published(hub)).id, 'market');
    const of = [
      { by: 'office' as const, named: { entry: entry.number }, table: sql`list_entry`, number: entry.number },
      {
        by: 'market' as const,
        named: { instruction: number, reason: '列入名单' },
        table: sql`instruction`,
        number,
      },
    ];
    for (const { by, named, table, number: which } of of) {
      const [{ version }] = (await hub.database.rows<{ version: number }>(
        sql`update ${table} set version = version where number = ${which} returning version`,
      )) as [{ version: number }];
      const papers = async () => (await hub.database.rows(sql`select 1 from document`)).length;
      const before = await papers();
      await expect(
        notices.prepareNotice(as(hub, by), { ...named, expectedVersion: version - 1 }),
      ).rejects.toMatchObject({
        extensions: { code: 'CONFLICT', field: 'input.expectedVersion', currentVersion: version },
      });
      expect(await papers()).toBe(before);
      await notices.prepareNotice(as(hub, by), { ...named, expectedVersion: version });
      expect(await papers()).toBe(before + 1);
    }
  });

  it('holds whatever two hands do in whatever order, as in a model', async () => {
    const step = fc.record({
      hand: fc.nat({ max: 1 }),
      act: fc.constantFrom('read', 'publish', 'retire'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const code = await draft();
        const first = await versionOf(code);
        const model = { version: first, status: 'DRAFT' };
        const seen = [first, first];
        for (const { hand, act } of steps) {
          if (act === 'read') {
            seen[hand] = await versionOf(code);
            expect(seen[hand]).toBe(model.version);
            continue;
          }
          const input = { measure: code, expectedVersion: seen[hand]!, reason: '不再适用' };
          const by = as(hub, 'office', `two-${hand}`);
          const outcome = await (
            act === 'publish' ? nodes[hand]!.publishMeasure(by, input) : nodes[hand]!.retireMeasure(by, input)
          ).then(
            () => 'DONE',
            (error: { code: string }) => error.code,
          );
          const possible = model.status === (act === 'publish' ? 'DRAFT' : 'PUBLISHED');
          const stale = seen[hand] !== model.version;
          expect(outcome).toBe(stale ? 'CONFLICT' : possible ? 'DONE' : 'ILLEGAL_TRANSITION');
          if (outcome === 'DONE') {
            model.version += 1;
            model.status = act === 'publish' ? 'PUBLISHED' : 'RETIRED';
          }
        }
        expect(await versionOf(code)).toBe(model.version);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is kept with an idempotency key', () => {
  it('is ids alone: no word of the paper that was made out', async () => {
    const { number } = await propose(hub);
    const act = { ...as(hub, 'office'), idempotencyKey: 'paper' };
    const { documentId } = await hub.modules.enforcement.notices.prepareNotice(act, {
      entry: number,
      reason: '不得留存的理由',
    });
    const kept = await hub.database.rows(
      sql`select result from idempotency where operation = 'prepareNotice' and key = 'paper'`,
    );
    expect(kept).toEqual([{ result: { documentId } }]);
  });
});

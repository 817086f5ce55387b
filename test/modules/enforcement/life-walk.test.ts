import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  draftMemorandum,
  memorandumInForce,
  newCompany,
  propose,
  publishedMeasure,
  sign,
  startLoop,
} from '../lists/support.js';
import { Life, clauses, limitMonths } from './life.model.js';
import {
  type Walk,
  acknowledging,
  applying,
  carryingOut,
  checking,
  comingIntoForce,
  deciding,
  declining,
  notifying,
  objecting,
  passing,
  publishing,
  steps,
  sweeping,
} from './life.steps.js';

/** No demo memorandum reaches this list: a walk knows all that its entry can set going. */
const list = 'BLACK-GEOLOGY';

let hub: Loop;
let codes = 0;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const startWalk = async (validUntil: string): Promise<Walk> => {
  hub.clock.set(testDay);
  const code = `WALK${++codes}`;
  for (const measure of ['A', 'B'] as const)
    await publishedMeasure(hub, `${code}-${measure}`, {
      maxMonths: limitMonths[measure],
      matters: ['BIDDING'],
    });
  const of = (memorandum: string) =>
    clauses
      .filter((clause) => clause.memorandum === memorandum)
      .map(({ measure, agency, onCheck }) => ({
        measure: `${code}-${measure}`,
        implementer: agency,
        matter: 'BIDDING' as const,
        trigger: onCheck ? ('ON_CHECK' as const) : ('ON_PUBLICATION' as const),
      }));
  await memorandumInForce(hub, `${code}-M1`, of('M1'), { lists: [list] });
  await draftMemorandum(hub, `${code}-M2`, of('M2'), { lists: [list] });
  await sign(hub, `${code}-M2`, ['market', 'tax']);
  const subject = newCompany();
  const entry = await propose(hub, { list, subject, validUntil });
  return { hub, code, list, entry, subject, objections: [], seen: new Set() };
};

/** Ends what a walk leaves, so that the next one finds the list without memoranda. */
const endWalk = async (life: Life, { code }: Walk): Promise<void> => {
  for (const memorandum of ['M1', 'M2'] as const)
    if (life.memoranda[memorandum] !== 'ENDED')
      await hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
        memorandum: `${code}-${memorandum}`,
        reason: '到期',
      });
};

it('one walk leads through every state', async () => {
  const life = new Life(testDay, addDays(testDay, 80));
  const walk = await startWalk(life.validUntil);
  const walked = [
    // Instruction 0 is of publication, 1 of the first check.
    ...[notifying(), publishing(), passing(10), publishing(), checking('业务一')],
    ...[acknowledging(1), objecting('认定有误', []), carryingOut(0), checking('业务二'), deciding(0, false)],
    ...[declining(1), carryingOut(0), objecting('认定有误', []), checking('业务二')],
    // New evidence suspends; the month of measure A runs out meanwhile, and a memorandum comes into force.
    ...[objecting('已经履行', ['收据']), comingIntoForce(), passing(35), deciding(2, false)],
    ...[checking('业务三'), carryingOut(2), passing(40), applying(3), sweeping(), objecting('主体不符', [])],
  ];
  for (const each of walked) await each.run(life, walk);
  await endWalk(life, walk);
  const states = ['ACKNOWLEDGED', 'APPLIED', 'CANCELLED', 'DECLINED', 'EXPIRED', 'ISSUED', 'LIFTED'];
  expect([...walk.seen].sort()).toEqual([...states, 'NOTIFIED', 'PUBLISHED', 'SUSPENDED'].sort());
});

it('on every walk the hub does and refuses what the law says, and nothing unlawful ever stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20, max: 120 }),
      fc.integer({ min: 0, max: 4 }),
      fc.commands(steps, { size: 'max', maxCommands: 30 }),
      async (days, beginning, walked) => {
        const validUntil = addDays(testDay, days);
        const life = new Life(testDay, validUntil);
        const walk = await startWalk(validUntil);
        try {
          // One in five starts from the proposal; the others are published first.
          const opening = beginning === 0 ? [] : [notifying(), passing(10), publishing()];
          for (const each of opening) await each.run(life, walk);
          await fc.asyncModelRun(() => ({ model: life, real: walk }), walked);
        } finally {
          await endWalk(life, walk);
        }
      },
    ),
    { numRuns: 15, interruptAfterTimeLimit: 25_000, endOnFailure: true },
  );
});

it('after all of them the audit chain is whole and the feed has no gap', async () => {
  const { rows, fault } = await verifyAudit(hub.database);
  expect(fault).toBeNull();
  expect(rows).toBeGreaterThan(100);
  const feed = await hub.database.one<{ n: number; low: number; high: number }>(
    sql`select count(*)::int as n, min(position)::int as low, max(position)::int as high from change`,
  );
  expect(feed).toEqual({ n: feed!.n, low: 1, high: feed!.n });
});

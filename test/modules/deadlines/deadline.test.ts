import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../../src/kernel/clock.js';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { addWorkingDays, workingDaysBetween } from '../../../src/kernel/working-days.js';
import { deadlinePage } from '../../../src/modules/deadlines/deadline.repository.js';
import { DeadlineService } from '../../../src/modules/deadlines/deadline.service.js';
import type { Unit } from '../../../src/modules/ledger/unit.service.js';
import {
  type TestKit,
  actFor,
  addOrganization,
  contextFor,
  openTestKit,
  principalFor,
} from '../../support/kit.js';

/** A Monday; the week after has no holiday. */
const start = '2026-03-16';

let kit: TestKit;
let deadlines: DeadlineService;
let owner: number;
let office: number;
let things = 0;

beforeAll(async () => {
  kit = await openTestKit({}, start);
  deadlines = new DeadlineService(kit.work);
  owner = await addOrganization(kit, '11410928YB00000001', 'AGENCY');
  office = await addOrganization(kit, '11410928YB00000002', 'OFFICE');
});
afterAll(() => kit.close());
beforeEach(() => kit.clock.set(start));

const inUnit = <Result>(work: (unit: Unit) => Promise<Result>): Promise<Result> =>
  kit.work.run(actFor(principalFor('OFFICE', office)), 'test', null, work);

const opened = async (days: number): Promise<{ target: string; targetId: number }> => {
  const thing = { target: 'Objection', targetId: ++things };
  await inUnit((unit) =>
    deadlines.open(unit, {
      ...thing,
      number: `Y-${thing.targetId}`,
      kind: 'OBJECTION_DECISION',
      ownerId: owner,
      dueOn: addWorkingDays(unit.today, days),
    }),
  );
  return thing;
};

const stored = async ({ targetId }: { targetId: number }) =>
  (await kit.database.one<{
    dueOn: string;
    pausedOn: string | null;
    metAt: Date | null;
    escalated: boolean;
  }>(sql`
    select due_on as "dueOn", paused_on as "pausedOn", met_at as "metAt", escalated_at is not null as escalated
    from deadline where target = 'Objection' and target_id = ${targetId}`))!;

const seen = async (thing: { targetId: number }, kind: 'AGENCY' | 'OFFICE' = 'AGENCY') => {
  const { reader } = contextFor(kit, principalFor(kind, kind === 'AGENCY' ? owner : office));
  const page = await deadlinePage(reader, {}, { first: 100 });
  return page.nodes.find((each) => each.number === `Y-${thing.targetId}`);
};

describe('a term', () => {
  it('is overdue from the first day after its last, without any sweep', async () => {
    const thing = await opened(3);
    kit.clock.set('2026-03-19');
    expect((await seen(thing))!.overdue).toBe(false);
    kit.clock.set('2026-03-20T00:00:00+08:00');
    expect((await seen(thing))!.overdue).toBe(true);
  });

  it('is told of a working day before, and to the office once it was missed; each once', async () => {
    const thing = await opened(5); // due on Monday the 23rd
    const told = async () =>
      (
        await kit.database.rows<{ type: string; parties: number[] }>(sql`
          select type, parties from change where type like 'DEADLINE%' and target_id = ${thing.targetId} order by position`)
      ).map(({ type, parties }) => [type, [...parties].sort()]);
    kit.clock.set('2026-03-19');
    await deadlines.remindAndEscalate();
    expect(await told()).toEqual([]);
    kit.clock.set('2026-03-20'); // Friday: the next working day is the last day
    await deadlines.remindAndEscalate();
    await deadlines.remindAndEscalate();
    expect(await told()).toEqual([['DEADLINE_NEAR', [owner]]]);
    kit.clock.set('2026-03-24');
    await deadlines.remindAndEscalate();
    await deadlines.remindAndEscalate();
    expect(await told()).toEqual([
      ['DEADLINE_NEAR', [owner]],
      ['DEADLINE_MISSED', [owner, office].sort()],
    ]);
    expect((await seen(thing, 'OFFICE'))!.escalatedAt).not.toBeNull();
  });

  it('once met is neither overdue nor told of', async () => {
    const thing = await opened(1);
    await inUnit((unit) => deadlines.meet(unit, thing));
    kit.clock.set('2026-04-30');
    expect((await seen(thing))!.overdue).toBe(false);
    await deadlines.remindAndEscalate();
    expect((await stored(thing)).escalated).toBe(false);
  });

  it('belongs to its owner and the office; another agency does not see it', async () => {
    const thing = await opened(3);
    const other = await addOrganization(kit, '11410928YB00000003', 'AGENCY');
    const { reader } = contextFor(kit, principalFor('AGENCY', other));
    expect((await deadlinePage(reader, {}, { first: 100 })).nodes).toEqual([]);
    expect((await seen(thing, 'OFFICE'))!.number).toBe(`Y-${thing.targetId}`);
  });
});

it('Henan 41: time for inspection, appraisal or expert review does not count, however it is cut', async () => {
  const pauses = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 12 })), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10 }), pauses, async (days, cuts) => {
      kit.clock.set(start);
      const thing = await opened(days);
      let day = start;
      let stood = 0;
      for (const [runs, stands] of cuts) {
        day = addDays(day, runs);
        kit.clock.set(day);
        await inUnit((unit) => deadlines.pause(unit, thing));
        await inUnit((unit) => deadlines.pause(unit, thing)); // stopping a clock that stands changes nothing
        const resumed = addDays(day, stands);
        kit.clock.set(resumed);
        expect((await seen(thing))!.overdue).toBe(false); // a clock that stands is never late
        await inUnit((unit) => deadlines.resume(unit, thing));
        stood += workingDaysBetween(day, resumed);
        day = resumed;
      }
      const { dueOn, pausedOn } = await stored(thing);
      expect(pausedOn).toBeNull();
      expect(workingDaysBetween(start, dueOn)).toBe(days + stood);
      expect(today(kit.clock)).toBe(day);
    }),
    { numRuns: 25 },
  );
});

it('opened again after it was met, a term runs anew', async () => {
  const thing = await opened(1);
  await inUnit((unit) => deadlines.meet(unit, thing));
  kit.clock.set('2026-04-01');
  await inUnit((unit) =>
    deadlines.open(unit, {
      ...thing,
      number: `Y-${thing.targetId}`,
      kind: 'OBJECTION_DECISION',
      ownerId: owner,
      dueOn: '2026-04-10',
    }),
  );
  expect(await stored(thing)).toMatchObject({ dueOn: '2026-04-10', metAt: null, escalated: false });
});

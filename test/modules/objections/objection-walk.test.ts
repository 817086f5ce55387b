import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../../src/kernel/clock.js';
import { addDays } from '../../../src/kernel/dates.js';
import { HubError } from '../../../src/kernel/errors.js';
import { sql } from '../../../src/kernel/sql.js';
import { workingDaysBetween } from '../../../src/kernel/working-days.js';
import { sweep } from '../../../src/main.js';
import { lockEntriesById } from '../../../src/modules/lists/entry.repository.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  as,
  asSubject,
  carryOut,
  instructionFor,
  object,
  published,
  startLoop,
} from '../lists/support.js';
import { accept, askReview, liveTerms, pause, resume, review } from './support.js';
import { faultsOf } from './walk.rules.js';

let hub: Loop;
let records: string[];
beforeAll(async () => {
  hub = await startLoop();
  const rows = await hub.database.rows<{ number: string }>(sql`
    select distinct on (r.subject_id) r.number from credit_record r join subject s on s.id = r.subject_id
    where r.kind = 'PENALTY' and r.finality = 'FINAL' and s.kind = 'LEGAL_PERSON' and r.publish_until >= ${testDay}::date
      and not exists (select 1 from list_entry e where e.subject_id = r.subject_id) order by r.subject_id, r.id`);
  records = rows.map(({ number }) => number);
});
afterAll(() => hub.close());

interface Walk {
  entry: StoredEntry;
  record: string;
  measure: string;
  objections: string[];
  /** Working days that were left of each live term when it was paused. */
  left: Map<string, Record<string, number>>;
  states: Set<string>;
}

const startWalk = async (): Promise<Walk> => {
  hub.clock.set(testDay);
  const record = records.pop()!;
  const entry = await published(hub, { record, subject: {} });
  const { number } = await instructionFor(hub, entry.id, 'market');
  await carryOut(hub, 'market', number);
  return { entry, record, measure: number, objections: [], left: new Map(), states: new Set() };
};

type Step =
  | { do: 'raise'; target: 'entry' | 'record' | 'instruction'; ground: string; evidence: string[] }
  | { do: 'accept'; which: number; byProvider: boolean }
  | { do: 'report' | 'pause' | 'resume' | 'askReview'; which: number }
  | { do: 'decide' | 'review'; which: number; how: 'UPHELD' | 'DISMISSED' | 'CORRECT' }
  | { do: 'hold' | 'release' | 'sweep' }
  | { do: 'pass'; days: number };

const which = fc.nat({ max: 3 });
const how = fc.oneof(
  { weight: 6, arbitrary: fc.constant('DISMISSED' as const) },
  { weight: 2, arbitrary: fc.constant('CORRECT' as const) },
  { weight: 1, arbitrary: fc.constant('UPHELD' as const) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('raise' as const),
      target: fc.constantFrom('entry', 'record', 'instruction' as const),
      ground: fc.constantFrom('认定有误', '已经履行'),
      evidence: fc.subarray(['收据1', '裁定2']),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('accept' as const), which, byProvider: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('report', 'pause', 'resume', 'askReview' as const), which }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('decide', 'review' as const), which, how }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('hold', 'release', 'sweep' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 4 }) }),
  },
);

const inOffice = async (work: Parameters<typeof hub.work.run<unknown>>[3]) =>
  hub.work.run(as(hub, 'office'), 'test', null, work);

/** Working days left of each live term, seen from today. */
const daysLeft = async (number: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(await liveTerms(hub, number)).map(([kind, dueOn]) => [
      kind,
      workingDaysBetween(today(hub.clock), dueOn),
    ]),
  );

const acts: { [Name in Step['do']]: (walk: Walk, step: Extract<Step, { do: Name }>) => Promise<unknown> } = {
  raise: async (walk, { target, ground, evidence }) => {
    const number = { entry: walk.entry.number, record: walk.record, instruction: walk.measure }[target];
    const act = asSubject(hub, walk.entry.subjectId);
    walk.objections.push(await object(hub, { [target]: number }, { act, ground, evidence }));
  },
  accept: (walk, { which: of, byProvider }) => accept(hub, numberOf(walk, of), byProvider),
  report: async (walk, { which: of }) => {
    const provider = await hub.database.one<{ id: number }>(
      sql`select provider_id as id from objection where number = ${numberOf(walk, of)}`,
    );
    const principal = hub.principal('AGENCY', provider!.id, 'verifier');
    return hub.modules.objections.verifications.reportVerification(
      { ...as(hub, 'market'), principal },
      { objection: numberOf(walk, of), finding: 'RIGHT', reasons: '无误' },
    );
  },
  pause: async (walk, { which: of }) => {
    await pause(hub, numberOf(walk, of));
    walk.left.set(numberOf(walk, of), await daysLeft(numberOf(walk, of)));
  },
  resume: async (walk, { which: of }) => {
    const number = numberOf(walk, of);
    await resume(hub, number);
    // As many days are left as when it was paused, of every term that still runs.
    expect(walk.left.get(number)).toMatchObject(await daysLeft(number));
  },
  askReview: (walk, { which: of }) =>
    askReview(hub, numberOf(walk, of), asSubject(hub, walk.entry.subjectId)),
  decide: (walk, { which: of, how: outcome }) =>
    hub.modules.objections.decisions.decideObjection(as(hub, 'office', 'decider'), {
      objection: numberOf(walk, of),
      upheld: outcome !== 'DISMISSED',
      reasons: '经核查',
      ...(outcome === 'CORRECT' ? { remedy: 'CORRECT' as const, correction: { basis: '更正后的依据' } } : {}),
    }),
  review: (walk, { which: of, how: outcome }) => review(hub, numberOf(walk, of), outcome === 'UPHELD'),
  hold: ({ entry }) =>
    inOffice(async (unit) => {
      const living = (await lockEntriesById(unit, [entry.id])).filter(({ status }) =>
        ['PUBLISHED', 'SUSPENDED'].includes(status),
      );
      await hub.modules.lists.effects.holdEntries(unit, living, addDays(testDay, 300), '重整计划执行期间');
    }),
  release: ({ entry }) =>
    inOffice((unit) => hub.modules.lists.effects.releaseEntries(unit, [entry.id], '重整计划执行完毕')),
  sweep: () => sweep(hub.modules),
  pass: async (_walk, { days }) => hub.clock.set(addDays(today(hub.clock), days)),
};

class NoneYet extends Error {}
const numberOf = ({ objections }: Walk, index: number): string => {
  if (objections.length === 0) throw new NoneYet();
  return objections[index % objections.length]!;
};

/** Takes the step, or is refused in the hub's own words; either way nothing unlawful may stand. */
const take = async (walk: Walk, each: Step): Promise<void> => {
  try {
    await acts[each.do](walk, each as never);
  } catch (error) {
    if (!(error instanceof HubError) && !(error instanceof NoneYet)) throw error;
  }
  expect({ after: each, faults: await faultsOf(hub, walk.entry.subjectId) }).toEqual({
    after: each,
    faults: [],
  });
  const rows = await hub.database.rows<{ status: string }>(
    sql`select status from objection where subject_id = ${walk.entry.subjectId}`,
  );
  for (const { status } of rows) walk.states.add(status);
};

it('one walk leads through every state of an objection, beside a reorganisation', async () => {
  const walk = await startWalk();
  const raise = (target: 'entry' | 'record' | 'instruction', ground = '认定有误'): Step => ({
    do: 'raise',
    target,
    ground,
    evidence: [],
  });
  const walked: Step[] = [
    ...[raise('instruction'), { do: 'accept' as const, which: 0, byProvider: true }, raise('record')],
    ...[{ do: 'pass' as const, days: 2 }, { do: 'pause' as const, which: 0 }, { do: 'hold' as const }],
    ...[{ do: 'pass' as const, days: 9 }, { do: 'resume' as const, which: 0 }, { do: 'sweep' as const }],
    ...[
      { do: 'report' as const, which: 0 },
      { do: 'decide' as const, which: 0, how: 'DISMISSED' as const },
    ],
    ...[
      { do: 'decide' as const, which: 1, how: 'CORRECT' as const },
      { do: 'askReview' as const, which: 0 },
    ],
    ...[{ do: 'release' as const }, { do: 'accept' as const, which: 2, byProvider: false }, raise('entry')],
    ...[
      { do: 'accept' as const, which: 2, byProvider: false },
      { do: 'review' as const, which: 0, how: 'DISMISSED' as const },
    ],
    { do: 'decide' as const, which: 2, how: 'DISMISSED' as const },
  ];
  for (const each of walked) await take(walk, each);
  expect([...walk.states].sort()).toEqual(
    ['ACCEPTED', 'DISMISSED', 'REVIEWING', 'SUBMITTED', 'UPHELD', 'VERIFYING'].sort(),
  );
  const row = await hub.database.one(sql`
    select e.status, i.status as measure from list_entry e join instruction i on i.entry_id = e.id
    where e.id = ${walk.entry.id} and i.number = ${walk.measure}`);
  expect(row).toEqual({ status: 'PUBLISHED', measure: 'APPLIED' });
});

it('on every walk no punishment is active under an open objection, and no clock is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }), async (walked) => {
      const walk = await startWalk();
      for (const each of walked) await take(walk, each);
    }),
    { numRuns: Math.min(records.length, 25), interruptAfterTimeLimit: 20_000, endOnFailure: true },
  );
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../../src/kernel/clock.js';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { HubError } from '../../../src/kernel/errors.js';
import { sql } from '../../../src/kernel/sql.js';
import { sweep } from '../../../src/main.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  as,
  decide,
  object,
  published,
  startLoop,
  storedEntry,
} from '../lists/support.js';
import { type StoredRepair, accept, applyFor, decideRepair, storedRepair } from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const list = 'BLACK-TAX';
const termMonths = 20;

interface Walk {
  entry: StoredEntry;
  code: string;
  repairs: StoredRepair[];
  objections: string[];
  reorganisations: string[];
  seen: Set<string>;
}

/** What was tried and whether it was done; a refusal of the hub is no fault of the walk. */
const tried = async <Result>(work: Promise<Result>): Promise<Result | HubError> =>
  work.catch((error: unknown) => {
    if (error instanceof HubError) return error;
    throw error;
  });

const last = <Each>(all: readonly Each[]): Each | undefined => all.at(-1);

const approve = async ({ entry, repairs }: Walk): Promise<void> => {
  const repair = last(repairs);
  if (!repair) return;
  const { status } = await storedRepair(hub, repair.id);
  const early = today(hub.clock) < addMonths(testDay, 12);
  const outcome = await tried(decideRepair(hub, repair.number, true, { by: 'office' }));
  const stored = await storedEntry(hub, entry.id);
  // Written a second time from the rule: serious acts, a year of publication, taken up, and duties confirmed.
  if (status === 'ACCEPTED' && !early) {
    expect(outcome).not.toBeInstanceOf(HubError);
    expect(stored.status).toBe('REMOVED');
  } else {
    const code = status === 'ACCEPTED' ? 'CONDITIONS_NOT_MET' : 'ILLEGAL_TRANSITION';
    expect(outcome).toMatchObject({ code });
    expect(stored.status === 'REMOVED').toBe(status === 'APPROVED');
  }
};

const steps: Record<string, (walk: Walk) => Promise<unknown>> = {
  apply: async (walk) => {
    const outcome = await tried(applyFor(hub, walk.entry));
    if (!(outcome instanceof HubError)) walk.repairs.push(outcome);
  },
  accept: async ({ repairs }) => repairs.length > 0 && tried(accept(hub, last(repairs)!.number, 'office')),
  turnAway: async ({ repairs }) =>
    repairs.length > 0 && tried(accept(hub, last(repairs)!.number, 'office', false)),
  approve,
  refuse: async ({ repairs }) =>
    repairs.length > 0 && tried(decideRepair(hub, last(repairs)!.number, false, { by: 'office' })),
  withdraw: async ({ repairs, entry }) =>
    repairs.length > 0 &&
    tried(
      hub.modules.repairs.repairs.withdrawRepair(
        {
          ...as(hub, 'office'),
          principal: { ...as(hub, 'office').principal, kind: 'SUBJECT', subjectId: entry.subjectId },
        },
        { repair: last(repairs)!.number, reason: '撤回' },
      ),
    ),
  object: async (walk) => {
    const ground = `事由${walk.objections.length}`;
    const outcome = await tried(object(hub, { entry: walk.entry.number }, { ground }));
    if (!(outcome instanceof HubError)) walk.objections.push(outcome);
  },
  dismiss: async ({ objections }) => objections.length > 0 && tried(decide(hub, last(objections)!, false)),
  uphold: async ({ objections }) => objections.length > 0 && tried(decide(hub, last(objections)!, true)),
  reorganise: async (walk) => {
    const day = today(hub.clock);
    const outcome = await tried(
      hub.modules.repairs.reorganisations.recordReorganisation(as(hub, 'court'), {
        subject: walk.code,
        documentNumber: '（2026）豫0928破1号',
        approvedOn: day,
        from: day,
        until: addDays(day, 60),
      }),
    );
    if (outcome instanceof HubError) return;
    const row = await hub.database.one<{ number: string }>(
      sql`select number from reorganisation where id = ${outcome.reorganisationId}`,
    );
    walk.reorganisations.push(row!.number);
  },
  endPlan: async ({ reorganisations }) =>
    reorganisations.length > 0 &&
    tried(
      hub.modules.repairs.reorganisations.endReorganisation(as(hub, 'court'), {
        reorganisation: last(reorganisations)!,
        reason: '执行完毕',
      }),
    ),
  aWeek: async () => {
    hub.clock.set(addDays(today(hub.clock), 7));
    await sweep(hub.modules);
  },
  fiveMonths: async () => {
    hub.clock.set(addMonths(today(hub.clock), 5));
    await sweep(hub.modules);
  },
};

/** What must never be, whatever was done. */
const assertLawful = async ({ entry, code, seen, repairs }: Walk): Promise<void> => {
  const open = await hub.database.rows<{
    number: string;
    status: string;
    kinds: string[];
    target: string;
  }>(sql`
    select r.number, r.status, e.status as target,
      array(select d.kind from deadline d where d.target = 'Repair' and d.target_id = r.id and d.met_at is null order by d.kind) as kinds
    from repair r join list_entry e on e.id = r.entry_id where r.entry_id = ${entry.id}`);
  const terms: Record<string, string[]> = {
    APPLIED: ['REPAIR_ACCEPTANCE', 'REPAIR_DECISION'],
    ACCEPTED: ['REPAIR_DECISION'],
  };
  for (const { status, kinds, target } of open) {
    expect(kinds).toEqual(terms[status] ?? []);
    if (terms[status]) expect(['PUBLISHED', 'SUSPENDED']).toContain(target);
    if (status === 'APPROVED') expect(target).toBe('REMOVED');
    seen.add(status);
  }
  expect(open.filter(({ status }) => terms[status]).length).toBeLessThanOrEqual(1);
  for (const { id } of repairs) {
    const { status, assessment } = await storedRepair(hub, id);
    if (status === 'APPROVED') expect(assessment!.filter(({ met }) => !met)).toEqual([]);
  }
  const state = (await hub.database.one<{
    status: string;
    objected: boolean;
    held: string | null;
    active: number;
  }>(sql`
    select e.status, e.objected, e.held_until as held,
      (select count(*)::int from instruction i where i.entry_id = e.id and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED')) as active
    from list_entry e where e.id = ${entry.id}`))!;
  seen.add(state.status);
  if (state.status !== 'PUBLISHED') expect(state.active).toBe(0);
  const plan = await hub.database.one(sql`
    select 1 as one from reorganisation ro join subject s on s.id = ro.subject_id where s.code = ${code} and ro.ended_on is null`);
  if (state.status === 'PUBLISHED') expect([state.objected, state.held, plan]).toEqual([false, null, null]);
  if (state.status === 'SUSPENDED') expect(state.objected || state.held !== null).toBe(true);
};

const startWalk = async (): Promise<Walk> => {
  hub.clock.set(testDay);
  const entry = await published(hub, { list, validUntil: addMonths(testDay, termMonths) });
  const subject = await hub.database.one<{ code: string }>(
    sql`select code from subject where id = ${entry.subjectId}`,
  );
  return { entry, code: subject!.code, repairs: [], objections: [], reorganisations: [], seen: new Set() };
};

const walkThrough = async (names: readonly string[]): Promise<Walk> => {
  const walk = await startWalk();
  for (const name of names) {
    await steps[name]!(walk);
    await assertLawful(walk);
  }
  return walk;
};

it('one walk leads through a refusal, an objection, a reorganisation and a repair', async () => {
  const { seen } = await walkThrough([
    ...['apply', 'accept', 'approve', 'refuse', 'apply', 'withdraw', 'apply', 'turnAway', 'reorganise'],
    ...['object', 'endPlan', 'dismiss', 'fiveMonths', 'reorganise', 'aWeek', 'fiveMonths', 'fiveMonths'],
    ...['apply', 'object', 'accept', 'approve'],
  ]);
  expect([...seen].sort()).toEqual(
    ['ACCEPTED', 'APPLIED', 'APPROVED', 'PUBLISHED', 'REFUSED', 'REMOVED', 'SUSPENDED', 'WITHDRAWN'].sort(),
  );
});

it('another ends with its term: the open application is closed with it', async () => {
  const { seen } = await walkThrough([
    'fiveMonths',
    'fiveMonths',
    'fiveMonths',
    'apply',
    'fiveMonths',
    'fiveMonths',
  ]);
  expect([...seen]).toEqual(expect.arrayContaining(['EXPIRED', 'WITHDRAWN']));
});

it('on every walk nothing unlawful ever stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 8, maxLength: 25 }),
      async (names) => {
        await walkThrough(['apply', ...names]);
      },
    ),
    { numRuns: 15, interruptAfterTimeLimit: 25_000, endOnFailure: true },
  );
});

it('after all of them the audit chain is whole', async () => {
  expect((await verifyAudit(hub.database)).fault).toBeNull();
});

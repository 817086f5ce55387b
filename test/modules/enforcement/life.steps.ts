import { expect } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../../src/kernel/clock.js';
import { addDays } from '../../../src/kernel/dates.js';
import { HubError } from '../../../src/kernel/errors.js';
import { sql } from '../../../src/kernel/sql.js';
import { addWorkingDays } from '../../../src/kernel/working-days.js';
import { sweep } from '../../../src/main.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import {
  type BodyKey,
  type Loop,
  apply,
  as,
  carryOut,
  check,
  decide,
  object,
  publish,
  serve,
  serveOn,
  sign,
  storedEntry,
  verdictsOf,
} from '../lists/support.js';
import type { Life, ModelInstruction } from './life.model.js';

/** The steps of a random walk: each is taken in the hub and in the model, which have to agree after it. */

export interface Walk {
  hub: Loop;
  /** Begins the codes of its own measures and memoranda. */
  code: string;
  list: string;
  entry: { id: number; number: string };
  subject: SubjectInput;
  objections: string[];
  /** Every state that entry and instructions were seen in. */
  seen: Set<string>;
}

export type Step = fc.AsyncCommand<Life, Walk>;

/** Whether the hub did it; a refusal is no failure of the walk, any other fault is. */
const done = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof HubError && error.code !== 'INTERNAL_SERVER_ERROR') return false;
      throw error;
    },
  );

interface StoredState {
  clause: string;
  business: string | null;
  status: string;
  before: string | null;
}

/** The instructions in the order they were issued in: the model issues in the same. */
const stored = ({ hub, entry }: Walk): Promise<(StoredState & { number: string })[]> =>
  hub.database.rows(sql`
    select right(mo.number, 2) || right(x.code, 1) || case when c.trigger = 'ON_CHECK' then ' on check' else '' end as clause,
      k.business_number as business, i.status, i.status_before_suspension as before, i.number
    from instruction i join clause c on c.id = i.clause_id join measure x on x.id = i.measure_id
    join memorandum mo on mo.id = i.memorandum_id left join duty_check k on k.id = i.check_id
    where i.entry_id = ${entry.id} order by i.id`);

const believed = ({ clause, business, status, before }: ModelInstruction): StoredState => ({
  clause: `${clause.memorandum}${clause.measure}${clause.onCheck ? ' on check' : ''}`,
  business,
  status,
  before,
});

/** What must never happen (design section 5), asked of the tables alone. */
const expectLawful = async ({ hub, entry }: Walk): Promise<void> => {
  const unlawful = await hub.database.rows(sql`
    select i.number from instruction i join list_entry e on e.id = i.entry_id join measure x on x.id = i.measure_id
    join memorandum mo on mo.id = i.memorandum_id
    where e.id = ${entry.id} and i.kind = 'PUNISHMENT' and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED') and (
      e.status <> 'PUBLISHED' or x.status <> 'PUBLISHED' or mo.status <> 'IN_FORCE'
      or exists (select 1 from objection o where o.entry_id = e.id and o.suspends
        and o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING'))
      or (i.status = 'APPLIED' and not exists (select 1 from notice n where n.instruction_id = i.id)))`);
  expect(unlawful).toEqual([]);
};

/** The tables say what the model believes, and nothing unlawful stands in them. */
const expectAgreement = async (life: Life, walk: Walk): Promise<void> => {
  const { status, objected } = await storedEntry(walk.hub, walk.entry.id);
  expect({ status, objected }).toEqual({ status: life.status, objected: life.objected });
  const states = (await stored(walk)).map(({ number: _number, ...each }) => each);
  expect(states).toEqual(life.instructions.map(believed));
  for (const each of [life.status, ...states.map((state) => state.status)]) walk.seen.add(each);
  await expectLawful(walk);
};

/** A step that the model and the hub both take, or both refuse. */
const step = (
  name: string,
  model: (life: Life) => boolean,
  real: (walk: Walk) => Promise<unknown>,
): Step => ({
  check: () => true,
  run: async (life, walk) => {
    const did = await done(real(walk));
    expect([name, did]).toEqual([name, model(life)]);
    await expectAgreement(life, walk);
  },
  toString: () => name,
});

/** A step of an agency with one of its instructions. */
const task = (
  name: string,
  pick: number,
  model: (life: Life, each: ModelInstruction) => boolean,
  real: (hub: Loop, key: BodyKey, instruction: string) => Promise<unknown>,
): Step => ({
  check: (life) => life.instructions.length > 0,
  run: async (life, walk) => {
    const index = pick % life.instructions.length;
    const each = life.instructions[index]!;
    const { number } = (await stored(walk))[index]!;
    const did = await done(real(walk.hub, each.clause.agency, number));
    expect([name, index, did]).toEqual([name, index, model(life, each)]);
    await expectAgreement(life, walk);
  },
  toString: () => `${name}(${pick})`,
});

export const passing = (days: number): Step => ({
  check: () => true,
  run: async (life, { hub }) => {
    life.day = addDays(life.day, days);
    hub.clock.set(life.day);
  },
  toString: () => `${days} days pass`,
});

export const notifying = (): Step =>
  step(
    'notify',
    (life) => life.notify(addDays(addWorkingDays(life.day, 5), 1)),
    ({ hub, entry }) => serve(hub, entry.number, { servedOn: today(hub.clock) }),
  );

export const publishing = (): Step =>
  step(
    'publish',
    (life) => life.publish(),
    ({ hub, list, entry }) => publish(hub, list, [entry.number]),
  );

export const sweeping = (): Step =>
  step(
    'sweep',
    (life) => {
      life.sweep();
      return true;
    },
    ({ hub }) => sweep(hub.modules),
  );

export const checking = (business: string): Step => ({
  check: () => true,
  run: async (life, walk) => {
    const receipt = await check(walk.hub, 'services', 'BIDDING', business, walk.subject);
    expect(await verdictsOf(walk.hub, receipt)).toEqual([life.check(business)]);
    await expectAgreement(life, walk);
  },
  toString: () => `check(${business})`,
});

export const objecting = (ground: string, evidence: string[]): Step =>
  step(
    `object(${ground} ${evidence})`,
    (life) => life.object(ground, evidence),
    async (walk) => {
      walk.objections.push(await object(walk.hub, { entry: walk.entry.number }, { ground, evidence }));
    },
  );

export const deciding = (pick: number, upheld: boolean): Step => ({
  check: (life) => life.objections.length > 0,
  run: async (life, walk) => {
    const index = pick % life.objections.length;
    const did = await done(decide(walk.hub, walk.objections[index]!, upheld));
    expect([index, upheld, did]).toEqual([index, upheld, life.decide(index, upheld)]);
    await expectAgreement(life, walk);
  },
  toString: () => `decide(${pick}, ${upheld})`,
});

const ending = (memorandum: 'M1' | 'M2'): Step => ({
  ...step(
    `end ${memorandum}`,
    (life) => life.endMemorandum(memorandum),
    ({ hub, code }) =>
      hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
        memorandum: `${code}-${memorandum}`,
        reason: '终止',
      }),
  ),
  // One that is still being signed could be ended too; the walk keeps it.
  check: (life) => life.memoranda[memorandum] === 'IN_FORCE',
});

export const comingIntoForce = (): Step =>
  step(
    'M2 comes into force',
    (life) => life.bringIntoForce(),
    ({ hub, code }) => sign(hub, `${code}-M2`, ['services']),
  );

const retiring = (measure: 'A' | 'B'): Step =>
  step(
    `retire ${measure}`,
    (life) => life.retire(measure),
    ({ hub, code }) =>
      hub.modules.measures.measures.retireMeasure(as(hub, 'office'), {
        measure: `${code}-${measure}`,
        reason: '停用',
      }),
  );

const revoking = (): Step =>
  step(
    'revoke',
    (life) => life.revoke(),
    ({ hub, entry }) =>
      hub.modules.lists.publications.revokeEntry(as(hub, 'office'), { entry: entry.number, reason: '撤销' }),
  );

const withdrawing = (): Step =>
  step(
    'withdraw',
    (life) => life.withdraw(),
    ({ hub, entry }) =>
      hub.modules.lists.publications.withdrawEntry(as(hub, 'office'), {
        entry: entry.number,
        reason: '撤回',
      }),
  );

export const acknowledging = (pick: number): Step =>
  task(
    'acknowledge',
    pick,
    (life, each) => life.acknowledge(each),
    (hub, key, instruction) => hub.executions.acknowledgeInstruction(as(hub, key), { instruction }),
  );

const telling = (pick: number): Step => task('tell', pick, (life, each) => life.tell(each), serveOn);

export const applying = (pick: number): Step => task('apply', pick, (life, each) => life.apply(each), apply);

export const carryingOut = (pick: number): Step =>
  task(
    'carry out',
    pick,
    (life, each) => life.acknowledge(each) && life.tell(each) && life.apply(each),
    carryOut,
  );

export const declining = (pick: number): Step =>
  task(
    'decline',
    pick,
    (life, each) => life.decline(each),
    (hub, key, instruction) =>
      hub.executions.declineInstruction(as(hub, key), { instruction, reason: '无此业务' }),
  );

const always = fc.constant(null);
const pick = fc.nat({ max: 20 });
const grounds = fc.constantFrom('认定有误', '已经履行');
const papers = fc.subarray(['收据', '裁定']);

/** Each step as often as it stands here: what leads on more often than what ends. */
const weighted: [number, fc.Arbitrary<Step>][] = [
  [3, fc.integer({ min: 1, max: 12 }).map(passing)],
  [2, always.map(notifying)],
  [3, always.map(publishing)],
  [3, fc.constantFrom('业务一', '业务二').map(checking)],
  [3, pick.map(acknowledging)],
  [3, pick.map(telling)],
  [3, pick.map(applying)],
  [2, pick.map(carryingOut)],
  [1, pick.map(declining)],
  [2, fc.tuple(grounds, papers).map((parts) => objecting(...parts))],
  [2, fc.tuple(pick, fc.boolean()).map((parts) => deciding(...parts))],
  [2, always.map(sweeping)],
  [1, fc.constantFrom('A' as const, 'B' as const).map(retiring)],
  [1, fc.constantFrom('M1' as const, 'M2' as const).map(ending)],
  [1, always.map(comingIntoForce)],
  [1, always.map(revoking)],
  [1, always.map(withdrawing)],
];

export const steps: fc.Arbitrary<Step>[] = weighted.flatMap(([times, each]) =>
  Array<fc.Arbitrary<Step>>(times).fill(each),
);

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

type Pick = { pick: number };

/** A step of an agency with one of its instructions. */
const task = (
  name: string,
  { pick }: Pick,
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

const sweeping = (): Step =>
  step(
    'sweep',
    (life) => {
      life.sweep();
      return true;
    },
    ({ hub }) => sweep(hub.modules),
  );

const checking = (business: string): Step => ({
  check: () => true,
  run: async (life, walk) => {
    const receipt = await check(walk.hub, 'services', 'BIDDING', business, walk.subject);
    expect(await verdictsOf(walk.hub, receipt)).toEqual([life.check(business)]);
    await expectAgreement(life, walk);
  },
  toString: () => `check(${business})`,
});

const objecting = (ground: string, evidence: string[]): Step =>
  step(
    `object(${ground} ${evidence})`,
    (life) => life.object(ground, evidence),
    async (walk) => {
      walk.objections.push(await object(walk.hub, { entry: walk.entry.number }, { ground, evidence }));
    },
  );

const deciding = (pick: number, upheld: boolean): Step => ({
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
  check: (life) => life.memoranda[memorandum] === 'IN_FORCE',
  run: step(
    `end ${memorandum}`,
    (life) => life.endMemorandum(memorandum),
    ({ hub, code }) =>
      hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
        memorandum: `${code}-${memorandum}`,
        reason: '终止',
      }),
  ).run,
  toString: () => `end ${memorandum}`,
});

const pick = fc.record({ pick: fc.nat({ max: 20 }) });
const often = (arbitrary: fc.Arbitrary<Step>, times: number) =>
  Array<fc.Arbitrary<Step>>(times).fill(arbitrary);

export const steps: fc.Arbitrary<Step>[] = [
  ...often(fc.integer({ min: 1, max: 12 }).map(passing), 3),
  ...often(fc.constant(null).map(notifying), 2),
  ...often(fc.constant(null).map(publishing), 3),
  ...often(fc.constantFrom('业务一', '业务二').map(checking), 3),
  ...often(
    pick.map((at) =>
      task(
        'acknowledge',
        at,
        (life, each) => life.acknowledge(each),
        (hub, key, instruction) => hub.executions.acknowledgeInstruction(as(hub, key), { instruction }),
      ),
    ),
    3,
  ),
  ...often(
    pick.map((at) =>
      task(
        'tell',
        at,
        (life, each) => life.tell(each),
        (hub, key, instruction) => serveOn(hub, key, instruction),
      ),
    ),
    3,
  ),
  ...often(
    pick.map((at) =>
      task(
        'apply',
        at,
        (life, each) => life.apply(each),
        (hub, key, instruction) => apply(hub, key, instruction),
      ),
    ),
    3,
  ),
  ...often(
    pick.map((at) =>
      task(
        'carry out',
        at,
        (life, each) => life.acknowledge(each) && life.tell(each) && life.apply(each),
        (hub, key, instruction) => carryOut(hub, key, instruction),
      ),
    ),
    2,
  ),
  pick.map((at) =>
    task(
      'decline',
      at,
      (life, each) => life.decline(each),
      (hub, key, instruction) =>
        hub.executions.declineInstruction(as(hub, key), { instruction, reason: '无此业务' }),
    ),
  ),
  ...often(
    fc
      .tuple(fc.constantFrom('认定有误', '已经履行'), fc.subarray(['收据', '裁定']))
      .map((parts) => objecting(...parts)),
    2,
  ),
  ...often(
    fc.tuple(fc.nat({ max: 5 }), fc.boolean()).map((parts) => deciding(...parts)),
    2,
  ),
  ...often(fc.constant(null).map(sweeping), 2),
  fc.constantFrom('A' as const, 'B' as const).map((measure) =>
    step(
      `retire ${measure}`,
      (life) => life.retire(measure),
      ({ hub, code }) =>
        hub.modules.measures.measures.retireMeasure(as(hub, 'office'), {
          measure: `${code}-${measure}`,
          reason: '停用',
        }),
    ),
  ),
  fc.constantFrom('M1' as const, 'M2' as const).map(ending),
  fc.constant(null).map(() =>
    step(
      'M2 comes into force',
      (life) => life.bringIntoForce(),
      ({ hub, code }) => sign(hub, `${code}-M2`, ['services']),
    ),
  ),
  fc.constant(null).map(() =>
    step(
      'revoke',
      (life) => life.revoke(),
      ({ hub, entry }) =>
        hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '撤销',
        }),
    ),
  ),
  fc.constant(null).map(() =>
    step(
      'withdraw',
      (life) => life.withdraw(),
      ({ hub, entry }) =>
        hub.modules.lists.publications.withdrawEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '撤回',
        }),
    ),
  ),
];

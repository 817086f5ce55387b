import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { addWorkingDays } from '../../../src/kernel/working-days.js';
import { type Ask, testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  type StoredInstruction,
  apply,
  as,
  carryOut,
  check,
  count,
  errorOf,
  instructionFor,
  memorandumInForce,
  newCompany,
  object,
  published,
  publishedMeasure,
  refused,
  serveOn,
  startLoop,
} from '../lists/support.js';

const ACKNOWLEDGE = `mutation ($input: AcknowledgeInstructionInput!) { acknowledgeInstruction(input: $input) {
  instruction { number status acknowledgedAt overdue } } }`;
const NOTIFY = `mutation ($input: ServeNoticeInput!) { serveNotice(input: $input) {
  instruction { number notice { number } } notice { channel proof basis reason rights servedOn subject { code } } } }`;
const FEED_BACK = `mutation ($input: ReportFeedbackInput!) { reportFeedback(input: $input) {
  instruction { number status appliedAt feedback { outcome businessNumber } history { from to } } feedback { outcome appliedOn detail organization { name } } } }`;
const DECLINE = `mutation ($input: DeclineInstructionInput!) { declineInstruction(input: $input) { instruction { status declineReason endedAt } } }`;
const LATE = `query ($entry: String!) { instructions(filter: { overdue: true, entry: $entry }) { nodes { number overdue } } }`;

let hub: Loop;
let market: Ask;
let tax: Ask;
let office: Ask;
let entry: StoredEntry;
let task: StoredInstruction;
beforeAll(async () => {
  hub = await startLoop();
  [market, tax, office] = await Promise.all([
    hub.as('demo-agency-market'),
    hub.as('demo-agency-tax'),
    hub.as('demo-office'),
  ]);
});
beforeEach(async () => {
  entry = await published(hub);
  task = await instructionFor(hub, entry.id, 'market');
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

const acknowledging = () => ({ input: { instruction: task.number } });
const notifying = (changes: object = {}) => ({
  input: {
    instruction: task.number,
    servedOn: testDay,
    channel: 'POST',
    proof: '邮政回执 EM1',
    reason: '列入严重违法失信名单',
    ...changes,
  },
});
const applying = (changes: object = {}) => ({
  input: { instruction: task.number, outcome: 'APPLIED', appliedOn: testDay, ...changes },
});
const declining = (reason = '主体已注销') => ({ input: { instruction: task.number, reason } });
const statusNow = async () => (await instructionFor(hub, entry.id, 'market')).status;

describe('an agency carries an instruction out', () => {
  it('step by step: acknowledged, the subject told, applied and fed back', async () => {
    const acknowledged = await market(ACKNOWLEDGE, acknowledging());
    expect(acknowledged.data.acknowledgeInstruction.instruction).toMatchObject({
      status: 'ACKNOWLEDGED',
      acknowledgedAt: '2026-10-20T04:00:00.000Z',
      overdue: false,
    });
    const told = await market(NOTIFY, notifying());
    expect(told.errors).toBeUndefined();
    expect(told.data.serveNotice.notice).toMatchObject({
      channel: 'POST',
      proof: '邮政回执 EM1',
      servedOn: testDay,
      reason: '列入严重违法失信名单',
      basis: expect.stringContaining('第三十二条'),
      rights: expect.stringMatching(/异议.*暂不执行.*信用修复.*行政复议.*行政诉讼/),
    });
    const fed = await market(
      FEED_BACK,
      applying({ businessNumber: '检2026-1', detail: '已列为重点监管对象' }),
    );
    expect(fed.errors).toBeUndefined();
    expect(fed.data.reportFeedback).toMatchObject({
      instruction: {
        status: 'APPLIED',
        appliedAt: '2026-10-20T04:00:00.000Z',
        feedback: [{ outcome: 'APPLIED', businessNumber: '检2026-1' }],
        history: [
          { from: null, to: 'ISSUED' },
          { from: 'ISSUED', to: 'ACKNOWLEDGED' },
          { from: 'ACKNOWLEDGED', to: 'APPLIED' },
        ],
      },
      feedback: { outcome: 'APPLIED', appliedOn: testDay, detail: '已列为重点监管对象' },
    });
    const audits = await hub.database.rows<{ event: string }>(sql`
      select event from audit_event where target = 'Instruction' and target_id = ${task.id} order by position`);
    expect(audits.map(({ event }) => event)).toEqual([
      'enforcement.instructionAcknowledged',
      'enforcement.noticeServed',
      'enforcement.instructionApplied',
      'enforcement.feedbackReported',
    ]);
  });

  it('never applies a punishment of which the subject was not told (Policy 三(二), invariant 3)', async () => {
    await market(ACKNOWLEDGE, acknowledging());
    expect(errorOf(await market(FEED_BACK, applying()))).toMatchObject({
      code: 'NOTICE_MISSING',
      field: 'input.instruction',
      article: 'Policy 三(二)',
    });
    expect(await statusNow()).toBe('ACKNOWLEDGED');
    expect(
      await count(hub, sql`select count(*)::int as n from feedback where instruction_id = ${task.id}`),
    ).toBe(0);
  });

  it('applies an incentive without a notice', async () => {
    const red = await published(hub, { list: 'RED-PY', severity: 'MINOR', finality: null });
    const { number } = await instructionFor(hub, red.id, 'market');
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: number });
    await apply(hub, 'market', number);
    expect((await instructionFor(hub, red.id, 'market')).status).toBe('APPLIED');
  });

  it('never skips the acknowledgement', async () => {
    await serveOn(hub, 'market', task.number);
    expect(errorOf(await market(FEED_BACK, applying()))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'ISSUED',
    });
  });

  it('never takes a step twice', async () => {
    await carryOut(hub, 'market', task.number);
    for (const [mutation, variables] of [
      [ACKNOWLEDGE, acknowledging()],
      [NOTIFY, notifying()],
      [FEED_BACK, applying()],
      [DECLINE, declining()],
    ] as const)
      expect(errorOf(await market(mutation, variables))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        state: 'APPLIED',
      });
  });

  it('answers the same feedback with the same key, and stores it once', async () => {
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: task.number });
    await serveOn(hub, 'market', task.number);
    const once = await market(FEED_BACK, applying(), { idempotencyKey: task.number });
    const twice = await market(FEED_BACK, applying(), { idempotencyKey: task.number });
    expect(once.errors).toBeUndefined();
    expect(twice.data).toEqual(once.data);
    expect(
      await count(hub, sql`select count(*)::int as n from feedback where instruction_id = ${task.id}`),
    ).toBe(1);
  });

  it.each([
    ['a notice of tomorrow', NOTIFY, () => notifying({ servedOn: addDays(testDay, 1) }), 'input.servedOn'],
    [
      'a notice before the instruction',
      NOTIFY,
      () => notifying({ servedOn: addDays(testDay, -1) }),
      'input.servedOn',
    ],
    ['a notice without proof', NOTIFY, () => notifying({ proof: '' }), 'input.proof'],
    ['a notice without reason', NOTIFY, () => notifying({ reason: ' ' }), 'input.reason'],
    [
      'feedback of tomorrow',
      FEED_BACK,
      () => applying({ appliedOn: addDays(testDay, 1) }),
      'input.appliedOn',
    ],
    [
      'feedback before the instruction',
      FEED_BACK,
      () => applying({ appliedOn: addDays(testDay, -1) }),
      'input.appliedOn',
    ],
    ['a refusal without reason', DECLINE, () => declining('  '), 'input.reason'],
  ])('is told what is wrong with %s', async (_name, mutation, variables, field) => {
    expect(errorOf(await market(mutation, variables()))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('applies nothing on a day before the notice was served', async () => {
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: task.number });
    hub.clock.set(addDays(testDay, 2));
    await serveOn(hub, 'market', task.number);
    expect(
      await refused(hub.executions.reportFeedback(as(hub, 'market'), applying().input as never)),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.appliedOn' });
  });

  it('may decline with a reason, before applying, and then for good', async () => {
    const { data } = await market(DECLINE, declining());
    expect(data.declineInstruction.instruction).toMatchObject({
      status: 'DECLINED',
      declineReason: '主体已注销',
      endedAt: '2026-10-20T04:00:00.000Z',
    });
    expect(errorOf(await market(ACKNOWLEDGE, acknowledging()))).toMatchObject({ state: 'DECLINED' });
  });
});

describe('whose instruction it is', () => {
  it('matters: for other agencies it is not there, like a number that is none', async () => {
    for (const [mutation, variables] of [
      [ACKNOWLEDGE, acknowledging()],
      [NOTIFY, notifying()],
      [FEED_BACK, applying()],
      [DECLINE, declining()],
    ] as const) {
      const stranger = await tax(mutation, variables);
      const nobody = await tax(mutation, { input: { ...variables.input, instruction: 'I-NONE' } });
      expect(stranger.errors).toEqual(nobody.errors);
      expect(errorOf(stranger)).toMatchObject({ code: 'NOT_FOUND', field: 'input.instruction' });
      expect(errorOf(await office(mutation, variables)).code).toBe('FORBIDDEN');
    }
    expect(await statusNow()).toBe('ISSUED');
    const read = `query ($entry: String!) { instructions(filter: { entry: $entry }) { nodes { agency { name } } } }`;
    const seen = await tax(read, { entry: entry.number });
    expect(new Set(seen.data.instructions.nodes.map((each: any) => each.agency.name))).toEqual(
      new Set(['濮阳县税务局']),
    );
  });
});

describe('the day for feedback', () => {
  it('is over after the last working day: overdue shows for who is late, until the feedback comes', async () => {
    expect(task.dueAt).toBe(addWorkingDays(testDay, 10));
    const late = async () => (await market(LATE, { entry: entry.number })).data.instructions.nodes;
    hub.clock.set(task.dueAt);
    market = await hub.as('demo-agency-market');
    expect(await late()).toEqual([]);
    hub.clock.set(addDays(task.dueAt, 1));
    market = await hub.as('demo-agency-market');
    expect(await late()).toEqual([{ number: task.number, overdue: true }]);
    await carryOut(hub, 'market', task.number);
    expect(await late()).toEqual([]);
  });
});

describe('what may not be carried out', () => {
  const told = async () => {
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: task.number });
    await serveOn(hub, 'market', task.number);
  };

  it('is a suspended instruction: no step of it, until the objection is decided', async () => {
    await told();
    await object(hub, { entry: entry.number });
    for (const [mutation, variables] of [
      [ACKNOWLEDGE, acknowledging()],
      [NOTIFY, notifying()],
      [FEED_BACK, applying()],
      [FEED_BACK, applying({ outcome: 'LIFTED' })],
      [DECLINE, declining()],
    ] as const)
      expect(errorOf(await market(mutation, variables))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        state: 'SUSPENDED',
      });
    expect(await statusNow()).toBe('SUSPENDED');
  });

  it('is one whose entry is over, also before the sweep has ended it', async () => {
    entry = await published(hub, { validUntil: addDays(testDay, 5) });
    task = await instructionFor(hub, entry.id, 'market');
    await told();
    hub.clock.set(addDays(testDay, 6));
    expect(await refused(apply(hub, 'market', task.number))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      article: 'Henan 37',
    });
    hub.clock.set(addDays(testDay, 5));
    await apply(hub, 'market', task.number);
  });

  it('is one past the statutory limit of its measure, or past the last day of its memorandum', async () => {
    await publishedMeasure(hub, 'LIMIT-1', { maxMonths: 1 });
    await publishedMeasure(hub, 'LIMIT-2');
    await memorandumInForce(hub, 'LIMIT-MONTH', [{ measure: 'LIMIT-1', matter: 'LICENSING' }], {
      lists: ['BLACK-GEOLOGY'],
    });
    await memorandumInForce(
      hub,
      'LIMIT-DAYS',
      [{ measure: 'LIMIT-2', implementer: 'market', matter: 'LICENSING' }],
      { lists: ['BLACK-GEOLOGY'], effectiveUntil: addDays(testDay, 9) },
    );
    entry = await published(hub, { list: 'BLACK-GEOLOGY' });
    const bounded = [
      ['tax', '2026-11-20'],
      ['market', addDays(testDay, 9)],
    ] as const;
    for (const [key, last] of bounded) {
      const { number } = await instructionFor(hub, entry.id, key);
      await hub.executions.acknowledgeInstruction(as(hub, key), { instruction: number });
      await serveOn(hub, key, number);
      hub.clock.set(addDays(last, 1));
      expect(await refused(apply(hub, key, number))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
      hub.clock.set(last);
      await apply(hub, key, number);
      hub.clock.set(testDay);
    }
  });

  it('is LIFTED feedback before anything ended', async () => {
    await carryOut(hub, 'market', task.number);
    expect(errorOf(await market(FEED_BACK, applying({ outcome: 'LIFTED' })))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'APPLIED',
    });
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '撤销',
    });
    const { errors, data } = await market(FEED_BACK, applying({ outcome: 'LIFTED', detail: '已停止' }));
    expect(errors).toBeUndefined();
    expect(data.reportFeedback).toMatchObject({
      instruction: { status: 'LIFTED', feedback: [{ outcome: 'APPLIED' }, { outcome: 'LIFTED' }] },
    });
  });
});

describe('an instruction by a check', () => {
  it('goes the same way at its own matter', async () => {
    const subject = newCompany();
    const listed = await published(hub, { subject });
    await check(hub, 'services', 'LICENSING', 'WALK-1', subject);
    const { number } = await instructionFor(hub, listed.id, 'services', 'ON_CHECK');
    await carryOut(hub, 'services', number);
    expect((await instructionFor(hub, listed.id, 'services', 'ON_CHECK')).status).toBe('APPLIED');
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { type Ask, testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  apply,
  as,
  asSubject,
  carryOut,
  check,
  count,
  decide,
  draftMemorandum,
  entryInput,
  errorOf,
  instructionFor,
  instructionsOf,
  memorandumInForce,
  newCompany,
  object,
  propose,
  publishable,
  published,
  publishedMeasure,
  refused,
  sign,
  startLoop,
  statusesOf,
  storedEntry,
  verdictsOf,
} from '../lists/support.js';

const RAISE = `mutation ($input: RaiseObjectionInput!) { raiseObjection(input: $input) { objection {
  number status suspends channel ground evidence receivedAt dueAt overdue entry { number status objected objectionNote }
  record { number } raisedBy { name } history { from to } } } }`;
const DECIDE = `mutation ($input: DecideObjectionInput!) { decideObjection(input: $input) { objection {
  number status decidedAt reasons decidedBy { name } history { from to } entry { number status objected } } } }`;

let hub: Loop;
let office: Ask;
let approver: Ask;
let tax: Ask;
let entry: StoredEntry;
const subject = { code: '', name: '', kind: 'LEGAL_PERSON' as const };
beforeAll(async () => {
  hub = await startLoop();
  [office, approver, tax] = await Promise.all([
    hub.as('demo-office'),
    hub.as('demo-office-approver'),
    hub.as('demo-agency-tax'),
  ]);
});
beforeEach(async () => {
  Object.assign(subject, newCompany());
  entry = await published(hub, { subject: { ...subject } });
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

const raising = (changes: object = {}) => ({
  input: {
    entry: entry.number,
    ground: '认定有误',
    statement: '所述事实与本单位无关',
    channel: 'PHONE',
    ...changes,
  },
});
const deciding = (objection: string, upheld = false) => ({
  input: { objection, upheld, reasons: '经核查，原认定无误' },
});
/** Status of each instruction, by its id. */
const states = async (id = entry.id) =>
  new Map((await instructionsOf(hub, id)).map((each) => [each.id, each.status]));
/** Issued, acknowledged and applied instructions of the entry, and one declined. */
const intoEveryState = async () => {
  await check(hub, 'services', 'LICENSING', `OBJ-${entry.number}`, subject);
  await hub.executions.acknowledgeInstruction(as(hub, 'tax'), {
    instruction: (await instructionFor(hub, entry.id, 'tax')).number,
  });
  await carryOut(hub, 'market', (await instructionFor(hub, entry.id, 'market')).number);
  await hub.executions.declineInstruction(as(hub, 'services'), {
    instruction: (await instructionFor(hub, entry.id, 'services', 'ON_CHECK')).number,
    reason: '无此业务',
  });
  const all = await states();
  expect(new Set(all.values())).toEqual(new Set(['ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'DECLINED']));
  return all;
};
const checkNow = async () =>
  verdictsOf(hub, await check(hub, 'housing', 'BIDDING', `LOOK-${entry.number}`, subject));

describe('receiving an objection', () => {
  it('marks and suspends everywhere in the one transaction', async () => {
    const before = await intoEveryState();
    const { errors, data } = await office(RAISE, raising({ evidence: ['证明1'] }));
    expect(errors).toBeUndefined();
    expect(data.raiseObjection.objection).toMatchObject({
      status: 'SUBMITTED',
      suspends: true,
      channel: 'PHONE',
      ground: '认定有误',
      evidence: ['证明1'],
      // The office identified it itself: three working days from Tuesday 20 October (Henan 41).
      dueAt: '2026-10-23',
      overdue: false,
      entry: { number: entry.number, status: 'SUSPENDED', objected: true },
      history: [{ from: null, to: 'SUBMITTED' }],
    });
    expect(data.raiseObjection.objection.entry.objectionNote).toContain('异议核查');
    expect(await states()).toEqual(
      new Map([...before].map(([id, status]) => [id, status === 'DECLINED' ? status : 'SUSPENDED'])),
    );
    const rows = await hub.database.rows<{ transactions: number }>(sql`
      select count(distinct xmin)::int as transactions from (
        select xmin::text from list_entry where id = ${entry.id}
        union all select xmin::text from objection where entry_id = ${entry.id}
        union all select xmin::text from instruction where entry_id = ${entry.id} and status = 'SUSPENDED') touched`);
    expect(rows).toEqual([{ transactions: 1 }]);
  });

  it('is what the next check anywhere says', async () => {
    expect(await checkNow()).toEqual(['PUNISHMENT']);
    await object(hub, { entry: entry.number });
    expect(await checkNow()).toEqual(['SUSPENDED']);
    const hits = await hub.database.rows<{ suspended: boolean }>(sql`
      select suspended from check_hit where entry_id = ${entry.id} order by check_id desc limit 1`);
    expect(hits).toEqual([{ suspended: true }]);
    const issued = (await instructionsOf(hub, entry.id)).filter(({ status }) => status === 'ISSUED');
    expect(issued).toEqual([]);
  });

  it('stops the feedback that was about to come', async () => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: number });
    await object(hub, { entry: entry.number });
    expect(await refused(apply(hub, 'market', number))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'SUSPENDED',
      article: 'Policy 五(三)',
    });
  });

  it('takes the entry off the public list, and the open change feed says so', async () => {
    await object(hub, { entry: entry.number });
    const read = `query ($number: String!) { listEntry(number: $number) { number } }`;
    expect((await hub.asPublic(read, { number: entry.number })).data.listEntry).toBeNull();
    const change = await hub.database.one(
      sql`select audience from change where type = 'ENTRY_SUSPENDED' and target_id = ${entry.id}`,
    );
    expect(change).toEqual({ audience: 'PUBLIC' });
  });

  it('marks a red entry and leaves what it grants', async () => {
    const red = await published(hub, { list: 'RED-PY', severity: 'MINOR', finality: null });
    const before = await states(red.id);
    const objection = await object(hub, { entry: red.number });
    expect(await storedEntry(hub, red.id)).toMatchObject({ status: 'PUBLISHED', objected: true });
    expect(await states(red.id)).toEqual(before);
    await decide(hub, objection, true);
    expect(await storedEntry(hub, red.id)).toMatchObject({ status: 'REVOKED', objected: false });
  });

  it.each([
    ['neither entry nor record', { entry: null }, 'input.entry'],
    ['both', { record: 'R1' }, 'input.entry'],
    ['no ground', { ground: ' ' }, 'input.ground'],
    ['no statement', { statement: '' }, 'input.statement'],
  ])('is refused with %s', async (_name, changes, field) => {
    expect(errorOf(await office(RAISE, raising(changes)))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('with the same key is done once', async () => {
    const once = await office(RAISE, raising(), { idempotencyKey: entry.number });
    const twice = await office(RAISE, raising(), { idempotencyKey: entry.number });
    expect(twice.data).toEqual(once.data);
    const stored = sql`select count(*)::int as n from objection where entry_id = ${entry.id}`;
    expect(await count(hub, stored)).toBe(1);
  });

  it('of an entry that ended finds nothing to suspend', async () => {
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '撤销',
    });
    expect(await refused(object(hub, { entry: entry.number }))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      field: 'input.entry',
    });
  });
});

describe('who objects', () => {
  it('is the subject for itself, and for nobody else', async () => {
    const other = await published(hub);
    await object(hub, { entry: entry.number }, { act: asSubject(hub, entry.subjectId) });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED' });
    expect(
      await refused(object(hub, { entry: other.number }, { act: asSubject(hub, entry.subjectId) })),
    ).toEqual(await refused(object(hub, { entry: 'E-NONE' }, { act: asSubject(hub, entry.subjectId) })));
  });

  it('is an agency for what it may see: a number it should not know is none', async () => {
    await object(hub, { entry: entry.number }, { act: as(hub, 'tax') });
    const secret = await propose(hub);
    const stranger = await refused(object(hub, { entry: secret.number }, { act: as(hub, 'tax') }));
    expect(stranger).toEqual(await refused(object(hub, { entry: 'E-NONE' }, { act: as(hub, 'tax') })));
    expect(stranger).toMatchObject({ code: 'NOT_FOUND', field: 'input.entry' });
    expect((await storedEntry(hub, secret.id)).objected).toBe(false);
    await object(hub, { entry: secret.number }, { act: as(hub, 'market') });
  });

  it('is no bank and not the public', async () => {
    expect(errorOf(await (await hub.as('demo-bank'))(RAISE, raising())).code).toBe('FORBIDDEN');
    expect(errorOf(await hub.asPublic(RAISE, raising())).code).toBe('UNAUTHENTICATED');
  });
});

describe('deciding', () => {
  it('dismissed: each instruction has exactly the state it had, and goes on from there', async () => {
    const before = await intoEveryState();
    const objection = await object(hub, { entry: entry.number });
    const { errors, data } = await approver(DECIDE, deciding(objection));
    expect(errors).toBeUndefined();
    expect(data.decideObjection.objection).toMatchObject({
      status: 'DISMISSED',
      reasons: '经核查，原认定无误',
      decidedAt: '2026-10-20T04:00:00.000Z',
      entry: { status: 'PUBLISHED', objected: false },
      history: [
        { from: null, to: 'SUBMITTED' },
        { from: 'SUBMITTED', to: 'ACCEPTED' },
        { from: 'ACCEPTED', to: 'VERIFYING' },
        { from: 'VERIFYING', to: 'DISMISSED' },
      ],
    });
    expect(await states()).toEqual(before);
    expect(await checkNow()).toEqual(['PUNISHMENT']);
    const { number } = await instructionFor(hub, entry.id, 'tax');
    await hub.executions.serveNotice(as(hub, 'tax'), {
      instruction: number,
      servedOn: testDay,
      channel: 'POST',
      proof: '回执',
      reason: '列入名单',
    });
    await apply(hub, 'tax', number);
  });

  it('upheld: the entry is revoked, what was applied is lifted, the rest cancelled', async () => {
    const before = await intoEveryState();
    const objection = await object(hub, { entry: entry.number });
    await decide(hub, objection, true);
    expect(await storedEntry(hub, entry.id)).toMatchObject({
      status: 'REVOKED',
      objected: false,
      endReason: '经核查',
    });
    const after: Record<string, string> = { APPLIED: 'LIFTED', DECLINED: 'DECLINED' };
    expect(await states()).toEqual(
      new Map([...before].map(([id, status]) => [id, after[status] ?? 'CANCELLED'])),
    );
    expect(await checkNow()).toEqual(['CLEAR']);
  });

  it('is for another person than who raised it, of the credit office, once, with reasons', async () => {
    const raised = await office(RAISE, raising());
    const { number } = raised.data.raiseObjection.objection;
    expect(errorOf(await office(DECIDE, deciding(number)))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      field: 'input.objection',
    });
    expect(errorOf(await tax(DECIDE, deciding(number))).code).toBe('FORBIDDEN');
    expect(
      await refused(
        hub.modules.objections.decisions.decideObjection(as(hub, 'office'), {
          ...deciding(number).input,
          reasons: '',
        }),
      ),
    ).toMatchObject({
      field: 'input.reasons',
    });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED' });
    expect((await approver(DECIDE, deciding(number))).errors).toBeUndefined();
    expect(errorOf(await approver(DECIDE, deciding(number)))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'DISMISSED',
    });
    expect(errorOf(await approver(DECIDE, deciding('Y-NONE'))).code).toBe('NOT_FOUND');
  });

  it('is late after three working days where the office identified it itself', async () => {
    const objection = await object(hub, { entry: entry.number });
    const late = async () => {
      const ask = await hub.as('demo-office');
      const { data } = await ask(
        `query ($entry: String!) { objections(filter: { overdue: true, entry: $entry }) { nodes { number } } }`,
        { entry: entry.number },
      );
      return data.objections.nodes;
    };
    hub.clock.set('2026-10-23');
    expect(await late()).toEqual([]);
    hub.clock.set('2026-10-24');
    expect(await late()).toEqual([{ number: objection }]);
  });

  it('one of two dismissed leaves the entry suspended while the other is open', async () => {
    const before = await states();
    const first = await object(hub, { entry: entry.number });
    const second = await object(hub, { entry: entry.number }, { ground: '已经履行' });
    await decide(hub, first, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    expect(new Set((await states()).values())).toEqual(new Set(['SUSPENDED']));
    await decide(hub, second, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    expect(await states()).toEqual(before);
  });

  it('one of two upheld ends the entry; the other is decided without effect', async () => {
    const first = await object(hub, { entry: entry.number });
    const second = await object(hub, { entry: entry.number }, { ground: '已经履行' });
    await decide(hub, first, true);
    await decide(hub, second, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED', objected: false });
  });

  it('the same ground again suspends only with new evidence', async () => {
    await decide(hub, await object(hub, { entry: entry.number }, { evidence: ['收据1'] }), false);
    const again = await object(hub, { entry: entry.number }, { evidence: ['收据 1'] });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    await decide(hub, again, false);
    await object(hub, { entry: entry.number }, { evidence: ['收据1', '法院裁定2'] });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
  });

  it('one that does not suspend, dismissed, frees nothing that another holds', async () => {
    await decide(hub, await object(hub, { entry: entry.number }), false);
    const again = await object(hub, { entry: entry.number });
    const other = await object(hub, { entry: entry.number }, { ground: '主体不符' });
    await decide(hub, again, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    await decide(hub, other, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
  });
});

describe('what happened while the entry was suspended', () => {
  it('its term ran out: it expires at the decision, it does not come back', async () => {
    entry = await published(hub, { validUntil: addDays(testDay, 5) });
    const objection = await object(hub, { entry: entry.number });
    hub.clock.set(addDays(testDay, 6));
    await decide(hub, objection, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'EXPIRED', objected: false });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['CANCELLED']));
  });

  it('a measure was retired, a memorandum ended, one passed its last day: these do not come back', async () => {
    const list = { lists: ['BLACK-GEOLOGY'] };
    for (const code of ['GONE-1', 'GONE-2', 'GONE-3', 'GONE-4', 'STAYS'])
      await publishedMeasure(hub, code, code === 'GONE-4' ? { maxMonths: 1 } : {});
    await memorandumInForce(
      hub,
      'GONE-A',
      [{ measure: 'GONE-1' }, { measure: 'STAYS' }, { measure: 'GONE-4' }],
      list,
    );
    await memorandumInForce(hub, 'GONE-B', [{ measure: 'GONE-2' }], list);
    await memorandumInForce(hub, 'GONE-C', [{ measure: 'GONE-3' }], {
      ...list,
      effectiveUntil: addDays(testDay, 3),
    });
    entry = await published(hub, { list: 'BLACK-GEOLOGY' });
    for (const { number } of await instructionsOf(hub, entry.id)) await carryOut(hub, 'tax', number);
    const objection = await object(hub, { entry: entry.number });
    await hub.modules.measures.measures.retireMeasure(as(hub, 'office'), {
      measure: 'GONE-1',
      reason: '停用',
    });
    await hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
      memorandum: 'GONE-B',
      reason: '终止',
    });
    hub.clock.set('2026-11-21');
    await decide(hub, objection, false);
    const after = await instructionsOf(hub, entry.id);
    expect(Object.fromEntries(after.map(({ measure, status }) => [measure, status]))).toEqual({
      'GONE-1': 'LIFTED',
      'GONE-2': 'LIFTED',
      'GONE-3': 'LIFTED',
      'GONE-4': 'LIFTED',
      STAYS: 'APPLIED',
    });
  });

  it('a memorandum came into force: its instructions are issued at the decision', async () => {
    await publishedMeasure(hub, 'COMES');
    entry = await published(hub, { list: 'BLACK-MILITARY' });
    const objection = await object(hub, { entry: entry.number });
    await draftMemorandum(hub, 'COMES', [{ measure: 'COMES' }], { lists: ['BLACK-MILITARY'] });
    await sign(hub, 'COMES');
    expect(await instructionsOf(hub, entry.id)).toEqual([]);
    await decide(hub, objection, false);
    expect(await statusesOf(hub, entry.id)).toEqual(['ISSUED']);
  });
});

describe('an objection to a record', () => {
  /** A penalty record of an organisation, not objected to and grounding nothing. */
  const freshRecord = async () =>
    (await hub.database.one<{ id: number; number: string; subjectId: number }>(sql`
      select r.id, r.number, r.subject_id as "subjectId" from credit_record r join subject s on s.id = r.subject_id
      where r.kind = 'PENALTY' and r.finality = 'FINAL' and s.kind = 'LEGAL_PERSON' and not r.objected and r.disclosure = 'OPEN'
        and r.publish_until >= ${testDay}::date and not exists (select 1 from list_entry e where e.record_id = r.id)
        and not exists (select 1 from objection o where o.record_id = r.id)
      order by r.id desc limit 1`))!;
  const objected = async (id: number) =>
    (await hub.database.one<{ objected: boolean; withdrawal: string | null }>(
      sql`select objected, withdrawal from credit_record where id = ${id}`,
    ))!;
  const resting = async (record: { number: string }) => {
    const changes = { record: record.number, subject: {} };
    return [
      await published(hub, { ...changes, list: 'BLACK-TAX' }),
      await publishable(hub, { ...changes, list: 'BLACK-COURT' }),
    ] as const;
  };

  it('marks it and suspends every entry that rests on it; dismissed, all is as it was', async () => {
    const record = await freshRecord();
    const [inEffect, told] = await resting(record);
    const before = await states(inEffect.id);
    const objection = await object(hub, { record: record.number });
    expect(await objected(record.id)).toMatchObject({ objected: true });
    expect(await storedEntry(hub, inEffect.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    expect(await storedEntry(hub, told.id)).toMatchObject({ status: 'NOTIFIED', objected: true });
    await decide(hub, objection, false);
    expect(await objected(record.id)).toEqual({ objected: false, withdrawal: null });
    expect(await storedEntry(hub, inEffect.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    expect(await storedEntry(hub, told.id)).toMatchObject({ status: 'NOTIFIED', objected: false });
    expect(await states(inEffect.id)).toEqual(before);
  });

  it('upheld, takes the record off the open ones, revokes and rejects what rests on it', async () => {
    const record = await freshRecord();
    const [inEffect, told] = await resting(record);
    await decide(hub, await object(hub, { record: record.number }), true);
    expect(await objected(record.id)).toEqual({ objected: false, withdrawal: 'REVOKED' });
    const read = `query ($document: String!) { creditRecords(filter: { documentNumber: $document }) { nodes { number } } }`;
    const { documentNumber } = (await hub.database.one<{ documentNumber: string }>(
      sql`select document_number as "documentNumber" from credit_record where id = ${record.id}`,
    ))!;
    const seen = await hub.asPublic(read, { document: documentNumber });
    expect(seen).toMatchObject({ data: { creditRecords: { nodes: [] } } });
    expect((await storedEntry(hub, inEffect.id)).status).toBe('REVOKED');
    expect((await storedEntry(hub, told.id)).status).toBe('REJECTED');
    const again = entryInput(hub, { record: record.number, subject: {}, list: 'WATCH-PY' });
    expect(await refused(hub.modules.lists.proposals.proposeEntry(as(hub, 'office'), again))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 42',
    });
  });

  it('holds an entry that an objection to the entry itself has released, and the other way round', async () => {
    const record = await freshRecord();
    const [inEffect] = await resting(record);
    const toRecord = await object(hub, { record: record.number });
    const toEntry = await object(hub, { entry: inEffect.number });
    await decide(hub, toEntry, false);
    expect(await storedEntry(hub, inEffect.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    const toEntryAgain = await object(hub, { entry: inEffect.number }, { ground: '主体不符' });
    await decide(hub, toRecord, false);
    expect(await storedEntry(hub, inEffect.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    await decide(hub, toEntryAgain, false);
    expect(await storedEntry(hub, inEffect.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
  });

  it('is for who may see the record', async () => {
    const record = await freshRecord();
    await hub.database.rows(sql`update credit_record set disclosure = 'INTERNAL' where id = ${record.id}`);
    expect(
      await refused(object(hub, { record: record.number }, { act: as(hub, 'agriculture') })),
    ).toMatchObject({ code: 'NOT_FOUND', field: 'input.record' });
    await object(hub, { record: record.number }, { act: asSubject(hub, record.subjectId) });
    expect(await objected(record.id)).toMatchObject({ objected: true });
  });
});

describe('the database itself', () => {
  it('brings no entry back under an open objection', async () => {
    await object(hub, { entry: entry.number });
    const raw = hub.database.rows(sql`update list_entry set status = 'PUBLISHED' where id = ${entry.id}`);
    await expect(raw).rejects.toThrow(/open objection/);
    const wake = hub.database.rows(sql`
      update instruction set status = status_before_suspension, status_before_suspension = null where entry_id = ${entry.id}`);
    await expect(wake).rejects.toThrow(/entry is not published/);
  });
});

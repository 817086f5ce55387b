import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  as,
  asSubject,
  carryOut,
  count,
  decide,
  instructionFor,
  object,
  propose,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from '../lists/support.js';
import {
  accept,
  applyFor,
  applying,
  decideRepair,
  openTerms,
  passMinimumPeriod,
  penalty,
  storedRepair,
  taxEntry,
} from './support.js';

let hub: Loop;
let entry: StoredEntry;
beforeAll(async () => {
  hub = await startLoop();
});
beforeEach(async () => {
  entry = await taxEntry(hub);
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

const takenUp = async (target = entry) => {
  const repair = await applyFor(hub, target);
  await accept(hub, repair.number);
  return repair;
};
const changesOf = (repairId: number) =>
  hub.database.rows<{ type: string; audience: string; parties: number[]; subjectId: number }>(sql`
    select type, audience, parties, subject_id::int as "subjectId" from change where target = 'Repair' and target_id = ${repairId} order by position`);

describe('an application', () => {
  it('opens both terms with whoever identified the entry, and tells it', async () => {
    const repair = await applyFor(hub, entry);
    expect(repair).toMatchObject({
      status: 'APPLIED',
      ruleSet: 'GENERAL-2026',
      deciderId: hub.bodies.get('tax'),
    });
    const terms = await hub.database.rows(sql`
      select kind, owner_id as owner, due_on as due from deadline where target = 'Repair' and target_id = ${repair.id} order by kind`);
    // Three and ten working days from Tuesday 20 October.
    expect(terms).toEqual([
      { kind: 'REPAIR_ACCEPTANCE', owner: hub.bodies.get('tax'), due: '2026-10-23' },
      { kind: 'REPAIR_DECISION', owner: hub.bodies.get('tax'), due: '2026-11-03' },
    ]);
    expect(await changesOf(repair.id)).toEqual([
      {
        type: 'REPAIR_APPLIED',
        audience: 'PARTIES',
        parties: [hub.bodies.get('tax')],
        subjectId: entry.subjectId,
      },
    ]);
  });

  it('is taken for a suspended entry too', async () => {
    await object(hub, { entry: entry.number });
    expect((await applyFor(hub, entry)).status).toBe('APPLIED');
  });

  it('keeps the files that came with it', async () => {
    const act = asSubject(hub, entry.subjectId);
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
    const { number } = await hub.modules.files.files.takeIn(act, pdf, '缴款书.pdf');
    const repair = await applyFor(hub, entry, { act, files: [number] });
    const kept = sql`select count(*)::int as n from attachment where number = ${number} and target = 'Repair' and target_id = ${repair.id}`;
    expect(await count(hub, kept)).toBe(1);
    const stolen = applyFor(hub, await taxEntry(hub), { files: [number] });
    expect(await refused(stolen)).toMatchObject({ code: 'NOT_FOUND', field: 'input.files' });
  });

  it('stands once for each target, and again after the first was decided', async () => {
    const repair = await applyFor(hub, entry);
    const again = applyFor(hub, entry, { act: as(hub, 'office', 'clerk') });
    expect(await refused(again)).toMatchObject({ code: 'CONFLICT', field: 'input.entry' });
    await accept(hub, repair.number, 'tax', false);
    expect((await applyFor(hub, entry)).status).toBe('APPLIED');
  });

  it.each([
    ['neither entry nor record', { entry: null }, 'input.entry'],
    ['both', { record: 'R1' }, 'input.entry'],
    ['no statement', { statement: ' ' }, 'input.statement'],
    ['no word on the duties', { dutiesStatement: '' }, 'input.dutiesStatement'],
    ['duties done in the future', { dutiesDoneOn: addDays(testDay, 1) }, 'input.dutiesDoneOn'],
  ])('is refused with %s', async (_name, changes, field) => {
    expect(await refused(applyFor(hub, entry, changes))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is refused for what is not in effect, is no dishonesty, or came from elsewhere', async () => {
    const office = { act: as(hub, 'office', 'clerk') };
    const proposal = await propose(hub);
    expect(await refused(applyFor(hub, proposal, office))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'PROPOSED',
    });
    const red = await published(hub, { list: 'RED-PY', severity: 'MINOR', finality: null });
    expect(await refused(applyFor(hub, red, office))).toMatchObject({ code: 'BAD_USER_INPUT' });
    await hub.database.rows(sql`
      update list_entry set origin = 'UPSTREAM', proof_url = 'https://example.org/1', version = version + 1 where id = ${entry.id}`);
    await expect(applyFor(hub, entry, office)).rejects.toThrow('濮阳县税务局');
  });

  it('comes from the subject for itself, and from a clerk for what the clerk may see', async () => {
    const other = await taxEntry(hub);
    const notFound = { code: 'NOT_FOUND', field: 'input.entry' };
    const act = asSubject(hub, other.subjectId);
    expect(await refused(applyFor(hub, entry, { act }))).toMatchObject(notFound);
    expect(await refused(applyFor(hub, { ...entry, number: 'E0' }, { act }))).toMatchObject(notFound);
    const hidden = await taxEntry(hub);
    await object(hub, { entry: hidden.number });
    const clerk = as(hub, 'housing');
    expect(await refused(applyFor(hub, hidden, { act: clerk }))).toMatchObject(notFound);
    const repair = await applyFor(hub, other, { act: clerk });
    expect(await count(hub, sql`select applied_by_id::int as n from repair where id = ${repair.id}`)).toBe(
      hub.bodies.get('housing'),
    );
  });
});

describe('acceptance', () => {
  it('meets its own term and leaves that of the decision', async () => {
    const repair = await takenUp();
    expect((await storedRepair(hub, repair.id)).status).toBe('ACCEPTED');
    expect(await openTerms(hub, repair.id)).toEqual(['REPAIR_DECISION']);
    expect(await refused(accept(hub, repair.number))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'ACCEPTED',
    });
    expect(await refused(accept(hub, repair.number, 'tax', false))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('refused ends the application with reasons, both terms and a paper', async () => {
    const repair = await applyFor(hub, entry);
    const { decisions } = hub.modules.repairs;
    const silent = decisions.acceptRepair(as(hub, 'tax'), { repair: repair.number, accepted: false });
    expect(await refused(silent)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.reason' });
    await accept(hub, repair.number, 'tax', false);
    expect(await storedRepair(hub, repair.id)).toMatchObject({ status: 'REFUSED', reasons: '材料不齐' });
    expect(await openTerms(hub, repair.id)).toEqual([]);
    const paper = await hub.database.one<{ text: string }>(
      sql`select content::text as text from document where target = 'Repair' and target_id = ${repair.id}`,
    );
    expect(paper!.text).toContain('不予受理');
  });

  it('and decision are for whoever identified it, or the office', async () => {
    const repair = await applyFor(hub, entry);
    for (const work of [
      accept(hub, repair.number, 'housing'),
      decideRepair(hub, repair.number, false, { by: 'market' }),
    ])
      expect(await refused(work)).toMatchObject({ code: 'NOT_FOUND', field: 'input.repair' });
    await accept(hub, repair.number, 'office');
    await decideRepair(hub, repair.number, false, { by: 'office' });
    expect((await storedRepair(hub, repair.id)).status).toBe('REFUSED');
  });

  it('and decision are not for the hand that applied', async () => {
    const act = as(hub, 'tax', 'decider-tax');
    const repair = await applyFor(hub, entry, { act });
    const accepting = hub.modules.repairs.decisions.acceptRepair(act, {
      repair: repair.number,
      accepted: true,
    });
    expect(await refused(accepting)).toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    await accept(hub, repair.number);
    expect(await refused(decideRepair(hub, repair.number, false))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
    });
  });
});

describe('a decision', () => {
  it('comes after acceptance', async () => {
    const repair = await applyFor(hub, entry);
    for (const approved of [true, false])
      expect(await refused(decideRepair(hub, repair.number, approved))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        state: 'APPLIED',
      });
  });

  it('is not approved while a condition is unmet; the refusal names it and the day', async () => {
    const repair = await takenUp();
    const early = decideRepair(hub, repair.number, true, { dutiesConfirmed: null });
    await expect(early).rejects.toThrow(/MINIMUM_PERIOD \(met from 2027-10-20\), DUTIES_DONE/);
    expect(await refused(decideRepair(hub, repair.number, true))).toMatchObject({
      code: 'CONDITIONS_NOT_MET',
    });
    hub.clock.set(addDays(addMonths(testDay, 12), -1));
    expect(await refused(decideRepair(hub, repair.number, true))).toMatchObject({
      code: 'CONDITIONS_NOT_MET',
    });
    hub.clock.set(addMonths(testDay, 12));
    await decideRepair(hub, repair.number, true);
    expect((await storedEntry(hub, entry.id)).status).toBe('REMOVED');
  });

  it('approved takes the entry off the list and lifts its measures in the one transaction, with announcement and paper', async () => {
    await carryOut(hub, 'tax', (await instructionFor(hub, entry.id, 'tax')).number);
    passMinimumPeriod(hub);
    const repair = await takenUp();
    await decideRepair(hub, repair.number, true);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REMOVED' });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['LIFTED', 'CANCELLED']));
    const decided = await storedRepair(hub, repair.id);
    expect(decided).toMatchObject({ status: 'APPROVED', reasons: '各项修复条件均已满足' });
    expect(decided.assessment!.every(({ met }) => met)).toBe(true);
    expect(decided.assessment!.map(({ kind }) => kind)).toEqual([
      'REPAIRABLE',
      'MINIMUM_PERIOD',
      'DUTIES_DONE',
      'COMMITMENT',
    ]);
    expect(await openTerms(hub, repair.id)).toEqual([]);
    const announced = sql`select count(*)::int as n from announcement where entry_id = ${entry.id} and kind = 'REMOVAL'`;
    expect(await count(hub, announced)).toBe(1);
    const paper = await hub.database.one<{ text: string; organization: number }>(sql`
      select content::text as text, organization_id as organization from document where target = 'Repair' and target_id = ${repair.id}`);
    expect(paper!.organization).toBe(hub.bodies.get('tax'));
    for (const part of ['准予修复', '停止共享和使用', '行政复议', repair.number])
      expect(paper!.text).toContain(part);
    expect((await changesOf(repair.id)).map(({ type }) => type)).toEqual([
      'REPAIR_APPLIED',
      'REPAIR_DECIDED',
    ]);
    const written = await hub.database.one<{ n: number }>(sql`
      select count(distinct xmin::text)::int as n from (
        select xmin from list_entry where id = ${entry.id} union all select xmin from repair where id = ${repair.id}
        union all select xmin from instruction where entry_id = ${entry.id}) touched`);
    expect(written!.n).toBe(1);
  });

  it('approved under an open objection ends the entry too', async () => {
    passMinimumPeriod(hub);
    const repair = await takenUp();
    await object(hub, { entry: entry.number });
    await decideRepair(hub, repair.number, true);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REMOVED', objected: false });
  });

  it('refused gives reasons and leaves the entry as it is', async () => {
    const repair = await takenUp();
    const silent = decideRepair(hub, repair.number, false, { reasons: ' ' } as object);
    expect(await refused(silent)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.reasons' });
    await decideRepair(hub, repair.number, false);
    expect((await storedEntry(hub, entry.id)).status).toBe('PUBLISHED');
    expect(await refused(decideRepair(hub, repair.number, false))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'REFUSED',
    });
  });

  it('of a list with its own rule counts from the day the duties were done', async () => {
    const wages = await published(hub, { list: 'BLACK-WAGES' });
    hub.clock.set(addMonths(testDay, 5));
    const repair = await applyFor(hub, wages, { dutiesDoneOn: testDay });
    expect(repair.ruleSet).toBe('BLACK-WAGES');
    await accept(hub, repair.number, 'office');
    const by = { by: 'office' as const };
    expect(await refused(decideRepair(hub, repair.number, true, by))).toMatchObject({
      code: 'CONDITIONS_NOT_MET',
    });
    hub.clock.set(addMonths(testDay, 6));
    // The decider found that they were done a month later than was said.
    const found = { ...by, dutiesDoneOn: addMonths(testDay, 1) };
    expect(await refused(decideRepair(hub, repair.number, true, found))).toMatchObject({
      code: 'CONDITIONS_NOT_MET',
    });
    await decideRepair(hub, repair.number, true, by);
    expect((await storedEntry(hub, wages.id)).status).toBe('REMOVED');
  });
});

describe('a record', () => {
  it('of market supervision goes by Order 45: later penalties and its lists stand against it', async () => {
    const record = await penalty(hub, entry.subjectId);
    const again = await penalty(hub, entry.subjectId, { decidedOn: addDays(testDay, 10) });
    const { repairs } = hub.modules.repairs;
    passMinimumPeriod(hub, 7);
    const { repairId } = await repairs.applyForRepair(
      asSubject(hub, entry.subjectId),
      applying({ record: record.number }),
    );
    const repair = await storedRepair(hub, repairId);
    expect(repair).toMatchObject({ ruleSet: 'MARKET-2021', deciderId: hub.bodies.get('market') });
    await accept(hub, repair.number, 'market');
    const by = { by: 'market' as const };
    await expect(decideRepair(hub, repair.number, true, by)).rejects.toThrow('not met: NO_REPEAT.');
    // Contested, it does not count until that is decided.
    const objection = await object(hub, { record: again.number });
    await decideRepair(hub, repair.number, true, by);
    await decide(hub, objection, false);
    const stored = await hub.database.one<{ withdrawal: string; at: Date | null }>(
      sql`select withdrawal, withdrawn_at as at from credit_record where id = ${record.id}`,
    );
    expect(stored).toMatchObject({ withdrawal: 'REPAIRED', at: expect.any(Date) });
    const twice = repairs.applyForRepair(
      asSubject(hub, entry.subjectId),
      applying({ record: record.number }),
    );
    expect(await refused(twice)).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'WITHDRAWN' });
  });

  it('with a licence revoked is barred: applied for, it can only be refused', async () => {
    const record = await penalty(hub, entry.subjectId, { content: '吊销营业执照' });
    passMinimumPeriod(hub, 30);
    const { repairId } = await hub.modules.repairs.repairs.applyForRepair(
      asSubject(hub, entry.subjectId),
      applying({ record: record.number }),
    );
    const repair = await storedRepair(hub, repairId);
    await accept(hub, repair.number, 'market');
    await expect(decideRepair(hub, repair.number, true, { by: 'market' })).rejects.toThrow('REPAIRABLE');
    await decideRepair(hub, repair.number, false, { by: 'market' });
    expect((await storedRepair(hub, repairId)).assessment![0]!.reason).toContain('2029-10-20');
  });
});

describe('an application is closed', () => {
  it('by the subject or by whom it was written down, and by nobody else', async () => {
    const { repairs } = hub.modules.repairs;
    const clerk = as(hub, 'housing');
    const repair = await applyFor(hub, entry, { act: clerk });
    const input = { repair: repair.number, reason: '材料补齐后再申请' };
    for (const act of [as(hub, 'market'), as(hub, 'office'), asSubject(hub, entry.subjectId + 1)])
      expect(await refused(repairs.withdrawRepair(act, input))).toMatchObject({ code: 'NOT_FOUND' });
    await repairs.withdrawRepair(asSubject(hub, entry.subjectId), input);
    expect(await storedRepair(hub, repair.id)).toMatchObject({ status: 'WITHDRAWN', reasons: input.reason });
    expect(await openTerms(hub, repair.id)).toEqual([]);
    const second = await applyFor(hub, entry, { act: clerk });
    await repairs.withdrawRepair(as(hub, 'housing', 'colleague'), { ...input, repair: second.number });
    expect((await storedRepair(hub, second.id)).status).toBe('WITHDRAWN');
  });

  it('when its entry ends otherwise: revoked, or its term over', async () => {
    const repair = await takenUp();
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '认定错误',
    });
    expect(await storedRepair(hub, repair.id)).toMatchObject({
      status: 'WITHDRAWN',
      reasons: expect.stringContaining('认定错误'),
    });
    expect(await openTerms(hub, repair.id)).toEqual([]);
    const short = await taxEntry(hub, { validUntil: addDays(testDay, 30) });
    const other = await applyFor(hub, short);
    hub.clock.set(addDays(testDay, 31));
    await hub.modules.lists.effects.expireEntries();
    expect((await storedRepair(hub, other.id)).status).toBe('WITHDRAWN');
    expect(await openTerms(hub, other.id)).toEqual([]);
  });
});

describe('the path told with a notice', () => {
  const path = (entryId: number) =>
    hub.work.run(as(hub, 'office'), 'tell', null, (unit) =>
      hub.modules.repairs.outlooks.pathFor(unit, entryId),
    );

  it('stands ready for a proposal; a red one has none', async () => {
    const proposal = await propose(hub, { list: 'BLACK-WAGES' });
    const text = (await path(proposal.id)).join('\n');
    expect(text).toContain('自义务履行完毕之日起满6个月');
    expect(text).toContain('公开信用承诺');
    const red = await propose(hub, { list: 'RED-PY', severity: 'MINOR', finality: null });
    expect(await path(red.id)).toEqual([]);
  });
});

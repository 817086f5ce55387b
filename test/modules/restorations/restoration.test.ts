import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from '../../../src/kernel/sql.js';
import { type RestorationTaskKind, restorationTaskKinds } from '../../../src/kernel/terms.js';
import { addWorkingDays } from '../../../src/kernel/working-days.js';
import { correctEntry } from '../../../src/modules/lists/correction.service.js';
import { lockEntriesById } from '../../../src/modules/lists/entry.repository.js';
import { objectionUpheld } from '../../../src/modules/objections/objection.events.js';
import { correctRecord, lockRecord } from '../../../src/modules/records/withdrawal.service.js';
import { testDay } from '../../support/hub.js';
import {
  end,
  freshRecord,
  handOf,
  inUnit,
  look,
  publishedByMarket,
  publishableByMarket,
  readFeed,
  recipientsOf,
  termMet,
} from '../delivery/support.js';
import {
  type BodyKey,
  type Loop,
  as,
  check,
  count,
  instructionFor,
  newCompany,
  publish,
  published,
  refused,
  startLoop,
  storedEntry,
  statusesOf,
} from '../lists/support.js';
import {
  acknowledgeRestoration,
  complete,
  restorationOf,
  restorationsOf,
  revoke,
  revoked,
  statusOf,
  timesDone,
  waitingFor,
} from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const revocation = { kind: 'REVOCATION' } as const;

describe('what opens a restoration, in the same act', () => {
  it('an entry revoked: everybody who had it is told, the body that made the error owes the rest, the subject gets a paper', async () => {
    const { entry, restoration } = await revoked(hub, () => readFeed(hub, 'firm'));
    expect(restoration).toMatchObject({
      cause: 'REVOCATION',
      status: 'OPEN',
      reason: '主体认定有误',
      subjectId: entry.subjectId,
      responsibleId: hub.bodies.get('market'),
    });
    const told = await recipientsOf(hub, 'RESTORATION_OPENED', restoration.id);
    expect(told).toMatchObject({ firm: ['FEED'], market: expect.arrayContaining(['PROVIDER']) });
    expect(told).not.toHaveProperty('ecology');
    expect(await recipientsOf(hub, 'ENTRY_ENDED', entry.id)).toEqual({});
    for (const key of Object.keys(told) as BodyKey[])
      expect([key, await termMet(hub, 'Restoration', restoration.id, key)]).toEqual([key, false]);
    const tasks = await hub.database.rows<{ kind: string; ownerId: number; dueOn: string; term: string }>(sql`
      select t.kind, t.owner_id as "ownerId", t.due_on as "dueOn", d.due_on as term from restoration_task t
      join deadline d on d.target = 'RestorationTask' and d.target_id = t.id where t.restoration_id = ${restoration.id} order by t.id`);
    expect(tasks).toEqual(
      restorationTaskKinds.map((kind) => ({
        kind,
        ownerId: hub.bodies.get('market'),
        dueOn: addWorkingDays(testDay, 10),
        term: addWorkingDays(testDay, 10),
      })),
    );
    const paper = await hub.database.one<{ kind: string; subjectId: number; text: string }>(sql`
      select kind, subject_id as "subjectId", content::text as text from document where target = 'Restoration' and target_id = ${restoration.id}`);
    expect(paper).toMatchObject({ kind: 'CORRECTION_NOTICE', subjectId: entry.subjectId });
    for (const said of [entry.number, '主体认定有误', '濮阳样本信用服务有限公司'])
      expect(paper!.text).toContain(said);
    const change = await hub.database.one<{ audience: string; subjectId: number; summary: object }>(sql`
      select audience, subject_id as "subjectId", summary from change where type = 'RESTORATION_OPENED' and target_id = ${restoration.id}`);
    expect(change).toEqual({
      audience: 'PARTIES',
      subjectId: entry.subjectId,
      summary: {
        number: restoration.number,
        cause: 'REVOCATION',
        of: 'ListEntry',
        thing: entry.number,
        unwinding: 'REVOKED',
      },
    });
  });

  it('an entry corrected, with the cause of the correction', async () => {
    const entry = await publishedByMarket(hub);
    await inUnit(hub, async (unit) => {
      const [locked] = await lockEntriesById(unit, [entry.id]);
      await correctEntry(
        unit,
        locked!,
        { ground: '更正后的事由' },
        { reason: '事由有误', cause: revocation, field: 'input' },
      );
    });
    const restoration = await restorationOf(hub, { entry: entry.id });
    expect(restoration).toMatchObject({ cause: 'REVOCATION', reason: '事由有误', status: 'OPEN' });
    expect(await recipientsOf(hub, 'RESTORATION_OPENED', restoration.id)).toHaveProperty('market');
  });

  it('a record corrected, if it had been disclosed', async () => {
    const correct = (number: string) =>
      inUnit(hub, async (unit) =>
        correctRecord(
          unit,
          (await lockRecord(unit, number))!,
          { content: '更正' },
          { reason: '内容有误', cause: revocation, field: 'input' },
        ),
      );
    const record = await freshRecord(hub);
    await look(hub, 'ecology', record.subjectId, ['CreditRecord']);
    await correct(record.number);
    const restoration = await restorationOf(hub, { record: record.id });
    expect((await recipientsOf(hub, 'RESTORATION_OPENED', restoration.id)).ecology).toContain('ACCESS');
    const kept = await freshRecord(hub);
    await hub.database.rows(sql`update credit_record set disclosure = 'INTERNAL' where id = ${kept.id}`);
    await correct(kept.number);
    expect(await restorationsOf(hub, { record: kept.id })).toEqual([]);
  });

  it('an objection to a measure or to a check upheld', async () => {
    const subject = newCompany();
    const entry = await published(hub, { subject });
    const checkId = await check(hub, 'services', 'BIDDING', 'RESTORE-1', subject, newCompany());
    const { id } = await instructionFor(hub, entry.id, 'tax');
    const objection = (await hub.database.one<{ id: number }>(sql`
      insert into objection (number, instruction_id, subject_id, raised_by_actor, channel, ground, statement, evidence, status,
        provider_id, suspends, received_at, due_at, decided_at, version)
      values ('Y-TEST-1', ${id}, ${entry.subjectId}, 'somebody', 'WEB', 'x', 'x', '{}', 'UPHELD', ${hub.bodies.get('tax')!}, false,
        ${hub.clock.now()}, ${testDay}::date, ${hub.clock.now()}, 1) returning id`))!;
    const upheld = (instructionId: number | null, check: number | null) =>
      inUnit(hub, (unit) =>
        unit.emit(
          objectionUpheld({
            objectionId: objection.id,
            instructionId,
            checkId: check,
            subjectId: entry.subjectId,
            reason: '措施有误',
          }),
        ),
      );
    await upheld(id, null);
    await upheld(null, checkId);
    const ofMeasure = await restorationOf(hub, { instruction: id });
    expect(ofMeasure).toMatchObject({
      cause: 'OBJECTION',
      objectionId: objection.id,
      responsibleId: hub.bodies.get('tax'),
    });
    expect(await recipientsOf(hub, 'RESTORATION_OPENED', ofMeasure.id)).toEqual({ tax: ['INSTRUCTION'] });
    const ofCheck = await restorationOf(hub, { check: checkId });
    expect(await recipientsOf(hub, 'RESTORATION_OPENED', ofCheck.id)).toEqual({ services: ['CHECK'] });
  });

  it('not an end that was right, nor one of what was never published', async () => {
    const [removed, expired, proposed] = [
      await publishedByMarket(hub),
      await publishedByMarket(hub),
      await publishableByMarket(hub),
    ];
    await end(hub, removed, 'REMOVED');
    await end(hub, expired, 'EXPIRED');
    await end(hub, proposed, 'REJECTED');
    for (const { id } of [removed, expired, proposed])
      expect(await restorationsOf(hub, { entry: id })).toEqual([]);
  });
});

describe('a measure that was unwound', () => {
  it('does not come again on the same entry', async () => {
    const entry = await publishedByMarket(hub);
    const wrong = await instructionFor(hub, entry.id, 'tax');
    await hub.modules.restorations.outcomes.recordOutcome(as(hub, 'tax'), {
      kind: 'ADMINISTRATIVE_REVIEW',
      result: 'ANNULLED',
      instruction: wrong.number,
      authority: '濮阳县人民政府',
      documentNumber: '濮县政复决〔2026〕1号',
      decidedOn: testDay,
      summary: '撤销该措施',
    });
    const before = await statusesOf(hub, entry.id);
    await inUnit(hub, async (unit) => {
      const { effects } = hub.modules.lists;
      await effects.suspendEntries(unit, await lockEntriesById(unit, [entry.id]), '核查');
      await effects.restoreEntries(unit, [entry.id], '核查完毕');
    });
    expect(await statusesOf(hub, entry.id)).toEqual(before);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
  });
});

describe('the tasks', () => {
  it('are closed by the body that owes them or by the office; for others there is no restoration', async () => {
    const { restoration } = await revoked(hub);
    const outsider = complete(hub, 'ecology', restoration, 'APOLOGY');
    expect(await refused(outsider)).toMatchObject({ code: 'NOT_FOUND', field: 'input.restoration' });
    // The tax bureau was told of it, but owes nothing.
    const recipient = complete(hub, 'tax', restoration, 'APOLOGY');
    expect(await refused(recipient)).toMatchObject({ code: 'NOT_FOUND' });
    await complete(hub, 'market', restoration, 'APOLOGY');
    const again = complete(hub, 'market', restoration, 'APOLOGY');
    expect(await refused(again)).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'DONE' });
    await complete(hub, 'office', restoration, 'COMPENSATION');
    const open = sql`select count(*)::int as n from deadline d join restoration_task t on d.target = 'RestorationTask' and d.target_id = t.id
      where t.restoration_id = ${restoration.id} and d.met_at is null`;
    expect(await count(hub, open)).toBe(1);
  });

  it('are not excused by whoever owes them, and not without a word', async () => {
    const { restoration } = await revoked(hub);
    const excused = complete(hub, 'market', restoration, 'COMPENSATION', 'NOT_REQUIRED');
    expect(await refused(excused)).toMatchObject({ code: 'SEPARATION_OF_DUTIES', field: 'input.status' });
    const silent = complete(hub, 'office', restoration, 'COMPENSATION', 'NOT_REQUIRED', { note: ' ' });
    expect(await refused(silent)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.note' });
    const reopened = complete(hub, 'office', restoration, 'COMPENSATION', 'OPEN');
    expect(await refused(reopened)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.status' });
    await complete(hub, 'office', restoration, 'COMPENSATION', 'NOT_REQUIRED', { note: '当事人未主张损失' });
  });

  it('are proved by files of the same hand', async () => {
    const { restoration } = await revoked(hub);
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const { number } = await hub.modules.files.files.takeIn(handOf(hub, 'market'), png, 'apology.png');
    const notMine = complete(hub, 'office', restoration, 'APOLOGY', 'DONE', { files: [number] });
    expect(await refused(notMine)).toMatchObject({ code: 'NOT_FOUND', field: 'input.files' });
    await complete(hub, 'market', restoration, 'APOLOGY', 'DONE', { files: [number] });
    const attached = await hub.database.one<{ target: string; targetId: number }>(
      sql`select target, target_id as "targetId" from attachment where number = ${number}`,
    );
    expect(attached).toEqual({ target: 'Restoration', targetId: restoration.id });
  });
});

describe('when it is done', () => {
  type Step = { acknowledge: BodyKey } | { task: RestorationTaskKind };

  it('exactly when the last recipient has acknowledged and the last task is closed, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.boolean(), async (picks, byOffice) => {
        const { restoration } = await revoked(hub);
        const steps: Step[] = [
          ...(await waitingFor(hub, restoration)).map((key) => ({ acknowledge: key })),
          ...restorationTaskKinds.map((task) => ({ task })),
        ];
        while (steps.length > 0) {
          expect([await statusOf(hub, restoration), steps.length]).toEqual(['OPEN', steps.length]);
          const [step] = steps.splice(picks.next().value % steps.length, 1);
          if ('task' in step!) await complete(hub, byOffice ? 'office' : 'market', restoration, step.task);
          else await acknowledgeRestoration(hub, step!.acknowledge, restoration);
        }
        expect(await statusOf(hub, restoration)).toBe('DONE');
        expect(await timesDone(hub, restoration)).toBe(1);
      }),
      { numRuns: 6, seed: 42 },
    );
  });

  it('its end is told to the subject and kept in its history', async () => {
    const { entry, restoration } = await revoked(hub);
    for (const kind of restorationTaskKinds) await complete(hub, 'market', restoration, kind);
    for (const key of await waitingFor(hub, restoration)) await acknowledgeRestoration(hub, key, restoration);
    expect(await restorationOf(hub, { entry: entry.id })).toMatchObject({
      status: 'DONE',
      doneAt: hub.clock.now(),
    });
    const history = await hub.database.rows<{ from: string | null; to: string }>(sql`
      select from_status as "from", to_status as "to" from status_change where target = 'Restoration' and target_id = ${restoration.id} order by id`);
    expect(history).toEqual([
      { from: null, to: 'OPEN' },
      { from: 'OPEN', to: 'DONE' },
    ]);
    const change = await hub.database.one<{ audience: string; subjectId: number }>(sql`
      select audience, subject_id as "subjectId" from change where type = 'RESTORATION_DONE' and target_id = ${restoration.id}`);
    expect(change).toEqual({ audience: 'PARTIES', subjectId: entry.subjectId });
  });

  it('with nobody to tell there are only tasks', async () => {
    const entry = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    await hub.database.rows(sql`update organization set active = false where kind <> 'OFFICE'`);
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '有误',
    });
    await hub.database.rows(sql`update organization set active = true`);
    const restoration = await restorationOf(hub, { entry: entry.id });
    expect(await waitingFor(hub, restoration)).toEqual([]);
    for (const kind of restorationTaskKinds) await complete(hub, 'office', restoration, kind);
    expect(await statusOf(hub, restoration)).toBe('DONE');
  });

  it('raw SQL cannot make it done earlier', async () => {
    const { restoration } = await revoked(hub);
    const done = () =>
      hub.database.transaction((transaction) =>
        transaction.rows(
          sql`update restoration set status = 'DONE', done_at = now() where id = ${restoration.id}`,
        ),
      );
    await expect(done()).rejects.toThrow(/restoration_done|is not done/);
    for (const kind of restorationTaskKinds) await complete(hub, 'market', restoration, kind);
    await expect(done()).rejects.toThrow(/restoration_done|is not done/);
    expect(await statusOf(hub, restoration)).toBe('OPEN');
  });
});

it('a revocation that is refused opens nothing', async () => {
  const entry = await publishedByMarket(hub);
  await publish(hub, 'BLACK-MARKET', [(await publishableByMarket(hub)).number]);
  await revoke(hub, entry);
  expect(await refused(revoke(hub, entry))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  expect(await restorationsOf(hub, { entry: entry.id })).toHaveLength(1);
});

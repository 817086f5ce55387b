import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { sweep } from '../../../src/main.js';
import type { RecordReorganisationInput } from '../../../src/modules/repairs/support.types.js';
import { testDay } from '../../support/hub.js';
import {
  type BodyKey,
  type Loop,
  type StoredEntry,
  as,
  codeOf,
  count,
  decide,
  instructionFor,
  object,
  publish,
  publishable,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from '../lists/support.js';

let hub: Loop;
let entry: StoredEntry;
let code: string;
beforeAll(async () => {
  hub = await startLoop();
});
beforeEach(async () => {
  entry = await published(hub);
  code = (await hub.database.one<{ code: string }>(
    sql`select code from subject where id = ${entry.subjectId}`,
  ))!.code;
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

describe('community service', () => {
  const record = (by: BodyKey, changes: object = {}) =>
    hub.modules.repairs.support.recordCommunityService(as(hub, by), {
      subject: code,
      activity: '义务清扫河道',
      servedOn: testDay,
      hours: 4,
      proof: '签到表',
      ...changes,
    });
  const hours = () =>
    count(
      hub,
      sql`select coalesce(sum(hours), 0)::float8 as n from community_service where subject_id = ${entry.subjectId}`,
    );

  it('is recorded by whoever organised it, and never changed', async () => {
    const { communityServiceId } = await record('association');
    await record('services', { servedOn: addDays(testDay, -1), hours: 0.5 });
    expect(await hours()).toBe(4.5);
    const change = hub.database.rows(
      sql`update community_service set hours = 12 where id = ${communityServiceId}`,
    );
    await expect(change).rejects.toThrow();
  });

  it('counts at most twelve hours a day, whoever recorded them', async () => {
    await record('association', { hours: 8 });
    await record('services', { hours: 4 });
    expect(await refused(record('tax', { hours: 0.5 }))).toMatchObject({ field: 'input.hours' });
    expect(await hours()).toBe(12);
  });

  it.each([
    ['nothing done', { activity: ' ' }, 'input.activity'],
    ['no proof', { proof: '' }, 'input.proof'],
    ['no time', { hours: 0 }, 'input.hours'],
    ['more than a day holds', { hours: 12.5 }, 'input.hours'],
    ['a quarter', { hours: 1.25 }, 'input.hours'],
    ['no number', { hours: Number.NaN }, 'input.hours'],
    ['the future', { servedOn: addDays(testDay, 1) }, 'input.servedOn'],
  ])('is refused with %s', async (_name, changes, field) => {
    expect(await refused(record('association', changes))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is of a subject the hub knows, and not of the organiser itself', async () => {
    expect(await refused(record('association', { subject: 'P000000000000' }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.subject',
    });
    const own = codeOf('association');
    await published(hub, { subject: { code: own, kind: 'LEGAL_PERSON', name: '濮阳县样本建筑业协会' } });
    expect(await refused(record('association', { subject: own }))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
    });
  });
});

describe('a reorganisation', () => {
  const until = addDays(testDay, 100);
  const record = (by: BodyKey = 'court', changes: Partial<RecordReorganisationInput> = {}) =>
    hub.modules.repairs.reorganisations.recordReorganisation(as(hub, by), {
      subject: code,
      documentNumber: '（2026）豫0928破1号',
      approvedOn: testDay,
      from: testDay,
      until,
      ...changes,
    });
  const numberOf = async (id: number) =>
    (await hub.database.one<{ number: string }>(sql`select number from reorganisation where id = ${id}`))!
      .number;
  const end = async (id: number, by: BodyKey = 'court') =>
    hub.modules.repairs.reorganisations.endReorganisation(as(hub, by), {
      reorganisation: await numberOf(id),
      reason: '重整计划执行完毕',
    });
  const stateOf = async (id: number) =>
    (await hub.database.one<{ status: string; held: string | null }>(
      sql`select status, held_until as held from list_entry where id = ${id}`,
    ))!;

  it('holds the black entries off with their measures until it ends', async () => {
    const { status } = await instructionFor(hub, entry.id, 'tax');
    const { reorganisationId } = await record();
    expect(await stateOf(entry.id)).toEqual({ status: 'SUSPENDED', held: until });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['SUSPENDED']));
    await end(reorganisationId);
    expect(await stateOf(entry.id)).toEqual({ status: 'PUBLISHED', held: null });
    expect((await instructionFor(hub, entry.id, 'tax')).status).toBe(status);
    expect(await refused(end(reorganisationId))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'ENDED',
    });
  });

  it('is not ended over the head of who read it before', async () => {
    const { reorganisationId: id } = await record();
    const version = async () =>
      (await hub.database.one<{ version: number }>(sql`select version from reorganisation where id = ${id}`))!
        .version;
    const read = await version();
    await hub.database.rows(sql`update reorganisation set until_on = until_on + 1 where id = ${id}`);
    const endAt = async (expectedVersion: number) =>
      hub.modules.repairs.reorganisations.endReorganisation(as(hub, 'court'), {
        reorganisation: await numberOf(id),
        reason: '重整计划执行完毕',
        expectedVersion,
      });
    expect(await refused(endAt(read))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.expectedVersion',
      currentVersion: read + 1,
    });
    expect((await stateOf(entry.id)).status).toBe('SUSPENDED');
    await endAt(read + 1);
    expect((await stateOf(entry.id)).status).toBe('PUBLISHED');
  });

  it('holds through its last day and is over by itself on the day after', async () => {
    await record();
    hub.clock.set(until);
    await sweep(hub.modules);
    expect((await stateOf(entry.id)).status).toBe('SUSPENDED');
    hub.clock.set(addDays(until, 1));
    await sweep(hub.modules);
    expect(await stateOf(entry.id)).toEqual({ status: 'PUBLISHED', held: null });
    const ended = sql`select count(*)::int as n from reorganisation where subject_id = ${entry.subjectId} and ended_on = ${addDays(until, 1)}::date`;
    expect(await count(hub, ended)).toBe(1);
  });

  it('that begins later holds from then on, and what comes in meanwhile too', async () => {
    const from = addDays(testDay, 10);
    await record('court', { from });
    await sweep(hub.modules);
    expect((await stateOf(entry.id)).status).toBe('PUBLISHED');
    hub.clock.set(from);
    await sweep(hub.modules);
    expect(await stateOf(entry.id)).toEqual({ status: 'SUSPENDED', held: until });
    const subject = { code, kind: 'LEGAL_PERSON' as const, name: '样例' };
    const known = await hub.database.one<{ name: string }>(
      sql`select name from subject where id = ${entry.subjectId}`,
    );
    Object.assign(subject, known);
    const late = await publishable(hub, { list: 'BLACK-TAX', subject, decidedOn: addDays(testDay, -50) });
    await publish(hub, 'BLACK-TAX', [late.number]);
    expect((await stateOf(late.id)).status).toBe('SUSPENDED');
    expect(new Set(await statusesOf(hub, late.id))).toEqual(new Set(['SUSPENDED']));
  });

  it('leaves what is under objection suspended when it ends, and the objection leaves what it holds', async () => {
    const { reorganisationId } = await record();
    const objection = await object(hub, { entry: entry.number });
    await end(reorganisationId, 'office');
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    await decide(hub, objection, false);
    expect((await stateOf(entry.id)).status).toBe('PUBLISHED');
    await record();
    await decide(hub, await object(hub, { entry: entry.number }, { ground: '主体不符' }), false);
    expect(await stateOf(entry.id)).toEqual({ status: 'SUSPENDED', held: until });
  });

  it('is recorded by the court, or by the office for it', async () => {
    expect(await refused(record('tax'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(record('office'))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.court' });
    expect(await refused(record('office', { court: codeOf('tax') }))).toMatchObject({ field: 'input.court' });
    const { reorganisationId } = await record('office', { court: codeOf('court') });
    expect(await refused(end(reorganisationId, 'tax'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(record())).toMatchObject({ code: 'CONFLICT', field: 'input.subject' });
  });

  it.each([
    ['no ruling', { documentNumber: ' ' }, 'input.documentNumber'],
    ['a ruling of tomorrow', { approvedOn: addDays(testDay, 1) }, 'input.approvedOn'],
    ['a beginning before the ruling', { from: addDays(testDay, -1) }, 'input.from'],
    ['an end before its beginning', { from: until, until: testDay }, 'input.until'],
    [
      'an end that is past',
      { approvedOn: addDays(testDay, -9), from: addDays(testDay, -9), until: addDays(testDay, -1) },
      'input.until',
    ],
  ])('is refused with %s', async (_name, changes, field) => {
    expect(await refused(record('court', changes))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is of an organisation, not of a person', async () => {
    const person = await published(hub, { subject: { idNumber: '11010519491231002X', name: '张样本' } });
    const row = await hub.database.one<{ code: string }>(
      sql`select code from subject where id = ${person.subjectId}`,
    );
    expect(await refused(record('court', { subject: row!.code }))).toMatchObject({ field: 'input.subject' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import type { Unit } from '../../../src/modules/ledger/unit.service.js';
import { correctEntry } from '../../../src/modules/lists/correction.service.js';
import { lockEntriesById } from '../../../src/modules/lists/entry.repository.js';
import { lockRecord, withdrawRecord } from '../../../src/modules/records/withdrawal.service.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  decide,
  object,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const cause = { kind: 'REVOCATION' } as const;
const inUnit = <Result>(work: (unit: Unit) => Promise<Result>): Promise<Result> =>
  hub.work.run(as(hub, 'office'), 'test', null, work);

const hold = (id: number) =>
  inUnit(async (unit) => {
    const entries = await lockEntriesById(unit, [id]);
    await hub.modules.lists.effects.holdEntries(unit, entries, addDays(testDay, 90), '重整计划执行期间');
  });
const release = (id: number) =>
  inUnit((unit) => hub.modules.lists.effects.releaseEntries(unit, [id], '重整计划执行完毕'));

const announcementsOf = async (entryId: number) =>
  (
    await hub.database.rows<{ kind: string; text: string }>(
      sql`select kind, text from announcement where entry_id = ${entryId} order by id`,
    )
  ).map(({ kind, text }) => ({ kind, text }));

describe('two brakes on one entry', () => {
  it('held off during a reorganisation, it comes back when that is over', async () => {
    const entry = await published(hub);
    const before = await statusesOf(hub, entry.id);
    expect(before.length).toBeGreaterThan(0);
    await hold(entry.id);
    expect((await storedEntry(hub, entry.id)).status).toBe('SUSPENDED');
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['SUSPENDED']));
    await release(entry.id);
    expect((await storedEntry(hub, entry.id)).status).toBe('PUBLISHED');
    expect(await statusesOf(hub, entry.id)).toEqual(before);
  });

  it('neither the end of the one nor of the other alone brings it back', async () => {
    for (const order of ['objection first', 'hold first'] as const) {
      const entry = await published(hub);
      await hold(entry.id);
      const objection = await object(hub, { entry: entry.number });
      const steps = [() => decide(hub, objection, false), () => release(entry.id)];
      const [first, second] = order === 'objection first' ? steps : steps.reverse();
      await first!();
      expect([order, (await storedEntry(hub, entry.id)).status]).toEqual([order, 'SUSPENDED']);
      await second!();
      expect([order, (await storedEntry(hub, entry.id)).status]).toEqual([order, 'PUBLISHED']);
    }
  });

  it('the database does not store a published entry that is held off', async () => {
    const entry = await published(hub);
    await expect(
      hub.database.rows(sql`update list_entry set held_until = '2027-01-01' where id = ${entry.id}`),
    ).rejects.toThrow(/list_entry_held/);
  });
});

describe('Henan 37: every end is announced where the entry was published', () => {
  it('with the name of an organisation and the number of its entry', async () => {
    const entry = await published(hub);
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '认定有误',
    });
    const [announcement] = await announcementsOf(entry.id);
    expect(announcement!.kind).toBe('REVOCATION');
    expect(announcement!.text).toContain(entry.number);
    expect(announcement!.text).toContain('样例企业');
  });

  it('a person stays masked, as it was published', async () => {
    const entry = await published(hub, {
      list: 'BLACK-COURT',
      subject: { kind: 'NATURAL_PERSON', idNumber: '11010519491231002X', name: '样某某' },
    });
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '认定有误',
    });
    const [announcement] = await announcementsOf(entry.id);
    expect(announcement!.text).toContain('样**');
    expect(announcement!.text).not.toContain('样某某');
  });

  it('what was never published is not announced, nor the watch register', async () => {
    const watch = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: watch.number,
      reason: '认定有误',
    });
    expect(await announcementsOf(watch.id)).toEqual([]);
  });
});

describe('a correction', () => {
  const correct = (id: number, correction: Parameters<typeof correctEntry>[2]) =>
    inUnit(async (unit) => {
      const [entry] = await lockEntriesById(unit, [id]);
      await correctEntry(unit, entry!, correction, { reason: '更正', cause, field: 'input.correction' });
    });

  it('sets right what the entry says, tells everybody, and is announced', async () => {
    const entry = await published(hub);
    await correct(entry.id, { ground: '更正后的事由' });
    const row = await hub.database.one<{ ground: string; corrected: boolean }>(
      sql`select ground, corrected_at is not null as corrected from list_entry where id = ${entry.id}`,
    );
    expect(row).toEqual({ ground: '更正后的事由', corrected: true });
    expect((await announcementsOf(entry.id)).map(({ kind }) => kind)).toEqual(['CORRECTION']);
    const change = await hub.database.one<{ audience: string; summary: object }>(sql`
      select audience, summary from change where type = 'ENTRY_CORRECTED' and target_id = ${entry.id}`);
    expect(change).toEqual({ audience: 'PUBLIC', summary: { number: entry.number, fields: ['ground'] } });
  });

  it('Henan 31: never makes the term longer, and says something', async () => {
    const entry = await published(hub);
    const longer = addDays(entry.validUntil!, 1);
    expect(await refused(correct(entry.id, { validUntil: longer }))).toMatchObject({
      code: 'NOT_PROPORTIONATE',
      field: 'input.correction.validUntil',
    });
    expect(await refused(correct(entry.id, {}))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refused(correct(entry.id, { ground: ' ' }))).toMatchObject({
      field: 'input.correction.ground',
    });
  });
});

it('Henan 42: what rests on a record that was revoked is revoked with it, in the same transaction', async () => {
  const record = (await hub.database.one<{ number: string; documentNumber: string }>(sql`
    select r.number, r.document_number as "documentNumber" from credit_record r join subject s on s.id = r.subject_id
    where s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and jsonb_array_length(r.responsible_persons) > 0
      and r.publish_until >= ${testDay}::date
      and not exists (select 1 from list_entry e where e.record_id = r.id) order by r.id limit 1`))!;
  const entry = await published(hub, { subject: {}, record: record.number });
  await inUnit(async (unit) => {
    const locked = await lockRecord(unit, record.number);
    await withdrawRecord(unit, locked!, { kind: 'REVOKED', reason: '处罚决定被撤销', cause });
  });
  expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED', endReason: '处罚决定被撤销' });
  expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['CANCELLED']));
  const again = inUnit(async (unit) =>
    withdrawRecord(unit, (await lockRecord(unit, record.number))!, {
      kind: 'REPAIRED',
      reason: '',
      cause,
    }),
  );
  expect(await refused(again)).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'WITHDRAWN' });
});

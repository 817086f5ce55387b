import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import {
  erasedName,
  holdingTables,
  pointingTables,
} from '../../../src/modules/retention/person.repository.js';
import { ownerOf } from '../../support/database.js';
import { testDay } from '../../support/hub.js';
import { sweepAct } from '../../support/retention.js';
import { tablesHolding } from '../../support/scan.js';
import { type Loop, as, propose, refused, startLoop } from '../lists/support.js';
import { clear, due, isErased, newPerson, register, retention, storedPerson } from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());
beforeEach(() => hub.clock.set(testDay));

/** The last day on which a person registered on the day of the tests is kept: a year later. */
const lastDay = addDays(testDay, 365);
const termOver = () => hub.clock.set(addDays(lastDay, 1));

describe('PIPL 47: a person of whom nothing is held', () => {
  it('is known for the whole of its term and then nowhere: no number, no index, no name', async () => {
    const person = newPerson();
    const id = await register(hub, person);
    hub.clock.set(lastDay);
    expect((await due(hub)).PERSON).toBeUndefined();
    await clear(hub);
    expect(await isErased(hub, id)).toBe(false);
    termOver();
    expect((await due(hub)).PERSON).toBe(1);
    expect(await isErased(hub, id)).toBe(false); // counting changes nothing
    expect((await clear(hub)).PERSON).toBe(1);
    expect(await storedPerson(hub, id)).toEqual({
      name: erasedName,
      cipher: null,
      index: null,
      masked: null,
      erased: true,
    });
    for (const text of [person.idNumber, person.name, hub.keys.blindIndex(person.idNumber)])
      expect(await tablesHolding(hub.database, text)).toEqual([]);
    expect((await due(hub)).PERSON).toBeUndefined();
  });

  it('is nobody any more: not found by number or code, and registered anew when it comes again', async () => {
    const person = newPerson();
    const id = await register(hub, person);
    termOver();
    await clear(hub);
    const { code } = (await hub.database.one<{ code: string }>(
      sql`select code from subject where id = ${id}`,
    ))!;
    const { subjects } = hub.modules.subjects;
    const found = await subjects.findSubjects(hub.database, [person, { code }]);
    expect(found.map(({ subjectId }) => subjectId)).toEqual([null, null]);
    hub.clock.set(testDay);
    expect(await refused(propose(hub, { subject: { code } }))).toMatchObject({ code: 'NOT_FOUND' });
    const again = await register(hub, person);
    expect(again).not.toBe(id);
    expect(await isErased(hub, id)).toBe(true);
  });

  it('leaves an audit that holds: a rule and a count, and nothing of the person', async () => {
    await register(hub, newPerson());
    termOver();
    const rows = (await clear(hub)).PERSON;
    const row = await hub.database.one<{ detail: unknown; target: string; actor: string }>(sql`
      select detail, target, actor from audit_event where event = 'retention.cleared' and detail ->> 'rule' = 'PERSON'
      order by position desc limit 1`);
    expect(row).toEqual({ detail: { rule: 'PERSON', rows }, target: 'RetentionRule', actor: 'system' });
    expect((await verifyAudit(hub.database)).fault).toBeNull();
  });
});

describe('is not erased', () => {
  const keepers: [string, (id: number, person: ReturnType<typeof newPerson>) => Promise<unknown>][] = [
    [
      'while an entry stands, though it was withdrawn',
      async (_, person) => {
        const entry = await propose(hub, { subject: person, responsiblePersons: [] });
        await hub.modules.lists.publications.withdrawEntry(as(hub, 'office', 'proposer'), {
          entry: entry.number,
          reason: '重复',
        });
      },
    ],
    [
      'while a record stands, though it is archive',
      (id) =>
        hub.database.rows(sql`
          insert into credit_record (number, kind, subject_id, provider_id, title, document_number, decided_on, authority_name,
            disclosure, publish_until, procedure, finality, fingerprint, created_at)
          values (${`R-KEEP-${id}`}, 'PENALTY', ${id}, ${hub.bodies.get('market')!}, '样例', ${`KEEP-${id}`}, '2021-01-04', '样例',
            'SHARED', '2024-01-04', 'ORDINARY', 'FINAL', ${`keep-${id}`}, now())`),
    ],
    [
      'while it has a client of its own',
      (id) =>
        hub.database.rows(sql`
          insert into client (client_id, name, kind, subject_id, secret_hash, scopes, status, created_at)
          values (${`keep-${id}`}, '本人', 'SUBJECT', ${id}, 'hash', '{}', 'ACTIVE', now())`),
    ],
    [
      'while its profession is noted',
      (id) => hub.database.rows(sql`update subject set practitioner_group = 'TEACHER' where id = ${id}`),
    ],
    [
      'while somebody acted on it within the term',
      (id) => {
        hub.clock.set(lastDay);
        return hub.work.run(as(hub, 'office'), 'test', null, async (unit) =>
          unit.audit({ event: 'grades.practitionerGroupAssigned', target: 'Subject', targetId: id }),
        );
      },
    ],
  ];

  it.each(keepers)('%s', async (_, keep) => {
    const person = newPerson();
    const id = await register(hub, person);
    const other = await register(hub, newPerson());
    await keep(id, person);
    termOver();
    await clear(hub);
    expect([await isErased(hub, id), await isErased(hub, other)]).toEqual([false, true]);
  });
});

describe('PIPL 56: whoever was looked at', () => {
  const looked = (id: number, at: string) =>
    hub.database.rows(sql`
      insert into access_event (at, organization_id, actor, subject_id, matter, business_number, operation, datasets, request_id)
      values (${`${at}T12:00:00+08:00`}::timestamptz, ${hub.bodies.get('tax')!}, 'test', ${id}, 'LICENSING', 'X', 'test', array['Subject'], 'test')`);

  it('stays known for three years after the last look, so that it can ask who it was', async () => {
    const id = await register(hub, newPerson());
    await looked(id, '2026-11-20');
    hub.clock.set('2029-11-20');
    await clear(hub);
    expect(await isErased(hub, id)).toBe(false);
    hub.clock.set('2029-11-21');
    await clear(hub);
    expect(await isErased(hub, id)).toBe(true);
    const looks = await hub.database.rows(sql`select 1 as one from access_event where subject_id = ${id}`);
    expect(looks).toHaveLength(1); // the log itself is never cut
  });
});

describe('a run', () => {
  const many = (from: number, count: number) =>
    hub.database.rows(sql`
      insert into subject (code, kind, name, id_number_cipher, id_number_index, id_number_masked, created_at)
      select 'PMANY' || n, 'NATURAL_PERSON', '样样子', 'cipher', 'many-' || n, '4109**', ${hub.clock.now()}
      from generate_series(${from}::int, ${from + count - 1}::int) as n`);
  const left = async () =>
    (await hub.database.one<{ n: number }>(
      sql`select count(*)::int as n from subject where id_number_index like 'many-%'`,
    ))!.n;

  it('goes by batches of bounded size, each a unit of its own, and is taken up where it broke off', async () => {
    await many(1000, 1100);
    termOver();
    const breakAfter = (rows: number) => {
      let done = 0;
      return () => {
        if ((done += 1) === rows) throw new Error('broken off');
      };
    };
    await expect(retention(hub).run(sweepAct, breakAfter(1), ['PERSON'])).rejects.toThrow('broken off');
    expect(await left()).toBe(600);
    expect((await clear(hub)).PERSON).toBe(600);
    expect(await left()).toBe(0);
    const batches = await hub.database.rows<{ rows: number }>(sql`
      select (detail ->> 'rows')::int as rows from audit_event where event = 'retention.cleared' and detail ->> 'rule' = 'PERSON'
      order by position desc limit 3`);
    expect(batches.map(({ rows }) => rows)).toEqual([100, 500, 500]);
  });

  it('erases nobody about whom something is written meanwhile', async () => {
    for (let round = 0; round < 8; round++) {
      const people = Array.from({ length: 3 }, newPerson);
      hub.clock.set(testDay);
      for (const each of people) await register(hub, each);
      termOver();
      await Promise.allSettled([
        propose(hub, { subject: people[0]!, responsiblePersons: [], decidedOn: testDay }),
        clear(hub),
        propose(hub, { subject: people[1]!, responsiblePersons: [], decidedOn: testDay }),
        propose(hub, { subject: people[2]!, responsiblePersons: [], decidedOn: testDay }),
      ]);
    }
    const wrong = await hub.database.rows(sql`
      select e.number from list_entry e join subject s on s.id = e.subject_id where s.erased_at is not null`);
    expect(wrong).toEqual([]);
    const entries = await hub.database
      .rows(sql`select 1 as one from list_entry e join subject s on s.id = e.subject_id
      where s.name like '样样子%'`);
    expect(entries.length).toBeGreaterThanOrEqual(8);
  });
});

it('every table that names a subject either holds something about it or only points at it', async () => {
  const rows = await ownerOf(hub.database).rows<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'subject_id' order by 1`);
  expect(rows.map(({ name }) => name)).toEqual([...holdingTables, ...pointingTables].sort());
});

it('the database keeps no number of somebody erased, and no person without one', async () => {
  const id = await register(hub, newPerson());
  const update = (set: ReturnType<typeof sql>) =>
    hub.database.rows(sql`update subject set ${set} where id = ${id}`);
  await expect(update(sql`erased_at = now()`)).rejects.toThrow('subject_');
  await expect(update(sql`id_number_index = null`)).rejects.toThrow('subject_key');
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/kernel/ids.js';
import { sql } from '../../../src/kernel/sql.js';
import type { RecordKind } from '../../../src/kernel/terms.js';
import { systemPrincipal } from '../../../src/kernel/principal.js';
import { sweep } from '../../../src/main.js';
import { lockRecord, withdrawRecord } from '../../../src/modules/records/withdrawal.service.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { type Ask, askWith, signIn, testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  check,
  newCompany,
  object,
  published,
  refused,
  propose,
  startLoop,
  verdictsOf,
} from '../lists/support.js';

/** The last second of a day in China, and the first of the next: a UTC day ends eight hours later. */
const endOf = (day: string) => `${day}T23:59:59+08:00`;
const startOf = (day: string) => `${day}T00:00:00+08:00`;

let hub: Loop;
let made = 0;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

interface Planted {
  id: number;
  number: string;
  code: string;
  subjectId: number;
  document: string;
}

const register = (subject: SubjectInput): Promise<number> =>
  hub.work.run(as(hub, 'office'), 'register', null, (unit) =>
    hub.modules.subjects.subjects.resolveSubject(unit, subject, 'subject'),
  );

/** A record of the market bureau about a new company. */
const plant = async ({
  kind = 'PENALTY' as RecordKind,
  disclosure = 'OPEN',
  decidedOn = '2026-07-20',
  publishUntil = testDay as string | null,
  subject = newCompany(),
} = {}): Promise<Planted> => {
  const subjectId = await register(subject);
  const document = `ARCHIVE-${++made}`;
  const row = await hub.database.one<{ id: number; number: string; code: string }>(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, decided_on, authority_name,
      disclosure, publish_until, procedure, finality, fingerprint, created_at)
    values (${`R-${document}`}, ${kind}, ${subjectId}, ${hub.bodies.get('market')!}, '样例', ${document}, ${decidedOn}::date,
      '濮阳县市场监督管理局', ${disclosure}, ${publishUntil}::date, 'ORDINARY', 'FINAL', ${document}, ${hub.clock.now()})
    returning id, number, (select code from subject where id = subject_id) as code`);
  return { ...row!, subjectId, document };
};

const viewers = [
  'public',
  'demo-firm',
  'demo-bank',
  'demo-association',
  'demo-region',
  'demo-agency-tax',
  'demo-agency-market',
  'demo-office',
  'demo-auditor',
  'subject',
] as const;
type Viewer = (typeof viewers)[number];

let owners = 0;

const askerOf = async (viewer: Viewer, { code }: Planted): Promise<Ask> => {
  if (viewer === 'public') return hub.asPublic;
  if (viewer !== 'subject') return hub.as(viewer);
  const clientId = `archive-owner-${++owners}`;
  const office = await hub.as('demo-office');
  const { data } = await office(
    `mutation { createClient(input: { clientId: "${clientId}", kind: SUBJECT, name: "本人", scopes: [], subject: "${code}" }) { secret } }`,
  );
  return askWith(hub.url, await signIn(hub.url, clientId, data.createClient.secret));
};

/** Every way to a record: those that find it. */
const waysTo = async (ask: Ask, record: Planted, entry = 'none'): Promise<Record<string, boolean>> => {
  const { data } = await ask(
    `query ($code: String!, $document: String!, $id: ID!, $entry: String!) {
      list: creditRecords(filter: { subjectCode: $code }) { nodes { number } }
      byDocument: creditRecords(filter: { documentNumber: $document, kind: PENALTY }) { nodes { number } }
      subject(code: $code) { records { nodes { number } } }
      node(id: $id) { id ... on CreditRecord { number } }
      listEntry(number: $entry) { record { number } } }`,
    { code: record.code, document: record.document, id: toGlobalId('CreditRecord', record.id), entry },
  );
  const has = (nodes: { number: string }[] | undefined) =>
    nodes?.some(({ number }) => number === record.number) ?? false;
  return {
    list: has(data.list.nodes),
    byDocument: has(data.byDocument.nodes),
    subject: has(data.subject?.records.nodes),
    node: data.node !== null,
    ...(entry === 'none' ? {} : { entry: data.listEntry?.record != null }),
  };
};

/** Who finds the record; every way has to say the same. */
const whoSees = async (record: Planted): Promise<Viewer[]> => {
  const seeing: Viewer[] = [];
  for (const viewer of viewers) {
    const ways = Object.values(await waysTo(await askerOf(viewer, record), record));
    expect([viewer, new Set(ways).size]).toEqual([viewer, 1]);
    if (ways[0]) seeing.push(viewer);
  }
  return seeing;
};

const marksOf = async (record: Planted, viewer: Viewer) => {
  const ask = await askerOf(viewer, record);
  const { data } = await ask(
    `{ node(id: "${toGlobalId('CreditRecord', record.id)}") { ... on CreditRecord { archived disclosedUntil withdrawal withdrawReason } } }`,
  );
  return data.node;
};

const archivedOn = async ({ id }: Planted) =>
  (await hub.database.one<{ on: string | null }>(
    sql`select archived_on as on from credit_record where id = ${id}`,
  ))!.on;

const keepers: Viewer[] = ['demo-agency-market', 'demo-office', 'demo-auditor', 'subject'];
const nightly = () => sweep(hub.modules);

describe('Henan 19: disclosure ends with its term', () => {
  it('on the first second of the next day in China, for everybody but those who keep it', async () => {
    const record = await plant();
    hub.clock.set(endOf(testDay));
    expect(await whoSees(record)).toEqual([...viewers]);
    expect(await marksOf(record, 'public')).toMatchObject({ archived: false, disclosedUntil: testDay });
    hub.clock.set(startOf('2026-10-21'));
    expect(await whoSees(record)).toEqual(keepers);
    for (const keeper of keepers)
      expect(await marksOf(record, keeper)).toMatchObject({ archived: true, disclosedUntil: testDay });
    hub.clock.set(testDay);
  });

  it('holds for what is shared about persons: other agencies lose it', async () => {
    const person = { idNumber: '11010519491231002X', name: '样某某', kind: 'NATURAL_PERSON' as const };
    const record = await plant({ subject: person, disclosure: 'SHARED' });
    const seen = async (client: string) => (await waysTo(await hub.as(client), record)).node;
    expect(await seen('demo-agency-tax')).toBe(true);
    hub.clock.set(startOf('2026-10-21'));
    expect(await seen('demo-agency-tax')).toBe(false);
    expect(await seen('demo-agency-market')).toBe(true);
    expect(await marksOf(record, 'subject')).toMatchObject({ archived: true });
    hub.clock.set(testDay);
  });

  it('is five years at the longest, whatever the row says', async () => {
    for (const publishUntil of [null, '2099-12-31']) {
      const record = await plant({ kind: 'JUDGMENT', decidedOn: '2021-10-20', publishUntil });
      expect(await marksOf(record, 'public')).toMatchObject({ archived: false, disclosedUntil: testDay });
      hub.clock.set(startOf('2026-10-21'));
      expect(await marksOf(record, 'public')).toBeNull();
      hub.clock.set(testDay);
    }
  });

  it('never ends for what speaks for the subject', async () => {
    for (const kind of ['LICENCE', 'AWARD', 'COMMITMENT'] as const) {
      const record = await plant({ kind, decidedOn: '2001-01-01', publishUntil: null });
      expect(await marksOf(record, 'public')).toMatchObject({ archived: false, disclosedUntil: null });
    }
  });
});

describe('Henan 19, paragraph 3: a black entry that rests on the record', () => {
  it('keeps it disclosed until its own last day, and then entry and record are gone together', async () => {
    const subject = newCompany();
    const record = await plant({ subject });
    const other = await plant({ subject });
    const entry = await published(hub, { subject, record: record.number, validUntil: '2026-10-25' });
    hub.clock.set(endOf('2026-10-25'));
    expect(await whoSees(record)).toEqual([...viewers]);
    expect(await waysTo(hub.asPublic, record, entry.number)).toMatchObject({ node: true, entry: true });
    expect(await marksOf(record, 'public')).toMatchObject({ archived: false, disclosedUntil: '2026-10-25' });
    expect(await whoSees(other)).toEqual(keepers); // only the record the entry rests on
    hub.clock.set(startOf('2026-10-26'));
    expect(await whoSees(record)).toEqual(keepers);
    expect(await waysTo(hub.asPublic, record, entry.number)).toMatchObject({ node: false, entry: false });
    await nightly();
    expect(await archivedOn(record)).toBe('2026-10-26');
    hub.clock.set(testDay);
  });

  it('keeps it no longer while it is suspended, and the sweep waits how that ends', async () => {
    const subject = newCompany();
    const record = await plant({ subject });
    const entry = await published(hub, { subject, record: record.number, validUntil: '2026-10-25' });
    await object(hub, { entry: entry.number });
    hub.clock.set(startOf('2026-10-22'));
    expect(await whoSees(record)).toEqual(keepers);
    await nightly();
    expect(await archivedOn(record)).toBeNull();
    hub.clock.set(testDay);
  });

  it('is not raised from a record that is archive', async () => {
    const subject = newCompany();
    const record = await plant({ subject });
    hub.clock.set(startOf('2026-10-21'));
    expect(await refused(propose(hub, { subject, record: record.number }))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 19',
    });
    hub.clock.set(testDay);
  });
});

describe('Henan 44: nobody has to demand archiving', () => {
  it('it is done by itself, once, with a trace', async () => {
    const due = await plant({ publishUntil: '2026-10-19' });
    const running = await plant();
    await nightly();
    await nightly();
    expect(await archivedOn(due)).toBe(testDay);
    expect(await archivedOn(running)).toBeNull();
    const traces = await hub.database.rows(sql`
      select event, detail from audit_event where target = 'CreditRecord' and target_id = ${due.id}`);
    expect(traces).toEqual([{ event: 'records.recordArchived', detail: {} }]);
  });

  it('in batches, however many are due', async () => {
    const subjectId = await register(newCompany());
    await hub.database.rows(sql`
      insert into credit_record (number, kind, subject_id, provider_id, title, document_number, decided_on, authority_name,
        disclosure, publish_until, procedure, finality, fingerprint, created_at)
      select 'R-many-' || n, 'PENALTY', ${subjectId}, ${hub.bodies.get('tax')!}, '样例', 'many', '2026-01-01', '样例', 'OPEN',
        '2026-10-01', 'ORDINARY', 'FINAL', 'many-' || n, ${hub.clock.now()}::timestamptz from generate_series(1, 401) as n`);
    const act = { principal: systemPrincipal, requestId: 'test', idempotencyKey: null };
    expect(await hub.modules.records.archive.archiveRecords(act)).toBe(401);
    expect(await hub.modules.records.archive.archiveRecords(act)).toBe(0);
  });
});

const withdraw = (record: Planted, kind: 'REVOKED' | 'REPAIRED') =>
  hub.work.run(as(hub, 'office'), 'withdraw', null, async (unit) => {
    const locked = (await lockRecord(unit, record.number))!;
    await withdrawRecord(unit, locked, { kind, reason: '原决定已撤销', cause: { kind: 'REVOCATION' } });
  });

describe('Henan 42, 43: a record withdrawn before its term', () => {
  it.each(['REVOKED', 'REPAIRED'] as const)(
    'is gone at once when %s, marked for those who keep it',
    async (kind) => {
      const record = await plant();
      await withdraw(record, kind);
      expect(await whoSees(record)).toEqual(['demo-agency-market', 'demo-office', 'subject']);
      expect(await marksOf(record, 'subject')).toMatchObject({
        withdrawal: kind,
        withdrawReason: '原决定已撤销',
      });
      expect(
        await refused(propose(hub, { subject: { code: record.code }, record: record.number })),
      ).toMatchObject({ code: 'INADMISSIBLE_BASIS' });
    },
  );

  it('is told of in public only where it was public', async () => {
    const open = await plant();
    const archive = await plant({ publishUntil: '2026-10-19' });
    await withdraw(open, 'REVOKED');
    await withdraw(archive, 'REVOKED');
    const audienceOf = async ({ id }: Planted) =>
      (await hub.database.one<{ audience: string }>(sql`
        select audience from change where target = 'CreditRecord' and target_id = ${id}`))!.audience;
    expect(await audienceOf(open)).toBe('PUBLIC');
    expect(await audienceOf(archive)).toBe('PARTIES');
  });
});

describe('Henan 41: an open record under objection', () => {
  it('is hidden from the public, not from government handling a matter', async () => {
    const record = await plant();
    await object(hub, { record: record.number });
    expect(await whoSees(record)).toEqual([
      'demo-agency-tax',
      'demo-agency-market',
      'demo-office',
      'demo-auditor',
      'subject',
    ]);
  });
});

describe('an entry whose last day is over, before any sweep', () => {
  /** Every way a viewer could come upon the entry or draw consequences from it. */
  const traces = async (ask: Ask, entry: { id: number; number: string }, code: string) => {
    const { data } = await ask(
      `query ($number: String!, $code: String!, $id: ID!) {
        listEntry(number: $number) { number measures { measure { code } } }
        listEntries(filter: { subjectCode: $code, colour: BLACK }) { nodes { number } }
        node(id: $id) { id }
        subjects(filter: { colour: BLACK }, first: 100) { nodes { code } }
        subject(code: $code) { entries { number } }
        creditList(code: "BLACK-MARKET") { entries(first: 100) { nodes { number } } }
        announcements(filter: { entry: $number }) { nodes { number } }
        statistics { entriesByColour { key count } } }`,
      { number: entry.number, code, id: toGlobalId('ListEntry', entry.id) },
    );
    const numbers = (nodes: { number: string }[]) => nodes.filter(({ number }) => number === entry.number);
    return {
      found:
        (data.listEntry === null ? 0 : 1) +
        numbers(data.listEntries.nodes).length +
        (data.node === null ? 0 : 1) +
        data.subjects.nodes.filter((each: { code: string }) => each.code === code).length +
        numbers(data.subject?.entries ?? []).length +
        numbers(data.creditList.entries.nodes).length +
        data.announcements.nodes.length,
      black: data.statistics.entriesByColour.find(({ key }: { key: string }) => key === 'BLACK')?.count ?? 0,
    };
  };

  it('Henan 19, 37: is in no answer any more, no check hits it and nothing is due because of it', async () => {
    const subject = newCompany();
    const entry = await published(hub, { subject, validUntil: '2026-10-28' });
    hub.clock.set(endOf('2026-10-28'));
    const before = await traces(hub.asPublic, entry, subject.code!);
    expect(before.found).toBe(6);
    const hit = await check(hub, 'services', 'LICENSING', 'B-1', { code: subject.code! });
    expect(await verdictsOf(hub, hit)).toEqual(['PUNISHMENT']);
    hub.clock.set(startOf('2026-10-29'));
    const after = await traces(hub.asPublic, entry, subject.code!);
    expect(after.found).toBe(0);
    expect(after.black).toBeLessThan(before.black);
    for (const client of ['demo-firm', 'demo-bank', 'demo-association', 'demo-region'])
      expect((await traces(await hub.as(client), entry, subject.code!)).found).toBe(0);
    const clear = await check(hub, 'services', 'LICENSING', 'B-2', { code: subject.code! });
    expect(await verdictsOf(hub, clear)).toEqual(['CLEAR']);
    const bound = await (
      await hub.as('demo-agency-market')
    )(`{ listEntry(number: "${entry.number}") { number measures { measure { code } } } }`);
    expect(bound.data.listEntry).toEqual({ number: entry.number, measures: [] });
    hub.clock.set(testDay);
  });
});

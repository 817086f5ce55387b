import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { sweep } from '../../../src/main.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import { testDay } from '../../support/hub.js';
import {
  type BodyKey,
  type Loop,
  type StoredEntry,
  as,
  carryOut,
  check,
  count,
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
  startLoop,
  statusesOf,
  storedEntry,
} from '../lists/support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

/** One instruction in each state an agency can bring it to, all of one entry. */
const entryInEveryState = async (changes: Partial<EntryInput> = {}): Promise<StoredEntry> => {
  const subject = newCompany();
  const entry = await published(hub, { ...changes, subject });
  for (const [key, matter] of [
    ['services', 'LICENSING'],
    ['naturalResources', 'LAND'],
  ] as const)
    await check(hub, key, matter, `END-${entry.number}`, subject);
  const on = async (key: BodyKey, trigger?: 'ON_CHECK') =>
    (await instructionFor(hub, entry.id, key, trigger)).number;
  await hub.executions.acknowledgeInstruction(as(hub, 'tax'), { instruction: await on('tax') });
  await carryOut(hub, 'market', await on('market'));
  await hub.executions.declineInstruction(as(hub, 'services'), {
    instruction: await on('services', 'ON_CHECK'),
    reason: '无此业务',
  });
  expect(await statesOf(entry.id)).toEqual({
    ISSUED: expect.any(Number),
    ACKNOWLEDGED: 1,
    APPLIED: 1,
    DECLINED: 1,
  });
  return entry;
};

const statesOf = async (entryId: number): Promise<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(await statusesOf(hub, entryId), (status) => status)].map(([status, all]) => [
      status,
      all.length,
    ]),
  );

/** Ended: what was applied is lifted, what was declined stays so, all else is cancelled, and each agency was told. */
const expectEnded = async (entryId: number, head: number): Promise<void> => {
  const all = await instructionsOf(hub, entryId);
  const of = (status: string) => all.filter((each) => each.status === status);
  expect(of('LIFTED').map(({ agencyId }) => agencyId)).toEqual([hub.bodies.get('market')]);
  expect(of('DECLINED').map(({ agencyId }) => agencyId)).toEqual([hub.bodies.get('services')]);
  expect(of('CANCELLED')).toHaveLength(all.length - 2);
  const ended = all.filter(({ status }) => status !== 'DECLINED');
  for (const each of ended) expect(each).toMatchObject({ before: null, endReason: expect.any(String) });
  const told = await hub.database.rows<{ id: number; parties: number[] }>(sql`
    select target_id as id, parties from change
    where position > ${head} and type = 'INSTRUCTION_UPDATED' and summary ->> 'status' <> 'SUSPENDED' and target_id = any(${ended.map(({ id }) => id)}::bigint[])
    order by target_id`);
  expect(told).toEqual(ended.map(({ id, agencyId }) => ({ id, parties: [agencyId] })));
};

const headNow = () => count(hub, sql`select change_position::int as n from ledger_head`);

describe('when an entry ends', () => {
  it.each<[string, (entry: StoredEntry) => Promise<unknown>, string]>([
    [
      'revoked',
      (entry) =>
        hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '原处罚决定被撤销',
        }),
      'REVOKED',
    ],
    [
      'expired',
      async (entry) => {
        hub.clock.set(addDays(entry.validUntil!, 1));
        await sweep(hub.modules);
      },
      'EXPIRED',
    ],
    [
      'revoked while suspended',
      async (entry) => {
        await object(hub, { entry: entry.number });
        expect(await statesOf(entry.id)).toMatchObject({ DECLINED: 1, SUSPENDED: expect.any(Number) });
        await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '撤销',
        });
      },
      'REVOKED',
    ],
    [
      'expired while suspended',
      async (entry) => {
        await object(hub, { entry: entry.number });
        hub.clock.set(addDays(entry.validUntil!, 1));
        await sweep(hub.modules);
      },
      'EXPIRED',
    ],
  ])('%s, what was applied is lifted, the rest cancelled, and everybody told', async (_name, end, status) => {
    const entry = await entryInEveryState({ validUntil: addDays(testDay, 30) });
    const head = await headNow();
    await end(entry);
    expect(await storedEntry(hub, entry.id)).toMatchObject({
      status,
      objected: false,
      endReason: expect.any(String),
    });
    await expectEnded(entry.id, head);
    const [change] = await hub.database.rows(sql`
      select audience, summary ->> 'status' as status from change where type = 'ENTRY_ENDED' and target_id = ${entry.id}`);
    // The end is announced where the publication was (Henan 37).
    expect(change).toEqual({ audience: 'PUBLIC', status });
  });

  it('before it was published, it is withdrawn or rejected quietly', async () => {
    const { publications } = hub.modules.lists;
    const [proposed, told] = [await propose(hub), await publishable(hub)];
    await publications.withdrawEntry(as(hub, 'office'), { entry: proposed.number, reason: '材料不全' });
    await publications.rejectEntry(as(hub, 'office'), { entry: told.number, reason: '不予列入' });
    expect(await storedEntry(hub, proposed.id)).toMatchObject({ status: 'WITHDRAWN', endReason: '材料不全' });
    expect(await storedEntry(hub, told.id)).toMatchObject({ status: 'REJECTED' });
    const audiences = await hub.database.rows(
      sql`select distinct audience from change where type = 'ENTRY_ENDED' and target_id = any(${[proposed.id, told.id]}::bigint[])`,
    );
    expect(audiences).toHaveLength(1);
    expect(audiences).not.toEqual([{ audience: 'PUBLIC' }]);
  });

  it('it ends by a way its state allows, with a reason, by who identified it', async () => {
    const { publications } = hub.modules.lists;
    const entry = await published(hub);
    const input = { entry: entry.number, reason: '撤销' };
    const office = as(hub, 'office');
    expect(await refused(publications.withdrawEntry(office, input))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'PUBLISHED',
    });
    expect(await refused(publications.rejectEntry(office, input))).toMatchObject({ state: 'PUBLISHED' });
    expect(await refused(publications.revokeEntry(office, { ...input, reason: '' }))).toMatchObject({
      field: 'input.reason',
    });
    expect(await refused(publications.revokeEntry(as(hub, 'tax'), input))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await publications.revokeEntry(office, input);
    expect(await refused(publications.revokeEntry(office, input))).toMatchObject({ state: 'REVOKED' });
    const proposed = await propose(hub);
    expect(
      await refused(publications.revokeEntry(office, { entry: proposed.number, reason: '撤销' })),
    ).toMatchObject({ state: 'PROPOSED' });
  });
});

describe('when the term of an entry is over', () => {
  it('reads leave it out from the next day on, before and after the sweep', async () => {
    const entry = await published(hub, { validUntil: addDays(testDay, 3) });
    const seen = async () => {
      const { data } = await hub.asPublic(
        `query ($number: String!, $code: String!) { listEntry(number: $number) { status }
          listEntries(filter: { subjectCode: $code }) { nodes { number } }
          subject(code: $code) { entries { number } } }`,
        {
          number: entry.number,
          code: (await hub.database.one<{ code: string }>(
            sql`select code from subject where id = ${entry.subjectId}`,
          ))!.code,
        },
      );
      return [data.listEntry, data.listEntries.nodes.length, data.subject.entries.length];
    };
    hub.clock.set(`${entry.validUntil}T23:59:59+08:00`);
    expect(await seen()).toEqual([{ status: 'PUBLISHED' }, 1, 1]);
    hub.clock.set(`${addDays(entry.validUntil!, 1)}T00:00:00+08:00`);
    expect(await seen()).toEqual([null, 0, 0]);
    await sweep(hub.modules);
    expect((await storedEntry(hub, entry.id)).status).toBe('EXPIRED');
    expect(await seen()).toEqual([null, 0, 0]);
  });

  it('the sweep ends exactly what is over, once', async () => {
    const [over, last] = [
      await published(hub, { validUntil: addDays(testDay, 3) }),
      await published(hub, { validUntil: addDays(testDay, 4) }),
    ];
    hub.clock.set(addDays(testDay, 4));
    await sweep(hub.modules);
    expect((await storedEntry(hub, over.id)).status).toBe('EXPIRED');
    expect((await storedEntry(hub, last.id)).status).toBe('PUBLISHED');
    const head = await headNow();
    await Promise.all([sweep(hub.modules), sweep(hub.modules)]);
    expect(await headNow()).toBe(head);
    expect(await hub.modules.lists.effects.expireEntries()).toBe(0);
  });

  it('the sweep gets through more than it takes in one bite', async () => {
    const entry = await published(hub, { validUntil: addDays(testDay, 2) });
    // Copies below the API, so that there are more than the 200 of one transaction.
    await hub.database.rows(sql`
      insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground, basis, severity,
        status, objected, notice_served_on, published_at, published_by, valid_from, valid_until, responsible_persons, proposed_by, created_at, version)
      select e.number || '-' || n, list_id, colour, subject_id, origin, identified_by_id, decision_number || '-' || n, decided_on, ground, basis,
        severity, status, objected, notice_served_on, published_at, published_by, valid_from, valid_until, responsible_persons, proposed_by, created_at, 1
      from list_entry e, generate_series(1, 250) n where e.id = ${entry.id}`);
    hub.clock.set(addDays(testDay, 3));
    expect(await hub.modules.lists.effects.expireEntries()).toBe(251);
    const left = sql`select count(*)::int as n from list_entry where status = 'PUBLISHED' and valid_until < ${addDays(testDay, 3)}::date`;
    expect(await count(hub, left)).toBe(0);
  });
});

describe('when a measure is retired or a memorandum ends', () => {
  const arrange = async (code: string) => {
    await publishedMeasure(hub, `${code}-A`, { matters: ['LAND', 'FINANCE'] });
    await publishedMeasure(hub, `${code}-B`, { matters: ['LAND', 'FINANCE'] });
    await memorandumInForce(
      hub,
      code,
      [
        { measure: `${code}-A`, implementer: 'services', matter: 'LAND' },
        { measure: `${code}-A`, implementer: 'market', matter: 'LAND' },
        { measure: `${code}-B`, implementer: 'tax', matter: 'FINANCE' },
      ],
      { lists: ['BLACK-GEOLOGY'] },
    );
    const entry = await published(hub, { list: 'BLACK-GEOLOGY' });
    await carryOut(hub, 'services', (await instructionsOf(hub, entry.id))[0]!.number);
    return async () =>
      Object.fromEntries(
        (await instructionsOf(hub, entry.id))
          .filter(({ memorandum }) => memorandum === code)
          .map(({ measure, agencyId, status }) => [
            `${measure} ${[...hub.bodies].find(([, id]) => id === agencyId)![0]}`,
            status,
          ]),
      );
  };

  it('exactly its instructions end', async () => {
    const states = await arrange('RETIRE');
    expect(await states()).toEqual({
      'RETIRE-A services': 'APPLIED',
      'RETIRE-A market': 'ISSUED',
      'RETIRE-B tax': 'ISSUED',
    });
    await hub.modules.measures.measures.retireMeasure(as(hub, 'office'), {
      measure: 'RETIRE-A',
      reason: '依据已废止',
    });
    expect(await states()).toEqual({
      'RETIRE-A services': 'LIFTED',
      'RETIRE-A market': 'CANCELLED',
      'RETIRE-B tax': 'ISSUED',
    });
    await hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
      memorandum: 'RETIRE',
      reason: '协商终止',
    });
    expect(await states()).toEqual({
      'RETIRE-A services': 'LIFTED',
      'RETIRE-A market': 'CANCELLED',
      'RETIRE-B tax': 'CANCELLED',
    });
  });

  it('a memorandum past its last day ends by the sweep', async () => {
    const states = await arrange('UNTIL');
    await hub.database.rows(
      sql`update memorandum set effective_until = ${addDays(testDay, 9)}::date where number = 'UNTIL'`,
    );
    hub.clock.set(addDays(testDay, 9));
    await sweep(hub.modules);
    expect(await states()).toMatchObject({ 'UNTIL-A services': 'APPLIED' });
    hub.clock.set(addDays(testDay, 10));
    await sweep(hub.modules);
    expect(await states()).toEqual({
      'UNTIL-A services': 'LIFTED',
      'UNTIL-A market': 'CANCELLED',
      'UNTIL-B tax': 'CANCELLED',
    });
  });
});

describe('the statutory limit of a measure', () => {
  it('ends its instructions by the sweep, those suspended too; the entry and other measures go on', async () => {
    await publishedMeasure(hub, 'MAX-2', { maxMonths: 2 });
    await publishedMeasure(hub, 'MAX-NONE');
    await memorandumInForce(
      hub,
      'MAX',
      [
        { measure: 'MAX-2', implementer: 'services', matter: 'LICENSING' },
        { measure: 'MAX-NONE', implementer: 'tax', matter: 'LICENSING' },
      ],
      { lists: ['BLACK-MILITARY'] },
    );
    const entries: StoredEntry[] = [];
    for (let each = 0; each < 3; each++) entries.push(await published(hub, { list: 'BLACK-MILITARY' }));
    await carryOut(hub, 'services', (await instructionFor(hub, entries[0]!.id, 'services')).number);
    await carryOut(hub, 'services', (await instructionFor(hub, entries[1]!.id, 'services')).number);
    await object(hub, { entry: entries[1]!.number });
    const states = () => Promise.all(entries.map(({ id }) => statusesOf(hub, id)));
    const last = addMonths(testDay, 2);
    hub.clock.set(last);
    await sweep(hub.modules);
    expect(await states()).toEqual([
      ['APPLIED', 'ISSUED'],
      ['SUSPENDED', 'SUSPENDED'],
      ['ISSUED', 'ISSUED'],
    ]);
    hub.clock.set(addDays(last, 1));
    await sweep(hub.modules);
    expect(await states()).toEqual([
      ['LIFTED', 'ISSUED'],
      ['LIFTED', 'SUSPENDED'],
      ['CANCELLED', 'ISSUED'],
    ]);
    expect((await storedEntry(hub, entries[0]!.id)).status).toBe('PUBLISHED');
    // Nothing brings it back: not another memorandum in force, not a restored entry.
    await memorandumInForce(
      hub,
      'MAX-AGAIN',
      [{ measure: 'MAX-2', implementer: 'services', matter: 'LICENSING' }],
      { lists: ['BLACK-MILITARY'] },
    );
    expect((await states()).map((all) => all.length)).toEqual([2, 2, 2]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { toGlobalId } from '../../../src/kernel/ids.js';
import { sql } from '../../../src/kernel/sql.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import { type Ask, testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  count,
  entryInput,
  errorOf,
  newCompany,
  object,
  refused,
  startLoop,
  storedEntry,
} from './support.js';

const PROPOSE = `mutation ($input: ProposeEntryInput!) { proposeEntry(input: $input) { entry {
  id number status origin decidedOn ground basis severity responsiblePersons { name role }
  list { code } subject { code } identifiedBy { code } record { number } history { from to } } } }`;
const PROPOSE_MANY = `mutation ($input: ProposeEntriesInput!) { proposeEntries(input: $input) {
  entries { number subject { code } record { number } } refusals { index code field message } } }`;
const ID_NUMBER = '11010519491231002X';

let hub: Loop;
let market: Ask;
let tax: Ask;
let office: Ask;
let bank: Ask;
beforeAll(async () => {
  hub = await startLoop();
  [market, tax, office, bank] = await Promise.all([
    hub.as('demo-agency-market'),
    hub.as('demo-agency-tax'),
    hub.as('demo-office'),
    hub.as('demo-bank'),
  ]);
});
afterAll(() => hub.close());

const input = (changes: Partial<EntryInput> = {}) => entryInput(hub, changes);
const person = (name = '样甲'): EntryInput['subject'] => ({ idNumber: ID_NUMBER, name });
const proposing = (ask: Ask, entry: EntryInput) => ask(PROPOSE, { input: { entry } });
const subjectsKnown = (code: string) =>
  count(hub, sql`select count(*)::int as n from subject where code = ${code}`);

describe('who proposes', () => {
  it('is the keeper of the list: everything it said is there', async () => {
    const entry = input();
    const { errors, data } = await proposing(market, entry);
    expect(errors).toBeUndefined();
    expect(data.proposeEntry.entry).toMatchObject({
      status: 'PROPOSED',
      origin: 'LOCAL',
      decidedOn: entry.decidedOn,
      ground: entry.ground,
      basis: entry.basis,
      severity: 'SERIOUS',
      responsiblePersons: [{ name: '样某', role: '法定代表人' }],
      list: { code: 'BLACK-MARKET' },
      subject: { code: entry.subject.code },
      record: null,
      history: [{ from: null, to: 'PROPOSED' }],
    });
  });

  it('is the credit office for every list, and every agency for the lists the office keeps', async () => {
    expect((await proposing(office, input({ list: 'BLACK-TAX' }))).errors).toBeUndefined();
    expect((await proposing(tax, input({ list: 'WATCH-PY', severity: 'GENERAL' }))).errors).toBeUndefined();
  });

  it('is no other agency, no bank and not the public', async () => {
    const entry = input();
    expect(errorOf(await proposing(tax, entry))).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.entry.list',
    });
    expect(errorOf(await proposing(bank, entry)).code).toBe('FORBIDDEN');
    expect(errorOf(await proposing(hub.asPublic, entry)).code).toBe('UNAUTHENTICATED');
    expect(await subjectsKnown(entry.subject.code!)).toBe(0);
  });
});

describe('a proposal', () => {
  it('is refused for a list that is not there', async () => {
    expect(errorOf(await proposing(office, input({ list: 'BLACK-NONE' })))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.entry.list',
    });
  });

  it('is refused when this decision put this subject on this list before, but not on another', async () => {
    const first = input();
    await proposing(office, first);
    expect(errorOf(await proposing(office, first))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.entry.decisionNumber',
    });
    expect((await proposing(office, { ...first, list: 'BLACK-TAX' })).errors).toBeUndefined();
    expect((await proposing(office, { ...first, decisionNumber: '另一决定' })).errors).toBeUndefined();
  });

  it('with the same key is stored once and answered twice', async () => {
    const entry = input();
    const once = await office(PROPOSE, { input: { entry } }, { idempotencyKey: 'proposal-1' });
    const twice = await office(PROPOSE, { input: { entry } }, { idempotencyKey: 'proposal-1' });
    expect(once.errors).toBeUndefined();
    expect(twice.data).toEqual(once.data);
    const other = await office(PROPOSE, { input: { entry: input() } }, { idempotencyKey: 'proposal-1' });
    expect(errorOf(other).code).toBe('CONFLICT');
  });

  const refusals: [string, () => Partial<EntryInput>, Record<string, unknown>][] = [
    [
      'a simplified penalty on a person',
      () => ({ subject: person(), procedure: 'SIMPLIFIED' }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.procedure', article: 'Henan 13' },
    ],
    [
      'a minor act of a person, remedied',
      () => ({ subject: person(), minorRemedied: true }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.minorRemedied', article: 'Henan 13' },
    ],
    [
      'a decision still open to review',
      () => ({ finality: 'OPEN' }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.finality', article: 'Henan 20(2)' },
    ],
    [
      'a decision of which nobody said that it is final',
      () => ({ finality: null }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.finality', article: 'Henan 20(2)' },
    ],
    [
      'unconfirmed arrears',
      () => ({ unconfirmedArrears: true }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.unconfirmedArrears', article: 'Henan 27' },
    ],
    [
      'an act that was not serious, on a black list',
      () => ({ severity: 'GENERAL' }),
      { code: 'NOT_PROPORTIONATE', field: 'input.entry.severity', article: 'Henan 33' },
    ],
    [
      'an organisation with nobody responsible, on a black list',
      () => ({ responsiblePersons: [] }),
      { code: 'BAD_USER_INPUT', field: 'input.entry.responsiblePersons' },
    ],
    [
      'a decision older than five years',
      () => ({ decidedOn: addDays(addMonths(testDay, -60), -1) }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.decidedOn', article: 'Henan 19' },
    ],
    [
      'a decision of tomorrow',
      () => ({ decidedOn: addDays(testDay, 1) }),
      { code: 'BAD_USER_INPUT', field: 'input.entry.decidedOn' },
    ],
    [
      'the illness of a person',
      () => ({ subject: person(), ground: '因疾病拒不履行' }),
      { code: 'INADMISSIBLE_BASIS', field: 'input.entry.ground', article: 'Henan 45' },
    ],
  ];
  it.each(refusals)('is refused for %s, and leaves no subject behind', async (_name, changes, expected) => {
    const entry = input(changes());
    const before = await count(hub, sql`select count(*)::int as n from subject`);
    expect(errorOf(await proposing(office, entry))).toMatchObject(expected);
    expect(await count(hub, sql`select count(*)::int as n from subject`)).toBe(before);
  });

  it('of a person never shows the ID number in a refusal', async () => {
    const answer = await proposing(office, input({ subject: person(), procedure: 'SIMPLIFIED' }));
    expect(JSON.stringify(answer.errors)).not.toContain(ID_NUMBER);
    const known = await office(PROPOSE_MANY, {
      input: { entries: [input({ subject: person(), procedure: 'SIMPLIFIED' })] },
    });
    expect(known.data.proposeEntries.refusals).toHaveLength(1);
    expect(JSON.stringify(known)).not.toContain(ID_NUMBER);
  });
});

describe('a batch of proposals', () => {
  it('keeps the good ones and nothing of the refused ones', async () => {
    const good = [input(), input({ list: 'BLACK-TAX' })];
    const openToReview = input({ finality: 'OPEN' });
    const nowhere = input({ list: 'BLACK-NONE' });
    const entries = [openToReview, good[0]!, nowhere, good[1]!, good[0]!];
    const { errors, data } = await office(PROPOSE_MANY, { input: { entries } });
    expect(errors).toBeUndefined();
    expect(data.proposeEntries.entries.map((each: any) => each.subject.code)).toEqual(
      good.map(({ subject }) => subject.code),
    );
    expect(data.proposeEntries.refusals).toEqual([
      expect.objectContaining({
        index: 0,
        code: 'INADMISSIBLE_BASIS',
        field: 'input.entries[0].finality',
      }),
      expect.objectContaining({ index: 2, code: 'BAD_USER_INPUT', field: 'input.entries[2].list' }),
      expect.objectContaining({ index: 4, code: 'CONFLICT', field: 'input.entries[4].decisionNumber' }),
    ]);
    expect(await subjectsKnown(good[0]!.subject.code!)).toBe(1);
    for (const { subject } of [openToReview, nowhere]) expect(await subjectsKnown(subject.code!)).toBe(0);
    const audits = await hub.database.rows<{ event: string; targetId: number }>(sql`
      select event, target_id as "targetId" from audit_event where event like 'lists.%' or event like 'subjects.%'
      order by position desc limit 4`);
    expect(audits.map(({ event }) => event).sort()).toEqual([
      'lists.entryProposed',
      'lists.entryProposed',
      'subjects.registered',
      'subjects.registered',
    ]);
  });

  it('of which nothing stands leaves only the word that it was tried', async () => {
    const entries = [input({ finality: 'OPEN' }), input({ severity: 'MINOR' })];
    const stored = await count(hub, sql`select count(*)::int as n from list_entry`);
    const { data } = await office(PROPOSE_MANY, { input: { entries } });
    expect(data.proposeEntries).toMatchObject({ entries: [], refusals: [{ index: 0 }, { index: 1 }] });
    expect(await count(hub, sql`select count(*)::int as n from list_entry`)).toBe(stored);
    const last = await hub.database.one<{ event: string; detail: unknown }>(
      sql`select event, detail from audit_event order by position desc limit 1`,
    );
    expect(last).toEqual({ event: 'lists.proposalsRefused', detail: { refused: 2 } });
  });

  it('is refused as a whole when it names nothing, both ways, or more than 500', async () => {
    const from = { list: 'BLACK-MARKET', records: ['X'], ground: 'g', basis: 'b', severity: 'SERIOUS' };
    for (const wrong of [{}, { entries: [input()], fromRecords: from }, { entries: [] }])
      expect(errorOf(await office(PROPOSE_MANY, { input: wrong }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'input.entries',
      });
    const tooMany = Array.from({ length: 501 }, () => input());
    expect(
      await refused(hub.modules.lists.proposals.proposeEntries(as(hub, 'office'), { entries: tooMany })),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.entries' });
    expect(await subjectsKnown(tooMany[0]!.subject.code!)).toBe(0);
  });
});

describe('raising entries from records', () => {
  /** Penalties of organisations that the market bureau sent and that ground nothing yet. */
  const penalties = async (limit: number) =>
    hub.database.rows<{ id: number; number: string; documentNumber: string; importId: number }>(sql`
      select r.id, r.number, r.document_number as "documentNumber", r.import_id as "importId"
      from credit_record r join subject s on s.id = r.subject_id
      where s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and r.finality = 'FINAL' and not r.objected
        and jsonb_array_length(r.responsible_persons) > 0 and r.publish_until >= ${testDay}::date
        and not exists (select 1 from list_entry e where e.record_id = r.id or (e.subject_id = r.subject_id and e.decision_number = r.document_number))
      order by r.id limit ${limit}`);
  const raising = (from: object) => ({
    input: {
      fromRecords: {
        list: 'BLACK-MARKET',
        ground: '情节严重',
        basis: '办法第五条',
        severity: 'SERIOUS',
        ...from,
      },
    },
  });

  it('takes decision, day, subject and persons responsible from the record', async () => {
    const [record] = await penalties(1);
    const { errors, data } = await market(PROPOSE_MANY, raising({ records: [record!.number] }));
    expect(errors).toBeUndefined();
    expect(data.proposeEntries.refusals).toEqual([]);
    expect(data.proposeEntries.entries).toEqual([
      expect.objectContaining({ record: { number: record!.number } }),
    ]);
    const same = await hub.database.one(sql`
      select e.decision_number = r.document_number and e.decided_on = r.decided_on and e.subject_id = r.subject_id
        and e.responsible_persons = r.responsible_persons and e.record_id = r.id as same
      from list_entry e join credit_record r on r.id = ${record!.id} where e.number = ${data.proposeEntries.entries[0].number}`);
    expect(same).toEqual({ same: true });
  });

  it('refuses a number that is not there in its place; the others stand', async () => {
    const [one, two] = await penalties(2);
    const { data } = await market(
      PROPOSE_MANY,
      raising({ records: [one!.number, 'R-NONE', two!.number, one!.number] }),
    );
    expect(data.proposeEntries.entries.map((each: any) => each.record.number)).toEqual([
      one!.number,
      two!.number,
    ]);
    expect(data.proposeEntries.refusals).toMatchObject([
      { index: 1, code: 'NOT_FOUND' },
      { index: 3, code: 'CONFLICT' },
    ]);
  });

  it('takes nothing from records of others: they are not there', async () => {
    const [record] = await penalties(1);
    const answer = await tax(PROPOSE_MANY, raising({ list: 'WATCH-PY', records: [record!.number] }));
    expect(errorOf(answer)).toMatchObject({ code: 'NOT_FOUND', field: 'input.fromRecords' });
    const single = await tax(PROPOSE, {
      input: { entry: input({ list: 'WATCH-PY', record: record!.number }) },
    });
    expect(errorOf(single)).toMatchObject({ code: 'NOT_FOUND', field: 'input.entry.record' });
  });

  it('needs records or an import, one of them', async () => {
    const [record] = await penalties(1);
    for (const from of [{}, { records: [record!.number], import: toGlobalId('Import', record!.importId) }])
      expect(errorOf(await market(PROPOSE_MANY, raising(from)))).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'input.fromRecords',
      });
    const wrongType = await market(PROPOSE_MANY, raising({ import: toGlobalId('Subject', 1) }));
    expect(errorOf(wrongType)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.fromRecords.import' });
  });

  it('raises what a whole import grounds, with a refusal for each that does not', async () => {
    const [record] = await penalties(1);
    const records = await count(
      hub,
      sql`select count(*)::int as n from credit_record where import_id = ${record!.importId}`,
    );
    const { data } = await market(PROPOSE_MANY, raising({ import: toGlobalId('Import', record!.importId) }));
    const { entries, refusals } = data.proposeEntries;
    expect(entries.length).toBeGreaterThan(40);
    expect(entries.length + refusals.length).toBe(records);
    // Those raised before are there already; persons' records name nobody responsible, and need none.
    expect(new Set(refusals.map((each: any) => each.code))).not.toContain('INTERNAL_SERVER_ERROR');
    expect(await penalties(1)).toEqual([]);
  });

  it('lets what the provider declared count before what is said with the proposal', async () => {
    const open = await hub.database.one<{ number: string }>(sql`
      update credit_record set finality = 'OPEN' where id = (select min(id) from credit_record where kind = 'PENALTY') returning number`);
    const answer = await proposing(
      market,
      input({ record: open!.number, subject: {}, finality: 'FINAL', decisionNumber: '另案' }),
    );
    expect(errorOf(answer)).toMatchObject({ article: 'Henan 20(2)' });
  });

  it('refuses a record that is about somebody else than the entry names', async () => {
    const record = await hub.database.one<{ number: string }>(
      sql`select number from credit_record where kind = 'PENALTY' and finality = 'FINAL' order by id desc limit 1`,
    );
    const stranger = newCompany();
    const answer = await proposing(market, input({ record: record!.number, subject: stranger }));
    expect(errorOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.entry.subject' });
    expect(await subjectsKnown(stranger.code!)).toBe(0);
  });

  it('refuses a record under objection until it is decided (Henan 41)', async () => {
    const record = await hub.database.one<{ number: string }>(sql`
      select r.number from credit_record r join subject s on s.id = r.subject_id
      where r.kind = 'PENALTY' and r.finality = 'FINAL' and s.kind = 'LEGAL_PERSON' and r.publish_until >= ${testDay}::date order by r.id desc limit 1`);
    const objection = await object(hub, { record: record!.number });
    const entry = input({ record: record!.number, subject: {}, list: 'WATCH-PY' });
    expect(errorOf(await proposing(office, entry))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      field: 'input.entry.record',
      article: 'Henan 41',
    });
    await hub.modules.objections.decisions.decideObjection(as(hub, 'office', 'decider'), {
      objection,
      upheld: false,
      reasons: '经核查无误',
    });
    const { data } = await proposing(office, entry);
    const { id } = (await hub.database.one<{ id: number }>(
      sql`select id from list_entry where number = ${data.proposeEntry.entry.number}`,
    ))!;
    expect(await storedEntry(hub, id)).toMatchObject({ status: 'PROPOSED', objected: false });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { addDays } from '../../src/kernel/dates.js';
import { sql } from '../../src/kernel/sql.js';
import { addWorkingDays } from '../../src/kernel/working-days.js';
import {
  type Loop,
  type StoredEntry,
  as,
  asSubject,
  carryOut,
  instructionFor,
  newCompany,
  object,
  propose,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from '../modules/lists/support.js';
import { accept, applyFor, decideRepair } from '../modules/repairs/support.js';
import { type Ask, askWith, signIn } from '../support/hub.js';
import { ownerOf } from '../support/database.js';

/** Henan Social Credit Regulation, articles 39 to 46 and 66: the rights of the subject. One test an article. */

let hub: Loop;
let office: Ask;
const company = newCompany();
let entry: StoredEntry;
let itself: Ask;
beforeAll(async () => {
  hub = await startLoop();
  office = await hub.as('demo-office');
  entry = await published(hub, { subject: company });
  const { data } = await office(
    `mutation ($code: String!) { createClient(input: { clientId: "rights-owner", kind: SUBJECT, name: "本人", scopes: [],
      subject: $code }) { secret } }`,
    { code: company.code },
  );
  itself = askWith(hub.url, await signIn(hub.url, 'rights-owner', data.createClient.secret));
});
afterAll(() => hub.close());

const restorationsOf = (entryId: number) =>
  hub.database.rows<{ id: number; status: string; opened: string }>(sql`
    select id, status, (opened_at at time zone 'Asia/Shanghai')::date as opened from restoration where entry_id = ${entryId}`);

describe('Henan 39: every look leaves a trace', () => {
  it('with who, when, what for and what of, and what cannot be recorded is not shown', async () => {
    const tax = await hub.as('demo-agency-tax');
    const look = () =>
      tax('{ instructions(first: 5) { nodes { number } } }', {}, { purpose: 'INSPECTION;H39-1' });
    expect((await look()).data.instructions.nodes.length).toBeGreaterThan(0);
    const traces = await hub.database.rows<{
      matter: string;
      datasets: string[];
      organizationId: number;
    }>(sql`
      select matter, datasets, organization_id as "organizationId" from access_event where business_number = 'H39-1'`);
    expect(traces.length).toBeGreaterThan(0);
    for (const trace of traces)
      expect(trace).toMatchObject({
        matter: 'INSPECTION',
        datasets: ['Instruction'],
        organizationId: hub.bodies.get('tax'),
      });
    await ownerOf(hub.database).rows(sql`alter table access_event rename to access_event_away`);
    const unseen = await look();
    await ownerOf(hub.database).rows(sql`alter table access_event_away rename to access_event`);
    expect({ status: unseen.status, data: unseen.data }).toEqual({ status: 503, data: null });
  });
});

describe('Henan 40: the subject knows what is held and how it is used', () => {
  const own = `query ($code: String!) { subject(code: $code) { entries { number ground history { to reason } }
    accessEvents(first: 50) { nodes { organization { code } purpose { matter businessNumber } } }
    reportStanding { freePerYear takenThisYear } grade { letter reasons { text } } } }`;

  it('free of charge, for no purpose, with who looked and why', async () => {
    const housing = await hub.as('demo-agency-housing');
    await housing(
      `mutation ($code: String!) { checkSubjects(input: { subjects: [{ code: $code }], matter: BIDDING,
        businessNumber: "H40-1" }) { check { number } } }`,
      { code: company.code },
    );
    const { data, errors } = await itself(own, { code: company.code }, { purpose: null });
    expect(errors).toBeUndefined();
    const { subject } = data;
    expect(subject.entries.map(({ number }: any) => number)).toEqual([entry.number]);
    expect(subject.accessEvents.nodes).toContainEqual(
      expect.objectContaining({ purpose: { matter: 'BIDDING', businessNumber: 'H40-1' } }),
    );
    expect(subject.grade.reasons.length).toBeGreaterThan(0);
  });

  it('a report is counted, never refused: the third of a year too', async () => {
    for (const ordinal of [1, 2, 3]) {
      const { data } = await itself(
        'mutation { takeReport(input: {}) { report { ordinal document { kind } } } }',
        {},
        { purpose: null },
      );
      expect(data.takeReport.report).toEqual({ ordinal, document: { kind: 'CREDIT_REPORT' } });
    }
    const { data } = await itself(own, { code: company.code }, { purpose: null });
    expect(data.subject.reportStanding).toEqual({ freePerYear: 2, takenThisYear: 3 });
  });
});

describe('Henan 41: an objection is marked at receipt, answered in time', () => {
  it('seven working days when the provider is asked, three for the provider, the result in writing', async () => {
    const listed = await published(hub, {}); // identified by the office, so it decides itself
    const own = await object(hub, { entry: listed.number }, { act: asSubject(hub, listed.subjectId) });
    expect((await storedEntry(hub, listed.id)).objected).toBe(true);
    const terms = await hub.database.rows<{ kind: string; dueOn: string }>(sql`
      select d.kind, d.due_on as "dueOn" from deadline d where d.target = 'Objection' and d.number = ${own}`);
    expect(terms).toEqual([{ kind: 'OBJECTION_DECISION', dueOn: addWorkingDays(today(hub.clock), 3) }]);
    const { data } = await office(
      `mutation ($objection: String!) { decideObjection(input: { objection: $objection, upheld: false, reasons: "经核查无误" }) {
        objection { documents { kind } } } }`,
      { objection: own },
    );
    expect(data.decideObjection.objection.documents).toEqual([{ kind: 'OBJECTION_DECISION' }]);
  });
});

describe('Henan 42: what was annulled is withdrawn within one working day', () => {
  it('at once, and whoever received it has one working day to do the same', async () => {
    const record = (await hub.database.one<{ number: string }>(sql`
      select r.number from credit_record r join subject s on s.id = r.subject_id
      where s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and r.finality = 'FINAL' and jsonb_array_length(r.responsible_persons) > 0
        and r.publish_until >= ${today(hub.clock)}::date and not exists (select 1 from list_entry e where e.record_id = r.id)
      order by r.id limit 1`))!;
    const resting = await published(hub, { subject: {}, record: record.number });
    const { errors } = await office(
      `mutation ($record: String!) { revokeRecord(input: { record: $record, reason: "处罚决定被复议撤销",
        documentNumber: "濮县复决〔2026〕1号" }) { record { number withdrawal } } }`,
      { record: record.number },
    );
    expect(errors).toBeUndefined();
    expect((await storedEntry(hub, resting.id)).status).toBe('REVOKED');
    expect(new Set(await statusesOf(hub, resting.id))).toEqual(new Set(['CANCELLED']));
    const [restoration] = await restorationsOf(resting.id);
    expect(restoration!.opened).toBe(today(hub.clock));
    const due = await hub.database.rows<{ dueOn: string }>(sql`
      select distinct due_on as "dueOn" from deadline where kind = 'ACKNOWLEDGEMENT' and target = 'Restoration' and target_id = ${restoration!.id}`);
    expect(due).toEqual([{ dueOn: addWorkingDays(today(hub.clock), 1) }]);
  });
});

describe('Henan 43: who made good is taken off within one working day', () => {
  it('in the very act of the approval, and no measure is left', async () => {
    const minor = await published(hub, { list: 'WATCH-PY', severity: 'MINOR' });
    const repair = await applyFor(hub, minor);
    await accept(hub, repair.number, 'office');
    await decideRepair(hub, repair.number, true, { by: 'office' });
    expect((await storedEntry(hub, minor.id)).status).toBe('REMOVED');
    const left = (await statusesOf(hub, minor.id)).filter((status) => status !== 'CANCELLED');
    expect(left).toEqual([]);
  });
});

describe('Henan 44: what is over becomes archive', () => {
  it('the day after its term without anybody asking, still there for the subject itself', async () => {
    const record = (await hub.database.one<{ id: number; number: string; code: string; until: string }>(sql`
      select r.id, r.number, s.code, r.publish_until as until from credit_record r join subject s on s.id = r.subject_id
      where r.disclosure = 'OPEN' and s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and r.publish_until >= ${today(hub.clock)}::date
        and not r.objected and r.withdrawn_at is null and not exists (select 1 from list_entry e where e.record_id = r.id)
      order by r.publish_until limit 1`))!;
    const asked = async () =>
      (
        await hub.asPublic(
          'query ($code: String!) { creditRecords(filter: { subjectCode: $code }, first: 100) { nodes { number } } }',
          {
            code: record.code,
          },
        )
      ).data.creditRecords.nodes.some(({ number }: any) => number === record.number);
    const day = today(hub.clock);
    hub.clock.set(`${record.until}T23:59:59+08:00`);
    expect(await asked()).toBe(true);
    hub.clock.set(`${addDays(record.until, 1)}T00:00:00+08:00`);
    expect(await asked()).toBe(false);
    hub.clock.set(day);
  });
});

describe('Henan 45: what nobody may store', () => {
  it('belief, genes, fingerprints, blood type, illness of a person are refused', async () => {
    const person = { kind: 'NATURAL_PERSON', idNumber: '11010519491231002X', name: '样某某' } as const;
    for (const ground of ['患有传染性疾病', '宗教信仰', '基因检测结果', '指纹信息', '血型'])
      expect(await refused(propose(hub, { subject: person, ground }))).toMatchObject({
        code: 'INADMISSIBLE_BASIS',
        article: 'Henan 45',
      });
  });
});

describe('Henan 46: nobody spreads what is personal', () => {
  it('the public finds no person by ID number, and reads a listed one masked', async () => {
    const listed = await published(hub, {
      list: 'BLACK-COURT',
      subject: { kind: 'NATURAL_PERSON', idNumber: '11010519491231002X', name: '样某某' },
    });
    const search = await hub.asPublic('{ person(idNumber: "11010519491231002X", name: "样某某") { name } }');
    expect(search.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    const { data } = await hub.asPublic(
      'query ($n: String!) { listEntry(number: $n) { subject { name idNumber idNumberMasked } } }',
      { n: listed.number },
    );
    expect(data.listEntry.subject).toEqual({ name: '样**', idNumber: null, idNumberMasked: null });
  });
});

describe('Henan 66: a wrong listing is unwound', () => {
  it('off at once, measures lifted, reputation restored where it was harmed, apology and compensation owed and tracked', async () => {
    const wrong = await published(hub);
    const { number } = await instructionFor(hub, wrong.id, 'tax');
    await carryOut(hub, 'tax', number);
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: wrong.number,
      reason: '列入对象错误',
    });
    expect(await statusesOf(hub, wrong.id)).toContain('LIFTED');
    const [restoration] = await restorationsOf(wrong.id);
    expect(restoration!.status).toBe('OPEN');
    const tasks = await hub.database.rows<{ kind: string; status: string }>(
      sql`select kind, status from restoration_task where restoration_id = ${restoration!.id} order by kind`,
    );
    expect(tasks).toEqual(
      ['APOLOGY', 'COMPENSATION', 'STAFF_RESPONSIBILITY'].map((kind) => ({ kind, status: 'OPEN' })),
    );
    const { data } = await hub.asPublic(
      'query ($n: String!) { announcements(filter: { entry: $n }, first: 5) { nodes { kind text } } }',
      { n: wrong.number },
    );
    expect(data.announcements.nodes).toEqual([
      { kind: 'REVOCATION', text: expect.stringContaining('恢复名誉') },
    ]);
  });
});

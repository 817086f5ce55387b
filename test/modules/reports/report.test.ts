import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import { type Ask, askWith, signIn, testDay } from '../../support/hub.js';
import { done } from '../../http/support/steps.js';
import {
  type Loop,
  type StoredEntry,
  asSubject,
  errorOf,
  object,
  propose,
  published,
  startLoop,
} from '../lists/support.js';

const TAKE = `mutation ($input: TakeReportInput!) { takeReport(input: $input) {
  report { number year ordinal madeAt document { kind html organization { code } } } } }`;
const STANDING = `query ($code: String!) { subject(code: $code) {
  reportStanding { freePerYear takenThisYear note } reports { number year ordinal document { number } } } }`;

let hub: Loop;
let office: Ask;
let entry: StoredEntry;
let code: string;
let owner: Ask;
beforeAll(async () => {
  hub = await startLoop();
  office = await hub.as('demo-office');
  entry = await published(hub);
  [code, owner] = await ownerOf(entry.subjectId, 'report-owner');
});
afterAll(() => hub.close());

/** A subject's code, and its own hand. */
const ownerOf = async (subjectId: number, clientId: string): Promise<[string, Ask]> => {
  const row = await hub.database.one<{ code: string }>(sql`select code from subject where id = ${subjectId}`);
  const { createClient } = await done(
    office(
      `mutation ($id: String!, $code: String!) { createClient(input: { clientId: $id, kind: SUBJECT, name: "本人", scopes: [], subject: $code }) { secret } }`,
      { id: clientId, code: row!.code },
    ),
  );
  return [row!.code, askWith(hub.url, await signIn(hub.url, clientId, createClient.secret))];
};

const take = async (ask: Ask = owner, input: object = {}) => {
  const { data, errors } = await ask(TAKE, { input }, { purpose: null });
  expect(errors).toBeUndefined();
  return data.takeReport.report;
};

describe('a credit report of oneself (Henan 40)', () => {
  it('says what the hub holds, where it is from, why it changed, and who looked', async () => {
    const withdrawn = await hub.modules.lists.proposals.proposeEntry(
      { ...asSubject(hub, 0), principal: hub.principal('OFFICE', hub.bodies.get('office')!, 'proposer') },
      {
        list: 'WATCH-PY',
        subject: { code },
        decisionNumber: '样〔2026〕99号',
        decidedOn: '2026-09-01',
        ground: '曾经的事由',
        basis: '《条例》',
        severity: 'GENERAL',
        procedure: 'ORDINARY',
        finality: 'FINAL',
        responsiblePersons: [],
      },
    );
    const { number } = (await hub.database.one<{ number: string }>(
      sql`select number from list_entry where id = ${withdrawn.entryId}`,
    ))!;
    await done(
      office(
        `mutation { withdrawEntry(input: { entry: "${number}", reason: "登记重复" }) { entry { id } } }`,
      ),
    );
    await object(hub, { entry: entry.number }, { ground: '认定主体错误' });
    const market = await hub.as('demo-agency-market');
    await done(
      market(
        'query ($c: String!) { subject(code: $c) { entries { ground history { reason } } } }',
        { c: code },
        {
          purpose: `BIDDING;${encodeURIComponent('标2026-7')}`,
        },
      ),
    );
    const report = await take(owner, { purpose: '投标' });
    expect(report).toMatchObject({
      year: 2026,
      ordinal: 1,
      document: { kind: 'CREDIT_REPORT', organization: null },
    });
    for (const told of [
      entry.number,
      '异议核查中',
      number,
      '登记重复',
      '认定主体错误',
      '招标投标；标2026-7',
      '接口操作 subject',
      '2026年度第1份',
      '投标',
      '每年有权免费获取2次',
      '同样免费提供',
      '信用信息的使用、查询情况',
      '信用分级',
      '规则版本',
    ])
      expect(report.document.html).toContain(told);
  });

  it('is counted, never refused, and the next one is free too', async () => {
    const [ownCode, own] = await ownerOf((await published(hub)).subjectId, 'report-counter');
    for (const ordinal of [1, 2, 3, 4]) expect(await take(own)).toMatchObject({ year: 2026, ordinal });
    const { data } = await own(STANDING, { code: ownCode }, { purpose: null });
    expect(data.subject.reportStanding).toEqual({
      freePerYear: 2,
      takenThisYear: 4,
      note: expect.stringMatching(/下一份为本年度第5份.*免费提供/),
    });
    expect(data.subject.reports.map((each: { ordinal: number }) => each.ordinal)).toEqual([4, 3, 2, 1]);
  });

  it('begins a new count with the year, which turns in China', async () => {
    const { subjectId } = await propose(hub);
    const act = asSubject(hub, subjectId);
    for (const moment of [
      '2026-12-31T23:59:59+08:00',
      '2027-01-01T00:00:01+08:00',
      '2027-01-01T09:00:00+08:00',
    ]) {
      hub.clock.set(moment);
      await hub.modules.reports.reports.takeReport(act, {});
    }
    hub.clock.set(testDay);
    const rows = await hub.database.rows<{ year: number; ordinal: number }>(
      sql`select year, ordinal from credit_report where subject_id = ${subjectId} order by id`,
    );
    expect(rows).toEqual([
      { year: 2026, ordinal: 1 },
      { year: 2027, ordinal: 1 },
      { year: 2027, ordinal: 2 },
    ]);
  });

  it('has its own number when two are taken at once', async () => {
    const { subjectId } = await propose(hub);
    const act = asSubject(hub, subjectId);
    const { reports } = hub.modules.reports;
    await Promise.all([1, 2, 3].map(() => reports.takeReport(act, {})));
    const rows = await hub.database.rows<{ ordinal: number }>(
      sql`select ordinal from credit_report where subject_id = ${subjectId} order by ordinal`,
    );
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  });

  it('is one where the same request is sent twice', async () => {
    const [, own] = await ownerOf((await propose(hub)).subjectId, 'report-twice');
    const once = { purpose: null, idempotencyKey: 'report-key' };
    const [one, two] = [await own(TAKE, { input: {} }, once), await own(TAKE, { input: {} }, once)];
    expect(two.data.takeReport.report.number).toBe(one.data.takeReport.report.number);
  });

  it('is seen by nobody else, and neither is how many were taken', async () => {
    const { number } = await take();
    for (const ask of [office, await hub.as('demo-auditor'), await hub.as('demo-agency-market')]) {
      expect(
        (await ask('query ($n: String!) { document(number: $n) { id } }', { n: number })).data.document,
      ).toBeNull();
      const { data, extensions } = await ask(STANDING, { code });
      expect(data.subject).toEqual({ reportStanding: null, reports: [] });
      expect(extensions?.redactions).toMatchObject([{ path: ['subject', 'reportStanding'] }]);
    }
    expect(errorOf(await office(TAKE, { input: {} }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(errorOf(await hub.asPublic(TAKE, { input: {} }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('takes a purpose of a sensible length, and no ID number in it', async () => {
    expect(errorOf(await owner(TAKE, { input: { purpose: '长'.repeat(201) } }))).toMatchObject({
      field: 'input.purpose',
    });
    expect(errorOf(await owner(TAKE, { input: { purpose: '给 11010519491231002X' } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { isWorkingDay } from '../../../src/kernel/working-days.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import { type Ask, testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  count,
  decide,
  errorOf,
  object,
  propose,
  publish,
  publishable,
  published,
  refused,
  serve,
  startLoop,
  statusesOf,
  storedEntry,
} from './support.js';

const NOTICE = `mutation ($input: ServeEntryNoticeInput!) { serveEntryNotice(input: $input) {
  entry { number status noticeServedOn publishableFrom } notice { channel proof basis reason rights servedOn } } }`;
const PUBLISH = `mutation ($input: PublishEntriesInput!) { publishEntries(input: $input) {
  list { code version } version instructionsIssued entries { number status validFrom validUntil publishedAt } } }`;

let hub: Loop;
let office: Ask;
let approver: Ask;
let market: Ask;
let tax: Ask;
beforeAll(async () => {
  hub = await startLoop();
  [office, approver, market, tax] = await Promise.all([
    hub.as('demo-office'),
    hub.as('demo-office-approver'),
    hub.as('demo-agency-market'),
    hub.as('demo-agency-tax'),
  ]);
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

const red: Partial<EntryInput> = {
  list: 'RED-PY',
  severity: 'MINOR',
  ground: '纳税信用优良',
  finality: null,
};
const versionOf = (list: string) =>
  count(hub, sql`select current_version as n from credit_list where code = ${list}`);
const notice = (entry: string, changes: object = {}) => ({
  input: { entry, servedOn: testDay, channel: 'IN_PERSON', proof: '送达回证1', ...changes },
});

describe('the notice before listing', () => {
  it('tells ground, basis and rights, and starts the period of five working days', async () => {
    const { number } = await propose(hub);
    const { errors, data } = await office(NOTICE, notice(number));
    expect(errors).toBeUndefined();
    expect(data.serveEntryNotice.entry).toEqual({
      number,
      status: 'NOTIFIED',
      noticeServedOn: testDay,
      // Tuesday 20 October; five full working days: 21, 22, 23, 26, 27.
      publishableFrom: '2026-10-28',
    });
    expect(data.serveEntryNotice.notice).toMatchObject({
      channel: 'IN_PERSON',
      proof: '送达回证1',
      basis: '《市场监督管理严重违法失信名单管理办法》第五条',
      reason: '生产销售不符合安全标准的产品，情节严重',
      rights: expect.stringMatching(/陈述.*申辩.*异议.*行政复议.*行政诉讼.*信用修复/),
    });
  });

  it('counts no day of the National Day week, and the make-up Saturday after it', async () => {
    hub.clock.set('2026-09-29');
    const entry = await propose(hub);
    await serve(hub, entry.number, { servedOn: '2026-09-29' });
    // Working days: 30 September, 8, 9, Saturday 10 and 12 October.
    expect((await storedEntry(hub, entry.id)).publishableFrom).toBe('2026-10-13');
    hub.clock.set('2026-10-12');
    expect(await refused(publish(hub, 'BLACK-MARKET', [entry.number]))).toMatchObject({
      code: 'NOTICE_MISSING',
      article: 'Henan 28',
    });
    expect((await storedEntry(hub, entry.id)).status).toBe('NOTIFIED');
    hub.clock.set('2026-10-13');
    await publish(hub, 'BLACK-MARKET', [entry.number]);
    expect((await storedEntry(hub, entry.id)).status).toBe('PUBLISHED');
  });

  it('always leaves five whole working days between service and publication', async () => {
    const days = fc.integer({ min: 0, max: 290 }).map((n) => addDays('2026-01-01', n));
    const samples = fc.sample(days, { numRuns: 12, seed: 7 });
    for (const servedOn of samples) {
      const entry = await propose(hub, { decidedOn: '2025-12-31' });
      await serve(hub, entry.number, { servedOn });
      const { publishableFrom } = await storedEntry(hub, entry.id);
      const between = [];
      for (let day = addDays(servedOn, 1); day < publishableFrom!; day = addDays(day, 1)) between.push(day);
      expect([servedOn, between.filter(isWorkingDay).length]).toEqual([servedOn, 5]);
    }
  });

  it('is a public announcement for red, and nothing else', async () => {
    const { number } = await propose(hub, red);
    expect(errorOf(await office(NOTICE, notice(number)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.channel',
    });
    const { data } = await office(NOTICE, notice(number, { channel: 'PUBLIC_ANNOUNCEMENT' }));
    expect(data.serveEntryNotice.entry.status).toBe('NOTIFIED');
  });

  it.each([
    ['of tomorrow', { servedOn: addDays(testDay, 1) }, 'input.servedOn'],
    ['before the decision', { servedOn: addDays(testDay, -61) }, 'input.servedOn'],
    ['without proof', { proof: ' ' }, 'input.proof'],
  ])('is refused %s', async (_name, changes, field) => {
    const entry = await propose(hub);
    expect(errorOf(await office(NOTICE, notice(entry.number, changes)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
    expect((await storedEntry(hub, entry.id)).status).toBe('PROPOSED');
    expect(await count(hub, sql`select count(*)::int as n from notice where entry_id = ${entry.id}`)).toBe(0);
  });

  it('is served once, and by the agency that identified the entry only', async () => {
    const entry = await propose(hub);
    const stranger = errorOf(await tax(NOTICE, notice(entry.number)));
    expect(stranger.code).toBe('NOT_FOUND');
    expect(errorOf(await tax(NOTICE, notice('E-NONE')))).toEqual(stranger);
    await office(NOTICE, notice(entry.number));
    expect(errorOf(await office(NOTICE, notice(entry.number)))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'NOTIFIED',
    });
  });
});

describe('publishing', () => {
  it('makes the next version of the list, with terms, history and changes', async () => {
    const before = await versionOf('BLACK-MARKET');
    const entries = [await publishable(hub), await publishable(hub)];
    const numbers = entries.map(({ number }) => number);
    const head = await count(hub, sql`select change_position::int as n from ledger_head`);
    const { errors, data } = await approver(PUBLISH, { input: { list: 'BLACK-MARKET', entries: numbers } });
    expect(errors).toBeUndefined();
    expect(data.publishEntries).toMatchObject({
      version: before + 1,
      list: { code: 'BLACK-MARKET', version: before + 1 },
      entries: numbers.map((number) => ({
        number,
        status: 'PUBLISHED',
        validFrom: testDay,
        validUntil: '2031-10-20',
      })),
    });
    const open = await hub.asPublic(
      `{ creditList(code: "BLACK-MARKET") { version versions { version added publishedBy { name } } } }`,
    );
    expect(open.data.creditList.version).toBe(before + 1);
    expect(open.data.creditList.versions[0]).toMatchObject({ version: before + 1, added: 2 });
    const changes = await hub.database.rows(sql`
      select type, audience from change where position > ${head} and type <> 'INSTRUCTIONS_ISSUED' order by position`);
    expect(changes).toEqual([
      { type: 'LIST_VERSION_PUBLISHED', audience: 'PUBLIC' },
      { type: 'ENTRY_PUBLISHED', audience: 'PUBLIC' },
      { type: 'ENTRY_PUBLISHED', audience: 'PUBLIC' },
    ]);
  });

  it('holds to the term of the list, and to a shorter one asked for', async () => {
    const wages = { list: 'BLACK-WAGES' };
    expect((await published(hub, wages)).validUntil).toBe('2029-10-20');
    expect((await published(hub, { ...wages, validUntil: '2027-01-01' })).validUntil).toBe('2027-01-01');
    expect((await published(hub, { ...wages, validUntil: '2031-01-01' })).validUntil).toBe('2029-10-20');
  });

  it('is for another person than the proposer', async () => {
    const { number } = await publishable(hub);
    const own = hub.modules.lists.publications.publishEntries(as(hub, 'office', 'proposer'), {
      list: 'BLACK-MARKET',
      entries: [number],
    });
    expect(await refused(own)).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      field: 'input.entries[0]',
    });
    await publish(hub, 'BLACK-MARKET', [number]);
  });

  it('is for the credit office', async () => {
    const { number } = await publishable(hub);
    expect(errorOf(await market(PUBLISH, { input: { list: 'BLACK-MARKET', entries: [number] } })).code).toBe(
      'FORBIDDEN',
    );
  });

  it('happens to all entries named or to none', async () => {
    const good = await publishable(hub);
    const faulty: [string, string][] = [
      [(await propose(hub)).number, 'NOTICE_MISSING'],
      [(await publishable(hub, { list: 'BLACK-TAX' })).number, 'BAD_USER_INPUT'],
      [(await published(hub)).number, 'ILLEGAL_TRANSITION'],
      ['E-NONE', 'NOT_FOUND'],
    ];
    const before = await versionOf('BLACK-MARKET');
    const audited = () => count(hub, sql`select audit_position::int as n from ledger_head`);
    const audits = await audited();
    for (const [number, code] of faulty) {
      const answer = await approver(PUBLISH, {
        input: { list: 'BLACK-MARKET', entries: [good.number, number] },
      });
      expect(errorOf(answer)).toMatchObject({ code, field: 'input.entries[1]' });
    }
    expect((await storedEntry(hub, good.id)).status).toBe('NOTIFIED');
    expect(await statusesOf(hub, good.id)).toEqual([]);
    expect(await versionOf('BLACK-MARKET')).toBe(before);
    expect(await audited()).toBe(audits);
  });

  it.each([
    ['none', []],
    ['the same twice', ['E1', 'E1']],
    ['more than 500', Array.from({ length: 501 }, (_, index) => `E${index}`)],
  ])('is refused for %s', async (_name, entries) => {
    expect(errorOf(await approver(PUBLISH, { input: { list: 'BLACK-MARKET', entries } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.entries',
    });
  });

  it('is refused for a list that is not there', async () => {
    expect(errorOf(await approver(PUBLISH, { input: { list: 'NONE', entries: ['E1'] } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.list',
    });
  });

  it('waits for an open objection: dismissed, it goes on; upheld, the entry is rejected', async () => {
    const [one, two] = [await publishable(hub), await publishable(hub)];
    const [first, second] = [
      await object(hub, { entry: one.number }),
      await object(hub, { entry: two.number }),
    ];
    expect(await storedEntry(hub, one.id)).toMatchObject({ status: 'NOTIFIED', objected: true });
    expect(await refused(publish(hub, 'BLACK-MARKET', [one.number]))).toMatchObject({
      code: 'CONFLICT',
      article: 'Henan 28',
    });
    await decide(hub, first, false);
    await publish(hub, 'BLACK-MARKET', [one.number]);
    expect(await storedEntry(hub, one.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    await decide(hub, second, true);
    expect(await storedEntry(hub, two.id)).toMatchObject({ status: 'REJECTED', objected: false });
  });

  it('waits for an objection to a red entry too', async () => {
    const entry = await publishable(hub, red);
    await object(hub, { entry: entry.number });
    expect(await refused(publish(hub, 'RED-PY', [entry.number]))).toMatchObject({ code: 'CONFLICT' });
  });

  it('never brings into effect what begins later or is over', async () => {
    const later = await publishable(hub, { validFrom: addDays(testDay, 10) });
    const short = await publishable(hub, { validUntil: addDays(testDay, 3) });
    expect(await refused(publish(hub, 'BLACK-MARKET', [later.number]))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.entries[0]',
    });
    hub.clock.set(addDays(testDay, 10));
    await publish(hub, 'BLACK-MARKET', [later.number]);
    expect(await storedEntry(hub, later.id)).toMatchObject({ validFrom: addDays(testDay, 10) });
    expect(await refused(publish(hub, 'BLACK-MARKET', [short.number]))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.entries[0]',
    });
  });

  it('with the same key is done once', async () => {
    const { number } = await publishable(hub);
    const variables = { input: { list: 'BLACK-MARKET', entries: [number] } };
    const once = await approver(PUBLISH, variables, { idempotencyKey: 'publication-1' });
    const twice = await approver(PUBLISH, variables, { idempotencyKey: 'publication-1' });
    expect(once.errors).toBeUndefined();
    expect(twice.data).toEqual(once.data);
    expect(errorOf(await approver(PUBLISH, variables, { idempotencyKey: 'publication-2' })).code).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('of a watch list is nothing for the public', async () => {
    const watch = { list: 'WATCH-PY', severity: 'GENERAL' as const };
    const entry = await published(hub, watch);
    const audiences = await hub.database.rows<{ audience: string }>(
      sql`select distinct audience from change where target = 'ListEntry' and target_id = ${entry.id}`,
    );
    expect(audiences).toHaveLength(1);
    expect(audiences[0]!.audience).not.toBe('PUBLIC');
    const open = await hub.asPublic(`query ($number: String!) { listEntry(number: $number) { number } }`, {
      number: entry.number,
    });
    expect(open.data.listEntry).toBeNull();
  });
});

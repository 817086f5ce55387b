import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import { type Ask, askWith, signIn } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  errorOf,
  newCompany,
  object,
  published,
  startLoop,
} from '../lists/support.js';

const APPLY = `mutation ($input: ApplyForRepairInput!) { applyForRepair(input: $input) { repair {
  number status appliedAt decider { name } appliedBy { name } entry { number } ruleSet { code title source }
  conditions { kind met reason metFrom } deadlines { kind dueOn owner { name } } history { from to } } } }`;
const OUTLOOK = `query ($entry: String, $record: String) { repairOutlook(entry: $entry, record: $record) {
  repairable reason earliestOn endsOn ruleSet { code source } considered { ruleSet { code } chosen reason earliestOn }
  conditions { kind met reason metFrom } missing howTo } }`;
const OF_SUBJECT = `query ($code: String!) { subject(code: $code) { repairs { number status statement }
  communityService { hours activity organizer { name } } reorganisations { documentNumber } } }`;

let hub: Loop;
let entry: StoredEntry;
let owner: Ask;
let asks: Record<'office' | 'market' | 'housing' | 'tax' | 'association' | 'firm' | 'auditor', Ask>;
const company = newCompany();
beforeAll(async () => {
  hub = await startLoop();
  const names = {
    office: 'demo-office',
    market: 'demo-agency-market',
    housing: 'demo-agency-housing',
    tax: 'demo-agency-tax',
    association: 'demo-association',
    firm: 'demo-firm',
    auditor: 'demo-auditor',
  };
  asks = Object.fromEntries(
    await Promise.all(Object.entries(names).map(async ([name, id]) => [name, await hub.as(id)] as const)),
  ) as typeof asks;
  // A watch entry of the office: general, on a list without a rule of its own.
  entry = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL', subject: company });
  const { data } = await asks.office(
    `mutation ($code: String!) { createClient(input: { clientId: "repair-owner", kind: SUBJECT, name: "本人", scopes: [],
      subject: $code }) { secret } }`,
    { code: company.code },
  );
  owner = askWith(hub.url, await signIn(hub.url, 'repair-owner', data.createClient.secret));
});
afterAll(() => hub.close());

it('the subject learns before it applies what it has to do, when, and where', async () => {
  const { data, errors } = await owner(OUTLOOK, { entry: entry.number }, { purpose: null });
  expect(errors).toBeUndefined();
  expect(data.repairOutlook).toMatchObject({
    repairable: true,
    reason: null,
    earliestOn: '2027-01-20',
    ruleSet: { code: 'GENERAL-2026' },
    considered: [{ ruleSet: { code: 'GENERAL-2026' }, chosen: true, earliestOn: '2027-01-20' }],
  });
  expect(data.repairOutlook.missing).toHaveLength(3);
  expect(data.repairOutlook.howTo.join()).toContain('信用承诺书');
});

it('the outlook is for those with a part in it; for others it is not there', async () => {
  const ask = { entry: entry.number };
  expect((await asks.office(OUTLOOK, ask)).data.repairOutlook).not.toBeNull();
  for (const other of [asks.housing, asks.tax])
    expect((await other(OUTLOOK, ask)).data.repairOutlook).toEqual(
      (await other(OUTLOOK, { entry: 'E20261020-ZZZZZZZZ' })).data.repairOutlook,
    );
  expect(errorOf(await asks.firm(OUTLOOK, ask)).code).toBe('FORBIDDEN');
  expect(errorOf(await hub.asPublic(OUTLOOK, ask)).code).toBe('UNAUTHENTICATED');
  const stranger = await hub.as('demo-subject');
  expect((await stranger(OUTLOOK, ask)).data.repairOutlook).toBeNull();
});

it('the way from the application to the removal, each by its own hand', async () => {
  const input = {
    entry: entry.number,
    statement: '已经整改到位',
    dutiesStatement: '罚款已缴清',
    commitment: '今后诚信经营',
  };
  const applied = await owner(APPLY, { input }, { idempotencyKey: 'repair-1' });
  expect(applied.errors).toBeUndefined();
  expect((await owner(APPLY, { input }, { idempotencyKey: 'repair-1' })).data).toEqual(applied.data);
  const { repair } = applied.data.applyForRepair;
  expect(repair).toMatchObject({
    status: 'APPLIED',
    appliedBy: null,
    decider: { name: '濮阳县发展和改革委员会（县信用办）' },
    ruleSet: { code: 'GENERAL-2026' },
    deadlines: [
      { kind: 'REPAIR_ACCEPTANCE', dueOn: '2026-10-23' },
      { kind: 'REPAIR_DECISION', dueOn: '2026-11-03' },
    ],
    history: [{ from: null, to: 'APPLIED' }],
  });
  expect(repair.conditions.filter((each: { met: boolean }) => !each.met)).toMatchObject([
    { kind: 'MINIMUM_PERIOD', metFrom: '2027-01-20' },
    { kind: 'DUTIES_DONE' },
  ]);
  const take =
    'mutation ($n: String!) { acceptRepair(input: { repair: $n, accepted: true }) { repair { status } } }';
  expect(errorOf(await owner(take, { n: repair.number })).code).toBe('FORBIDDEN');
  expect(errorOf(await asks.tax(take, { n: repair.number })).code).toBe('NOT_FOUND');
  expect((await asks.office(take, { n: repair.number })).data.acceptRepair.repair.status).toBe('ACCEPTED');
  const grant = `mutation ($n: String!) { decideRepair(input: { repair: $n, approved: true, dutiesConfirmed: true }) {
    repair { status decidedBy { name } conditions { met } entry { status endReason } } } }`;
  expect(errorOf(await asks.office(grant, { n: repair.number }))).toMatchObject({
    code: 'CONDITIONS_NOT_MET',
    field: 'input.approved',
    article: 'Henan 43',
  });
  // Published three months ago: what the county would find on 20 January.
  await hub.database.rows(
    sql`update list_entry set published_at = '2026-07-20T04:00:00Z', version = version + 1 where id = ${entry.id}`,
  );
  const granted = await asks.office(grant, { n: repair.number });
  expect(granted.data.decideRepair.repair).toMatchObject({
    status: 'APPROVED',
    entry: { status: 'REMOVED', endReason: expect.stringContaining(repair.number) },
  });
  const own = await owner(
    '{ repairs(filter: { status: [APPROVED] }) { nodes { number conditions { met } } } }',
  );
  expect(own.data.repairs.nodes).toMatchObject([{ number: repair.number }]);
  const told = await owner('{ changes(first: 100) { nodes { type summary } } }');
  expect(told.data.changes.nodes).toContainEqual({
    type: 'REPAIR_DECIDED',
    summary: { number: repair.number, status: 'APPROVED' },
  });
});

it('everybody may know how many there are', async () => {
  const { data } = await hub.asPublic('{ statistics { repairsByStatus { key count } } }');
  expect(data.statistics.repairsByStatus).toEqual([{ key: 'APPROVED', count: 1 }]);
});

it('hours recorded by the association are seen by the subject, the association and the office', async () => {
  const record = `mutation ($code: String!) { recordCommunityService(input: { subject: $code, activity: "义务植树",
    servedOn: "2026-10-10", hours: 3.5, proof: "签到表" }) { communityService { number hours } } }`;
  const code = { code: company.code };
  expect((await asks.association(record, code)).data.recordCommunityService.communityService.hours).toBe(3.5);
  for (const denied of [owner, asks.firm, asks.auditor])
    expect(errorOf(await denied(record, code)).code).toBe('FORBIDDEN');
  const served = [{ hours: 3.5, activity: '义务植树' }];
  for (const seeing of [owner, asks.association, asks.office, asks.auditor])
    expect((await seeing(OF_SUBJECT, code)).data.subject.communityService).toMatchObject(served);
  for (const blind of [asks.firm, asks.housing, hub.asPublic])
    expect((await blind(OF_SUBJECT, code)).data.subject).toMatchObject({
      communityService: [],
      repairs: [],
      reorganisations: [],
    });
});

it('the decider sees the application for its entry, a body without a part does not', async () => {
  const subject = newCompany();
  const black = await published(hub, { subject });
  await hub.database.rows(
    sql`update list_entry set identified_by_id = ${hub.bodies.get('market')!}, version = version + 1 where id = ${black.id}`,
  );
  const input = { entry: black.number, statement: '申请修复', dutiesStatement: '已履行' };
  const { data } = await asks.housing(APPLY, { input });
  expect(data.applyForRepair.repair).toMatchObject({
    appliedBy: { name: '濮阳县住房和城乡建设局' },
    ruleSet: { code: 'BLACK-MARKET', source: expect.stringContaining('凭记忆') },
  });
  const of = 'query ($n: String!) { listEntry(number: $n) { repairs { statement } } }';
  for (const seeing of [asks.market, asks.housing, asks.office, asks.auditor])
    expect((await seeing(of, { n: black.number })).data.listEntry.repairs).toEqual([
      { statement: '申请修复' },
    ]);
  for (const blind of [asks.tax, asks.firm, hub.asPublic, owner])
    expect((await blind(of, { n: black.number })).data.listEntry.repairs).toEqual([]);
  await object(hub, { entry: black.number });
  expect((await asks.market(OUTLOOK, { entry: black.number })).data.repairOutlook.repairable).toBe(true);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import { type Ask, askWith, signIn } from '../../support/hub.js';
import { publishedByMarket, readFeed } from '../delivery/support.js';
import { type Loop, codeOf, errorOf, startLoop } from '../lists/support.js';
import { type StoredRestoration, restorationOf, revoke, waitingFor } from './support.js';

let hub: Loop;
let restoration: StoredRestoration;
let entry: string;
let subjectCode: string;
let secret: string;
const hands: Record<'office' | 'market' | 'tax' | 'housing' | 'firm' | 'bank' | 'auditor' | 'owner', Ask> =
  {} as never;
beforeAll(async () => {
  hub = await startLoop();
  const made = await publishedByMarket(hub);
  entry = made.number;
  await readFeed(hub, 'firm');
  await revoke(hub, made);
  restoration = await restorationOf(hub, { entry: made.id });
  subjectCode = (await hub.database.one<{ code: string }>(
    sql`select code from subject where id = ${made.subjectId}`,
  ))!.code;
  const clients = {
    office: 'demo-office',
    market: 'demo-agency-market',
    tax: 'demo-agency-tax',
    housing: 'demo-agency-housing',
    firm: 'demo-firm',
    bank: 'demo-bank',
    auditor: 'demo-auditor',
  } as const;
  for (const [key, clientId] of Object.entries(clients))
    hands[key as keyof typeof clients] = await hub.as(clientId);
  const client = await hands.office(
    'mutation ($s: String!) { createClient(input: { clientId: "the-subject", kind: SUBJECT, name: "本人", scopes: [], subject: $s }) { secret } }',
    { s: subjectCode },
  );
  secret = client.data.createClient.secret;
  hands.owner = askWith(hub.url, await signIn(hub.url, 'the-subject', secret));
});
afterAll(() => hub.close());

const query = `query ($entry: String!) { restorations(filter: { entry: $entry }) { nodes {
  id number cause status reason responsible { code } entry { number status } subject { code }
  recipients { organization { code } grounds acknowledgedAt } tasks { kind status owner { code } dueOn overdue }
  deadlines { kind owner { code } dueOn overdue } history { from to reason } objection { number } outcome { number }
  documents { kind title html } files { number } announcement { kind text } } } }`;
const seenBy = async (ask: Ask) => (await ask(query, { entry })).data.restorations.nodes;
const codesOf = (node: { recipients: { organization: { code: string } }[] }) =>
  node.recipients.map(({ organization }) => organization.code).sort();

describe('who sees a restoration', () => {
  it('the subject: what was wrong, who was told, who has acknowledged, what is owed', async () => {
    const [node] = await seenBy(hands.owner);
    expect(node).toMatchObject({
      number: restoration.number,
      cause: 'REVOCATION',
      status: 'OPEN',
      responsible: { code: codeOf('market') },
      entry: { number: entry, status: 'REVOKED' },
      history: [{ from: null, to: 'OPEN', reason: '主体认定有误' }],
    });
    const waiting = (await waitingFor(hub, restoration)).map(codeOf).sort();
    expect(codesOf(node)).toEqual(waiting);
    expect(waiting).toContain(codeOf('firm'));
    expect(node.documents).toEqual([
      { kind: 'CORRECTION_NOTICE', title: '信用信息更正告知书', html: expect.stringContaining(entry) },
    ]);
    expect(node.files).toEqual([]);
    expect(node.announcement).toEqual({ kind: 'REVOCATION', text: expect.stringContaining(entry) });
    expect(node.tasks).toHaveLength(3);
    expect(node.deadlines).toHaveLength(waiting.length);
    const own = await hands.owner(
      'query ($c: String!) { subject(code: $c) { restorations { number } outcomes { number } } }',
      {
        c: subjectCode,
      },
    );
    expect(own.data.subject).toEqual({ restorations: [{ number: restoration.number }], outcomes: [] });
  });

  it('office, auditor and the body responsible: all of it', async () => {
    const [all] = await seenBy(hands.office);
    for (const ask of [hands.auditor, hands.market])
      expect(codesOf((await seenBy(ask))[0])).toEqual(codesOf(all));
  });

  it('an agency that has to acknowledge: the restoration and its own row; another agency: nothing', async () => {
    const [node] = await seenBy(hands.tax);
    expect(codesOf(node)).toEqual([codeOf('tax')]);
    const before = await waitingFor(hub, restoration);
    expect(before).not.toContain('ecology');
    const ecology = (await hub.database.one<{ n: number }>(sql`
      select count(*)::int as n from change_recipient where organization_id = ${hub.bodies.get('ecology')!}`))!
      .n;
    expect(ecology).toBe(0);
  });

  it('firms and the public have no such list', async () => {
    expect(errorOf(await hands.firm(query, { entry }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(errorOf(await hub.asPublic(query, { entry }))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const [node] = await seenBy(hands.office);
    for (const ask of [hands.firm, hub.asPublic]) {
      const answer = await ask('query ($id: ID!) { node(id: $id) { id } }', { id: node.id });
      expect(answer.data.node).toBeNull();
    }
  });
});

describe('a firm that had read the feed', () => {
  const waitingOf = async (ask: Ask) =>
    (
      await ask(
        '{ changesToAcknowledge { nodes { id type summary recipients { organization { code } grounds acknowledgedAt } } } }',
        {},
        { purpose: null },
      )
    ).data.changesToAcknowledge.nodes;
  const acknowledging = (ask: Ask, change: string) =>
    ask(
      'mutation ($c: ID!) { acknowledgeChange(input: { change: $c }) { change { type recipients { acknowledgedAt } } } }',
      { c: change },
    );

  it('is told what to take back, in words that name nobody, and acknowledges it', async () => {
    const [change, ...more] = await waitingOf(hands.firm);
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      type: 'RESTORATION_OPENED',
      summary: { thing: entry, of: 'ListEntry', unwinding: 'REVOKED' },
      recipients: [{ organization: { code: codeOf('firm') }, grounds: ['FEED'], acknowledgedAt: null }],
    });
    expect(JSON.stringify(change)).not.toContain('样例企业');
    expect(await waitingOf(hands.bank)).toEqual([]);
    expect(errorOf(await acknowledging(hands.bank, change.id))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.change',
    });
    const answer = await acknowledging(hands.firm, change.id);
    expect(answer.data.acknowledgeChange.change.recipients).toEqual([{ acknowledgedAt: expect.any(String) }]);
    expect((await acknowledging(hands.firm, change.id)).data).toEqual(answer.data);
    expect(await waitingOf(hands.firm)).toEqual([]);
    // The office and the subject see that the others have not.
    const [seen] = await seenBy(hands.owner);
    const done = seen.recipients.filter(
      (each: { acknowledgedAt: string | null }) => each.acknowledgedAt !== null,
    );
    expect(codesOf({ recipients: done })).toEqual([codeOf('firm')]);
    const forOffice = (await waitingOf(hands.office)).find((each: { id: string }) => each.id === change.id);
    expect(forOffice.recipients).toHaveLength(seen.recipients.length);
  });

  it('a token without the scope may not', async () => {
    const narrow = askWith(hub.url, await signIn(hub.url, 'demo-firm', 'demo', 'changes:read'));
    expect(errorOf(await acknowledging(narrow, 'x'))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('outcomes and tasks over the API', () => {
  it('the party records an outcome; the subject reads it with its restoration; others do not', async () => {
    const other = await publishedByMarket(hub);
    const answer = await hands.market(
      `mutation ($e: String!) { recordOutcome(input: { kind: ADMINISTRATIVE_REVIEW, result: ANNULLED, entry: $e, authority: "濮阳县人民政府",
        documentNumber: "濮县政复决〔2026〕9号", decidedOn: "2026-10-19", summary: "撤销列入决定" }) {
        outcome { number result entry { status } recordedBy { code } } } }`,
      { e: other.number },
    );
    expect(answer.data.recordOutcome.outcome).toMatchObject({
      result: 'ANNULLED',
      entry: { status: 'REVOKED' },
      recordedBy: { code: codeOf('market') },
    });
    const outcomes = 'query ($e: String!) { outcomes(filter: { entry: $e }) { nodes { number summary } } }';
    for (const [name, ask, n] of [
      ['office', hands.office, 1],
      ['market', hands.market, 1],
      ['housing', hands.housing, 0],
      ['owner of another entry', hands.owner, 0],
    ] as const)
      expect([name, (await ask(outcomes, { e: other.number })).data.outcomes.nodes.length]).toEqual([
        name,
        n,
      ]);
    const linked = await hands.office(
      'query ($e: String!) { restorations(filter: { entry: $e, cause: OUTCOME }) { nodes { outcome { number } } } }',
      { e: other.number },
    );
    expect(linked.data.restorations.nodes).toEqual([
      { outcome: { number: answer.data.recordOutcome.outcome.number } },
    ]);
  });

  it('an overdue one is found: the term of its recipients is over', async () => {
    const late = 'query ($o: Boolean!) { restorations(filter: { overdue: $o }) { nodes { number } } }';
    const numbers = async (overdue: boolean) =>
      (await hands.office(late, { o: overdue })).data.restorations.nodes.map(
        (each: { number: string }) => each.number,
      );
    expect(await numbers(false)).toContain(restoration.number);
    hub.clock.advance({ days: 5 });
    hands.office = await hub.as('demo-office'); // tokens are over by then
    hands.owner = askWith(hub.url, await signIn(hub.url, 'the-subject', secret));
    expect(await numbers(true)).toContain(restoration.number);
    const [seen] = await seenBy(hands.owner);
    expect(seen.deadlines.some((each: { overdue: boolean }) => each.overdue)).toBe(true);
  });
});

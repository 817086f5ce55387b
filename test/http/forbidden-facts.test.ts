import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { type Ask, type TestHub, askWith, signIn, startTestHub, testDay } from '../support/hub.js';
import { tablesHolding } from '../support/scan.js';
import { decidedOn, done, entry, instructionOn, propose, publish, serve } from './support/steps.js';
import { idNumber, unifiedCode } from './support/codes.js';

let hub: TestHub;
let market: Ask;
let office: Ask;
let owner: Ask;
let listed: string;
let instruction: string;

const code = unifiedCode('YB0009R1');
const told = '其身患ZqIllness病';
const company = { code, kind: 'LEGAL_PERSON', name: '濮阳县样例守信商贸有限公司' };
const responsiblePersons = [{ name: '某某', role: '法定代表人' }];

beforeAll(async () => {
  hub = await startTestHub();
  [market, office] = [await hub.as('demo-agency-market'), await hub.as('demo-office')];
  listed = await propose(market, {
    ...entry('BLACK-MARKET', '虚假宣传', 'F-1', company),
    responsiblePersons,
  });
  await serve(market, listed, '送达回证');
  await publish(await hub.as('demo-office-approver'), 'BLACK-MARKET', [listed]);
  instruction = await instructionOn(market, listed);
  await done(
    market(
      `mutation { acknowledgeInstruction(input: { instruction: "${instruction}" }) { instruction { id } } }`,
    ),
  );
  const { createClient } = await done(
    office(
      `mutation { createClient(input: { clientId: "zq-self", kind: SUBJECT, name: "本人", scopes: [], subject: "${code}" }) { secret } }`,
    ),
  );
  owner = askWith(hub.url, await signIn(hub.url, 'zq-self', createClient.secret));
});
afterAll(() => hub.close());

/** How an official says it, and in which field. */
const official: [string, string, () => string][] = [
  [
    'proposeEntry',
    'input.entry.ground',
    () => `proposeEntry(input: { entry: { list: "BLACK-MARKET", ground: $t,
    subject: { code: "${code}" }, decisionNumber: "F-2", decidedOn: "${decidedOn}", basis: "《办法》", severity: SERIOUS,
    procedure: ORDINARY, finality: FINAL, responsiblePersons: [{ name: "某某", role: "法定代表人" }] } }) { entry { id } }`,
  ],
  [
    'withdrawEntry',
    'input.reason',
    () => `withdrawEntry(input: { entry: "${listed}", reason: $t }) { entry { id } }`,
  ],
  [
    'revokeEntry',
    'input.reason',
    () => `revokeEntry(input: { entry: "${listed}", reason: $t }) { entry { id } }`,
  ],
  [
    'serveNotice',
    'input.reason',
    () => `serveNotice(input: { instruction: "${instruction}", servedOn: "${testDay}",
    channel: POST, proof: "挂号信", reason: $t }) { notice { id } }`,
  ],
  [
    'reportFeedback',
    'input.detail',
    () => `reportFeedback(input: { instruction: "${instruction}", outcome: APPLIED,
    appliedOn: "${testDay}", detail: $t }) { feedback { id } }`,
  ],
  [
    'declineInstruction',
    'input.reason',
    () => `declineInstruction(input: { instruction: "${instruction}", reason: $t }) { instruction { id } }`,
  ],
  [
    'raiseObjection',
    'input.statement',
    () => `raiseObjection(input: { entry: "${listed}", ground: "事实有误", statement: $t,
    channel: WEB }) { objection { number } }`,
  ],
  [
    'reportIncident',
    'input.description',
    () => `reportIncident(input: { kind: LEAK, discoveredAt: "${decidedOn}T08:00:00Z",
    description: $t, subjects: ["${code}"] }) { incident { id } }`,
  ],
  [
    'recordOutcome',
    'input.summary',
    () => `recordOutcome(input: { kind: LITIGATION, result: CONFIRMED, entry: "${listed}",
    authority: "濮阳县人民法院", documentNumber: "F-3", decidedOn: "${testDay}", summary: $t }) { outcome { id } }`,
  ],
];

describe('what nobody may collect of a person (Henan 45)', () => {
  test.each(official)(
    'is refused to an agency by %s, with the field, the word, the article and what to do',
    async (_name, field, call) => {
      const { data, errors } = await market(`mutation ($t: String!) { ${call()} }`, { t: told });
      expect(data).toBeFalsy();
      expect(errors![0]!.extensions).toMatchObject({
        code: 'INADMISSIBLE_BASIS',
        field,
        article: 'Henan 45',
      });
      expect(errors![0]!.message).toMatch(/“身患”.*leave this out/);
      expect(JSON.stringify(errors)).not.toContain('ZqIllness');
      expect(await tablesHolding(hub.database, 'ZqIllness')).toEqual([]);
    },
  );

  it('is refused in the one entry of a batch that tells it, of a person at the bare word', async () => {
    const person = { kind: 'NATURAL_PERSON', idNumber: idNumber('65010219880229003'), name: '样某' };
    const { proposeEntries } = await done(
      market(
        'mutation ($e: [EntryInput!]!) { proposeEntries(input: { entries: $e }) { entries { number } refusals { index code field } } }',
        {
          e: [
            entry('BLACK-MARKET', '病历所载', 'F-4', person),
            { ...entry('BLACK-MARKET', '伪造病历骗取医保基金', 'F-5', company), responsiblePersons },
          ],
        },
      ),
    );
    expect(proposeEntries.entries).toHaveLength(1);
    expect(proposeEntries.refusals).toEqual([
      { index: 0, code: 'INADMISSIBLE_BASIS', field: 'input.entries[0].ground' },
    ]);
  });

  it('is taken from the subject itself, and from the office that writes its words down', async () => {
    const raise = `mutation ($t: String!, $c: ObjectionChannel!) { raiseObjection(input: { entry: "${listed}", ground: "事实有误",
      statement: $t, channel: $c }) { objection { statement } } }`;
    const own = await done(owner(raise, { t: told, c: 'WEB' }, { purpose: null }));
    expect(own.raiseObjection.objection.statement).toBe(told);
    const written = await done(office(raise, { t: `来电称${told}`, c: 'PHONE' }));
    expect(written.raiseObjection.objection.statement).toContain(told);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import { type Ask, askWith, signIn } from '../../support/hub.js';
import { publishedByMarket } from '../delivery/support.js';
import { type Loop, codeOf, startLoop } from '../lists/support.js';

let hub: Loop;
let subject: { id: number; code: string };
let owner: Ask;
let hands: Record<'office' | 'approver' | 'market' | 'tax' | 'firm' | 'auditor', Ask>;
beforeAll(async () => {
  hub = await startLoop();
  const { subjectId } = await publishedByMarket(hub);
  subject = (await hub.database.one(sql`select id, code from subject where id = ${subjectId}`))!;
  const names = ['office', 'office-approver', 'agency-market', 'agency-tax', 'firm', 'auditor'];
  const [office, approver, market, tax, firm, auditor] = (await Promise.all(
    names.map((name) => hub.as(`demo-${name}`)),
  )) as [Ask, Ask, Ask, Ask, Ask, Ask];
  hands = { office, approver, market, tax, firm, auditor };
  const made = await office(
    'mutation ($s: String!) { createClient(input: { clientId: "affected", kind: SUBJECT, name: "本人", scopes: [], subject: $s }) { secret } }',
    { s: subject.code },
  );
  owner = askWith(hub.url, await signIn(hub.url, 'affected', made.data.createClient.secret));
});
afterAll(() => hub.close());

const report = async (by: Ask, subjects: string[] = [subject.code]): Promise<string> => {
  const { data, errors } = await by(
    `mutation ($s: [String!]) { reportIncident(input: { kind: SALE, discoveredAt: "2026-10-19T08:00:00Z",
      description: "有人兜售查询结果", subjects: $s }) { incident { number status } } }`,
    { s: subjects },
  );
  expect(errors).toBeUndefined();
  return data.reportIncident.incident.number;
};
const step = (by: Ask, name: string, incident: string, more = '') =>
  by(`mutation ($i: String!) { ${name}(input: { incident: $i${more} }) { incident { status told } } }`, {
    i: incident,
  });
const codeOfError = ({ errors }: Awaited<ReturnType<Ask>>) => errors?.[0]?.extensions.code;
const decide = ', confirmed: true, finding: "工作人员越权导出"';
const remedy = ', measures: "账号停用，数据追回", referral: "濮阳县公安局"';

describe('the change feed', () => {
  it('tells every step to the office and who reported, to no other agency, and nothing personal', async () => {
    const after = (
      await hands.office('{ changes(first: 100) { completeTo pageInfo { hasNextPage endCursor } } }')
    ).data.changes;
    expect(after.pageInfo.hasNextPage).toBe(false);
    const number = await report(hands.market);
    await step(hands.office, 'investigateIncident', number);
    const rows = await hub.database.rows<{ audience: string; summary: object; subject: number | null }>(sql`
      select audience, summary, subject_id as subject from change where type = 'INCIDENT_UPDATED'
        and summary ->> 'number' = ${number} order by position`);
    expect(rows).toEqual(
      ['REPORTED', 'INVESTIGATING'].map((status) => ({
        audience: 'PARTIES',
        summary: { number, kind: 'SALE', status },
        subject: null,
      })),
    );
    const told = async (by: Ask) =>
      (
        await by('query ($after: String) { changes(after: $after, first: 100) { nodes { type summary } } }', {
          after: after.completeTo,
        })
      ).data.changes.nodes.filter((each: { type: string }) => each.type === 'INCIDENT_UPDATED').length;
    expect(await Promise.all([hands.office, hands.auditor, hands.market].map(told))).toEqual([2, 2, 2]);
    expect(await Promise.all([hands.tax, hands.firm, owner].map(told))).toEqual([0, 0, 0]);
  });
});

it('an incident changed since it was read is not acted on', async () => {
  const number = await report(hands.market);
  expect(codeOfError(await step(hands.office, 'investigateIncident', number, ', expectedVersion: 2'))).toBe(
    'CONFLICT',
  );
  expect(
    codeOfError(await step(hands.office, 'investigateIncident', number, ', expectedVersion: 1')),
  ).toBeUndefined();
  expect(
    codeOfError(await step(hands.office, 'decideIncident', number, `${decide}, expectedVersion: 1`)),
  ).toBe('CONFLICT');
});

describe('an incident', () => {
  it('goes from report to close, by two hands, and those affected are told by a paper', async () => {
    const number = await report(hands.market);
    await step(hands.office, 'investigateIncident', number);
    expect((await step(hands.office, 'decideIncident', number, decide)).data.decideIncident.incident).toEqual(
      {
        status: 'CONFIRMED',
        told: 0,
      },
    );
    expect(codeOfError(await step(hands.office, 'closeIncident', number))).toBe('CONDITIONS_NOT_MET');
    await step(hands.office, 'recordIncidentHandling', number, remedy);
    await step(hands.office, 'recordIncidentHandling', number, remedy); // nobody is told twice
    expect((await step(hands.office, 'closeIncident', number)).data.closeIncident.incident).toEqual({
      status: 'CLOSED',
      told: 1,
    });
    const { data } = await owner(
      'query ($c: String!) { subject(code: $c) { documents(first: 20) { nodes { kind title html } } } }',
      {
        c: subject.code,
      },
    );
    const papers = data.subject.documents.nodes.filter(
      (each: { kind: string }) => each.kind === 'INCIDENT_NOTICE',
    );
    expect(papers).toHaveLength(1);
    for (const text of [number, '工作人员越权导出', '账号停用，数据追回', '濮阳县公安局', '第五十七条'])
      expect(papers[0].html).toContain(text);
    const chain = await hub.database.rows<{ event: string }>(sql`
      select event from audit_event where target = 'Incident' and target_id = (select id from incident where number = ${number})
      order by position`);
    expect(chain.map(({ event }) => event)).toEqual([
      'supervision.incidentReported',
      'supervision.incidentInvestigated',
      'supervision.incidentDecided',
      'supervision.incidentHandled',
      'supervision.incidentHandled',
      'supervision.incidentClosed',
    ]);
  });

  it('is not decided by who reported it, whatever the way', async () => {
    const number = await report(hands.office);
    await step(hands.office, 'investigateIncident', number);
    expect(codeOfError(await step(hands.office, 'decideIncident', number, decide))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    await expect(
      hub.database.rows(
        sql`update incident set decided_by_actor = reported_by_actor where number = ${number}`,
      ),
    ).rejects.toThrow('incident_other_hand');
    expect((await step(hands.approver, 'decideIncident', number, decide)).errors).toBeUndefined();
    await expect(
      hub.database.rows(sql`update incident set status = 'CLOSED' where number = ${number}`),
    ).rejects.toThrow('incident_closed');
  });

  it.each([
    ['decideIncident', decide],
    ['recordIncidentHandling', remedy],
    ['closeIncident', ''],
  ])('takes no step out of turn: %s', async (name, more) => {
    const number = await report(hands.market);
    expect(codeOfError(await step(hands.office, name, number, more))).toBe('ILLEGAL_TRANSITION');
  });

  it('that was unfounded stays so', async () => {
    const number = await report(hands.market);
    await step(hands.office, 'investigateIncident', number);
    await step(hands.office, 'decideIncident', number, ', confirmed: false, finding: "不实"');
    expect(codeOfError(await step(hands.office, 'recordIncidentHandling', number, remedy))).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('is seen by office, auditor and who reported it, and a look at those affected is on record', async () => {
    const number = await report(hands.firm, []);
    await step(hands.office, 'investigateIncident', number, `, subjects: ["${subject.code}"]`);
    const seen = async (by: Ask) =>
      (
        await by(
          'query ($n: String!) { incident(number: $n) { number reportedBy { code } subjects { code } } }',
          {
            n: number,
          },
        )
      ).data.incident;
    for (const by of [hands.office, hands.auditor, hands.firm])
      expect(await seen(by)).toEqual({
        number,
        reportedBy: { code: codeOf('firm') },
        subjects: [{ code: subject.code }],
      });
    for (const by of [hands.market, hands.tax]) expect(await seen(by)).toBeNull();
    const looks = await hub.database.rows<{ kind: string }>(sql`
      select distinct actor_kind as kind from access_event where subject_id = ${subject.id}
        and 'IncidentSubject' = any(datasets) and operation = 'incident' order by 1`);
    expect(looks.map(({ kind }) => kind)).toEqual(['AUDITOR', 'FIRM', 'OFFICE']);
  });

  it('cannot be reported for tomorrow, or about somebody the reporter may not know', async () => {
    const tomorrow = await hands.market(
      'mutation { reportIncident(input: { kind: LOSS, discoveredAt: "2026-12-30T00:00:00Z", description: "x" }) { incident { id } } }',
    );
    expect(tomorrow.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.discoveredAt',
    });
    const person = await hub.database.one<{ code: string }>(
      sql`select code from subject s where kind = 'NATURAL_PERSON' and not exists (
        select 1 from list_entry e where e.subject_id = s.id and e.status = 'PUBLISHED') limit 1`,
    );
    const hidden = await hands.firm(
      'mutation ($s: [String!]) { reportIncident(input: { kind: LOSS, discoveredAt: "2026-10-19T00:00:00Z", description: "x", subjects: $s }) { incident { id } } }',
      { s: [person!.code] },
    );
    expect(hidden.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.subjects[0]',
    });
  });
});

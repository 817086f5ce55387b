import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';
import { type Ask, type TestHub, startTestHub, testDay } from '../../support/hub.js';

let hub: TestHub;
let office: Ask;
let approver: Ask;
let market: Ask;
let tax: Ask;
beforeAll(async () => {
  hub = await startTestHub();
  office = await hub.as('demo-office');
  approver = await hub.as('demo-office-approver');
  market = await hub.as('demo-agency-market');
  tax = await hub.as('demo-agency-tax');
});
afterAll(() => hub.close());

const codeOf = (key: string): string => demoOrganizations.find((each) => each.key === key)!.code;

describe('the catalogue over GraphQL', () => {
  it('takes a measure from draft to retirement', async () => {
    const input = {
      code: 'API-1',
      name: '列为重点监管对象',
      kind: 'PUNISHMENT',
      tier: 'WATCH',
      matters: ['INSPECTION'],
      basisText: '《河南省社会信用条例》第三十二条第（五）项',
      basisRank: 'LOCAL_REGULATION',
      implementers: [codeOf('market')],
      level: 'COUNTY',
    };
    const fields = 'measure { code status basis { text rank } implementers { code } publishedAt retiredAt }';
    const drafted = await office(
      `mutation ($input: DraftMeasureInput!) { draftMeasure(input: $input) { ${fields} } }`,
      { input },
    );
    expect(drafted.errors).toBeUndefined();
    expect(drafted.data.draftMeasure.measure).toMatchObject({
      status: 'DRAFT',
      basis: { text: input.basisText, rank: 'LOCAL_REGULATION' },
      implementers: [{ code: codeOf('market') }],
      publishedAt: null,
    });
    const publish = `mutation { publishMeasure(input: { measure: "API-1" }) { ${fields} } }`;
    expect((await office(publish)).errors?.[0]?.extensions.code).toBe('SEPARATION_OF_DUTIES');
    expect((await market(publish)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await approver(publish)).data.publishMeasure.measure.status).toBe('PUBLISHED');
    const retired = await office(
      `mutation { retireMeasure(input: { measure: "API-1", reason: "停用" }) { ${fields} } }`,
    );
    expect(retired.data.retireMeasure.measure).toMatchObject({ status: 'RETIRED' });
  });

  it('refuses to publish an ungrounded black measure, and says why', async () => {
    const { errors } = await approver(
      'mutation { publishMeasure(input: { measure: "HN34-4" }) { measure { id } } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INADMISSIBLE_BASIS', article: 'Henan 34' });
  });

  it('shows the public what is published, without drafts and reasons', async () => {
    const { data, errors } = await hub.asPublic(`{
      draft: measure(code: "HN34-4") { code }
      measure(code: "LAW-GPL-22") { code draftReason memoranda { number status clauses { number implementer { name } } } }
      measures(filter: { status: DRAFT }) { nodes { code } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.draft).toBeNull();
    expect(data.measures.nodes).toEqual([]);
    expect(data.measure.draftReason).toBeNull();
    expect(data.measure.memoranda).toHaveLength(1);
    expect(data.measure.memoranda[0]).toMatchObject({ status: 'IN_FORCE' });
  });

  it('concludes a memorandum and reads it back with every edge', async () => {
    const input = {
      number: 'API-MOU',
      title: '关于联合惩戒的合作备忘录',
      colour: 'BLACK',
      level: 'COUNTY',
      lists: ['BLACK-TAX'],
      signatories: [codeOf('tax'), codeOf('market')],
      clauses: [
        {
          measure: 'HN32-5',
          implementer: codeOf('market'),
          matter: 'INSPECTION',
          trigger: 'ON_PUBLICATION',
          basis: '第三十二条第（五）项',
          feedbackDays: 10,
        },
      ],
      sharingTerms: '当日推送',
      feedbackTerms: '按期反馈',
      repairPath: '修复后移出',
      effectiveFrom: testDay,
    };
    const drafted = await tax(
      'mutation ($input: DraftMemorandumInput!) { draftMemorandum(input: $input) { memorandum { status initiator { code } } } }',
      { input },
    );
    expect(drafted.errors).toBeUndefined();
    expect(drafted.data.draftMemorandum.memorandum).toEqual({
      status: 'DRAFT',
      initiator: { code: codeOf('tax') },
    });
    expect((await hub.asPublic('{ memorandum(number: "API-MOU") { id } }')).data.memorandum).toBeNull();
    const sign =
      'mutation { signMemorandum(input: { memorandum: "API-MOU" }) { memorandum { status signatories { organization { code } signedAt } } } }';
    const first = (await tax(sign)).data.signMemorandum.memorandum;
    expect(first.status).toBe('SIGNING');
    expect(first.signatories.filter((each: { signedAt: string | null }) => each.signedAt)).toHaveLength(1);
    expect((await market(sign)).data.signMemorandum.memorandum.status).toBe('IN_FORCE');
    await tax('mutation { fileMemorandum(input: { memorandum: "API-MOU" }) { memorandum { filedAt } } }');
    const read = await hub.asPublic(`{ memorandum(number: "API-MOU") {
      id colour signedOn filingDueOn filingOverdue filedAt lists { code }
      clauses { id number matter trigger measure { code status } implementer { code } }
    } }`);
    expect(read.errors).toBeUndefined();
    expect(read.data.memorandum).toMatchObject({
      signedOn: testDay,
      filingOverdue: false,
      lists: [{ code: 'BLACK-TAX' }],
      clauses: [{ number: 1, measure: { code: 'HN32-5' }, implementer: { code: codeOf('market') } }],
    });
    expect(read.data.memorandum.filedAt).not.toBeNull();
    const { id, clauses } = read.data.memorandum;
    const nodes = await hub.asPublic(
      'query ($m: ID!, $c: ID!) { m: node(id: $m) { id ... on Memorandum { number } } c: node(id: $c) { id ... on Clause { number } } }',
      { m: id, c: clauses[0].id },
    );
    expect(nodes.data).toEqual({ m: { id, number: 'API-MOU' }, c: { id: clauses[0].id, number: 1 } });
    const ended = await tax(
      'mutation { endMemorandum(input: { memorandum: "API-MOU", reason: "期满前终止" }) { memorandum { status endedAt } } }',
    );
    expect(ended.data.endMemorandum.memorandum.status).toBe('ENDED');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import type { DocumentKind } from '../../../src/kernel/terms.js';
import { type Ask, testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  asSubject,
  errorOf,
  instructionFor,
  propose,
  published,
  refused,
  serve,
  startLoop,
} from '../lists/support.js';
import { ownerOf } from '../../support/database.js';

const PREPARE = `mutation ($input: PrepareNoticeInput!) { prepareNotice(input: $input) {
  document { number kind title htmlUrl pdfUrl organization { code } subject { code } notice { number } html } } }`;
const SERVE_ENTRY = `mutation ($input: ServeEntryNoticeInput!) { serveEntryNotice(input: $input) {
  entry { status } notice { reason rights basis document { number title notice { servedOn } } } } }`;
const SERVE = `mutation ($input: ServeNoticeInput!) { serveNotice(input: $input) {
  notice { reason rights document { number } } } }`;
const SERVE_PAPER = `mutation ($input: ServeDocumentInput!) { serveDocument(input: $input) {
  notice { servedOn reason rights basis document { number notice { number } } } } }`;

let hub: Loop;
let market: Ask;
let tax: Ask;
let office: Ask;
beforeAll(async () => {
  hub = await startLoop();
  [market, tax, office] = await Promise.all([
    hub.as('demo-agency-market'),
    hub.as('demo-agency-tax'),
    hub.as('demo-office'),
  ]);
});
afterAll(() => hub.close());

const prepared = async (input: object, ask = office): Promise<{ number: string; html: string }> => {
  const { data, errors } = await ask(PREPARE, { input });
  expect(errors).toBeUndefined();
  return data.prepareNotice.document;
};
const service = (changes: object) => ({
  input: { servedOn: testDay, channel: 'IN_PERSON', proof: '送达回证', ...changes },
});

/** A paper of a decision of a body, as its module would make it out. */
const decision = async (key: 'market' | 'office', kind: DocumentKind = 'OBJECTION_DECISION') => {
  const entry = await propose(hub);
  return hub.work.run(as(hub, key), 'test', null, (unit) =>
    hub.modules.documents.documents.makeOut(unit, {
      kind,
      target: 'Objection',
      targetId: entry.id,
      subjectId: entry.subjectId,
      organizationId: hub.bodies.get(key)!,
      content: (number) => ({
        title: '异议处理决定书',
        to: '样例',
        from: '样例局',
        dated: testDay,
        sections: [
          { heading: '一、依据', paragraphs: [`《条例》第四十一条（${number}）`] },
          { heading: '二、理由', paragraphs: ['经核查属实'] },
          { heading: '三、权利', paragraphs: ['可以申请复核'] },
        ],
      }),
    }),
  );
};

describe('the paper of a notice before listing', () => {
  it('is made out before it is served, and says what the notice then says', async () => {
    const entry = await propose(hub);
    const paper = await prepared({ entry: entry.number, reason: '产品不合格，情节严重' });
    expect(paper).toMatchObject({
      kind: 'LISTING_NOTICE',
      title: expect.stringContaining('事先告知书'),
      notice: null,
      htmlUrl: `/documents/${paper.number}.html`,
      pdfUrl: `/documents/${paper.number}.pdf`,
    });
    for (const told of ['产品不合格，情节严重', '第五条', '工作日', '电话：0393', '信用修复', '行政复议'])
      expect(paper.html).toContain(told);
    // Measures that are published and due for this list.
    const due = await hub.database.rows<{ name: string }>(sql`
      select x.name from memorandum_list ml join memorandum mo on mo.id = ml.memorandum_id and mo.status = 'IN_FORCE'
      join clause c on c.memorandum_id = mo.id join measure x on x.id = c.measure_id and x.status = 'PUBLISHED'
      join list_entry e on e.list_id = ml.list_id where e.id = ${entry.id}`);
    expect(due.length).toBeGreaterThan(0);
    for (const { name } of due) expect(paper.html).toContain(name);
    const { data, errors } = await office(
      SERVE_ENTRY,
      service({ entry: entry.number, document: paper.number }),
    );
    expect(errors).toBeUndefined();
    expect(data.serveEntryNotice).toMatchObject({
      entry: { status: 'NOTIFIED' },
      notice: {
        reason: '产品不合格，情节严重',
        rights: expect.stringMatching(/陈述、申辩.*异议.*复核.*行政诉讼.*修复/),
        document: { number: paper.number, notice: { servedOn: testDay } },
      },
    });
  });

  it('is replaced by a newer one, which alone may be served', async () => {
    const entry = await propose(hub);
    const older = await prepared({ entry: entry.number });
    const newer = await prepared({ entry: entry.number, reason: '补充理由' });
    const { number } = older;
    expect(
      errorOf(await office(SERVE_ENTRY, service({ entry: entry.number, document: number }))),
    ).toMatchObject({
      code: 'CONFLICT',
      field: 'input.document',
    });
    const served = await office(SERVE_ENTRY, service({ entry: entry.number, document: newer.number }));
    expect(served.data.serveEntryNotice.notice.document.number).toBe(newer.number);
  });

  it('cannot have been served before it was there, with another reason, or for another entry', async () => {
    const [entry, other] = [await propose(hub), await propose(hub)];
    const { number: document } = await prepared({ entry: entry.number });
    const serving = (changes: object) =>
      office(SERVE_ENTRY, service({ entry: entry.number, document, ...changes }));
    expect(errorOf(await serving({ servedOn: addDays(testDay, -1) }))).toMatchObject({
      field: 'input.servedOn',
    });
    expect(errorOf(await serving({ reason: '另一个理由' }))).toMatchObject({ field: 'input.reason' });
    expect(errorOf(await serving({ entry: other.number }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.document',
    });
    expect(errorOf(await serving({ document: 'D20260316-NONE0000' }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.document',
    });
    expect((await serving({})).errors).toBeUndefined();
  });

  it('is made out in the same act where none is named, and says since when it was told', async () => {
    const entry = await propose(hub);
    const servedOn = addDays(testDay, -30);
    await serve(hub, entry.number, { servedOn });
    const paper = await hub.database.one<{
      content: { sections: { heading: string; paragraphs: string[] }[] };
    }>(sql`
      select doc.content from notice n join document doc on doc.id = n.document_id where n.entry_id = ${entry.id}`);
    expect(paper!.content.sections.at(-1)!.paragraphs[0]).toContain('已于2026年9月20日告知');
  });

  it('is for the identifying body and the office; to others the entry is not there', async () => {
    const entry = await propose(hub);
    expect(errorOf(await tax(PREPARE, { input: { entry: entry.number } }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.entry',
    });
    expect(errorOf(await office(PREPARE, { input: {} }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const both = { entry: entry.number, instruction: 'I1' };
    expect(errorOf(await office(PREPARE, { input: both }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    await serve(hub, entry.number);
    expect(errorOf(await office(PREPARE, { input: { entry: entry.number } }))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('of a red entry is a public notice', async () => {
    const entry = await propose(hub, { list: 'RED-PY', severity: 'MINOR', responsiblePersons: [] });
    const { html, number } = await prepared({ entry: entry.number });
    expect(html).toContain('社会公众');
    const answer = await office(SERVE_ENTRY, service({ entry: entry.number, document: number }));
    expect(errorOf(answer)).toMatchObject({ field: 'input.channel' });
  });
});

describe('the paper of a notice before a measure', () => {
  it('is made out and served by the agency of the instruction', async () => {
    const entry = await published(hub);
    const { number: instruction } = await instructionFor(hub, entry.id, 'market');
    expect(errorOf(await market(PREPARE, { input: { instruction } }))).toMatchObject({
      field: 'input.reason',
    });
    expect(errorOf(await tax(PREPARE, { input: { instruction, reason: '理由' } }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.instruction',
    });
    const paper = await prepared({ instruction, reason: '列入名单' }, market);
    expect(paper.html).toContain('联合惩戒措施告知书');
    expect(paper.html).toContain('《河南省社会信用条例》');
    const served = await market(SERVE, service({ instruction, document: paper.number }));
    expect(served.data.serveNotice.notice).toMatchObject({
      reason: '列入名单',
      rights: expect.stringContaining('暂不执行'),
      document: { number: paper.number },
    });
    expect(errorOf(await market(SERVE, service({ instruction, document: paper.number })))).toMatchObject({
      code: 'CONFLICT',
    });
    expect(errorOf(await market(SERVE, service({ instruction })))).toMatchObject({ field: 'input.reason' });
  });

  it('needs the scope of instructions', async () => {
    const entry = await published(hub);
    const { number: instruction } = await instructionFor(hub, entry.id, 'market');
    const act = as(hub, 'market');
    const narrowed = { ...act, principal: { ...act.principal, scopes: new Set(['lists:write']) } };
    const { notices } = hub.modules.enforcement;
    expect(await refused(notices.prepareNotice(narrowed, { instruction, reason: '理由' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the paper of a decision', () => {
  it('is served once, by its body or the office, and not before it was made out', async () => {
    const { number: document } = await decision('market');
    expect(errorOf(await tax(SERVE_PAPER, service({ document })))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.document',
    });
    const early = service({ document, servedOn: addDays(testDay, -1) });
    expect(errorOf(await market(SERVE_PAPER, early))).toMatchObject({ field: 'input.servedOn' });
    const late = service({ document, servedOn: addDays(testDay, 1) });
    expect(errorOf(await market(SERVE_PAPER, late))).toMatchObject({ field: 'input.servedOn' });
    expect(errorOf(await market(SERVE_PAPER, service({ document, proof: ' ' })))).toMatchObject({
      field: 'input.proof',
    });
    const { data, errors } = await market(SERVE_PAPER, service({ document }));
    expect(errors).toBeUndefined();
    expect(data.serveDocument.notice).toMatchObject({
      servedOn: testDay,
      basis: `《条例》第四十一条（${document}）`,
      reason: '经核查属实',
      rights: '可以申请复核',
      document: { number: document },
    });
    expect(errorOf(await office(SERVE_PAPER, service({ document })))).toMatchObject({ code: 'CONFLICT' });
    const other = await decision('market');
    expect((await office(SERVE_PAPER, service({ document: other.number }))).errors).toBeUndefined();
  });

  it('is served once, also by two at the same time', async () => {
    const { number: document } = await decision('office');
    const { notices } = hub.modules.enforcement;
    const input = { document, servedOn: testDay, channel: 'POST' as const, proof: '回执' };
    const both = await Promise.allSettled([
      notices.serveDocument(as(hub, 'office', 'one'), input),
      notices.serveDocument(as(hub, 'office', 'two'), input),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is no notice, and a notice no decision', async () => {
    const entry = await propose(hub);
    const { number: document } = await prepared({ entry: entry.number });
    expect(errorOf(await office(SERVE_PAPER, service({ document })))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.document',
    });
    const own = await hub.modules.reports.reports.takeReport(asSubject(hub, entry.subjectId), {});
    const report = await hub.database.one<{ number: string }>(
      sql`select number from document where id = ${own.documentId}`,
    );
    expect(errorOf(await office(SERVE_PAPER, service({ document: report!.number })))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('what was told', () => {
  it.each([
    ['notice', sql`update notice set reason = '改'`],
    ['notice', sql`delete from notice`],
    ['document', sql`update document set content = '{}'::jsonb`],
    ['document', sql`delete from document`],
  ])('stays as it was: %s', async (_, statement) => {
    await expect(ownerOf(hub.database).rows(statement)).rejects.toThrow('append-only');
  });
});

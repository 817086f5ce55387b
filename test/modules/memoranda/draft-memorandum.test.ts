import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import {
  clauseNodeLoader,
  measureMemorandaLoader,
  memorandumClausesLoader,
  memorandumLoader,
  signaturesLoader,
} from '../../../src/modules/memoranda/memorandum.loader.js';
import { memorandumByNumber, memorandumPage } from '../../../src/modules/memoranda/memorandum.repository.js';
import {
  type Catalogue,
  agencyAct,
  clauseInput,
  measureInput,
  memorandumInput,
  officeAct,
  openCatalogue,
  publishedMeasure,
  refusal,
  startDay,
} from './support.js';

let hub: Catalogue;
let watchMeasure: number;
beforeAll(async () => {
  hub = await openCatalogue();
  watchMeasure = await publishedMeasure(hub);
  await publishedMeasure(hub, { code: 'B-1', tier: 'BLACK', basisRank: 'LAW' });
  await publishedMeasure(hub, { code: 'TAX-ONLY', implementers: ['TAX'] });
  await hub.measures.draftMeasure(
    officeAct(hub.organizations),
    measureInput({ code: 'REST', catchAll: true, matters: [] }),
  );
});
afterAll(() => hub.database.close());

const office = () => officeAct(hub.organizations);
const agency = (name: 'MARKET' | 'TAX' | 'HALL') => agencyAct(hub.organizations, name);
const readerOf = (act: { principal: typeof publicPrincipal }) =>
  new ScopedReader(hub.database, act.principal, startDay);

describe('drafting', () => {
  it('keeps parties, lists and clauses as drafted', async () => {
    const { memorandumId } = await hub.memoranda.draftMemorandum(
      agency('MARKET'),
      memorandumInput({
        number: 'FULL',
        signatories: ['TAX'],
        clauses: [clauseInput(), clauseInput({ measure: 'B-1', implementer: 'TAX', trigger: 'ON_CHECK' })],
      }),
    );
    const reader = readerOf(agency('TAX'));
    expect(await memorandumByNumber(reader, 'FULL')).toMatchObject({
      id: memorandumId,
      status: 'DRAFT',
      initiatorId: hub.organizations.MARKET,
      effectiveFrom: startDay,
      filingOverdue: false,
    });
    const clauses = await memorandumClausesLoader(reader).load(memorandumId);
    expect(clauses.map(({ number, trigger, implementerId }) => [number, trigger, implementerId])).toEqual([
      [1, 'ON_PUBLICATION', hub.organizations.MARKET],
      [2, 'ON_CHECK', hub.organizations.TAX],
    ]);
    const signatures = await signaturesLoader(reader).load(memorandumId);
    expect(signatures.map((each) => [each.organizationId, each.signedAt])).toEqual([
      [hub.organizations.MARKET, null],
      [hub.organizations.TAX, null],
    ]);
    const lists = await hub.database.rows<{ code: string }>(sql`
      select l.code from memorandum_list ml join credit_list l on l.id = ml.list_id where ml.memorandum_id = ${memorandumId}`);
    expect(lists.map((each) => each.code)).toEqual(['LIST-BLACK']);
  });

  it.each([
    ['another initiator', { initiator: 'TAX' }, 'FORBIDDEN', 'input.initiator'],
    ['a higher level', { level: 'PROVINCIAL' }, 'FORBIDDEN', 'input.level'],
    ['an unknown initiator', { initiator: 'NOBODY' }, 'BAD_USER_INPUT', 'input.initiator'],
    ['an unknown party', { signatories: ['TAX', 'NOBODY'] }, 'BAD_USER_INPUT', 'input.signatories[1]'],
    ['a firm as party', { signatories: ['TAX', 'FIRM'] }, 'BAD_USER_INPUT', 'input.signatories[1]'],
    ['no other party', { signatories: ['MARKET'] }, 'BAD_USER_INPUT', 'input.signatories'],
    ['an unknown list', { lists: ['LIST-BLACK', 'NONE'] }, 'BAD_USER_INPUT', 'input.lists[1]'],
    ['a list of another colour', { lists: ['LIST-WATCH'] }, 'BAD_USER_INPUT', 'input.lists[0]'],
    [
      'a black measure for watch entries',
      { colour: 'WATCH', lists: ['LIST-WATCH'], clauses: [clauseInput(), clauseInput({ measure: 'B-1' })] },
      'NOT_PROPORTIONATE',
      'input.clauses[1].measure',
    ],
    [
      'an unrelated matter',
      { clauses: [clauseInput({ matter: 'FINANCE' })] },
      'NOT_PROPORTIONATE',
      'input.clauses[0].matter',
    ],
    [
      'a catch-all',
      { clauses: [clauseInput({ measure: 'REST' })] },
      'MEASURE_NOT_PUBLISHED',
      'input.clauses[0].measure',
    ],
    [
      'who is not entitled',
      { clauses: [clauseInput({ measure: 'TAX-ONLY' })] },
      'BAD_USER_INPUT',
      'input.clauses[0].implementer',
    ],
    [
      'who does not sign',
      { clauses: [clauseInput({ implementer: 'HALL' })] },
      'BAD_USER_INPUT',
      'input.clauses[0].implementer',
    ],
    ['a number taken', { number: 'FULL' }, 'CONFLICT', 'input.number'],
  ])('refuses an agency %s', async (_what, changes, code, field) => {
    const attempt = hub.memoranda.draftMemorandum(
      agency('MARKET'),
      memorandumInput({ number: 'REFUSED', ...(changes as object) }),
    );
    expect(await refusal(attempt)).toMatchObject({ code, field });
    expect(await memorandumByNumber(readerOf(office()), 'REFUSED')).toBeNull();
  });

  it('lets the office draft for anyone, at any level', async () => {
    for (const level of ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'] as const)
      await hub.memoranda.draftMemorandum(
        office(),
        memorandumInput({ number: `OF-${level}`, level, initiator: 'TAX' }),
      );
    const page = await memorandumPage(readerOf(office()), { level: 'PROVINCIAL' }, {});
    expect(page.nodes.map((each) => each.number)).toEqual(['OF-PROVINCIAL']);
  });
});

describe('reading', () => {
  it('shows a draft to its parties, the office and nobody else', async () => {
    const full = (await memorandumByNumber(readerOf(office()), 'FULL'))!;
    expect(await memorandumLoader(readerOf(agency('TAX'))).load(full.id)).not.toBeNull();
    expect(await memorandumLoader(readerOf(agency('HALL'))).load(full.id)).toBeNull();
    const outside = readerOf({ principal: publicPrincipal });
    expect(await memorandumByNumber(outside, 'FULL')).toBeNull();
    const [clause] = await memorandumClausesLoader(readerOf(office())).load(full.id);
    expect(await clauseNodeLoader(outside).load(clause!.id)).toBeNull();
    expect(await clauseNodeLoader(readerOf(agency('TAX'))).load(clause!.id)).toMatchObject({ number: 1 });
    expect(await measureMemorandaLoader(outside).load(watchMeasure)).toEqual([]);
    const known = await measureMemorandaLoader(readerOf(office())).load(watchMeasure);
    expect(known.map((each) => each.number)).toContain('FULL');
  });

  it('pages newest first and filters by list', async () => {
    const reader = readerOf(office());
    const first = await memorandumPage(reader, { list: 'LIST-BLACK' }, { first: 2 });
    const rest = await memorandumPage(reader, { list: 'LIST-BLACK' }, { after: first.pageInfo.endCursor });
    const ids = [...first.nodes, ...rest.nodes].map((each) => each.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(ids).toHaveLength(5);
    expect((await memorandumPage(reader, { list: 'LIST-RED' }, {})).nodes).toEqual([]);
    expect((await memorandumPage(reader, { status: 'IN_FORCE' }, {})).nodes).toEqual([]);
    expect((await memorandumPage(reader, { colour: 'RED' }, {})).nodes).toEqual([]);
  });

  it('hides from the public what ended without having been in force', async () => {
    await hub.memoranda.endMemorandum(office(), { memorandum: 'OF-COUNTY', reason: '重复起草' });
    expect(await memorandumByNumber(readerOf({ principal: publicPrincipal }), 'OF-COUNTY')).toBeNull();
    expect(await memorandumByNumber(readerOf(office()), 'OF-COUNTY')).toMatchObject({ status: 'ENDED' });
  });
});

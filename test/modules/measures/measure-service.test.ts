import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import { measureRetired } from '../../../src/modules/measures/index.js';
import { measureImplementersLoader, measureLoader } from '../../../src/modules/measures/measure.loader.js';
import { measureByCode, measurePage } from '../../../src/modules/measures/measure.repository.js';
import {
  type Catalogue,
  agencyAct,
  auditEvents,
  changeNotes,
  heard,
  measureInput,
  officeAct,
  openCatalogue,
  publishedMeasure,
  refusal,
  startDay,
} from '../memoranda/support.js';

let hub: Catalogue;
beforeAll(async () => {
  hub = await openCatalogue();
});
afterAll(() => hub.database.close());

const office = (clientId?: string) => officeAct(hub.organizations, clientId);
const publicReader = () => new ScopedReader(hub.database, publicPrincipal, startDay);
const officeReader = () => new ScopedReader(hub.database, office().principal, startDay);

describe('a measure on its way', () => {
  it('is drafted, published by another person, retired, and announced', async () => {
    const retired = heard(hub.bus, measureRetired);
    const { measureId } = await hub.measures.draftMeasure(
      office('anna'),
      measureInput({
        code: 'WALK',
        implementers: ['TAX', 'MARKET'],
        limit: '限制',
        maxMonths: 36,
        termMonths: 12,
      }),
    );
    expect(await measureByCode(publicReader(), 'WALK')).toBeNull();
    expect(await refusal(hub.measures.publishMeasure(office('anna'), { measure: 'WALK' }))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      field: 'input.measure',
    });
    await hub.measures.publishMeasure(office('bo'), { measure: 'WALK' });
    expect(await measureByCode(publicReader(), 'WALK')).toMatchObject({
      id: measureId,
      status: 'PUBLISHED',
      basis: { text: '《河南省社会信用条例》第三十二条', rank: 'LOCAL_REGULATION' },
      limit: '限制',
      maxMonths: 36,
      termMonths: 12,
      matters: ['INSPECTION', 'LICENSING'],
    });
    await hub.measures.retireMeasure(office('bo'), { measure: 'WALK', reason: '依据废止' });
    expect(retired).toEqual([{ measureId, reason: '依据废止' }]);
    expect((await auditEvents(hub.database)).slice(-3)).toEqual([
      'measures.measureDrafted',
      'measures.measurePublished',
      'measures.measureRetired',
    ]);
    const notes = (await changeNotes(hub.database)).filter((each) => each.targetId === measureId);
    expect(notes.map(({ type, audience }) => [type, audience])).toEqual([
      ['MEASURE_PUBLISHED', 'PUBLIC'],
      ['MEASURE_RETIRED', 'PUBLIC'],
    ]);
    const history = await hub.database.rows<{ to: string }>(sql`
      select to_status as "to" from status_change where target = 'Measure' and target_id = ${measureId} order by id`);
    expect(history.map((each) => each.to)).toEqual(['DRAFT', 'PUBLISHED', 'RETIRED']);
  });

  it('goes no way back and no step twice', async () => {
    await publishedMeasure(hub, { code: 'ONCE' });
    const again = refusal(hub.measures.publishMeasure(office('bo'), { measure: 'ONCE' }));
    expect(await again).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'PUBLISHED' });
    await hub.measures.retireMeasure(office(), { measure: 'ONCE', reason: '停用' });
    expect(
      await refusal(hub.measures.retireMeasure(office(), { measure: 'ONCE', reason: '停用' })),
    ).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'RETIRED' });
    await hub.measures.draftMeasure(office(), measureInput({ code: 'STILL-DRAFT' }));
    expect(
      await refusal(hub.measures.retireMeasure(office(), { measure: 'STILL-DRAFT', reason: '停用' })),
    ).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'DRAFT' });
  });

  it('answers a repeat with the same key, and refuses the key for other input', async () => {
    const act = { ...office(), idempotencyKey: 'draft-1' };
    const first = await hub.measures.draftMeasure(act, measureInput({ code: 'KEYED' }));
    expect(await hub.measures.draftMeasure(act, measureInput({ code: 'KEYED' }))).toEqual(first);
    expect(await refusal(hub.measures.draftMeasure(act, measureInput({ code: 'OTHER' })))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('stays a draft without a law behind a black one (Henan 34)', async () => {
    await hub.measures.draftMeasure(office(), measureInput({ code: 'WEAK', tier: 'BLACK' }));
    expect(await refusal(hub.measures.publishMeasure(office('bo'), { measure: 'WEAK' }))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      article: 'Henan 34',
    });
    const stored = await measureByCode(officeReader(), 'WEAK');
    expect(stored).toMatchObject({ status: 'DRAFT', publishedAt: null });
    await publishedMeasure(hub, { code: 'STRONG', tier: 'BLACK', basisRank: 'LAW' });
  });

  it('stays a draft as a catch-all', async () => {
    await hub.measures.draftMeasure(office(), measureInput({ code: 'REST', catchAll: true, matters: [] }));
    expect(await refusal(hub.measures.publishMeasure(office('bo'), { measure: 'REST' }))).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
    });
  });

  it('names what is wrong with a draft', async () => {
    const draft = (changes: object) => refusal(hub.measures.draftMeasure(office(), measureInput(changes)));
    expect(await draft({ code: 'STRONG' })).toMatchObject({
      code: 'CONFLICT',
      field: 'input.code',
      version: 2,
    });
    expect(await draft({ code: 'N-1', implementers: ['TAX', 'NOBODY'] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.implementers[1]',
    });
    expect(await draft({ code: 'N-2', termMonths: 13, maxMonths: 12 })).toMatchObject({
      code: 'NOT_PROPORTIONATE',
      article: 'Henan 31',
    });
    expect(
      await refusal(hub.measures.retireMeasure(office(), { measure: 'NOWHERE', reason: '停用' })),
    ).toMatchObject({ code: 'NOT_FOUND', field: 'input.measure' });
    expect(
      await refusal(hub.measures.retireMeasure(office(), { measure: 'STRONG', reason: ' ' })),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.reason' });
  });

  it('leaves nothing behind when it is refused', async () => {
    const before = (await auditEvents(hub.database)).length;
    await refusal(
      hub.measures.draftMeasure(office(), measureInput({ code: 'X-1', implementers: ['NOBODY'] })),
    );
    expect(await measureByCode(officeReader(), 'X-1')).toBeNull();
    expect((await auditEvents(hub.database)).length).toBe(before);
  });
});

describe('reading the catalogue', () => {
  it('pages in the order of codes and filters', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const page = await measurePage(officeReader(), null, { first: 2, after });
      codes.push(...page.nodes.map((each) => each.code));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(codes).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
    const black = await measurePage(officeReader(), { tier: 'BLACK', status: 'PUBLISHED' }, {});
    expect(black.nodes.map((each) => each.code)).toEqual(['STRONG']);
    const consumption = await measurePage(officeReader(), { matter: 'CONSUMPTION' }, {});
    expect(consumption.nodes).toEqual([]);
  });

  it('shows drafts to government only, also by id', async () => {
    const draft = (await measureByCode(officeReader(), 'STILL-DRAFT'))!;
    expect(await measureLoader(publicReader()).load(draft.id)).toBeNull();
    const agency = new ScopedReader(hub.database, agencyAct(hub.organizations, 'TAX').principal, startDay);
    expect(await measureLoader(agency).load(draft.id)).toMatchObject({ code: 'STILL-DRAFT' });
    const page = await measurePage(publicReader(), { status: 'DRAFT' }, {});
    expect(page.nodes).toEqual([]);
  });

  it('tells who may carry a measure out', async () => {
    const measure = (await measureByCode(officeReader(), 'WALK'))!;
    const implementers = await measureImplementersLoader(publicReader()).load(measure.id);
    expect(implementers.map((each) => each.code)).toEqual(['MARKET', 'TAX']);
  });
});

describe('the database itself', () => {
  const raw = (statement: ReturnType<typeof sql>) => hub.database.rows(statement);

  it.each([
    ['publishes a weak black measure', sql`update measure set status = 'PUBLISHED' where code = 'WEAK'`],
    ['publishes a catch-all', sql`update measure set status = 'PUBLISHED' where code = 'REST'`],
    ['rewrites a published one', sql`update measure set tier = 'WATCH' where code = 'STRONG'`],
    ['weakens the basis', sql`update measure set basis_rank = 'POLICY' where code = 'STRONG'`],
    [
      'lets one person do both',
      sql`update measure set status = 'PUBLISHED', published_by = drafted_by where code = 'STILL-DRAFT'`,
    ],
    ['goes beyond the limit', sql`update measure set term_months = 40 where code = 'WALK'`],
  ])('refuses raw SQL that %s', async (_what, statement) => {
    await expect(raw(statement)).rejects.toThrow();
  });
});

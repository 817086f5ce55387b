import 'reflect-metadata';
import { handNamed } from '../../src/kernel/hands.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';
import {
  loadDemoMemoranda,
  loadReferenceCatalogue,
  referenceLists,
  referenceMeasures,
} from '../../src/db/seed/index.js';
import { demoMemoranda } from '../../src/db/seed/demo-memoranda.js';
import { verifyAudit } from '../../src/modules/ledger/ledger.repository.js';
import { createMemorandaModule } from '../../src/modules/memoranda/index.js';
import { tierFitsColour } from '../../src/modules/memoranda/memorandum.rules.js';
import { assertDraft, assertPublishable } from '../../src/modules/measures/measure.rules.js';
import { seedDemoOrganizations } from '../../src/modules/organizations/demo.service.js';
import { type Catalogue, officeAct, openCatalogue } from './memoranda/support.js';

describe('the measures of the reference catalogue', () => {
  it('are those of the policy and of Henan 30, 32 and 34, item by item', () => {
    const count = (prefix: string) => referenceMeasures.filter((each) => each.code.startsWith(prefix)).length;
    expect({
      'Policy 三(一)': count('PY-I-'),
      'Policy 三(二)1': count('PY-W-'),
      'Policy 三(二)2': count('PY-B-'),
      'Henan 30': count('HN30-'),
      'Henan 32': count('HN32-'),
      'Henan 34': count('HN34-'),
    }).toEqual({
      'Policy 三(一)': 5,
      'Policy 三(二)1': 4,
      'Policy 三(二)2': 9,
      'Henan 30': 8,
      'Henan 32': 7,
      'Henan 34': 9,
    });
    expect(new Set(referenceMeasures.map((each) => each.code)).size).toBe(referenceMeasures.length);
  });

  it.each(referenceMeasures.map((each) => [each.code, each] as const))(
    '%s keeps the rules',
    (_code, measure) => {
      assertDraft({ ...measure, implementers: [] });
      const publish = () =>
        assertPublishable({ ...measure, draftedBy: 'catalogue' }, handNamed('catalogue-approver'));
      if (measure.draftReason === null) publish();
      else expect(publish).toThrow();
      if (measure.catchAll) expect(measure.draftReason).toContain('兜底项');
    },
  );
});

describe('the demo memoranda', () => {
  it('take only measures that fit the lists and are published', () => {
    for (const memorandum of demoMemoranda) {
      for (const list of memorandum.lists)
        expect(referenceLists.find((each) => each.code === list)?.colour).toBe(memorandum.colour);
      for (const clause of memorandum.clauses) {
        const measure = referenceMeasures.find((each) => each.code === clause.measure)!;
        expect(measure.draftReason).toBeNull();
        expect(tierFitsColour(measure.tier, memorandum.colour)).toBe(true);
      }
    }
  });
});

describe('loading', () => {
  let hub: Catalogue;
  let database: Database;
  const load = () => loadReferenceCatalogue(hub.kit);
  const count = async (table: 'measure' | 'credit_list' | 'memorandum' | 'audit_event' | 'change') => {
    const counts = {
      measure: sql`select count(*)::int as n from measure`,
      credit_list: sql`select count(*)::int as n from credit_list`,
      memorandum: sql`select count(*)::int as n from memorandum`,
      audit_event: sql`select count(*)::int as n from audit_event`,
      change: sql`select count(*)::int as n from change`,
    };
    return (await database.one<{ n: number }>(counts[table]))!.n;
  };

  beforeAll(async () => {
    hub = await openCatalogue();
    database = hub.database;
  });
  afterAll(() => database.close());

  it('leaves lists out whose keeper is not registered, and adds them when it is', async () => {
    expect(await load()).toMatchObject({
      measures: referenceMeasures.length,
      lists: 0,
      listsWithoutKeeper: referenceLists.map((each) => each.code),
    });
    await hub.kit.work.run(officeAct(hub.organizations), 'seed', null, (unit) => seedDemoOrganizations(unit));
    expect(await load()).toEqual({ measures: 0, lists: referenceLists.length, listsWithoutKeeper: [] });
  });

  it('changes nothing the second time, and keeps what the county changed', async () => {
    await database.rows(sql`update measure set name = '县里改过的名称' where code = 'HN34-3'`);
    const before = [await count('measure'), await count('audit_event'), await count('change')];
    expect(await load()).toEqual({ measures: 0, lists: 0, listsWithoutKeeper: [] });
    expect([await count('measure'), await count('audit_event'), await count('change')]).toEqual(before);
    expect(await database.one(sql`select name from measure where code = 'HN34-3'`)).toEqual({
      name: '县里改过的名称',
    });
  });

  it('gives lists of an earlier release their rule of repair, once', async () => {
    const rules = () =>
      database.rows(
        sql`select code, repair_rule from credit_list where repair_rule is not null order by code`,
      );
    const audits = async () =>
      (await database.rows(sql`select 1 from audit_event where event = 'catalogue.repairRuleSet'`)).length;
    const before = await rules();
    expect(before.length).toBeGreaterThan(0);
    await database.rows(sql`update credit_list set repair_rule = null`);
    await load();
    await load();
    expect(await rules()).toEqual(before);
    expect(await audits()).toBe(before.length);
  });

  it('publishes what may be and leaves the rest with its reason', async () => {
    const rows = await database.rows<{ tier: string; status: string; rank: string; said: boolean }>(sql`
      select tier, status, basis_rank as rank, draft_reason is not null as said from measure`);
    expect(rows.every((row) => (row.status === 'DRAFT') === row.said)).toBe(true);
    const black = rows.filter((row) => row.tier === 'BLACK' && row.status === 'PUBLISHED');
    expect(black.length).toBeGreaterThan(0);
    expect(black.every((row) => ['LAW', 'ADMINISTRATIVE_REGULATION'].includes(row.rank))).toBe(true);
    const published = rows.filter((row) => row.status === 'PUBLISHED').length;
    const announced = await database.one<{ n: number }>(
      sql`select count(*)::int as n from change where type = 'MEASURE_PUBLISHED' and audience = 'PUBLIC'`,
    );
    expect(announced!.n).toBe(published);
  });

  it('concludes the demo memoranda once, each in force and filed', async () => {
    const { memoranda } = createMemorandaModule(hub.kit);
    expect(await loadDemoMemoranda(hub.kit, memoranda)).toBe(demoMemoranda.length);
    const before = await count('audit_event');
    expect(await loadDemoMemoranda(hub.kit, memoranda)).toBe(0);
    expect(await count('audit_event')).toBe(before);
    const states = await database.rows(
      sql`select distinct status, filed_at is not null as filed, signed_on is not null as signed from memorandum`,
    );
    expect(states).toEqual([{ status: 'IN_FORCE', filed: true, signed: true }]);
    expect((await verifyAudit(database)).fault).toBeNull();
  });

  it('finishes what an earlier start left unfinished', async () => {
    const { memoranda } = createMemorandaModule(hub.kit);
    const office = officeAct(hub.organizations);
    const first = demoMemoranda[0]!;
    await memoranda.endMemorandum(office, { memorandum: first.number, reason: '测试' });
    await database.rows(sql`update memorandum set number = 'OLD' where number = ${first.number}`);
    const failing = new Proxy(memoranda, {
      get: (service, name) =>
        name === 'signMemorandum'
          ? async () => {
              throw new Error('power cut');
            }
          : Reflect.get(service, name).bind(service),
    });
    await expect(loadDemoMemoranda(hub.kit, failing)).rejects.toThrow('power cut');
    expect(await loadDemoMemoranda(hub.kit, memoranda)).toBe(0);
    expect(
      await database.one(
        sql`select status, filed_at is not null as filed from memorandum where number = ${first.number}`,
      ),
    ).toEqual({ status: 'IN_FORCE', filed: true });
  });
});

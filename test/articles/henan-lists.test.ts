import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { addDays } from '../../src/kernel/dates.js';
import { sql } from '../../src/kernel/sql.js';
import { addWorkingDays } from '../../src/kernel/working-days.js';
import {
  type Loop,
  decide,
  draftMemorandum,
  instructionsOf,
  newCompany,
  object,
  propose,
  publish,
  publishable,
  published,
  publishedMeasure,
  refused,
  serve,
  startLoop,
  statusesOf,
  storedEntry,
} from '../modules/lists/support.js';

/** Henan Social Credit Regulation, articles 28 to 37: lists and measures. One test an article. */

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

describe('Henan 28: red is put on public notice, black is told beforehand', () => {
  it('nobody is listed untold, or before the notice period of five working days is over', async () => {
    const entry = await propose(hub);
    expect(await refused(publish(hub, 'BLACK-MARKET', [entry.number]))).toMatchObject({
      code: 'NOTICE_MISSING',
      article: 'Henan 28',
    });
    const day = today(hub.clock);
    await serve(hub, entry.number, { servedOn: day });
    const over = addDays(addWorkingDays(day, 5), 1);
    expect((await storedEntry(hub, entry.id)).publishableFrom).toBe(over);
    hub.clock.set(addDays(over, -1));
    expect(await refused(publish(hub, 'BLACK-MARKET', [entry.number]))).toMatchObject({
      article: 'Henan 28',
    });
    hub.clock.set(over);
    await publish(hub, 'BLACK-MARKET', [entry.number]);
    expect((await storedEntry(hub, entry.id)).status).toBe('PUBLISHED');
  });

  it('the public notice of a red entry is public, that of a black one may be personal', async () => {
    const red = await propose(hub, { list: 'RED-PY', subject: newCompany() });
    expect(await refused(serve(hub, red.number, { channel: 'POST' }))).toMatchObject({
      field: 'input.channel',
    });
  });

  it('who objects before publication is heard first', async () => {
    for (const list of ['RED-PY', 'BLACK-MARKET']) {
      const entry = await publishable(hub, { list });
      const objection = await object(hub, { entry: entry.number });
      expect(await refused(publish(hub, list, [entry.number]))).toMatchObject({
        code: 'CONFLICT',
        article: 'Henan 28',
      });
      await decide(hub, objection, true);
      expect((await storedEntry(hub, entry.id)).status).toBe('REJECTED');
    }
  });
});

describe('Henan 29: the measures are catalogued and published', () => {
  it('with matter, subject, means, implementer and basis, for everybody', async () => {
    const { data } = await hub.asPublic(
      '{ measures(first: 100) { nodes { code kind tier matters status basis { text rank } } } }',
    );
    expect(data.measures.nodes.length).toBeGreaterThan(20);
    for (const each of data.measures.nodes) {
      expect(each.status).not.toBe('DRAFT');
      expect(each.matters.length).toBeGreaterThan(0);
      expect(each.basis.text).not.toBe('');
    }
  });
});

/** Kinds and tiers of the measures an entry draws. */
const drawn = async (entryId: number) =>
  (
    await hub.database.rows<{ kind: string; tier: string }>(sql`
      select distinct i.kind, x.tier from instruction i join measure x on x.id = i.measure_id where i.entry_id = ${entryId}`)
  ).map(({ kind, tier }) => `${kind} ${tier}`);

describe('Henan 30: a red entry', () => {
  it('draws incentives only', async () => {
    const entry = await published(hub, { list: 'RED-PY' });
    expect(await drawn(entry.id)).toEqual(['INCENTIVE RED']);
  });
});

describe('Henan 31: punishment fits the act', () => {
  it('only a serious act grounds a black entry', async () => {
    expect(await refused(propose(hub, { severity: 'GENERAL' }))).toMatchObject({
      code: 'NOT_PROPORTIONATE',
    });
  });

  it('no measure is stored on an entry below its tier, not even by SQL', async () => {
    const watch = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    const black = await published(hub);
    const [instruction] = await instructionsOf(hub, black.id);
    const cross = hub.database.rows(sql`
      insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status, issued_at, due_at, version)
      select 'I-CROSS', ${watch.id}, ${watch.subjectId}, clause_id, measure_id, memorandum_id, agency_id, kind, 'ISSUED', issued_at, due_at, 1
      from instruction where id = ${instruction!.id}`);
    await expect(cross).rejects.toThrow(/memorandum does not name the list|tier is above the entry/);
  });
});

describe('Henan 32: lesser punishment stays with related matters', () => {
  it('the watch register is no answer at a matter that is not related', async () => {
    const subject = newCompany();
    await published(hub, { list: 'WATCH-PY', severity: 'GENERAL', subject });
    const services = await hub.as('demo-agency-services');
    const verdictAt = async (matter: string) =>
      (
        await services(
          'mutation ($input: CheckSubjectsInput!) { checkSubjects(input: $input) { check { results { verdict } } } }',
          { input: { subjects: [{ code: subject.code }], matter, businessNumber: `H32-${matter}` } },
        )
      ).data.checkSubjects.check.results[0].verdict;
    expect(await verdictAt('LICENSING')).toBe('PUNISHMENT');
    expect(await verdictAt('LAND')).toBe('CLEAR');
  });

  it('a measure cannot be carried out at a matter it is not related to', async () => {
    await publishedMeasure(hub, 'H32-A', { matters: ['INSPECTION'] });
    const clause = [{ measure: 'H32-A', matter: 'LICENSING' as const }];
    expect(await refused(draftMemorandum(hub, 'H32-M', clause))).toMatchObject({ code: 'NOT_PROPORTIONATE' });
  });
});

describe('Henan 33: what counts as serious', () => {
  it('must be said of whoever is put on a black list', async () => {
    for (const severity of ['MINOR', 'GENERAL'] as const)
      expect(await refused(propose(hub, { severity }))).toMatchObject({ article: 'Henan 33' });
  });
});

describe('Henan 34: black measures rest on a law or an administrative regulation', () => {
  it('on nothing less, and a catch-all is never carried out', async () => {
    for (const basisRank of ['LOCAL_REGULATION', 'RULE', 'POLICY'] as const)
      expect(
        await refused(publishedMeasure(hub, `H34-${basisRank}`, { tier: 'BLACK', basisRank })),
      ).toMatchObject({ code: 'INADMISSIBLE_BASIS', article: 'Henan 34' });
    const catchAll = await hub.database.rows<{ status: string }>(
      sql`select distinct status from measure where catch_all`,
    );
    expect(catchAll).toEqual([{ status: 'DRAFT' }]);
  });

  it('a black entry draws the lesser measures too', async () => {
    const entry = await published(hub);
    expect(await drawn(entry.id)).toContain('PUNISHMENT WATCH');
  });
});

describe('Henan 35: who is responsible is named', () => {
  it('for every organisation on a black list, and shown to government and itself only', async () => {
    expect(await refused(propose(hub, { responsiblePersons: [] }))).toMatchObject({
      field: 'input.entry.responsiblePersons',
    });
    const entry = await published(hub, { responsiblePersons: [{ name: '样责任', role: '实际控制人' }] });
    const ask = 'query ($n: String!) { listEntry(number: $n) { responsiblePersons { name role } } }';
    const market = await hub.as('demo-agency-market');
    expect((await market(ask, { n: entry.number })).data.listEntry.responsiblePersons).toEqual([
      { name: '样责任', role: '实际控制人' },
    ]);
    const open = await hub.asPublic(ask, { n: entry.number });
    expect(open.data.listEntry.responsiblePersons).toBeNull();
  });
});

describe('Henan 36: red and black are open to society', () => {
  it('the public finds published entries of both, but no watch entry', async () => {
    const numbers = {
      RED: (await published(hub, { list: 'RED-PY' })).number,
      BLACK: (await published(hub)).number,
      WATCH: (await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' })).number,
    };
    const found = async (number: string) =>
      (await hub.asPublic('query ($n: String!) { listEntry(number: $n) { number } }', { n: number })).data
        .listEntry !== null;
    expect([await found(numbers.RED), await found(numbers.BLACK), await found(numbers.WATCH)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('Henan 37: a list has a term and a way off, and who is off is left alone', () => {
  it('every punishing list says how an entry is repaired, every entry when it ends', async () => {
    const { data } = await hub.asPublic('{ creditLists(first: 100) { nodes { colour repairPath } } }');
    for (const { colour, repairPath } of data.creditLists.nodes)
      if (colour !== 'RED') expect(repairPath).toMatch(/修复|移出/);
    expect((await published(hub)).validUntil).not.toBeNull();
  });

  it('once it is off, the end is announced where it was published and no measure is left', async () => {
    const entry = await published(hub, { validUntil: addDays(today(hub.clock), 2) });
    expect((await statusesOf(hub, entry.id)).length).toBeGreaterThan(0);
    hub.clock.advance({ days: 3 });
    await hub.modules.lists.effects.expireEntries();
    expect((await storedEntry(hub, entry.id)).status).toBe('EXPIRED');
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['CANCELLED']));
    const announced = await hub.database.rows<{ kind: string }>(
      sql`select kind from announcement where entry_id = ${entry.id}`,
    );
    expect(announced).toEqual([{ kind: 'EXPIRY' }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/kernel/ids.js';
import type { PageInfo } from '../../../src/kernel/page.js';
import { sql } from '../../../src/kernel/sql.js';
import { correctEntry } from '../../../src/modules/lists/correction.service.js';
import { lockEntriesByNumber } from '../../../src/modules/lists/entry.repository.js';
import { type Answer, type Ask, testDay } from '../../support/hub.js';
import { type Loop, type StoredEntry, as, errorOf, published, startLoop } from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const person = { idNumber: '11010519491231002X', name: '濯缨沧浪', kind: 'NATURAL_PERSON' as const };

const fields = 'id number kind text announcedAt list { code } entry { number subject { code } }';

const announcements = async (ask: Ask, filter: string) =>
  (await ask(`{ announcements(filter: ${filter}) { nodes { ${fields} } } }`)).data.announcements.nodes;

const expire = async (entry: StoredEntry) => {
  hub.clock.set('2026-10-28');
  expect(await hub.modules.lists.effects.expireEntries()).toBeGreaterThan(0);
  hub.clock.set(testDay);
  return entry;
};

const revoke = (entry: StoredEntry, reason = '认定有误') =>
  hub.modules.lists.publications.revokeEntry(as(hub, 'office'), { entry: entry.number, reason });

const correct = (entry: StoredEntry) =>
  hub.work.run(as(hub, 'office'), 'correct', null, async (unit) => {
    const [locked] = await lockEntriesByNumber(unit, [entry.number]);
    const how = { reason: '表述有误', cause: { kind: 'REVOCATION' as const }, field: 'input.correction' };
    await correctEntry(unit, locked!, { ground: '更正后的事由' }, how);
  });

describe('Henan 37, 66: what became of an entry is announced where it was published', () => {
  it('to everybody, and of a person it says the masked name alone', async () => {
    const entry = await published(hub, { subject: person, validUntil: '2026-10-27', responsiblePersons: [] });
    const { code } = (await hub.database.one<{ code: string }>(
      sql`select code from subject where id = ${entry.subjectId}`,
    ))!;
    await expire(entry);
    for (const ask of [hub.asPublic, await hub.as('demo-firm'), await hub.as('demo-bank')]) {
      const [found, ...more] = await announcements(ask, `{ entry: "${entry.number}" }`);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ kind: 'EXPIRY', list: { code: 'BLACK-MARKET' }, entry: null });
      expect(found.text).toContain('濯');
      expect(found.text).not.toContain(person.name);
      expect(JSON.stringify(found)).not.toContain(code);
      const { data } = await ask(
        `{ subject(code: "${code}") { code } listEntry(number: "${entry.number}") { number }
          node(id: "${found.id}") { id ... on Announcement { number entry { number } } }
          byEntry: node(id: "${toGlobalId('ListEntry', entry.id)}") { id } }`,
      );
      expect(data).toEqual({
        subject: null,
        listEntry: null,
        node: { id: found.id, number: found.number, entry: null },
        byEntry: null,
      });
    }
  });

  it('shows the entry itself to those who may see it still', async () => {
    const entry = await published(hub);
    await revoke(entry);
    const office = await hub.as('demo-office');
    const [found] = await announcements(office, `{ entry: "${entry.number}", kind: REVOCATION }`);
    expect(found).toMatchObject({ kind: 'REVOCATION', entry: { number: entry.number } });
    const { data } = await office(
      `{ listEntry(number: "${entry.number}") { announcements { number kind text } } }`,
    );
    expect(data.listEntry.announcements).toEqual([
      { number: found.number, kind: 'REVOCATION', text: found.text },
    ]);
  });

  it('stands beside a living entry that was corrected', async () => {
    const entry = await published(hub);
    await correct(entry);
    const { data } = await hub.asPublic(
      `{ listEntry(number: "${entry.number}") { ground announcements { kind entry { number } } } }`,
    );
    expect(data.listEntry).toEqual({
      ground: '更正后的事由',
      announcements: [{ kind: 'CORRECTION', entry: { number: entry.number } }],
    });
  });

  it('says nothing of the watch register, which is not published', async () => {
    const entry = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    await revoke(entry);
    expect(await announcements(hub.asPublic, `{ entry: "${entry.number}" }`)).toEqual([]);
  });

  it('is found by list and kind, newest first, page by page', async () => {
    const first = await published(hub, { list: 'BLACK-TAX' });
    const second = await published(hub, { list: 'BLACK-TAX' });
    await revoke(first);
    await correct(second);
    await revoke(second);
    const kindsOf = async (filter: string) =>
      (await announcements(hub.asPublic, filter)).map(({ kind }: { kind: string }) => kind);
    expect(await kindsOf('{ list: "BLACK-TAX" }')).toEqual(['REVOCATION', 'CORRECTION', 'REVOCATION']);
    expect(await kindsOf('{ list: "BLACK-TAX", kind: [CORRECTION] }')).toEqual(['CORRECTION']);
    expect(await kindsOf('{ list: "NONE" }')).toEqual([]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Answer = await hub.asPublic(
        `query ($after: String) { announcements(filter: { list: "BLACK-TAX" }, first: 2, after: $after) {
          nodes { number } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...page.data.announcements.nodes.map(({ number }: { number: string }) => number));
      const { hasNextPage, endCursor } = page.data.announcements.pageInfo as PageInfo;
      after = hasNextPage ? endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(3);
    const wrong = await hub.asPublic('{ announcements(after: "x") { nodes { number } } }');
    expect(errorOf(wrong)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});

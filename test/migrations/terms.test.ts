import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';
import { lastDayOfPublication, mayBePublished } from '../../src/modules/records/disclosure-term.rules.js';
import { openTestDatabase, migrateDown, ownerOf } from '../support/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const words = [null, '罚款', '警告', '通报批评', '没收违法所得', '责令停产停业', '警告、罚款'];
const fines = [null, '500.00', '10000.00', '100000.00', '2000000.00'];

/** Penalties as they were taken in before there was a rule for each class: published for up to five years. */
const before = ['NATURAL_PERSON', 'LEGAL_PERSON'].flatMap((kind) =>
  ['濮阳县税务局', '濮阳县市场监督管理局'].flatMap((authorityName) =>
    ['2020-06-01', '2024-02-29', '2026-05-31'].flatMap((decidedOn) =>
      words.flatMap((category) =>
        fines.flatMap((fineYuan) =>
          (['ORDINARY', 'SIMPLIFIED'] as const).map((procedure) => ({
            kind,
            authorityName,
            decidedOn,
            category,
            fineYuan,
            procedure,
            publishUntil: fineYuan === '500.00' ? decidedOn : '2031-01-01',
          })),
        ),
      ),
    ),
  ),
);

it('Henan 19: what was taken in before gets the shorter term that the rules set now', async () => {
  await migrateDown(database, 'Migration20261123000200_guards');
  await ownerOf(database).rows(sql`
    insert into organization (code, name, kind, level) values ('11410928YB00000115', '样例单位', 'AGENCY', 'COUNTY')`);
  await ownerOf(database).rows(sql`
    insert into subject (code, kind, name, unified_code, id_number_index, created_at)
    values ('P0000000000A', 'NATURAL_PERSON', '样某', null, 'index', now()), ('91410928YB100000XY', 'LEGAL_PERSON', '样例', '91410928YB100000XY', null, now())`);
  await ownerOf(database).rows(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, category, fine_yuan, decided_on,
      authority_name, disclosure, publish_until, procedure, finality, fingerprint, created_at)
    select 'R-' || n, 'PENALTY', s.id, o.id, '样例', 'D', each.category, each."fineYuan", each."decidedOn", each."authorityName", 'OPEN',
      each."publishUntil", each.procedure, 'FINAL', n::text, now()
    from jsonb_to_recordset(${JSON.stringify(before.map((each, n) => ({ ...each, n })))}::jsonb) as each(
      n int, kind text, "authorityName" text, "decidedOn" date, category text, "fineYuan" numeric, procedure text, "publishUntil" date)
    join subject s on s.kind = each.kind cross join organization o`);
  await database.migrate();
  const after = await database.rows<{ n: number; until: string; disclosure: string }>(sql`
    select fingerprint::int as n, publish_until as until, disclosure from credit_record order by fingerprint::int`);
  const expected = before.map(({ kind, ...each }, n) => {
    const facts = {
      ...each,
      kind: 'PENALTY' as const,
      ofPerson: kind === 'NATURAL_PERSON',
      content: null,
      confiscatedYuan: null,
    };
    return {
      n,
      until: lastDayOfPublication(facts),
      disclosure: mayBePublished(facts) ? 'OPEN' : 'SHARED',
    };
  });
  expect(after).toEqual(expected);
});

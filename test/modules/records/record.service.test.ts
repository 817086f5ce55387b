import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/kernel/ids.js';
import type { Principal, ViewerKind } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import type { RequestContext } from '../../../src/db/request-context.js';
import { recordLoader } from '../../../src/modules/records/record.loader.js';
import { recordPage } from '../../../src/modules/records/record.repository.js';
import type { CreditRecordFilter } from '../../../src/modules/records/record.types.js';
import { sampleRows } from '../../../src/modules/records/sample.rules.js';
import {
  type TestKit,
  actFor,
  addOrganization,
  contextFor,
  openTestKit,
  principalFor,
  purpose,
} from '../../support/kit.js';
import { csvOf, receive, startModule } from './support.js';

let kit: TestKit;
let officeId: number;
let providerId: number;
let otherId: number;
let sharedImport: number;
/** How many records there are: open ones of organisations, shared ones, and those of persons. */
const counts = { open: 0, shared: 0, persons: 0 };

const rows = [...sampleRows('cf', 60, { seed: 5 })].map((row) => ({
  ...row,
  PROCEDURE: '',
  FINALITY: '',
  MINOR_REMEDIED: '',
  CF_GSJZQ: '',
  CF_JDRQ: '2026-01-05',
}));
const persons = rows.filter((row) => row['CF_XDR_LB' as never] === '自然人');
const companies = rows.filter((row) => row['CF_XDR_LB' as never] !== '自然人');

beforeAll(async () => {
  kit = await openTestKit();
  const { imports } = startModule(kit);
  officeId = await addOrganization(kit, '11410928YB00000991', 'OFFICE');
  providerId = await addOrganization(kit, '11410928YB00000115', 'AGENCY');
  otherId = await addOrganization(kit, '11410928YB0000021W', 'AGENCY');
  const act = actFor(principalFor('AGENCY', providerId));
  await receive(imports, act, csvOf('cf', [...persons, ...companies.slice(0, 10)]));
  sharedImport = (await receive(imports, act, csvOf('cf', companies.slice(10, 25)), { disclosure: 'SHARED' }))
    .id;
  await imports.idle();
  Object.assign(counts, { open: 10, shared: 15, persons: persons.length });
  expect(counts.persons).toBeGreaterThan(2);
});
afterAll(() => kit.close());

const contextOf = (kind: ViewerKind, id: number | null, more: Partial<Principal> = {}) =>
  contextFor(kit, principalFor(kind, id, more));

const all = async (context: RequestContext, filter: CreditRecordFilter = {}) =>
  (await recordPage(context.reader, filter, { first: 100 })).nodes;

describe('who sees which records', () => {
  it('is: without a purpose, whoever asks, only open ones of organisations', async () => {
    for (const [kind, id] of [
      ['PUBLIC', null],
      ['FIRM', otherId],
      ['AGENCY', otherId],
      ['OFFICE', officeId],
    ] as const) {
      const nodes = await all(contextOf(kind, id));
      expect(nodes).toHaveLength(counts.open);
      expect(new Set(nodes.map(({ disclosure }) => disclosure))).toEqual(new Set(['OPEN']));
    }
  });

  it('is: an agency with a purpose the shared ones too, and each look is recorded', async () => {
    const context = contextOf('AGENCY', otherId, { purpose });
    const nodes = await all(context);
    expect(nodes).toHaveLength(counts.open + counts.shared + counts.persons);
    await context.reader.recordAccess('creditRecords', 'look-1', kit.clock.now());
    const looks = await kit.database.rows<{ id: number }>(
      sql`select subject_id as id from access_event where request_id = 'look-1' and 'CreditRecord' = any(datasets)`,
    );
    const shown = nodes.filter(({ disclosure }) => disclosure !== 'OPEN').map(({ subjectId }) => subjectId);
    expect(new Set(looks.map(({ id }) => id))).toEqual(new Set(shown));
  });

  it('is: an agency that acts without a purpose only its own beside the open ones', async () => {
    const acting = (id: number) => {
      const context = contextOf('AGENCY', id);
      context.reader.startActing();
      return all(context);
    };
    expect(await acting(providerId)).toHaveLength(counts.open + counts.shared + counts.persons);
    expect(await acting(otherId)).toHaveLength(counts.open);
  });

  it('is: a subject its own', async () => {
    const [own] = await kit.database.rows<{ id: number }>(
      sql`select subject_id as id from credit_record where import_id = ${sharedImport} limit 1`,
    );
    const nodes = await all(contextOf('SUBJECT', null, { subjectId: own!.id }));
    const shared = nodes.filter(({ disclosure }) => disclosure === 'SHARED');
    expect(new Set(shared.map(({ subjectId }) => subjectId))).toEqual(new Set([own!.id]));
    expect(shared.length).toBeGreaterThan(0);
  });

  it('holds for the loader and for filters as well', async () => {
    const [shared] = await kit.database.rows<{ id: number; code: string; documentNumber: string }>(sql`
      select r.id, s.code, r.document_number as "documentNumber" from credit_record r
      join subject s on s.id = r.subject_id where r.import_id = ${sharedImport} order by r.id limit 1`);
    const { id, code, documentNumber } = shared!;
    const anyone = contextOf('PUBLIC', null);
    expect(await anyone.loader(recordLoader).load(id)).toBeNull();
    expect(await all(anyone, { subjectCode: code, documentNumber })).toEqual([]);
    expect(await all(anyone, { import: toGlobalId('Import', sharedImport) })).toEqual([]);
    const agency = contextOf('AGENCY', otherId, { purpose });
    expect(await agency.loader(recordLoader).load(id)).toMatchObject({
      documentNumber,
      fineYuan: expect.stringMatching(/^\d+\.\d\d$/),
    });
    expect(await all(agency, { subjectCode: code, documentNumber })).toHaveLength(1);
    expect(await all(agency, { import: toGlobalId('Import', sharedImport) })).toHaveLength(counts.shared);
  });
});

describe('the list of records', () => {
  it('comes in pages, newest first, none twice', async () => {
    const context = contextOf('OFFICE', officeId, { purpose });
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof recordPage>> = await recordPage(
        context.reader,
        {},
        { first: 7, after },
      );
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(counts.open + counts.shared + counts.persons);
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
  });

  it('refuses what is no id of an import', async () => {
    await expect(all(contextOf('PUBLIC', null), { import: toGlobalId('Subject', 1) })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'filter.import' },
    });
  });
});

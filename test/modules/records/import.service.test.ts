import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HubError } from '../../../src/kernel/errors.js';
import { sql } from '../../../src/kernel/sql.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { type ImportService, entryRowsRead } from '../../../src/modules/records/index.js';
import { type SampleCells, sampleRows } from '../../../src/modules/records/sample.rules.js';
import { type TestKit, actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { tablesHolding } from '../../support/scan.js';
import {
  countOf,
  csvOf,
  ordinaryFinal,
  receive,
  rejectsOf,
  sampleStream,
  startModule,
  storedImport,
} from './support.js';

let kit: TestKit;
let imports: ImportService;
let act: Act;
let otherAct: Act;

beforeAll(async () => {
  kit = await openTestKit({ HUB_IMPORT_MAX_MB: '64' }, '2026-11-23');
  imports = startModule(kit).imports;
  act = actFor(principalFor('AGENCY', await addOrganization(kit, '11410928YB00000115', 'AGENCY')));
  otherAct = actFor(principalFor('AGENCY', await addOrganization(kit, '11410928YB0000021W', 'AGENCY')));
});
afterAll(async () => {
  await imports.stop();
  await kit.close();
});

const uploads = () => readdirSync(path.join(kit.config.dataDir, 'imports'));

/** A penalty row of a seed of its own: the same seed is the same company and decision. */
const rowsOf = (seed: number, count: number): SampleCells[] =>
  [...sampleRows('cf', count, { seed })].map((row, index) => ({
    ...row,
    CF_WSH: `样罚〔2026〕${seed}-${index}号`,
    PROCEDURE: '',
    FINALITY: '',
    MINOR_REMEDIED: '',
  }));

const organisationRows = (seed: number, count: number) =>
  rowsOf(seed, count * 2)
    .filter(({ CF_XDR_LB }) => CF_XDR_LB !== '自然人')
    .slice(0, count);

describe('a file of penalties', () => {
  it('becomes records of its provider, with audit rows and one change for government', async () => {
    const rows = rowsOf(11, 25);
    const { id, number, status } = await receive(imports, act, csvOf('cf', rows));
    expect(status).toBe('RECEIVED');
    await imports.idle();
    expect(await storedImport(kit, id)).toEqual({
      status: 'DONE',
      rowsRead: 25,
      accepted: 25,
      duplicates: 0,
      rejected: 0,
      problem: null,
    });
    const records = await kit.database.rows<Record<string, unknown>>(sql`
      select r.document_number, r.import_row, r.disclosure, r.procedure, r.finality, s.kind, s.unified_code
      from credit_record r join subject s on s.id = r.subject_id where r.import_id = ${id} order by r.import_row`);
    expect(records.map((row) => row['import_row'])).toEqual(rows.map((_, index) => index + 2));
    expect(records.map((row) => row['document_number'])).toEqual(rows.map(({ CF_WSH }) => CF_WSH));
    expect(records[0]).toMatchObject({
      disclosure: 'OPEN',
      procedure: 'ORDINARY',
      finality: 'FINAL',
      unified_code: rows[0]!['CF_XDR_SHXYM'],
    });
    // Decisions about persons are never open to the public.
    const ofPersons = records.filter((row) => row['kind'] === 'NATURAL_PERSON');
    expect(ofPersons.length).toBeGreaterThan(0);
    expect(new Set(ofPersons.map((row) => row['disclosure']))).toEqual(new Set(['SHARED']));
    const audits = await kit.database.rows<{ event: string }>(
      sql`select event from audit_event where target = 'Import' and target_id = ${id} order by position`,
    );
    expect(audits.map(({ event }) => event)).toEqual([
      'records.importReceived',
      'records.importStarted',
      'records.batchImported',
      'records.imported',
    ]);
    const changes = await kit.database.rows(
      sql`select type, audience, summary from change where target = 'Import' and target_id = ${id}`,
    );
    expect(changes).toEqual([
      { type: 'RECORDS_IMPORTED', audience: 'GOVERNMENT', summary: { number, format: 'CF', accepted: 25 } },
    ]);
    expect(uploads()).toEqual([]);
  });

  it('refuses rows that tell what nobody may collect of a person, keeps nothing of it, and takes in the rest (Henan 45)', async () => {
    const rows = rowsOf(13, 12);
    const ofPerson = rows.findIndex(({ CF_XDR_LB }) => CF_XDR_LB === '自然人');
    const ofCompany = rows.findIndex(({ CF_XDR_LB }) => CF_XDR_LB !== '自然人');
    rows[ofPerson]!['CF_SY'] = '当事人病历显示ZqIllness';
    rows[ofCompany]!['CF_NR'] = '法定代表人身患ZqIllness病';
    const { id } = await receive(imports, act, csvOf('cf', rows));
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({
      status: 'DONE',
      rowsRead: 12,
      accepted: 10,
      rejected: 2,
    });
    const refused = (row: number, name: string, word: string) => ({
      row: row + 2,
      problems: [expect.stringMatching(`^${name}：.*疾病和病史（“${word}”）.*第四十五条.*删去`)],
    });
    expect(await rejectsOf(kit, id)).toEqual(
      [refused(ofPerson, '违法事实', '病历'), refused(ofCompany, '内容', '身患')].sort(
        (a, b) => a.row - b.row,
      ),
    );
    expect(await tablesHolding(kit.database, 'ZqIllness')).toEqual([]);
  });

  it('keeps amounts in yuan, the persons responsible, and never publishes longer than the rules allow', async () => {
    const [row] = organisationRows(12, 1);
    const full = {
      ...row!,
      CF_NR_FK: '0.2',
      CF_JDRQ: '2024-02-29',
      CF_GSJZQ: '2035-01-01',
      CF_FRDB: '吴样壬',
    };
    const { id } = await receive(imports, act, csvOf('cf', [full]));
    await imports.idle();
    const record = await kit.database.one(sql`
      select fine_yuan as fine, publish_until as until, responsible_persons as persons from credit_record
      where import_id = ${id}`);
    expect(record).toEqual({
      fine: '2000.00',
      until: '2026-03-31',
      persons: [{ name: '吴样壬', role: '法定代表人' }],
    });
  });

  it('changes nothing when it is sent again, by whatever name', async () => {
    const file = csvOf('cf', rowsOf(13, 30));
    const first = await receive(imports, act, file);
    await imports.idle();
    const before = await storedImport(kit, first.id);
    const counts = await Promise.all(
      (['credit_record', 'subject', 'import', 'change'] as const).map((each) => countOf(kit, each)),
    );
    const again = await receive(imports, act, file, { fileName: 'again.csv' });
    await imports.idle();
    expect(again).toEqual({ ...first, status: 'DONE' });
    expect(await storedImport(kit, first.id)).toEqual(before);
    expect(
      await Promise.all(
        (['credit_record', 'subject', 'import', 'change'] as const).map((each) => countOf(kit, each)),
      ),
    ).toEqual(counts);
    expect(uploads()).toEqual([]);
  });

  it('is another import with another declaration or from another provider', async () => {
    const [row] = organisationRows(14, 1);
    const file = csvOf('cf', [row!]);
    const first = await receive(imports, act, file);
    const confirmed = await receive(imports, act, file, { registryConfirmed: true });
    const other = await receive(imports, otherAct, file);
    await imports.idle();
    expect(new Set([first.id, confirmed.id, other.id]).size).toBe(3);
    expect(await storedImport(kit, confirmed.id)).toMatchObject({ accepted: 0, duplicates: 1 });
    // Another provider answers for its own record of it.
    expect(await storedImport(kit, other.id)).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  it('counts decisions that stand in it twice once, and refuses one that says something else', async () => {
    const rows = organisationRows(15, 2);
    const file = csvOf('cf', [rows[0]!, rows[1]!, rows[0]!, { ...rows[1]!, CF_NR: '罚款1元。' }]);
    const { id } = await receive(imports, act, file);
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ accepted: 2, duplicates: 1, rejected: 1 });
    const [reject] = await rejectsOf(kit, id);
    expect(reject).toMatchObject({ row: 5, problems: [expect.stringContaining('更正')] });
  });
});

describe('rows that are refused', () => {
  it('carry their number in the file and all their problems; the others stand', async () => {
    const rows = organisationRows(21, 5);
    rows[1] = { ...rows[1]!, CF_XDR_SHXYM: '9141092', CF_JDRQ: '2026-02-30' };
    rows[3] = { ...rows[3]!, CF_WSH: '' };
    const { id } = await receive(imports, act, csvOf('cf', rows));
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ status: 'DONE', accepted: 3, rejected: 2 });
    const rejects = await rejectsOf(kit, id);
    expect(rejects.map(({ row }) => row)).toEqual([3, 5]);
    expect(rejects[0]!.problems).toHaveLength(2);
    expect(rejects[0]!.problems[0]).toMatch(/^CF_XDR_SHXYM .*：统一社会信用代码应为 18 位/);
    expect(rejects[1]!.problems[0]).toMatch(/^CF_WSH /);
  });

  it('are those of Henan 13, of which nothing is taken in, and those of Henan 20(2)', async () => {
    const person = (idNumber: string, more: Record<string, string>) => ({
      ...organisationRows(22, 1)[0]!,
      CF_XDR_MC: '钱样甲',
      CF_XDR_LB: '自然人',
      CF_XDR_SHXYM: '',
      CF_XDR_ZJLX: '身份证',
      CF_XDR_ZJHM: idNumber,
      ...more,
    });
    const [company, open] = organisationRows(22, 2);
    const rows = [
      person('11010519491231002X', { PROCEDURE: '简易程序' }),
      person('440524188001010014', { MINOR_REMEDIED: '是' }),
      { ...open!, FINALITY: '否' },
      { ...company!, PROCEDURE: '简易程序' },
    ];
    const before = await countOf(kit, 'subject');
    const { id } = await receive(imports, act, csvOf('cf', rows));
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ accepted: 1, rejected: 3 });
    const rejects = await rejectsOf(kit, id);
    expect(rejects.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(rejects[0]!.problems[0]).toContain('第十三条');
    expect(rejects[1]!.problems[0]).toContain('第十三条');
    expect(rejects[2]!.problems[0]).toContain('第二十条第二项');
    // Not even the persons are registered; simplified procedure against a company is no matter of Henan 13.
    expect(await countOf(kit, 'subject')).toBeLessThanOrEqual(before + 1);
    expect(await tablesHolding(kit.database, '钱样甲')).toEqual([]);
  });

  it('follow the declaration of the whole file where the row has none', async () => {
    const file = csvOf('cf', organisationRows(23, 3));
    const { id } = await receive(imports, act, file, {
      declared: { procedure: 'ORDINARY', finality: 'OPEN' },
    });
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ accepted: 0, rejected: 3 });
  });

  it('are those whose ID number belongs to another name, without telling which', async () => {
    const [row] = organisationRows(24, 1);
    const person = {
      ...row!,
      CF_XDR_LB: '自然人',
      CF_XDR_SHXYM: '',
      CF_XDR_ZJHM: '440524188001010014',
    };
    const file = csvOf('cf', [
      { ...person, CF_XDR_MC: '孙样戊' },
      { ...person, CF_XDR_MC: '李样己', CF_WSH: '样罚〔2026〕24-9号' },
    ]);
    const { id } = await receive(imports, act, file);
    await imports.idle();
    const [reject] = await rejectsOf(kit, id);
    expect(reject).toMatchObject({ row: 3, problems: [expect.stringContaining('姓名与本平台')] });
    expect(reject!.problems[0]).not.toContain('孙');
    expect(await tablesHolding(kit.database, '440524188001010014')).toEqual([]);
  });

  it('are those the database could not hold, not the batch they stand in', async () => {
    const rows = organisationRows(25, 3);
    rows[1] = { ...rows[1]!, CF_SY: '零字节\0在此' };
    const { id } = await receive(imports, act, csvOf('cf', rows));
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ status: 'DONE', accepted: 2, rejected: 1 });
  });
});

describe('a file that cannot be read', () => {
  it('fails before any row when a needed column is missing, and says which', async () => {
    const file = csvOf('cf', organisationRows(31, 2)).replace('CF_WSH', 'OTHER');
    const { id } = await receive(imports, act, file);
    await imports.idle();
    const stored = await storedImport(kit, id);
    expect(stored).toMatchObject({ status: 'FAILED', rowsRead: 0 });
    expect(stored.problem).toContain('CF_WSH');
    expect(uploads()).toEqual([]);
  });

  it('fails at the row that breaks it; the rows before stand', async () => {
    const file = `${csvOf('cf', organisationRows(32, 3))}\n"${'x'.repeat(50)}`;
    const { id } = await receive(imports, act, file);
    await imports.idle();
    const stored = await storedImport(kit, id);
    expect(stored).toMatchObject({ status: 'FAILED', rowsRead: 3, accepted: 3 });
    expect(stored.problem).toContain('引号');
  });

  it('is refused at once when it is empty or too large, and leaves nothing behind', async () => {
    const refused = async (content: string) =>
      receive(imports, act, content).then(
        () => null,
        (error: unknown) => (error as HubError).extensions,
      );
    const before = await countOf(kit, 'import');
    expect(await refused('')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'body' });
    expect(await refused('x'.repeat(64 * 1024 * 1024 + 1))).toMatchObject({ field: 'body' });
    expect(await countOf(kit, 'import')).toBe(before);
    expect(uploads()).toEqual([]);
  });
});

describe('20,000 rows', () => {
  it('are imported with counts right, in batches, with ID numbers in clear nowhere', async () => {
    const count = 20_000;
    const batches: number[] = [];
    const stop = imports.observe(({ rowsRead }) => batches.push(rowsRead));
    const { id } = await receive(imports, otherAct, sampleStream('cf', count));
    await imports.idle();
    stop();
    const expected = expectedCounts(count);
    expect(expected.rejected).toBeGreaterThan(500);
    expect(await storedImport(kit, id)).toEqual({
      status: 'DONE',
      rowsRead: count,
      ...expected,
      duplicates: 0,
      problem: null,
    });
    expect(await rejectsOf(kit, id)).toHaveLength(expected.rejected);
    // After each batch, and once more at the end.
    expect(batches).toEqual([...Array.from({ length: 20 }, (_, index) => (index + 1) * 1_000), count]);
    const person = [...sampleRows('cf', 100)].find(
      ({ CF_XDR_ZJHM, PROCEDURE }) => CF_XDR_ZJHM && PROCEDURE !== '简易程序',
    )!;
    expect(await tablesHolding(kit.database, person['CF_XDR_ZJHM']!)).toEqual([]);
    expect((await verifyAudit(kit.database)).fault).toBeNull();

    // Rows of it in another file, in another encoding: everything is known.
    const again = await receive(imports, otherAct, sampleStream('cf', 2_000, { encoding: 'gbk' }));
    await imports.idle();
    expect(again.id).not.toBe(id);
    const known = expectedCounts(2_000);
    expect(await storedImport(kit, again.id)).toMatchObject({
      status: 'DONE',
      accepted: 0,
      duplicates: known.accepted,
      rejected: known.rejected,
    });
  }, 180_000);
});

/** What the samples hold, counted without the code under test. */
const expectedCounts = (count: number): { accepted: number; rejected: number } => {
  const names = new Map<string, string>();
  let rejected = 0;
  for (const row of sampleRows('cf', count)) {
    const isPerson = row['CF_XDR_LB'] === '自然人';
    const kept = isPerson && (row['PROCEDURE'] === '简易程序' || row['MINOR_REMEDIED'] === '是');
    const known = names.get(row['CF_XDR_ZJHM']!) ?? row['CF_XDR_MC'];
    if (kept || row['FINALITY'] === '否' || (isPerson && known !== row['CF_XDR_MC'])) rejected += 1;
    else if (isPerson) names.set(row['CF_XDR_ZJHM']!, known!);
  }
  return { accepted: count - rejected, rejected };
};

describe('a file of entries', () => {
  it('is offered to the module of lists in the transaction of its batch, which may refuse rows', async () => {
    const offered: unknown[] = [];
    kit.bus.on(entryRowsRead, async (unit, { entries, importId, refuse, duplicate }) => {
      const known = await unit.rows(
        sql`select id from subject where id = any(${entries.map((each) => each.subjectId)}::bigint[])`,
      );
      expect(known).toHaveLength(new Set(entries.map((each) => each.subjectId)).size);
      offered.push(importId, ...entries);
      refuse(entries[0]!.row, '名单不存在。');
      duplicate(entries[1]!.row);
    });
    const { id } = await receive(imports, act, sampleStream('entries', 6), { format: 'ENTRIES' });
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({
      status: 'DONE',
      accepted: 4,
      duplicates: 1,
      rejected: 1,
    });
    expect(await rejectsOf(kit, id)).toEqual([{ row: 2, problems: ['名单不存在。'] }]);
    expect(offered).toHaveLength(7);
    expect(offered[1]).toMatchObject({
      row: 2,
      listCode: 'RED-TAX-A',
      subjectKind: 'LEGAL_PERSON',
      severity: 'GENERAL',
    });
    expect(JSON.stringify(offered)).not.toContain('idNumber');
  });
});

describe('a file of licences', () => {
  it('becomes licence records, for which procedure and finality mean nothing', async () => {
    const { id } = await receive(imports, act, sampleStream('xk', 12), {
      format: 'XK',
      declared: { procedure: 'SIMPLIFIED', finality: 'OPEN' },
    });
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ status: 'DONE', accepted: 12, rejected: 0 });
    const kinds = await kit.database.rows(
      sql`select distinct kind, procedure, finality from credit_record where import_id = ${id}`,
    );
    expect(kinds).toEqual([{ kind: 'LICENCE', procedure: null, finality: null }]);
  });
});

describe('the file itself', () => {
  it('lies on disk encrypted while it waits', async () => {
    const person = rowsOf(41, 10).find(({ CF_XDR_ZJHM }) => CF_XDR_ZJHM)!;
    const second = startModule(kit).imports;
    await second.stop();
    const { number } = await receive(second, act, csvOf('cf', [person]), { declared: ordinaryFinal });
    const bytes = readFileSync(path.join(kit.config.dataDir, 'imports', `${number}.upload`));
    expect(bytes.includes(person['CF_XDR_ZJHM']!)).toBe(false);
    expect(bytes.includes(Buffer.from('自然人'))).toBe(false);
    await startAndFinish();
  });
});

const startAndFinish = async () => {
  const { imports: next } = startModule(kit);
  await next.resume();
  await next.idle();
  await next.stop();
};

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HubError } from '../../../src/kernel/errors.js';
import { sql } from '../../../src/kernel/sql.js';
import { createSubjectsModule } from '../../../src/modules/subjects/index.js';
import type { SubjectService } from '../../../src/modules/subjects/index.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { type TestKit, actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { tablesHolding } from '../../support/scan.js';

/** Valid, but of nobody alive. */
const ID_NUMBER = '11010519491231002X';
const OTHER_ID_NUMBER = '440524188001010014';
const CODE = '91350100M000100Y43';
/** In use, though its check digit is wrong. */
const PILOT_CODE = '91350211M0000XUF46';

let kit: TestKit;
let subjects: SubjectService;
let agencyId: number;

beforeAll(async () => {
  kit = await openTestKit();
  subjects = createSubjectsModule(kit).subjects;
  agencyId = await addOrganization(kit, '11410928YB00000115', 'AGENCY');
});
afterAll(() => kit.close());

const act = () => actFor(principalFor('AGENCY', agencyId));

const resolve = (input: SubjectInput, options?: { registryConfirmed: boolean }) =>
  kit.work.run(act(), 'test', null, (unit) => subjects.resolveSubject(unit, input, 'input.subject', options));

const refusalOf = async (work: Promise<unknown>): Promise<HubError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HubError)) throw new Error('was not refused by the hub');
  return error;
};

const stored = (id: number) =>
  kit.database.one<Record<string, unknown>>(sql`select * from subject where id = ${id}`);

const count = async () => (await kit.database.one<{ n: number }>(sql`select count(*) as n from subject`))!.n;

describe('resolving a subject', () => {
  it('registers an organisation once, with an audit row', async () => {
    const input = { code: CODE, kind: 'LEGAL_PERSON' as const, name: '濮阳县样例晨帆食品有限公司' };
    const id = await resolve(input);
    expect(await resolve({ code: CODE.toLowerCase() })).toBe(id);
    expect(await stored(id)).toMatchObject({
      code: CODE,
      unified_code: CODE,
      check_digit: 'VALID',
      code_warning: null,
      id_number_index: null,
    });
    const audits = await kit.database.rows(
      sql`select event from audit_event where target = 'Subject' and target_id = ${id}`,
    );
    expect(audits).toEqual([{ event: 'subjects.registered' }]);
  });

  it('refuses a wrong check digit unless the registry vouches for the code, and then finds it', async () => {
    const input = { code: PILOT_CODE, kind: 'LEGAL_PERSON' as const, name: '样例先行企业' };
    const refusal = await refusalOf(resolve(input));
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.subject.code' });
    const id = await resolve(input, { registryConfirmed: true });
    expect(await stored(id)).toMatchObject({
      check_digit: 'REGISTRY_CONFIRMED',
      code_warning: expect.stringContaining('登记机关'),
    });
    expect(await resolve({ code: PILOT_CODE })).toBe(id);
  });

  it('asks for kind and name of a new organisation', async () => {
    const code = '91110000101623741K';
    const before = await count();
    expect((await refusalOf(resolve({ code }))).extensions['field']).toBe('input.subject.kind');
    expect((await refusalOf(resolve({ code, kind: 'LEGAL_PERSON' }))).extensions['field']).toBe(
      'input.subject.name',
    );
    expect(
      (await refusalOf(resolve({ code, kind: 'NATURAL_PERSON', name: '王样甲' }))).extensions['field'],
    ).toBe('input.subject.kind');
    expect(await count()).toBe(before);
  });

  it('registers a person by ID number and name, finds the same by the code of the hub', async () => {
    const id = await resolve({ idNumber: ID_NUMBER, name: '王样甲' });
    expect(await resolve({ idNumber: ID_NUMBER.toLowerCase(), name: '王 样甲' })).toBe(id);
    const row = await stored(id);
    expect(row).toMatchObject({
      kind: 'NATURAL_PERSON',
      unified_code: null,
      id_number_masked: '110*************2X',
    });
    expect(row!['code']).toMatch(/^P[0-9A-Z]{12}$/);
    expect(await resolve({ code: row!['code'] as string })).toBe(id);
  });

  it('does not tell the name it has for an ID number', async () => {
    await resolve({ idNumber: ID_NUMBER, name: '王样甲' });
    const refusal = await refusalOf(resolve({ idNumber: ID_NUMBER, name: '李样乙' }));
    expect(refusal.code).toBe('CONFLICT');
    expect(JSON.stringify(refusal)).not.toContain('王');
    expect(JSON.stringify(refusal)).not.toContain(ID_NUMBER);
  });

  it('does not know a code of the hub that is nobody', async () => {
    expect((await refusalOf(resolve({ code: 'P000000000000' }))).code).toBe('NOT_FOUND');
  });
});

describe('registering many', () => {
  it('gives the ids in order, the same subject the same id, and refuses only the person whose name differs', async () => {
    const organisation = {
      kind: 'LEGAL_PERSON' as const,
      name: '样例公司',
      code: '91320105780688132K',
      idNumber: null,
      codeWarning: null,
    };
    const person = {
      kind: 'NATURAL_PERSON' as const,
      name: '赵样丙',
      code: null,
      idNumber: OTHER_ID_NUMBER,
      codeWarning: null,
    };
    const many = [
      person,
      organisation,
      { ...person, name: '钱样丁' },
      { ...organisation, name: '改名后' },
      person,
    ];
    const before = await count();
    const run = () => kit.work.run(act(), 'test', null, (unit) => subjects.registerSubjects(unit, many));
    const first = await run();
    expect(await count()).toBe(before + 2);
    expect(first.map(({ ok }) => ok)).toEqual([true, true, false, true, true]);
    const ids = first.map((each) => (each.ok ? each.id : null));
    expect(ids[0]).toBe(ids[4]);
    expect(ids[1]).toBe(ids[3]);
    expect(first[0]).toMatchObject({ isNew: true });
    expect(JSON.stringify(first[2])).not.toContain('赵');
    const second = await run();
    expect(second.map((each) => (each.ok ? each.id : null))).toEqual(ids);
    expect(second.filter((each) => each.ok && each.isNew)).toEqual([]);
    expect(await count()).toBe(before + 2);
  });
});

describe('finding subjects', () => {
  it('finds what is known, registers nothing, and masks what was asked', async () => {
    const person = await resolve({ idNumber: ID_NUMBER, name: '王样甲' });
    const organisation = await resolve({
      code: CODE,
      kind: 'LEGAL_PERSON',
      name: '濮阳县样例晨帆食品有限公司',
    });
    const before = await count();
    const found = await subjects.findSubjects(kit.database, [
      { idNumber: ID_NUMBER, name: '王样甲' },
      { idNumber: ID_NUMBER, name: '李样乙' },
      { idNumber: '11010519491231010X', name: '王样甲' },
      { code: CODE },
      { code: '911101066976941872' },
    ]);
    expect(found.map(({ subjectId }) => subjectId)).toEqual([person, null, null, organisation, null]);
    expect(found[0]!.asked).toBe('王** 110*************2X');
    expect(found[3]!.asked).toBe(CODE);
    expect(await count()).toBe(before);
  });

  it('takes 1 to 500 and names the input that is wrong', async () => {
    const find = (inputs: SubjectInput[]) => subjects.findSubjects(kit.database, inputs);
    expect((await refusalOf(find([]))).extensions['field']).toBe('input.subjects');
    expect((await refusalOf(find(Array(501).fill({ code: CODE })))).code).toBe('BAD_USER_INPUT');
    expect(await find(Array(500).fill({ code: CODE }))).toHaveLength(500);
    const wrong = await refusalOf(find([{ code: CODE }, { code: '12' }]));
    expect(wrong.extensions['field']).toBe('input.subjects[1].code');
  });
});

describe('ID numbers', () => {
  it('are nowhere in the database in clear, and come back from the cipher text', async () => {
    const id = await resolve({ idNumber: ID_NUMBER, name: '王样甲' });
    const row = await stored(id);
    expect(await tablesHolding(kit.database, ID_NUMBER)).toEqual([]);
    expect(await tablesHolding(kit.database, ID_NUMBER.slice(3, 16))).toEqual([]);
    // The scan itself can find something.
    expect(await tablesHolding(kit.database, '110*************2X')).toEqual(['subject']);
    expect(
      subjects.revealIdNumber({
        code: row!['code'] as string,
        idNumberCipher: row!['id_number_cipher'] as string,
      }),
    ).toBe(ID_NUMBER);
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { today } from '../../../src/kernel/clock.js';
import { sql } from '../../../src/kernel/sql.js';
import type { RecordKind } from '../../../src/kernel/terms.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import { gradeLoader } from '../../../src/modules/grades/grade.loader.js';
import { lockRecord, withdrawRecord } from '../../../src/modules/records/withdrawal.service.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { idNumber } from '../../http/support/codes.js';
import { type Ask, askWith, signIn, testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  decide,
  newCompany,
  object,
  published,
  refused,
  startLoop,
} from '../lists/support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const register = (subject: SubjectInput): Promise<number> =>
  hub.work.run(as(hub, 'office'), 'register', null, (unit) =>
    hub.modules.subjects.subjects.resolveSubject(unit, subject, 'subject'),
  );

let made = 0;

/** A record of the market bureau, a serious penalty unless said otherwise. */
const plant = async (
  subjectId: number,
  {
    kind = 'PENALTY' as RecordKind,
    content = '责令停产停业',
    disclosure = 'SHARED',
    finality = 'FINAL',
    publishUntil = null as string | null,
    procedure = 'ORDINARY',
  } = {},
) => {
  const number = `R-grade-${++made}`;
  const row = await hub.database.one<{ id: number }>(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, content, decided_on, authority_name,
      disclosure, publish_until, procedure, finality, fingerprint, created_at)
    values (${number}, ${kind}, ${subjectId}, ${hub.bodies.get('market')!}, '样例事项', ${number}, ${content}, '2026-07-20',
      '濮阳县市场监督管理局', ${disclosure}, ${publishUntil}::date, ${procedure}, ${finality}, ${number}, ${hub.clock.now()})
    returning id`);
  return { id: row!.id, number };
};

const gradeFields = `letter score ruleSet objected longTermDishonesty inspectionAdvice reasons { code points text number }`;

const gradeFor = async (ask: Ask, code: string) =>
  ask(`query ($code: String!) { subject(code: $code) { group grade { ${gradeFields} } } }`, { code });

/** The grade as the office reads it. */
const graded = async (code: string) => (await gradeFor(await hub.as('demo-office'), code)).data.subject.grade;

const codesOf = (grade: { reasons: { code: string }[] }) => grade.reasons.map(({ code }) => code);

const owner = async (code: string): Promise<Ask> => {
  const clientId = `grade-owner-${++made}`;
  const { data } = await (
    await hub.as('demo-office')
  )(
    `mutation { createClient(input: { clientId: "${clientId}", kind: SUBJECT, name: "本人", scopes: [], subject: "${code}" }) { secret } }`,
  );
  return askWith(hub.url, await signIn(hub.url, clientId, data.createClient.secret));
};

/** An objection to the grade that says these facts must not count. */
const contest = async (subjectId: number, points: { target: string; id: number }[]): Promise<number> => {
  const row = await hub.database.one<{ id: number }>(sql`
    insert into objection (number, subject_id, of_grade, raised_by_actor, channel, ground, statement, evidence, status, provider_id,
      suspends, received_at, due_at, version)
    values (${`O-grade-${++made}`}, ${subjectId}, true, 'self', 'WEB', '评分有误', '不应计分', '{}', 'SUBMITTED',
      ${hub.bodies.get('office')!}, true, ${hub.clock.now()}, ${testDay}::date, 1) returning id`);
  for (const { target, id } of points)
    await hub.database.rows(sql`
      insert into objection_point (objection_id, target, target_id) values (${row!.id}, ${target}, ${id})`);
  return row!.id;
};

const settle = (objectionId: number, status: 'UPHELD' | 'DISMISSED') =>
  hub.database.rows(sql`update objection set status = ${status} where id = ${objectionId}`);

describe('who learns a grade', () => {
  const company = newCompany();
  let subjectId: number;
  let own: Ask;
  beforeAll(async () => {
    subjectId = await register(company);
    await plant(subjectId);
    own = await owner(company.code!);
  });

  it('is the office, an agency handling a matter and the subject itself', async () => {
    for (const ask of [await hub.as('demo-office'), await hub.as('demo-agency-tax'), own]) {
      const { data, extensions } = await gradeFor(ask, company.code!);
      expect(data.subject.grade).toMatchObject({ letter: 'C', score: 60, objected: false });
      expect(extensions?.redactions ?? []).toEqual([]);
    }
  });

  it('is nobody else: not the public, firms, banks, associations, other places or the auditor', async () => {
    const others = ['demo-firm', 'demo-bank', 'demo-association', 'demo-region', 'demo-auditor'];
    for (const ask of [hub.asPublic, ...(await Promise.all(others.map((each) => hub.as(each))))]) {
      const { data, extensions } = await gradeFor(ask, company.code!);
      expect(data.subject.grade).toBeNull();
      expect(extensions?.redactions).toContainEqual(expect.objectContaining({ path: ['subject', 'grade'] }));
    }
  });

  it('is no government viewer without a purpose, and no other subject', async () => {
    const stranger = await owner((await newSubject()).code);
    const query = `query ($code: String!) { subject(code: $code) { grade { letter } } }`;
    for (const ask of [await hub.as('demo-office'), await hub.as('demo-agency-tax'), stranger]) {
      const { data } = await ask(query, { code: company.code }, { purpose: null });
      expect(data.subject.grade).toBeNull();
    }
  });

  it('is recorded, of organisations too; a look at oneself is not', async () => {
    const looks = async () =>
      (await hub.database.one<{ n: number }>(sql`
        select count(*)::int as n from access_event where subject_id = ${subjectId} and 'Grade' = any(datasets)`))!
        .n;
    const before = await looks();
    await gradeFor(own, company.code!);
    expect(await looks()).toBe(before);
    await gradeFor(await hub.as('demo-agency-tax'), company.code!);
    expect(await looks()).toBe(before + 1);
  });

  it('learns the number of a fact only where it may see the fact', async () => {
    const hidden = await newSubject();
    const entry = await published(hub, {
      list: 'WATCH-PY',
      subject: { code: hidden.code },
      severity: 'GENERAL',
    });
    const numbers = async (ask: Ask) => {
      const { data } = await gradeFor(ask, hidden.code);
      return data.subject.grade.reasons.map(({ number }: { number: string | null }) => number);
    };
    expect(await numbers(await hub.as('demo-office'))).toEqual([null, entry.number]);
    const stranger = await gradeFor(await hub.as('demo-agency-housing'), hidden.code);
    const [, reason] = stranger.data.subject.grade.reasons;
    expect(reason).toMatchObject({ code: 'WATCH_GENERAL', points: -12, number: null });
    expect(reason.text).not.toContain(entry.number);
  });
});

const newSubject = async (input: SubjectInput = newCompany()) => {
  const id = await register(input);
  const row = await hub.database.one<{ code: string }>(sql`select code from subject where id = ${id}`);
  return { id, code: row!.code };
};

describe('what counts', () => {
  it('is nothing: then it is graded by the base alone', async () => {
    expect(await graded((await newSubject()).code)).toMatchObject({ letter: 'B', score: 80 });
  });

  it('is awards and commitments, not licences', async () => {
    const { id, code } = await newSubject();
    for (const kind of ['AWARD', 'COMMITMENT', 'LICENCE'] as const) await plant(id, { kind });
    expect(codesOf(await graded(code)).sort()).toEqual(['AWARD', 'BASE', 'COMMITMENT']);
  });

  it('Henan 19: is no record whose disclosure is over, to the day', async () => {
    const { id, code } = await newSubject();
    await plant(id, { publishUntil: testDay });
    expect(codesOf(await graded(code))).toContain('PENALTY_SERIOUS');
    hub.clock.set('2026-10-21T00:00:00+08:00');
    expect(codesOf(await graded(code))).toEqual(['BASE']);
    hub.clock.set(testDay);
  });

  it('Henan 13, 20(2): is no penalty still open, of unknown finality, internal, or simplified against a person', async () => {
    const { id, code } = await newSubject();
    await plant(id, { finality: 'OPEN' });
    await plant(id, { disclosure: 'INTERNAL' });
    expect(codesOf(await graded(code))).toEqual(['BASE']);
    const person = await newSubject({ idNumber: '440524188001010014', name: '样某', kind: 'NATURAL_PERSON' });
    await plant(person.id, { procedure: 'SIMPLIFIED' });
    expect(codesOf(await graded(person.code))).toEqual(['BASE']);
  });

  it.each(['REVOKED', 'REPAIRED'] as const)('is no record that was withdrawn as %s', async (kind) => {
    const { id, code } = await newSubject();
    const { number } = await plant(id);
    await hub.work.run(as(hub, 'office'), 'withdraw', null, async (unit) =>
      withdrawRecord(unit, (await lockRecord(unit, number))!, {
        kind,
        reason: '已处理',
        cause: { kind: 'REVOCATION' },
      }),
    );
    expect(codesOf(await graded(code))).toEqual(['BASE']);
  });

  it('Policy 五(三): is no entry while an objection is open; dismissed, it counts again', async () => {
    const { code } = await newSubject();
    const entry = await published(hub, { subject: { code } });
    expect(await graded(code)).toMatchObject({ letter: 'D', score: 35 });
    const objection = await object(hub, { entry: entry.number });
    expect(codesOf(await graded(code))).toEqual(['BASE']);
    await decide(hub, objection, false);
    expect(codesOf(await graded(code))).toContain('BLACK_SERIOUS');
  });

  it('is an act once, though both record and entry stand for it', async () => {
    const { id, code } = await newSubject();
    const record = await plant(id);
    await published(hub, { subject: { code }, record: record.number });
    expect(codesOf(await graded(code))).toEqual(['BASE', 'BLACK_SERIOUS']);
  });
});

describe('Henan 41: an objection to the grade', () => {
  it('marks it, and what it names does not count while it is open or once it was upheld', async () => {
    const { id, code } = await newSubject();
    const record = await plant(id);
    const other = await plant(id, { content: '罚款', kind: 'JUDGMENT' });
    const objection = await contest(id, [{ target: 'CreditRecord', id: record.id }]);
    const whileOpen = await graded(code);
    expect(whileOpen.objected).toBe(true);
    expect(whileOpen.reasons.map(({ number }: { number: string }) => number)).toEqual([null, other.number]);
    await settle(objection, 'UPHELD');
    expect(await graded(code)).toMatchObject({ objected: false, score: whileOpen.score });
    await settle(objection, 'DISMISSED');
    expect((await graded(code)).score).toBe(whileOpen.score - 20);
  });

  it('to a record is one to the entry that rests on it as well', async () => {
    const { id, code } = await newSubject();
    const record = await plant(id);
    await published(hub, { subject: { code }, record: record.number });
    await contest(id, [{ target: 'CreditRecord', id: record.id }]);
    expect(codesOf(await graded(code))).toEqual(['BASE']);
  });
});

describe('the grades of many subjects', () => {
  it('take three statements, however many there are', async () => {
    const subjects = await Promise.all(Array.from({ length: 12 }, () => newSubject()));
    for (const { id } of subjects) await plant(id);
    const principal = hub.principal('OFFICE', hub.bodies.get('office')!, 'reader');
    const reader = new ScopedReader(
      hub.database,
      { ...principal, purpose: { matter: 'INSPECTION', businessNumber: 'B-1' } },
      today(hub.clock),
    );
    const rows = jest.spyOn(reader, 'rows');
    const grades = await gradeLoader(reader).loadMany(subjects.map(({ id }) => id));
    expect(rows).toHaveBeenCalledTimes(3);
    rows.mockRestore();
    expect(grades.map((grade) => (grade as { score: number }).score)).toEqual(Array(12).fill(60));
  });
});

describe('Policy 一(二)3: a special practitioner group', () => {
  const assign = (
    key: 'office' | 'market' | 'tax',
    subject: SubjectInput,
    group: 'LAWYER' | 'TEACHER' | null = 'LAWYER',
  ) => hub.modules.grades.practitioners.assignPractitionerGroup(as(hub, key), { subject, group });

  it('is given to a person and taken again, with a trace, and makes faults in the profession weigh more', async () => {
    const person = { idNumber: '11010519491231002X', name: '样律' };
    const { id, code } = await newSubject({ ...person, kind: 'NATURAL_PERSON' });
    await plant(id, { content: '律师违规执业，停止执业' });
    const before = (await graded(code)).score;
    await assign('tax', person);
    await assign('tax', person);
    expect((await graded(code)).score).toBe(before - 4);
    await assign('office', { code }, null);
    expect((await graded(code)).score).toBe(before);
    const traces = await hub.database.rows(sql`
      select event, detail from audit_event where target = 'Subject' and target_id = ${id} and event like 'grades.%' order by position`);
    expect(traces).toEqual([
      { event: 'grades.practitionerGroupAssigned', detail: { from: null, to: 'LAWYER' } },
      { event: 'grades.practitionerGroupAssigned', detail: { from: 'LAWYER', to: null } },
    ]);
  });

  it('is not changed over the head of who read it before', async () => {
    const { id, code } = await newSubject({ ...newCompany(), kind: 'SOLE_TRADER' });
    const version = async () =>
      (await hub.database.one<{ version: number }>(sql`select version from subject where id = ${id}`))!
        .version;
    const ask = await hub.as('demo-agency-tax');
    const assignAt = (expectedVersion: number, group: string) =>
      ask(
        `mutation ($v: Int!) { assignPractitionerGroup(input: { subject: { code: "${code}" }, group: ${group}, expectedVersion: $v }) {
          subject { group version } } }`,
        { v: expectedVersion },
      );
    const { data } = await ask(`{ subject(code: "${code}") { version } }`);
    const read = await version();
    expect(data.subject.version).toBe(read);
    expect((await assignAt(read, 'PHARMACIST')).data.assignPractitionerGroup.subject).toEqual({
      group: 'PHARMACIST',
      version: read + 1,
    });
    const late = await assignAt(read, 'LAWYER');
    expect(late.errors![0]!.extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.expectedVersion',
      currentVersion: read + 1,
    });
    await hub.database.rows(sql`update subject set code_warning = '核对' where id = ${id}`);
    await assignAt(read + 1, 'PHARMACIST'); // the same again: nothing changed, nothing to read anew
    expect(await version()).toBe(read + 1);
  });

  it('is for persons and sole traders only', async () => {
    const company = await newSubject();
    expect(await refused(assign('office', { code: company.code }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.subject',
    });
    const trader = await newSubject({ ...newCompany(), kind: 'SOLE_TRADER' });
    expect(await assign('tax', { code: trader.code })).toEqual({ subjectId: trader.id });
  });

  it('is refused alike for a person unknown and one the agency has nothing to do with', async () => {
    const person = { idNumber: '440524188001010014', name: '样某' };
    const { code } = await newSubject({ ...person, kind: 'NATURAL_PERSON' });
    const none = { code: 'NOT_FOUND', field: 'input.subject' };
    expect(await refused(assign('tax', { code }))).toMatchObject(none);
    expect(await refused(assign('tax', { code: 'P00000000000A' }))).toMatchObject(none);
    expect(await refused(assign('tax', { ...person, name: '别人' }))).toMatchObject(none);
  });

  it('is seen by government with a purpose and the person, and each look is recorded', async () => {
    const { id, code } = await newSubject({
      idNumber: idNumber('65010219880229003'),
      name: '样师',
      kind: 'NATURAL_PERSON',
    });
    await published(hub, { subject: { code }, responsiblePersons: [] });
    await assign('office', { code }, 'TEACHER');
    const groupFor = async (ask: Ask, purpose: string | null = 'INSPECTION;B-9') =>
      (await ask('query ($code: String!) { subject(code: $code) { group } }', { code }, { purpose })).data
        .subject.group;
    for (const client of ['demo-office', 'demo-agency-tax', 'demo-auditor']) {
      expect(await groupFor(await hub.as(client))).toBe('TEACHER');
      expect(await groupFor(await hub.as(client), null)).toBeNull();
    }
    expect(await groupFor(await owner(code))).toBe('TEACHER');
    for (const ask of [hub.asPublic, await hub.as('demo-firm'), await hub.as('demo-region')])
      expect(await groupFor(ask)).toBeNull();
    const looks = await hub.database.rows(sql`
      select 1 from access_event where subject_id = ${id} and business_number = 'B-9' and 'Subject' = any(datasets)`);
    expect(looks.length).toBeGreaterThanOrEqual(3);
  });

  it('is given over the API by those who hold the scope', async () => {
    const { code } = await newSubject({ ...newCompany(), kind: 'SOLE_TRADER' });
    const ask = await hub.as('demo-agency-tax');
    const { data } = await ask(
      `mutation { assignPractitionerGroup(input: { subject: { code: "${code}" }, group: PHARMACIST }) { subject { code group } } }`,
    );
    expect(data.assignPractitionerGroup.subject).toEqual({ code, group: 'PHARMACIST' });
    expect(
      await hub.database.rows(
        sql`select 1 from subject where code = ${code} and practitioner_group = 'PHARMACIST'`,
      ),
    ).toHaveLength(1);
  });
});

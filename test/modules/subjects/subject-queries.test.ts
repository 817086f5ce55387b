import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { Principal, ViewerKind } from '../../../src/kernel/principal.js';
import { toGlobalId } from '../../../src/kernel/ids.js';
import { sql } from '../../../src/kernel/sql.js';
import { createOrganizationsModule } from '../../../src/modules/organizations/index.js';
import { createRecordsModule } from '../../../src/modules/records/index.js';
import { createSubjectsModule } from '../../../src/modules/subjects/index.js';
import { buildHubSchema } from '../../../src/server/schema.js';
import {
  type TestKit,
  actFor,
  addOrganization,
  contextFor,
  openTestKit,
  principalFor,
  purpose,
} from '../../support/kit.js';

/** Valid, but of nobody alive. `LISTED` has a published entry, `UNLISTED` none. */
const LISTED = { idNumber: '11010519491231002X', name: '王样甲' };
const UNLISTED = { idNumber: '440524188001010014', name: '李样乙' };
const COMPANY = {
  code: '91350100M000100Y43',
  kind: 'LEGAL_PERSON' as const,
  name: '濮阳县样例晨帆食品有限公司',
};

let kit: TestKit;
let schema: GraphQLSchema;
let agencyId: number;
let otherAgencyId: number;
let firmId: number;
let officeId: number;
const ids: Record<'listed' | 'unlisted' | 'company', number> = { listed: 0, unlisted: 0, company: 0 };

beforeAll(async () => {
  kit = await openTestKit();
  const { subjects, ...module } = createSubjectsModule(kit);
  schema = await buildHubSchema([
    createOrganizationsModule(kit),
    module,
    createRecordsModule(kit, { subjects }),
  ]);
  agencyId = await addOrganization(kit, '11410928YB00000115', 'AGENCY');
  otherAgencyId = await addOrganization(kit, '11410928YB0000021W', 'AGENCY');
  firmId = await addOrganization(kit, '91410928YB90000000', 'FIRM');
  officeId = await addOrganization(kit, '11410928YB00000991', 'OFFICE');
  const act = actFor(principalFor('AGENCY', agencyId));
  await kit.work.run(act, 'arrange', null, async (unit) => {
    ids.listed = await subjects.resolveSubject(unit, LISTED, 'input');
    ids.unlisted = await subjects.resolveSubject(unit, UNLISTED, 'input');
    ids.company = await subjects.resolveSubject(unit, COMPANY, 'input');
    await unit.rows(sql`
      insert into credit_list (code, name, colour, level, keeper_id, basis, notice_days, repair_path, current_version)
      values ('BLACK-T', '样例名单', 'BLACK', 'COUNTY', ${officeId}, '样例依据', 5, '样例', 1)`);
    await unit.rows(sql`
      insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on,
        ground, basis, severity, status, proof_url, proposed_by, published_at,
        created_at)
      select 'E' || s, l.id, 'BLACK', s, 'UPSTREAM', ${agencyId}, 'D' || s, '2026-01-05', '样例', '样例', 'SERIOUS',
        'PUBLISHED', 'https://example.org/1', 'one', ${unit.now}, ${unit.now}
      from credit_list l, unnest(${[ids.listed, ids.company]}::bigint[]) s where l.code = 'BLACK-T'`);
  });
});
afterAll(() => kit.close());

interface Asked {
  data: any;
  errors: ExecutionResult['errors'];
  /** What would be recorded of it: the subjects whose non-public data were shown. */
  recorded: number[];
  redacted: string[];
}

const ask = async (
  kind: ViewerKind,
  organizationId: number | null,
  source: string,
  variableValues: Record<string, unknown> = {},
  more: Partial<Principal> = { purpose },
): Promise<Asked> => {
  const context = contextFor(kit, principalFor(kind, organizationId, more));
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue: context });
  const requestId = randomUUID();
  await context.reader.recordAccess('test', requestId, kit.clock.now());
  const rows = await kit.database.rows<{ id: number }>(
    sql`select subject_id as id from access_event where request_id = ${requestId} order by subject_id`,
  );
  return {
    data,
    errors,
    recorded: rows.map(({ id }) => id),
    redacted: context.redactions.map(({ path }) => path.join('.')),
  };
};

const PERSON = `query ($idNumber: String!, $name: String!) {
  person(idNumber: $idNumber, name: $name) { id code name idNumberMasked idNumber }
}`;

describe('person(idNumber, name)', () => {
  it('finds by both exactly, in clear for an agency that matched, and records the look', async () => {
    const { data, recorded, redacted } = await ask('AGENCY', otherAgencyId, PERSON, UNLISTED);
    expect(data.person).toMatchObject({
      id: toGlobalId('Subject', ids.unlisted),
      name: '李样乙',
      idNumberMasked: '440*************14',
      idNumber: null,
    });
    expect(redacted).toEqual(['person.idNumber']);
    expect(recorded).toEqual([ids.unlisted]);
  });

  it('answers alike for a wrong name and an unknown number', async () => {
    const wrongName = await ask('AGENCY', otherAgencyId, PERSON, { ...LISTED, name: '李样乙' });
    const unknown = await ask('AGENCY', otherAgencyId, PERSON, { ...LISTED, idNumber: '11010519491231010X' });
    expect(wrongName).toEqual(unknown);
    expect(wrongName.data).toEqual({ person: null });
    expect(wrongName.recorded).toEqual([]);
  });

  it('gives a firm only persons with a published entry', async () => {
    expect((await ask('FIRM', firmId, PERSON, UNLISTED)).data).toEqual({ person: null });
    const { data, recorded } = await ask('FIRM', firmId, PERSON, LISTED);
    expect(data.person).toMatchObject({ name: '王样甲', idNumber: null });
    expect(recorded).toEqual([ids.listed]);
  });

  it('needs the scope and a purpose', async () => {
    const codeOf = ({ errors }: Asked) => errors?.[0]?.extensions['code'];
    expect(codeOf(await ask('AGENCY', agencyId, PERSON, LISTED, { purpose: null }))).toBe('PURPOSE_REQUIRED');
    expect(codeOf(await ask('AGENCY', agencyId, PERSON, LISTED, { purpose, scopes: new Set() }))).toBe(
      'FORBIDDEN',
    );
    expect(codeOf(await ask('PUBLIC', null, PERSON, LISTED))).toBe('UNAUTHENTICATED');
  });

  it('says what is wrong with a mistyped number', async () => {
    const { errors } = await ask('AGENCY', agencyId, PERSON, { ...LISTED, idNumber: '110105194912310021' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idNumber' });
  });
});

const codeOf = async (id: number) =>
  (await kit.database.one<{ code: string }>(sql`select code from subject where id = ${id}`))!.code;

const SUBJECT = `query ($code: String!) { subject(code: $code) { kind name unifiedCode checkDigit idNumberMasked idNumber } }`;

describe('subject(code)', () => {
  it('gives organisations to everybody, however the code was typed', async () => {
    const { data } = await ask('PUBLIC', null, SUBJECT, { code: ` ${COMPANY.code.toLowerCase()}` }, {});
    expect(data.subject).toMatchObject({ name: COMPANY.name, checkDigit: 'VALID', idNumber: null });
  });

  it('gives a person with a published entry to the public with a masked name only', async () => {
    const { data, recorded } = await ask('PUBLIC', null, SUBJECT, { code: await codeOf(ids.listed) }, {});
    expect(data.subject).toEqual({
      kind: 'NATURAL_PERSON',
      name: '王**',
      unifiedCode: null,
      checkDigit: null,
      idNumberMasked: null,
      idNumber: null,
    });
    expect(recorded).toEqual([]);
  });

  it('decrypts the ID number for the agency that identified an entry, and only with a purpose', async () => {
    const code = await codeOf(ids.listed);
    const { data, recorded } = await ask('AGENCY', agencyId, SUBJECT, { code });
    expect(data.subject).toMatchObject({ name: '王样甲', idNumber: LISTED.idNumber });
    expect(recorded).toEqual([ids.listed]);
    const without = await ask('AGENCY', agencyId, SUBJECT, { code }, { purpose: null });
    expect(without.data.subject).toMatchObject({ name: '王**', idNumber: null });
    const other = await ask('AGENCY', otherAgencyId, SUBJECT, { code });
    expect(other.data.subject).toMatchObject({ name: '王**', idNumber: null });
  });

  it('gives the office the number, the person its own, the auditor neither name nor number', async () => {
    const code = await codeOf(ids.unlisted);
    const clear = { name: '李样乙', idNumber: UNLISTED.idNumber };
    expect((await ask('OFFICE', officeId, SUBJECT, { code })).data.subject).toMatchObject(clear);
    const own = await ask('SUBJECT', null, SUBJECT, { code }, { subjectId: ids.unlisted });
    expect(own.data.subject).toMatchObject(clear);
    expect(own.recorded).toEqual([]);
    const auditor = await ask('AUDITOR', officeId, SUBJECT, { code });
    expect(auditor.data.subject).toMatchObject({ name: '李**', idNumber: null });
  });

  it('answers alike for an unknown code and a person the viewer may not see', async () => {
    const unlisted = await ask('PUBLIC', null, SUBJECT, { code: await codeOf(ids.unlisted) }, {});
    expect(unlisted).toEqual(await ask('PUBLIC', null, SUBJECT, { code: 'P000000000000' }, {}));
    expect(unlisted.data).toEqual({ subject: null });
  });
});

const SUBJECTS = `query ($filter: SubjectFilter, $first: Int, $after: String) {
  subjects(filter: $filter, first: $first, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}`;

const namesOf = ({ data }: Asked): string[] => data.subjects.nodes.map(({ name }: { name: string }) => name);

describe('subjects', () => {
  it('finds organisations by part of a Chinese name, and never persons', async () => {
    const find = (nameContains: string) => ask('OFFICE', officeId, SUBJECTS, { filter: { nameContains } });
    expect(namesOf(await find('晨帆食品'))).toEqual([COMPANY.name]);
    expect(namesOf(await find('样甲'))).toEqual([]);
    expect(namesOf(await find('%食'))).toEqual([]);
    expect((await find('晨')).errors?.[0]?.extensions).toMatchObject({ field: 'filter.nameContains' });
  });

  it('filters by the colour of published entries the viewer may see', async () => {
    const find = (kind: ViewerKind, colour: string) => ask(kind, agencyId, SUBJECTS, { filter: { colour } });
    expect(namesOf(await find('PUBLIC', 'BLACK'))).toEqual(['王**', COMPANY.name]);
    expect(namesOf(await find('PUBLIC', 'RED'))).toEqual([]);
  });

  it('pages through all of them without repeating or leaving out any', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Asked = await ask('OFFICE', officeId, SUBJECTS, { first: 1, after });
      seen.push(...data.subjects.nodes.map(({ id }: { id: string }) => id));
      after = data.subjects.pageInfo.hasNextPage ? data.subjects.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([ids.listed, ids.unlisted, ids.company].map((id) => toGlobalId('Subject', id)));
  });
});

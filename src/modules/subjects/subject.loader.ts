import { type Sql, join, sql } from '../../kernel/sql.js';
import { byIdAhead } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { type RowViewer, agencyTie } from '../../db/row-scope.js';
import type { HeldPeople } from '../../db/held-subjects.js';
import { identifiedSubject } from '../../db/row-functions.js';
import type { Subject } from './subject.types.js';

/** A viewer of these kinds knows a person only by a match of ID number and name made in the same request. */
const matching = ['AGENCY', 'FIRM', 'BANK', 'ASSOCIATION'];

/** Columns of a Subject over the alias `s`; the ID number stays a cipher text until its field is asked for. */
export const subjectColumns = (viewer: RowViewer): Sql => sql`
  s.id, s.code, s.kind, s.name, s.unified_code as "unifiedCode", s.check_digit as "checkDigit",
  s.code_warning as "codeWarning", s.id_number_masked as "idNumberMasked", s.id_number_cipher as "idNumberCipher",
  s.practitioner_group as "group", s.version, s.created_at as "createdAt", s.id as "subjectId", ${clear(viewer)} as clear,
  ${identifiedByViewer(viewer)} as "identifiedByViewer"`;

/** Whether the viewer may know who a person is. Auditors supervise the work, not persons: masked for them. */
const clear = (viewer: RowViewer): Sql => {
  const { kind, subjectId } = viewer.principal;
  if (kind === 'OFFICE') return sql`true`;
  const grounds = [sql`s.kind <> 'NATURAL_PERSON'`];
  if (kind === 'SUBJECT' && subjectId !== null) grounds.push(sql`s.id = ${subjectId}::bigint`);
  if (matching.includes(kind)) grounds.push(sql`s.id = any(${[...viewer.matched]}::bigint[])`);
  if (kind === 'AGENCY' && viewer.mayReadNonPublic) grounds.push(agencyTie(viewer));
  return sql`(${join(grounds, ' or ')})`;
};

/** The ID number in clear is for the agency that identified an entry of the person. */
const identifiedByViewer = ({ principal, mayReadNonPublic }: RowViewer): Sql =>
  principal.kind === 'AGENCY' && mayReadNonPublic
    ? sql`(s.id_number_cipher is not null and ${identifiedSubject(sql`s.id`, principal.organizationId)})`
    : sql`false`;

/** `ids`: as what `=` is followed by. */
const subjectsById = (reader: ScopedReader, ids: Sql): Promise<Subject[]> =>
  reader.rows(
    'Subject',
    (scope, viewer) => sql`select ${subjectColumns(viewer)} from subject s where ${scope} and s.id = ${ids}`,
  );

/** Organisations: everybody knows them, and knows the same. Of persons each viewer is shown something else. */
export const heldSubjects: HeldPeople<ScopedReader, Subject> = {
  // How many stands in the text: told no number, PostgreSQL plans for a tenth of all.
  idsBelow: async (everybody, before) => {
    const rows = await everybody.asHub<{ id: number }>(sql`
      select s.id from subject s where s.id < ${before}::bigint and s.kind <> 'NATURAL_PERSON' order by s.id desc limit 200`);
    return rows.map(({ id }) => id);
  },
  read: async (everybody, ids) => {
    const subjects = await subjectsById(everybody, sql`any(${ids}::bigint[])`);
    return new Map(
      subjects.filter(({ kind }) => kind !== 'NATURAL_PERSON').map((each) => [each.id, each] as const),
    );
  },
};

/** Subjects by id. */
export const subjectLoader = byIdAhead<Subject>(subjectsById, heldSubjects);

/**
 * Subjects by code, from memory where it holds them; the others are read in one round trip with the question whether it
 * still may. What was touched meanwhile is read after it.
 */
export const heldOrRead = async (
  reader: ScopedReader,
  codes: readonly string[],
  read: (codes: readonly string[]) => Promise<Subject[]>,
): Promise<Subject[]> => {
  const ids = codes.map((code) => reader.heldIdOf(code));
  const others = codes.filter((_, n) => ids[n] === undefined);
  const [rows] = await Promise.all([
    others.length > 0 ? read(others) : [],
    others.length < codes.length ? reader.prove() : null,
  ]);
  const touched: string[] = [];
  const held = ids.flatMap((id, n) => {
    if (id === undefined) return [];
    const subject = reader.ofHeld(heldSubjects, id);
    if (subject === undefined) touched.push(codes[n]!);
    return subject ?? [];
  });
  return [...rows, ...held, ...(touched.length > 0 ? await read(touched) : [])];
};

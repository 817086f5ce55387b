import { type Sql, sql } from '../../kernel/sql.js';
import type { PractitionerGroup, Severity } from '../../kernel/terms.js';
import { type RowViewer, archivedRecord, rowScope } from '../../db/row-scope.js';
import { penaltyClass } from '../records/disclosure-term.rules.js';
import type { GradeFact } from './grade.rules.js';

/** Reads under the scope of grades: a viewer's reader, or a unit of work that acts for one. */
export type ReadGrades = <Row extends object>(
  build: (scope: Sql, viewer: RowViewer) => Sql,
) => Promise<Row[]>;

export type FactOfSubject = GradeFact & { subjectId: number };

export interface GradedSubject {
  subjectId: number;
  group: PractitionerGroup | null;
  objected: boolean;
}

/** Those of the subjects whose grade the viewer may learn. */
export const gradedSubjects = (read: ReadGrades, ids: readonly number[]): Promise<GradedSubject[]> =>
  read(
    (scope) => sql`
    select s.id as "subjectId", s.practitioner_group as "group", exists (select 1 from objection o
      where o.subject_id = s.id and o.of_grade and o.status not in ('UPHELD', 'DISMISSED')) as objected
    from subject s where ${scope} and s.id = any(${[...ids]}::bigint[])`,
  );

/** An objection to the grade, open or upheld, names one of these. */
const contested = (
  points: Sql,
): Sql => sql`exists (select 1 from objection_point op join objection o on o.id = op.objection_id
  where o.of_grade and o.subject_id = s.id and o.status <> 'DISMISSED' and ${points})`;

type RecordFact = Omit<FactOfSubject, 'severity' | 'said' | 'act'> & Parameters<typeof penaltyClass>[0];

/** Records that speak for or against the subjects; those for internal use do not, nor do licences. */
export const recordFacts = async (read: ReadGrades, ids: readonly number[]): Promise<FactOfSubject[]> => {
  const rows = await read<RecordFact>(
    (scope, viewer) => sql`
    select r.subject_id as "subjectId", r.number, r.kind, r.decided_on as "decidedOn", r.title, r.category, r.content,
      r.fine_yuan::text as "fineYuan", r.confiscated_yuan::text as "confiscatedYuan", r.procedure,
      r.authority_name as "authorityName", s.kind = 'NATURAL_PERSON' as "ofPerson",
      r.objected as suspended, r.withdrawn_at is not null as withdrawn,
      (${archivedRecord(viewer)} or coalesce(r.valid_until < ${viewer.today}::date, false)) as over,
      ((r.kind = 'PENALTY' and r.finality is distinct from 'FINAL') or (r.kind = 'JUDGMENT' and r.finality = 'OPEN')
        or (r.kind = 'PENALTY' and r.procedure = 'SIMPLIFIED' and s.kind = 'NATURAL_PERSON')) is true as inadmissible,
      ${contested(sql`op.target = 'CreditRecord' and op.target_id = r.id`)} as contested,
      ${rowScope.CreditRecord(viewer)} as visible
    from credit_record r join subject s on s.id = r.subject_id
    where ${scope} and s.id = any(${[...ids]}::bigint[]) and r.kind <> 'LICENCE' and r.disclosure <> 'INTERNAL'`,
  );
  return rows.map((row) => ({
    ...row,
    act: row.number,
    severity: severityOf(row),
    said: [row.title, row.category, row.content].join('；'),
  }));
};

const severityOf = (row: RecordFact): Severity => {
  if (row.kind === 'JUDGMENT') return 'SERIOUS';
  return row.kind === 'PENALTY' ? penaltyClass(row) : 'GENERAL';
};

/** Entries in effect or suspended. What is contested of a record is contested of the entry that rests on it. */
export const entryFacts = (read: ReadGrades, ids: readonly number[]): Promise<FactOfSubject[]> =>
  read(
    (scope, viewer) => sql`
    select e.subject_id as "subjectId", e.number, e.colour as kind, e.severity, e.decided_on as "decidedOn",
      coalesce(er.number, e.number) as act, e.ground as title, e.ground || '；' || e.basis as said,
      (e.status = 'SUSPENDED' or e.objected) as suspended, false as withdrawn,
      coalesce(e.valid_until < ${viewer.today}::date, false) as over, false as inadmissible,
      ${contested(sql`((op.target = 'ListEntry' and op.target_id = e.id) or (op.target = 'CreditRecord' and op.target_id = e.record_id))`)} as contested,
      ${rowScope.ListEntry(viewer)} as visible
    from list_entry e join subject s on s.id = e.subject_id left join credit_record er on er.id = e.record_id
    where ${scope} and s.id = any(${[...ids]}::bigint[]) and e.status in ('PUBLISHED', 'SUSPENDED')`,
  );

import { type Sql, sql } from '../../kernel/sql.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Dataset } from '../../db/row-scope.js';
import { type ReportFacts, mostRows } from './report.rules.js';
import type { Report } from './report.types.js';

/** One more than is printed tells that there are more. */
const limit = mostRows + 1;

/** Everything the hub holds of a subject, read as that subject: what it may not see is not in its report either. */
export const readFacts = async (reader: ScopedReader, id: number): Promise<ReportFacts> => {
  const rows = <Key extends keyof Omit<ReportFacts, 'subject'>>(
    dataset: Dataset,
    build: (scope: Sql) => Sql,
  ): Promise<ReportFacts[Key]> =>
    reader.rows<object>(dataset, build) as Promise<object[]> as Promise<ReportFacts[Key]>;
  return {
    subject: (await reader.one<ReportFacts['subject']>(
      'Subject',
      (scope) => sql`
      select s.name, s.kind, s.code, s.unified_code as "unifiedCode", s.id_number_masked as "idNumberMasked"
      from subject s where ${scope} and s.id = ${id}`,
    ))!,
    entries: await rows<'entries'>('ListEntry', (scope) => entries(scope, id)),
    records: await rows<'records'>('CreditRecord', (scope) => records(scope, id, reader.today)),
    instructions: await rows<'instructions'>('Instruction', (scope) => instructions(scope, id)),
    objections: await rows<'objections'>('Objection', (scope) => objections(scope, id)),
    repairs: await rows<'repairs'>('Repair', (scope) => repairs(scope, id)),
    restorations: await rows<'restorations'>('Restoration', (scope) => restorations(scope, id)),
    looks: await rows<'looks'>('AccessEvent', (scope) => looks(scope, id)),
  };
};

const entries = (scope: Sql, id: number): Sql => sql`
  select e.number, l.name as list, org.name as "identifiedBy", e.decision_number || '（' || e.decided_on || '）' as decision,
    e.ground, e.status, e.objected, e.valid_from as "validFrom", e.valid_until as "validUntil", e.end_reason as "endReason"
  from list_entry e join credit_list l on l.id = e.list_id join organization org on org.id = e.identified_by_id
  where ${scope} and e.subject_id = ${id} order by e.id desc limit ${limit}`;

const records = (scope: Sql, id: number, today: string): Sql => sql`
  select r.number, r.kind, r.title, r.document_number as document, org.name as provider, r.decided_on as "decidedOn",
    r.disclosure, (r.archived_on is not null or r.publish_until < ${today}::date) is true as archived, r.objected, r.withdrawal,
    r.withdraw_reason as "withdrawReason"
  from credit_record r join organization org on org.id = r.provider_id
  where ${scope} and r.subject_id = ${id} order by r.id desc limit ${limit}`;

const instructions = (scope: Sql, id: number): Sql => sql`
  select i.number, x.name as measure, org.name as agency, i.status, coalesce(i.end_reason, i.decline_reason) as "endReason"
  from instruction i join measure x on x.id = i.measure_id join organization org on org.id = i.agency_id
  where ${scope} and i.subject_id = ${id} order by i.id desc limit ${limit}`;

const objections = (scope: Sql, id: number): Sql => sql`
  select o.number, o.ground, o.status, (o.received_at at time zone 'Asia/Shanghai')::date as "receivedOn", o.reasons
  from objection o where ${scope} and o.subject_id = ${id} order by o.id desc limit ${limit}`;

const repairs = (scope: Sql, id: number): Sql => sql`
  select rp.number, coalesce(le.number, cr.number) as about, rp.status,
    (rp.applied_at at time zone 'Asia/Shanghai')::date as "appliedOn", rp.reasons
  from repair rp left join list_entry le on le.id = rp.entry_id left join credit_record cr on cr.id = rp.record_id
  where ${scope} and rp.subject_id = ${id} order by rp.id desc limit ${limit}`;

const restorations = (scope: Sql, id: number): Sql => sql`
  select rs.number, rs.reason, rs.status, (rs.opened_at at time zone 'Asia/Shanghai')::date as "openedOn"
  from restoration rs where ${scope} and rs.subject_id = ${id} order by rs.id desc limit ${limit}`;

/** Who looked, day by day. */
const looks = (scope: Sql, id: number): Sql => sql`
  select to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, org.name as organization, a.matter,
    a.business_number as "businessNumber", a.operation, count(*)::int as times
  from access_event a left join organization org on org.id = a.organization_id
  where ${scope} and a.subject_id = ${id} group by 1, 2, 3, 4, 5 order by max(a.id) desc limit ${limit}`;

/** Reports are seen by whoever sees their papers: the subject alone. */
const reportColumns = sql`cr.id, doc.number, cr.year, cr.ordinal, cr.made_at as "madeAt", cr.document_id as "documentId",
  cr.subject_id as "subjectId"`;

export const reportsOfSubjects = (reader: ScopedReader, subjectIds: number[]): Promise<Report[]> =>
  reader.rows(
    'Document',
    (scope) => sql`
    select ${reportColumns} from credit_report cr join document doc on doc.id = cr.document_id
    where ${scope} and doc.kind = 'CREDIT_REPORT' and cr.subject_id = any(${subjectIds}::bigint[]) order by cr.id desc`,
  );

import { badInput } from '../../kernel/errors.js';
import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { join, sql } from '../../kernel/sql.js';
import type { IncidentKind, IncidentStatus } from '../../kernel/terms.js';
import { actingViewer, rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { mostSubjects } from './incident.rules.js';
import type { Incident, IncidentFilter } from './incident.types.js';

const incidentColumns = sql`inc.id, inc.number, inc.kind, inc.status, inc.discovered_at as "discoveredAt", inc.description,
  inc.reported_by_id as "reportedById", inc.reported_at as "reportedAt", inc.decided_at as "decidedAt", inc.finding, inc.measures,
  inc.referral, inc.remedied_at as "remediedAt", inc.closed_at as "closedAt", inc.version`;

export const incidentsById = (reader: ScopedReader, ids: number[]): Promise<Incident[]> =>
  reader.rows(
    'Incident',
    (scope) =>
      sql`select ${incidentColumns} from incident inc where ${scope} and inc.id = any(${ids}::bigint[])`,
  );

export const incidentByNumber = (reader: ScopedReader, number: string): Promise<Incident | null> =>
  reader.one(
    'Incident',
    (scope) => sql`select ${incidentColumns} from incident inc where ${scope} and inc.number = ${number}`,
  );

export const incidentPage = async (
  reader: ScopedReader,
  { status, kind }: IncidentFilter,
  args: PageArguments,
): Promise<Connection<Incident>> => {
  const page = readPage(args);
  const rows = await reader.rows<Incident>('Incident', (scope) => {
    const conditions = [scope];
    if (status) conditions.push(sql`inc.status = any(${status}::text[])`);
    if (kind) conditions.push(sql`inc.kind = ${kind}`);
    if (page.after) conditions.push(sql`inc.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${incidentColumns} from incident inc where ${join(conditions, ' and ')} order by inc.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

export interface AffectedSubject {
  incidentId: number;
  subjectId: number;
  documentId: number | null;
}

export const subjectsOfIncidents = (
  reader: ScopedReader,
  incidentIds: number[],
): Promise<AffectedSubject[]> =>
  reader.rows(
    'IncidentSubject',
    (scope) => sql`
    select ins.incident_id as "incidentId", ins.subject_id as "subjectId", ins.document_id as "documentId"
    from incident_subject ins join incident inc on inc.id = ins.incident_id
    where ${scope} and ins.incident_id = any(${incidentIds}::bigint[]) order by ins.subject_id limit 1000`,
  );

export interface LockedIncident {
  id: number;
  number: string;
  version: number;
  kind: IncidentKind;
  reportedById: number;
  status: IncidentStatus;
  discoveredOn: string;
  reportedByActor: string;
  finding: string | null;
  remediedAt: Date | null;
}

export const lockIncident = (unit: Unit, number: string): Promise<LockedIncident | null> =>
  unit.one(sql`
    select id, number, version, kind, reported_by_id as "reportedById", status, to_char(discovered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "discoveredOn",
      reported_by_actor as "reportedByActor", finding, remedied_at as "remediedAt"
    from incident where number = ${number} for update`);

/** Adds those affected, once each; a code the viewer may not see answers like one that is not there. */
export const addSubjects = async (
  unit: Unit,
  incidentId: number,
  codes: readonly string[],
): Promise<void> => {
  if (codes.length > mostSubjects)
    throw badInput('input.subjects', `At most ${mostSubjects} subjects at once; add more with another call.`);
  if (codes.length === 0) return;
  const viewer = actingViewer(unit.act.principal, unit.today);
  const known = await unit.rows<{ code: string; id: number }>(sql`
    select s.code, s.id from subject s where s.code = any(${[...codes]}::text[]) and ${rowScope.Subject(viewer)}`);
  const found = new Set(known.map(({ code }) => code));
  const at = codes.findIndex((code) => !found.has(code));
  if (at >= 0) throw badInput(`input.subjects[${at}]`, `No subject has the code ${codes[at]}.`);
  await unit.rows(sql`
    insert into incident_subject (incident_id, subject_id) select ${incidentId}::bigint, each
    from unnest(${known.map(({ id }) => id)}::bigint[]) as each on conflict do nothing`);
};

export const untoldSubjects = (
  unit: Unit,
  incidentId: number,
): Promise<{ subjectId: number; name: string }[]> =>
  unit.rows(sql`
    select ins.subject_id as "subjectId", s.name from incident_subject ins join subject s on s.id = ins.subject_id
    where ins.incident_id = ${incidentId} and ins.document_id is null order by ins.subject_id`);

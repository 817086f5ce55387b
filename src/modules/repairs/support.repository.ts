import { sql } from '../../kernel/sql.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { CommunityService, Reorganisation } from './support.types.js';

const serviceColumns = sql`cs.id, cs.number, cs.subject_id as "subjectId", cs.organizer_id as "organizerId", cs.activity,
  cs.served_on as "servedOn", cs.hours::float8 as hours, cs.proof, cs.recorded_at as "recordedAt"`;

export const communityServiceById = (reader: ScopedReader, ids: number[]): Promise<CommunityService[]> =>
  reader.rows(
    'CommunityService',
    (scope) =>
      sql`select ${serviceColumns} from community_service cs where ${scope} and cs.id = any(${ids}::bigint[])`,
  );

export const communityServiceOfSubjects = (
  reader: ScopedReader,
  subjectIds: number[],
): Promise<CommunityService[]> =>
  reader.rows(
    'CommunityService',
    (scope) => sql`
    select ${serviceColumns} from community_service cs where ${scope} and cs.subject_id = any(${subjectIds}::bigint[])
    order by cs.served_on desc, cs.id desc`,
  );

const reorganisationColumns = sql`ro.id, ro.number, ro.version, ro.subject_id as "subjectId", ro.court_id as "courtId",
  ro.document_number as "documentNumber", ro.approved_on as "approvedOn", ro.from_on as "from", ro.until_on as "until",
  ro.ended_on as "endedOn", ro.end_reason as "endReason", ro.recorded_at as "recordedAt"`;

export const reorganisationsById = (reader: ScopedReader, ids: number[]): Promise<Reorganisation[]> =>
  reader.rows(
    'Reorganisation',
    (scope) =>
      sql`select ${reorganisationColumns} from reorganisation ro where ${scope} and ro.id = any(${ids}::bigint[])`,
  );

export const reorganisationsOfSubjects = (
  reader: ScopedReader,
  subjectIds: number[],
): Promise<Reorganisation[]> =>
  reader.rows(
    'Reorganisation',
    (scope) => sql`
    select ${reorganisationColumns} from reorganisation ro where ${scope} and ro.subject_id = any(${subjectIds}::bigint[])
    order by ro.id desc`,
  );

import { notFound } from '../../kernel/errors.js';
import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { ObjectionChannel, ObjectionStatus } from '../../kernel/terms.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import { type LockedRecord, lockRecord } from '../records/withdrawal.service.js';
import type { Objection, ObjectionFilter, ObjectionPause, Verification } from './objection.types.js';
import { type ObjectionTarget, lockTarget, targetColumns } from './target.repository.js';

const open = sql`o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')`;
const paused = sql`exists (select 1 from objection_pause op where op.objection_id = o.id and op.until_on is null)`;
/** A clock that stands is not late (Henan 41, paragraph 3). */
const overdue = ({ today }: RowViewer): Sql => sql`(${open} and o.due_at < ${today}::date and not ${paused})`;

const points = sql`array(
    select coalesce(pe.number, pr.number) from objection_point pt
    left join list_entry pe on pt.target = 'ListEntry' and pe.id = pt.target_id
    left join credit_record pr on pt.target = 'CreditRecord' and pr.id = pt.target_id
    where pt.objection_id = o.id order by 1)`;

const objectionColumns = (
  viewer: RowViewer,
): Sql => sql`o.id, o.number, o.channel, o.ground, o.statement, o.evidence, o.status, o.version,
  o.suspends, o.received_at as "receivedAt", o.due_at as "dueAt", ${overdue(viewer)} as overdue, o.decided_at as "decidedAt",
  o.reasons, o.entry_id as "entryId", o.record_id as "recordId", o.subject_id as "subjectId", o.raised_by_id as "raisedById",
  o.decided_by_id as "decidedById", o.instruction_id as "instructionId", o.check_id as "checkId", o.of_grade as "ofGrade",
  o.provider_id as "providerId", o.remedy, o.accepted_at as "acceptedAt", o.review_asked_at as "reviewAskedAt",
  o.review_statement as "reviewStatement", o.review_document as "reviewDocument", ${points} as points`;

const objectionsBy =
  (column: Sql) =>
  (reader: ScopedReader, ids: number[]): Promise<Objection[]> =>
    reader.rows(
      'Objection',
      (scope, viewer) => sql`
    select ${objectionColumns(viewer)} from objection o where ${scope} and ${column} = any(${ids}::bigint[]) order by o.id desc`,
    );

export const objectionsById = objectionsBy(sql`o.id`);
export const objectionsOfEntries = objectionsBy(sql`o.entry_id`);
export const objectionsOfSubjects = objectionsBy(sql`o.subject_id`);

/** Seen by whoever sees the objection. */
export const verificationsOf = (reader: ScopedReader, objectionIds: number[]): Promise<Verification[]> =>
  reader.rows(
    'Verification',
    (scope) => sql`
    select v.objection_id as "objectionId", v.provider_id as "providerId", v.asked_at as "askedAt", v.due_on as "dueOn", v.finding,
      v.reasons, v.reported_at as "reportedAt"
    from verification v where ${scope} and v.objection_id = any(${objectionIds}::bigint[])`,
  );

export const pausesOf = (reader: ScopedReader, objectionIds: number[]): Promise<ObjectionPause[]> =>
  reader.rows(
    'Verification',
    (scope) => sql`
    select op.objection_id as "objectionId", op.kind, op.reason, op.from_on as "fromOn", op.until_on as "untilOn"
    from objection_pause op where ${scope} and op.objection_id = any(${objectionIds}::bigint[]) order by op.id`,
  );

export const objectionPage = async (
  reader: ScopedReader,
  filter: ObjectionFilter,
  args: PageArguments,
): Promise<Connection<Objection>> => {
  const page = readPage(args);
  const rows = await reader.rows<Objection>('Objection', (scope, viewer) => {
    const conditions = [scope];
    if (filter.status) conditions.push(sql`o.status = any(${filter.status}::text[])`);
    if (filter.entry)
      conditions.push(sql`o.entry_id = (select id from list_entry where number = ${filter.entry})`);
    if (filter.overdue != null) conditions.push(sql`${overdue(viewer)} = ${filter.overdue}`);
    if (page.after) conditions.push(sql`o.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${objectionColumns(viewer)} from objection o where ${join(conditions, ' and ')} order by o.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

export interface LockedObjection extends ObjectionTarget {
  id: number;
  number: string;
  status: ObjectionStatus;
  version: number;
  suspends: boolean;
  ground: string;
  statement: string;
  channel: ObjectionChannel;
  receivedOn: string;
  dueAt: string;
  raisedByActor: string;
  reviewAskedAt: Date | null;
  paused: boolean;
  /** The provider's last day, where it was asked; null where it was not. */
  verificationDueOn: string | null;
  reportedAt: Date | null;
  finding: 'WRONG' | 'RIGHT' | null;
}

export const lockObjection = async (unit: Unit, number: string): Promise<LockedObjection> => {
  // The lock first, alone: what hangs on the objection is read as it stands once we have it.
  await unit.rows(sql`select id from objection where number = ${number} for update`);
  const objection = await unit.one<LockedObjection>(sql`
    select o.id, o.number, o.status, o.version, o.suspends, o.ground, o.statement, o.channel, ${targetColumns},
      (o.received_at at time zone 'Asia/Shanghai')::date as "receivedOn", o.due_at as "dueAt", o.raised_by_actor as "raisedByActor",
      o.review_asked_at as "reviewAskedAt", ${paused} as paused, v.due_on as "verificationDueOn", v.reported_at as "reportedAt", v.finding
    from objection o left join verification v on v.objection_id = o.id where o.number = ${number}`);
  if (!objection) throw notFound('The objection', 'input.objection');
  return objection;
};

/**
 * What it is about before the objection itself, as everywhere: find the target first, lock that, then the objection. For
 * another subject it is not there, and nothing of it is locked.
 */
export const lockObjectionAfterTarget = async (
  unit: Unit,
  number: string,
): Promise<{ objection: LockedObjection; entries: LockedEntry[] }> => {
  const target = await unit.one<ObjectionTarget>(
    sql`select ${targetColumns} from objection o where o.number = ${number}`,
  );
  const { kind, subjectId } = unit.act.principal;
  if (!target || (kind === 'SUBJECT' && target.subjectId !== subjectId))
    throw notFound('The objection', 'input.objection');
  const entries = await lockTarget(unit, target);
  return { objection: await lockObjection(unit, number), entries };
};

export const lockRecordOf = async (unit: Unit, { recordId }: LockedObjection): Promise<LockedRecord> => {
  const row = await unit.one<{ number: string }>(
    sql`select number from credit_record where id = ${recordId}`,
  );
  return (await lockRecord(unit, row!.number))!;
};

/** Whose hand asked for the review: the audit chain keeps it. */
export const reviewAskedBy = async (unit: Unit, objectionId: number): Promise<string | null> =>
  (
    await unit.one<{ actor: string }>(sql`
      select actor from audit_event where target = 'Objection' and target_id = ${objectionId} and event = 'objections.reviewRequested'
      order by position desc limit 1`)
  )?.actor ?? null;

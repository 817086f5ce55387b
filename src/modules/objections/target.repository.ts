import { idOfNothing } from '../../kernel/ids.js';
import { isFinal } from '../../kernel/lifecycle.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { actingViewer, rowScope } from '../../db/row-scope.js';
import { type ContestedMeasures, lockContested } from '../enforcement/issue.repository.js';
import type { Unit } from '../ledger/unit.service.js';
import { entryLifecycle } from '../lists/entry.lifecycle.js';
import { type LockedEntry, lockEntriesById } from '../lists/entry.repository.js';
import type { EarlierObjection, TargetKind } from './objection.rules.js';

/** What an objection is about: exactly one of these, or the subject's grade. */
export interface ObjectionTarget extends ContestedMeasures {
  entryId: number | null;
  recordId: number | null;
  ofGrade: boolean;
  /** Who has to verify: the identifying, providing or implementing body; the office for checks and grades. */
  providerId: number;
  /** The office can decide it from what it has itself (Henan 41: three working days). */
  decidesItself: boolean;
}

export const kindOfTarget = (target: ObjectionTarget): TargetKind => {
  if (target.entryId !== null) return 'entry';
  if (target.recordId !== null) return 'record';
  if (target.instructionId !== null) return 'instruction';
  return target.checkId === null ? 'grade' : 'check';
};

export const targetColumns = sql`o.entry_id as "entryId", o.record_id as "recordId", o.instruction_id as "instructionId",
  o.check_id as "checkId", o.of_grade as "ofGrade", o.subject_id as "subjectId", o.provider_id as "providerId",
  (o.check_id is not null or o.of_grade or exists (select 1 from organization p where p.id = o.provider_id and p.kind = 'OFFICE')) as "decidesItself"`;

interface Found {
  id: number;
  subjectId: number;
  providerId: number;
  ofOffice: boolean;
}

const found = (unit: Unit, from: Sql): Promise<Found | null> =>
  unit.one(sql`
    select t.id, t.subject_id as "subjectId", t.provider_id as "providerId", p.kind = 'OFFICE' as "ofOffice"
    from (${from}) t join organization p on p.id = t.provider_id`);

const asTarget = (row: Found | null, key: 'entryId' | 'recordId' | 'instructionId'): ObjectionTarget | null =>
  row && {
    ...{ entryId: null, recordId: null, instructionId: null, checkId: null, ofGrade: false },
    [key]: row.id,
    subjectId: row.subjectId,
    providerId: row.providerId,
    decidesItself: row.ofOffice,
  };

export const entryTarget = async (unit: Unit, number: string): Promise<ObjectionTarget | null> =>
  asTarget(
    await found(
      unit,
      sql`select id, subject_id, identified_by_id as provider_id from list_entry where number = ${number}`,
    ),
    'entryId',
  );

export const recordTarget = async (unit: Unit, number: string): Promise<ObjectionTarget | null> =>
  asTarget(
    await found(unit, sql`select id, subject_id, provider_id from credit_record where number = ${number}`),
    'recordId',
  );

export const instructionTarget = async (unit: Unit, number: string): Promise<ObjectionTarget | null> =>
  asTarget(
    await found(
      unit,
      sql`select id, subject_id, agency_id as provider_id from instruction where number = ${number}`,
    ),
    'instructionId',
  );

/** A check asks about many; each of them objects to the answer about itself. */
export const subjectsOfCheck = (
  unit: Unit,
  number: string,
): Promise<{ checkId: number; subjectId: number; code: string }[]> =>
  unit.rows(sql`
    select distinct k.id as "checkId", s.id as "subjectId", s.code from duty_check k join check_result r on r.check_id = k.id
    join subject s on s.id = r.subject_id where k.number = ${number}`);

export const subjectIdByCode = async (unit: Unit, code: string): Promise<number | null> =>
  (await unit.one<{ id: number }>(sql`select id from subject where code = ${code}`))?.id ?? null;

/** The office that takes objections in: the acting one, else the first that takes part. */
export const officeFor = async (unit: Unit): Promise<number | null> => {
  const { kind, organizationId } = unit.act.principal;
  if (kind === 'OFFICE' && organizationId !== null) return organizationId;
  const office = await unit.one<{ id: number }>(
    sql`select id from organization where kind = 'OFFICE' and active order by id limit 1`,
  );
  return office?.id ?? null;
};

/**
 * Whether an agency may see what it objects to: a number it should not know answers like one that is none, which is
 * looked for just as well.
 */
export const isVisible = async (
  unit: Unit,
  kind: TargetKind,
  target: ObjectionTarget | null,
): Promise<boolean> => {
  const viewer = actingViewer(unit.act.principal, unit.today);
  const looks: Record<TargetKind, Sql> = {
    entry: sql`select 1 as seen from list_entry e where e.id = ${target?.entryId ?? idOfNothing} and ${rowScope.ListEntry(viewer)}`,
    record: sql`select 1 as seen from credit_record r where r.id = ${target?.recordId ?? idOfNothing} and ${rowScope.CreditRecord(viewer)}`,
    instruction: sql`select 1 as seen from instruction i where i.id = ${target?.instructionId ?? idOfNothing} and ${rowScope.Instruction(viewer)}`,
    check: sql`select 1 as seen from duty_check k where k.id = ${target?.checkId ?? idOfNothing} and ${rowScope.Check(viewer)}`,
    grade: sql`select 1 as seen from subject s where s.id = ${target?.subjectId ?? idOfNothing} and ${rowScope.Subject(viewer)}`,
  };
  return (await unit.one(looks[kind])) !== null;
};

/**
 * Locks all that the brake touches, in the order everybody keeps, and tells which entries it reaches: the one named, or
 * all that rest on the record; none that has ended, even while we waited for its lock.
 */
export const lockTarget = async (unit: Unit, target: ObjectionTarget): Promise<LockedEntry[]> => {
  const { entryId, recordId } = target;
  if (recordId !== null)
    await unit.rows(sql`select id from credit_record where id = ${recordId} for no key update`);
  if (target.instructionId !== null || target.checkId !== null) await lockContested(unit, target);
  const reached = await unit.rows<{ id: number }>(sql`
    select id from list_entry where id = ${entryId}::bigint or record_id = ${recordId}::bigint order by id`);
  const entries = await lockEntriesById(
    unit,
    reached.map(({ id }) => id),
  );
  return entries.filter(({ status }) => !isFinal(entryLifecycle, status));
};

/** Earlier objections to the very same thing, with the hashes of their files among the evidence. */
export const earlierObjections = (unit: Unit, target: ObjectionTarget): Promise<EarlierObjection[]> =>
  unit.rows(sql`
    select o.ground, o.status, o.evidence || array(
      select f.hash::text from attachment a join file f on f.id = a.file_id where a.target = 'Objection' and a.target_id = o.id) as evidence
    from objection o
    where o.subject_id = ${target.subjectId} and o.of_grade = ${target.ofGrade}
      and o.entry_id is not distinct from ${target.entryId}::bigint and o.record_id is not distinct from ${target.recordId}::bigint
      and o.instruction_id is not distinct from ${target.instructionId}::bigint and o.check_id is not distinct from ${target.checkId}::bigint`);

/** Keeps which facts of the subject an objection to its grade says must not count; tells how many there are. */
export const storePoints = async (
  unit: Unit,
  objectionId: number,
  subjectId: number,
  numbers: readonly string[],
): Promise<number> => {
  const stored = await unit.rows(sql`
    insert into objection_point (objection_id, target, target_id)
    select ${objectionId}::bigint, 'ListEntry', id from list_entry where number = any(${[...numbers]}::text[]) and subject_id = ${subjectId}
    union all
    select ${objectionId}::bigint, 'CreditRecord', id from credit_record where number = any(${[...numbers]}::text[]) and subject_id = ${subjectId}
    returning target_id`);
  return stored.length;
};

import { sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import type { ResponsiblePerson } from './entry.types.js';
import { type ListFacts, listFacts } from './proposal.repository.js';

/** Where entries come in: a list, from whom, and the version they are published in; null: as proposals. */
export interface Intake {
  list: ListFacts;
  providerId: number;
  version: number | null;
}

export interface IntakeRow {
  number: string;
  subjectId: number;
  decisionNumber: string;
  decidedOn: string;
  ground: string;
  basis: string;
  severity: string;
  validFrom: string | null;
  validUntil: string | null;
  proofUrl: string | null;
  responsiblePersons: readonly ResponsiblePerson[];
}

export const listsByCode = async (unit: Unit, codes: readonly string[]): Promise<Map<string, ListFacts>> => {
  const found = await Promise.all(codes.map((code) => listFacts(unit, code)));
  return new Map(found.filter((list) => list !== null).map((list) => [list.code, list]));
};

/** Keys `list/subject/decision` of what the hub has already of these rows. */
export const storedDecisions = async (
  unit: Unit,
  rows: readonly { listCode: string; subjectId: number; decisionNumber: string }[],
): Promise<Set<string>> => {
  const found = await unit.rows<{ key: string }>(sql`
    select e.list_id || '/' || e.subject_id || '/' || e.decision_number as key
    from unnest(${rows.map((row) => row.listCode)}::text[], ${rows.map((row) => row.subjectId)}::bigint[],
      ${rows.map((row) => row.decisionNumber)}::text[]) as row(list, subject_id, decision_number)
    join credit_list l on l.code = row.list
    join list_entry e
      on e.list_id = l.id and e.subject_id = row.subject_id and e.decision_number = row.decision_number`);
  return new Set(found.map(({ key }) => key));
};

/** Makes the next version of a list and returns its number. */
export const nextVersion = async (unit: Unit, listId: number, added: number): Promise<number> => {
  const made = await unit.one<{ version: number }>(sql`
    update credit_list set current_version = current_version + 1 where id = ${listId} returning current_version as version`);
  const version = made!.version;
  await unit.rows(sql`
    insert into list_version (list_id, version, published_at, published_by_id, added)
    values (${listId}, ${version}, ${unit.now}, (select keeper_id from credit_list where id = ${listId}), ${added})`);
  return version;
};

/** Stores entries and begins their histories, in one statement. Returns their ids in order. */
export const insertIntake = async (
  unit: Unit,
  { list, providerId, version }: Intake,
  rows: readonly IntakeRow[],
): Promise<number[]> => {
  const [origin, status, publishedAt, publishedBy] =
    version === null ? ['LOCAL', 'PROPOSED', null, null] : ['UPSTREAM', 'PUBLISHED', unit.now, unit.actor];
  const made = await unit.rows<{ id: number }>(sql`
    with made as (insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground, basis,
      severity, status, objected, published_at, published_by, published_in, valid_from, valid_until, proof_url, responsible_persons,
      proposed_by, created_at, version)
    select number, ${list.id}::bigint, ${list.colour}, "subjectId", ${origin}, ${providerId}::bigint, "decisionNumber", "decidedOn", ground, basis,
      severity, ${status}, false, ${publishedAt}::timestamptz, ${publishedBy}::text, ${version}::int, "validFrom", "validUntil", "proofUrl",
      "responsiblePersons", ${unit.actor}, ${unit.now}::timestamptz, 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(number text, "subjectId" bigint, "decisionNumber" text, "decidedOn" date, ground text,
      basis text, severity text, "validFrom" date, "validUntil" date, "proofUrl" text, "responsiblePersons" jsonb)
    returning id), begun as (${unit.statusRows({ target: 'ListEntry', from: null, to: status }, sql`select id from made`)})
    select id from made order by id`);
  return made.map(({ id }) => id);
};

import { badInput } from '../../kernel/errors.js';
import { fromGlobalId } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { Finality, Level, ListColour, OrganizationKind, Procedure } from '../../kernel/terms.js';
import { archivedRecord } from '../../db/row-scope.js';
import type { Unit } from '../ledger/unit.service.js';
import type { ResponsiblePerson } from './entry.types.js';

/** What of a list proposals and publications look at. */
export interface ListFacts {
  id: number;
  code: string;
  colour: ListColour;
  level: Level;
  keeperId: number;
  keeperKind: OrganizationKind;
  noticeDays: number;
  termMonths: number | null;
  version: number;
}

const columns = sql`l.id, l.code, l.colour, l.level, l.keeper_id as "keeperId", k.kind as "keeperKind", l.notice_days as "noticeDays",
  l.term_months as "termMonths", l.current_version as version`;

export const listFacts = (unit: Unit, code: string): Promise<ListFacts | null> =>
  unit.one(
    sql`select ${columns} from credit_list l join organization k on k.id = l.keeper_id where l.code = ${code}`,
  );

export const listFactsById = (unit: Unit, id: number): Promise<ListFacts | null> =>
  unit.one(
    sql`select ${columns} from credit_list l join organization k on k.id = l.keeper_id where l.id = ${id}`,
  );

/** The list with its row locked: versions are numbered one after the other. Proposals for it need not wait. */
export const lockList = (unit: Unit, code: string): Promise<ListFacts | null> =>
  unit.one(
    sql`select ${columns} from credit_list l join organization k on k.id = l.keeper_id where l.code = ${code} for no key update of l`,
  );

/** A credit record that is to ground an entry. */
export interface GroundRecord {
  id: number;
  number: string;
  providerId: number;
  subjectId: number;
  documentNumber: string;
  decidedOn: string;
  procedure: Procedure | null;
  finality: Finality | null;
  objected: boolean;
  withdrawn: boolean;
  /** Its disclosure is over (Henan 19). */
  archived: boolean;
  responsiblePersons: ResponsiblePerson[];
}

const recordColumns = ({
  today,
}: Unit) => sql`r.id, r.number, r.provider_id as "providerId", r.subject_id as "subjectId",
  r.document_number as "documentNumber", r.decided_on as "decidedOn", r.procedure, r.finality, r.objected,
  r.withdrawn_at is not null as withdrawn, ${archivedRecord({ today })} as archived, r.responsible_persons as "responsiblePersons"`;

/** The record with its row locked shared: an objection to it either sees the entry it grounds, or is seen here. */
export const lockGroundRecord = (unit: Unit, number: string): Promise<GroundRecord | null> =>
  unit.one(sql`select ${recordColumns(unit)} from credit_record r where r.number = ${number} for share of r`);

export const groundRecords = (
  unit: Unit,
  which: { numbers: readonly string[] | null; importId: number | null; limit: number },
): Promise<GroundRecord[]> =>
  unit.rows(sql`
    select ${recordColumns(unit)} from credit_record r
    where (${which.numbers === null ? null : [...which.numbers]}::text[] is null or r.number = any(${[...(which.numbers ?? [])]}::text[]))
      and (${which.importId}::bigint is null or r.import_id = ${which.importId}::bigint)
    order by r.id limit ${which.limit}`);

export const duplicateEntry = async (
  unit: Unit,
  listId: number,
  subjectId: number,
  decisionNumber: string,
): Promise<boolean> =>
  (await unit.one(sql`
    select 1 as found from list_entry where list_id = ${listId} and subject_id = ${subjectId} and decision_number = ${decisionNumber}`)) !==
  null;

export const importIdOf = (globalId: string, field: string): number => {
  const found = fromGlobalId(globalId);
  if (found?.type !== 'Import') throw badInput(field, 'This is no id of an import.');
  return found.id;
};

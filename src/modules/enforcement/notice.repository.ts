import { sql } from '../../kernel/sql.js';
import type { DocumentContent } from '../documents/content.rules.js';
import type { Unit } from '../ledger/unit.service.js';
import { bindingClauses } from './issue.repository.js';
import type { Addressee, DueLine, ListingFacts, MeasureFacts } from './notice.rules.js';

/** Tells how credit is repaired after an entry, line by line. */
export type RepairPath = (unit: Unit, entryId: number) => Promise<string[]>;

const addresseeColumns = sql`s.name, s.kind = 'NATURAL_PERSON' as "isPerson", s.unified_code as "unifiedCode",
  s.id_number_masked as "idNumberMasked"`;

export const addresseeOf = async (unit: Unit, subjectId: number): Promise<Addressee> =>
  (await unit.one<Addressee>(sql`select ${addresseeColumns} from subject s where s.id = ${subjectId}`))!;

/** The measures that are published and due for the entry's list, each once. */
const dueLines = (unit: Unit, entryId: number): Promise<DueLine[]> =>
  unit.rows(sql`
    select x.name as measure, org.name as implementer, c.matter, x.basis_text as basis
    from list_entry e ${bindingClauses(unit.today)} join organization org on org.id = c.implementer_id
    where e.id = ${entryId} group by 1, 2, 3, 4 order by min(c.id)`);

export const listingFacts = async (unit: Unit, entryId: number): Promise<ListingFacts> => {
  const facts = (await unit.one<Omit<ListingFacts, 'measures'>>(sql`
    select e.number, l.name as list, e.colour, l.notice_days as "noticeDays", l.term_months as "termMonths",
      org.name as "identifiedBy", e.decision_number as "decisionNumber", e.decided_on as "decidedOn", e.ground, e.basis,
      e.severity, e.valid_until as "validUntil"
    from list_entry e join credit_list l on l.id = e.list_id join organization org on org.id = e.identified_by_id
    where e.id = ${entryId}`))!;
  return { ...facts, measures: await dueLines(unit, entryId) };
};

export const measureFacts = async (
  unit: Unit,
  instructionId: number,
): Promise<Omit<MeasureFacts, 'lastDay'>> => {
  const { measureBasis, clauseBasis, ...facts } = (await unit.one<
    Omit<MeasureFacts, 'lastDay' | 'bases'> & { measureBasis: string; clauseBasis: string }
  >(sql`
    select i.number, i.kind, org.name as agency, x.name as measure, c.matter, x.basis_text as "measureBasis",
      c.basis as "clauseBasis", '《' || mo.title || '》（' || mo.number || '）' as memorandum, e.number as entry,
      l.name as list, e.ground, by.name as "identifiedBy"
    from instruction i join organization org on org.id = i.agency_id join measure x on x.id = i.measure_id
    join clause c on c.id = i.clause_id join memorandum mo on mo.id = i.memorandum_id
    join list_entry e on e.id = i.entry_id join credit_list l on l.id = e.list_id
    join organization by on by.id = e.identified_by_id
    where i.id = ${instructionId}`))!;
  return { ...facts, bases: [...new Set([measureBasis, clauseBasis])] };
};

/** A paper that may be served, with its row locked: it is served once. */
export interface LockedPaper {
  id: number;
  number: string;
  kind: string;
  target: string;
  targetId: number;
  subjectId: number;
  organizationId: number | null;
  madeOutOn: string;
  content: DocumentContent;
  served: boolean;
  /** A newer notice of the same thing was made out: that one counts. */
  replaced: boolean;
}

export const lockPaper = async (unit: Unit, number: string): Promise<LockedPaper | null> => {
  await unit.rows(sql`select id from document where number = ${number} for no key update`);
  return unit.one(sql`
    select doc.id, doc.number, doc.kind, doc.target, doc.target_id as "targetId", doc.subject_id as "subjectId",
      doc.organization_id as "organizationId", (doc.created_at at time zone 'Asia/Shanghai')::date as "madeOutOn", doc.content,
      exists (select 1 from notice n where n.document_id = doc.id) as served,
      exists (select 1 from document newer where newer.target = doc.target and newer.target_id = doc.target_id
        and newer.kind = doc.kind and newer.id > doc.id) as replaced
    from document doc where doc.number = ${number}`);
};

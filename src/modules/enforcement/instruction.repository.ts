import {
  type Connection,
  type PageArguments,
  pageOf,
  pageOfStates,
  readPage,
  toConnection,
} from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { InstructionStatus } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { Feedback, Instruction, InstructionFilter, Notice } from './instruction.types.js';

const overdue = ({ today }: RowViewer): Sql =>
  sql`(i.status in ('ISSUED', 'ACKNOWLEDGED') and i.due_at < ${today}::date)`;
/** Others are never overdue. */
const open: readonly InstructionStatus[] = ['ISSUED', 'ACKNOWLEDGED'];

const instructionColumns = (
  viewer: RowViewer,
): Sql => sql`i.id, i.number, i.kind, i.status, i.version, i.objected, i.issued_at as "issuedAt",
  i.due_at as "dueAt", ${overdue(viewer)} as overdue, i.acknowledged_at as "acknowledgedAt", i.applied_at as "appliedAt",
  i.ended_at as "endedAt", i.end_reason as "endReason", i.decline_reason as "declineReason", i.entry_id as "entryId",
  i.subject_id as "subjectId", i.measure_id as "measureId", i.clause_id as "clauseId", i.memorandum_id as "memorandumId",
  i.agency_id as "agencyId", i.check_id as "checkId"`;

/** `ids`: as what `=` is followed by. */
export const instructionsById = (reader: ScopedReader, ids: Sql): Promise<Instruction[]> =>
  reader.rows(
    'Instruction',
    (scope, viewer) => sql`
    select ${instructionColumns(viewer)} from instruction i where ${scope} and i.id = ${ids}`,
  );

export const instructionsOfEntries = (reader: ScopedReader, entryIds: number[]): Promise<Instruction[]> =>
  reader.rows(
    'Instruction',
    (scope, viewer) => sql`
    select ${instructionColumns(viewer)} from instruction i where ${scope} and i.entry_id = any(${entryIds}::bigint[]) order by i.id`,
  );

/** An entry and a clause that binds because of it. */
export interface DueKey {
  entryId: number;
  clauseId: number;
}

/** The newest instruction of an agency for each of these. */
export const newestInstructions = (
  reader: ScopedReader,
  agencyId: number,
  due: readonly DueKey[],
): Promise<Instruction[]> =>
  reader.rows(
    'Instruction',
    (scope, viewer) => sql`
    select ${instructionColumns(viewer)}
    from unnest(${due.map(({ entryId }) => entryId)}::bigint[], ${due.map(({ clauseId }) => clauseId)}::bigint[]) as due(entry_id, clause_id)
    join instruction i on i.id = (
      select max(own.id) from instruction own
      where own.entry_id = due.entry_id and own.clause_id = due.clause_id and own.agency_id = ${agencyId})
    where ${scope}`,
  );

/** `subjects`: whom they are about, as what `=` is followed by. */
export const instructionsOfSubjects = (reader: ScopedReader, subjects: Sql): Promise<Instruction[]> =>
  reader.rows(
    'Instruction',
    (scope, viewer) => sql`
    select ${instructionColumns(viewer)} from instruction i where ${scope} and i.subject_id = ${subjects} order by i.id desc`,
  );

export const instructionPage = async (
  reader: ScopedReader,
  filter: InstructionFilter,
  args: PageArguments,
): Promise<Connection<Instruction>> => {
  const page = readPage(args);
  const asked = filter.overdue
    ? open.filter((status) => filter.status?.includes(status) ?? true)
    : filter.status;
  const rows = await reader.rows<Instruction>('Instruction', (scope, viewer) => {
    const conditions = [scope];
    if (filter.kind) conditions.push(sql`i.kind = ${filter.kind}`);
    if (filter.entry)
      conditions.push(sql`i.entry_id = (select id from list_entry where number = ${filter.entry})`);
    if (filter.agency)
      conditions.push(sql`i.agency_id = (select id from organization where code = ${filter.agency})`);
    if (filter.overdue != null) conditions.push(sql`${overdue(viewer)} = ${filter.overdue}`);
    if (page.after) conditions.push(sql`i.id < ${page.after[0]}::bigint`);
    const newest = (condition: Sql): Sql =>
      sql`select ${instructionColumns(viewer)} from instruction i where ${condition} and ${join(conditions, ' and ')} order by i.id desc`;
    if (!asked) return pageOf(page, newest(sql`true`));
    return pageOfStates(page, asked, (state) => newest(sql`i.status = ${state}`));
  });
  return toConnection(rows, page, (row) => [row.id]);
};

/**
 * The first instruction behind a place of the change feed: the position of the change that announced it, and its place
 * among those announced together. Read as the viewer may see it now.
 */
export const nextInstruction = (
  reader: ScopedReader,
  [position, place]: readonly [number, number],
): Promise<(Instruction & { position: number; place: number; last: boolean }) | null> =>
  reader.one(
    'Instruction',
    (scope, viewer) => sql`
    select ${instructionColumns(viewer)}, c.position, told.place, told.place = jsonb_array_length(c.summary -> 'numbers') as last
    from change c cross join lateral jsonb_array_elements_text(c.summary -> 'numbers') with ordinality as told(number, place)
    join instruction i on i.number = told.number
    where c.type = 'INSTRUCTIONS_ISSUED' and ${scope} and c.position >= ${position}
      and (c.position > ${position} or told.place > ${place})
    order by c.position, told.place limit 1`,
  );

const noticeColumns = sql`n.id, n.number, n.served_on as "servedOn", n.channel, n.proof, n.basis, n.reason, n.rights,
  n.created_at as "createdAt", n.subject_id as "subjectId", n.entry_id as "entryId", n.instruction_id as "instructionId",
  n.document_id as "documentId"`;

export const noticesById = (reader: ScopedReader, ids: number[]): Promise<Notice[]> =>
  reader.rows(
    'Notice',
    (scope) => sql`select ${noticeColumns} from notice n where ${scope} and n.id = any(${ids}::bigint[])`,
  );

/** The newest notice first, so that the first of a group is the one in force. */
export const noticesOfEntries = (reader: ScopedReader, entryIds: number[]): Promise<Notice[]> =>
  reader.rows(
    'Notice',
    (scope) =>
      sql`select ${noticeColumns} from notice n where ${scope} and n.entry_id = any(${entryIds}::bigint[]) order by n.id desc`,
  );

export const noticesOfInstructions = (reader: ScopedReader, instructionIds: number[]): Promise<Notice[]> =>
  reader.rows(
    'Notice',
    (scope) => sql`
    select ${noticeColumns} from notice n where ${scope} and n.instruction_id = any(${instructionIds}::bigint[]) order by n.id desc`,
  );

export const noticesOfDocuments = (reader: ScopedReader, documentIds: number[]): Promise<Notice[]> =>
  reader.rows(
    'Notice',
    (scope) =>
      sql`select ${noticeColumns} from notice n where ${scope} and n.document_id = any(${documentIds}::bigint[])`,
  );

const feedbackColumns = sql`f.id, f.outcome, f.applied_on as "appliedOn", f.business_number as "businessNumber", f.detail,
  f.reported_at as "reportedAt", f.instruction_id as "instructionId", f.organization_id as "organizationId"`;

/** Feedback is seen by whoever may see its instruction. */
export const feedbackById = (reader: ScopedReader, ids: number[]): Promise<Feedback[]> =>
  reader.rows(
    'Instruction',
    (scope) => sql`
    select ${feedbackColumns}, i.subject_id as "subjectId" from feedback f join instruction i on i.id = f.instruction_id
    where ${scope} and f.id = any(${ids}::bigint[])`,
  );

export const feedbackOfInstructions = (reader: ScopedReader, instructionIds: number[]): Promise<Feedback[]> =>
  reader.rows(
    'Instruction',
    (scope) => sql`
    select ${feedbackColumns}, i.subject_id as "subjectId" from feedback f join instruction i on i.id = f.instruction_id
    where ${scope} and f.instruction_id = any(${instructionIds}::bigint[]) order by f.id`,
  );

/** Why an entry is suspended: the reason of its last step into that state, up to a moment. Alias `e`. */
export const reasonOfSuspension = (until: Sql): Sql => sql`(
    select h.reason from status_change h where h.target = 'ListEntry' and h.target_id = e.id and h.to_status = 'SUSPENDED'
      and h.at <= ${until} order by h.id desc limit 1)`;

/** Why the punishment of the instruction `hi` is held off: an objection to it, or to the check behind it. */
export const whyHeld = sql`case when hi.objected and hi.kind = 'PUNISHMENT' then (
  select '异议 ' || ho.number || ' 核查期间暂不执行' from objection ho
  where ho.suspends and ho.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')
    and (ho.instruction_id = hi.id or (ho.check_id = hi.check_id and ho.subject_id = hi.subject_id))
  order by ho.id limit 1) end`;

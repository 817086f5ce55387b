import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { InstructionStatus, MeasureKind } from '../../kernel/terms.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Unit } from '../ledger/unit.service.js';

/** An instruction as an input names it, with the version its sender read. */
export interface NamedInstruction {
  instruction: string;
  expectedVersion?: number | null;
}

export interface LockedInstruction {
  id: number;
  number: string;
  version: number;
  status: InstructionStatus;
  kind: MeasureKind;
  entryId: number;
  subjectId: number;
  agencyId: number;
  issuedOn: string;
  /** The last day on which entry, memorandum and statutory limit let it be carried out; the sweep ends it after. */
  lastDay: string | null;
  basis: string;
}

/**
 * The instruction, for its agency only. What it rests on is locked first, shared: an objection takes the entry
 * exclusively, so one of the two sees the other's outcome (invariant 2). Everybody locks entry, measure and memorandum
 * before the instruction.
 */
export const ownInstruction = async (unit: Unit, named: NamedInstruction): Promise<LockedInstruction> => {
  const number = named.instruction;
  await unit.rows(sql`
    select 1 as locked from instruction i join list_entry e on e.id = i.entry_id join measure x on x.id = i.measure_id
    join memorandum mo on mo.id = i.memorandum_id where i.number = ${number} for share of e, x, mo`);
  const instruction = await unit.one<LockedInstruction>(sql`
    select i.id, i.number, i.version, i.status, i.kind, i.entry_id as "entryId", i.subject_id as "subjectId", i.agency_id as "agencyId",
      (i.issued_at at time zone 'Asia/Shanghai')::date as "issuedOn", c.basis,
      least(e.valid_until, mo.effective_until, (e.valid_from + make_interval(months => x.max_months))::date) as "lastDay"
    from instruction i join clause c on c.id = i.clause_id join list_entry e on e.id = i.entry_id
    join measure x on x.id = i.measure_id join memorandum mo on mo.id = i.memorandum_id
    where i.number = ${number} for update of i`);
  if (!instruction || instruction.agencyId !== unit.act.principal.organizationId)
    throw notFound('The instruction', 'input.instruction');
  assertVersion(`Instruction ${number}`, instruction, named);
  return instruction;
};

/** The same, while its subject may still be told of it: before it is applied. */
export const instructionToTellOf = async (
  unit: Unit,
  named: NamedInstruction,
): Promise<LockedInstruction> => {
  const instruction = await ownInstruction(unit, named);
  if (['ISSUED', 'ACKNOWLEDGED'].includes(instruction.status)) return instruction;
  throw new HubError(
    'ILLEGAL_TRANSITION',
    `Instruction ${instruction.number} is ${instruction.status}; a notice is served before it is applied.`,
    { state: instruction.status },
  );
};

/** What the paper about it is made out for. */
export const occasionOf = (
  { id, entryId, subjectId, agencyId, lastDay }: LockedInstruction,
  reason: string | null | undefined,
  toldOn: string | null,
) => {
  if (reason == null || reason.trim() === '')
    throw badInput('input.reason', 'reason is empty; the subject has to be told why.');
  return { instructionId: id, entryId, subjectId, agencyId, lastDay, reason, toldOn };
};

import { sql } from '../../kernel/sql.js';
import type { ListColour } from '../../kernel/terms.js';
import type { Unit } from '../ledger/unit.service.js';
import { organizationColumns } from '../organizations/organization.loader.js';
import type { Organization } from '../organizations/organization.types.js';
import {
  ClauseEntity,
  MemorandumEntity,
  MemorandumListEntity,
  SignatoryEntity,
} from './memorandum.entity.js';
import type { ClauseMeasure } from './memorandum.rules.js';
import type { DraftMemorandumInput } from './memorandum.types.js';

/** Lists by code. Lists are a higher module, so their table is read here, not their code. */
export const listsByCode = async (
  unit: Unit,
  codes: readonly string[],
): Promise<Map<string, { id: number; code: string; colour: ListColour }>> => {
  const rows = await unit.rows<{ id: number; code: string; colour: ListColour }>(
    sql`select id, code, colour from credit_list where code = any(${[...codes]}::text[])`,
  );
  return new Map(rows.map((row) => [row.code, row]));
};

/** Measures by code, with the codes of those who may carry them out. */
export const measuresByCode = async (
  unit: Unit,
  codes: readonly string[],
): Promise<Map<string, ClauseMeasure>> => {
  const rows = await unit.rows<ClauseMeasure>(sql`
    select x.id, x.code, x.kind, x.tier, x.matters, x.status, x.catch_all as "catchAll",
      array(select org.code from measure_implementer mi join organization org on org.id = mi.organization_id
            where mi.measure_id = x.id order by org.code) as implementers
    from measure x where x.code = any(${[...codes]}::text[])`);
  return new Map(rows.map((row) => [row.code, row]));
};

export const organizationById = (unit: Unit, id: number): Promise<Organization | null> =>
  unit.one<Organization>(sql`select ${organizationColumns} from organization org where org.id = ${id}`);

export const versionOfNumber = (unit: Unit, number: string): Promise<{ version: number } | null> =>
  unit.one(sql`select version from memorandum where number = ${number}`);

/** What the codes of a draft stand for. */
export interface DraftFacts {
  initiator: Organization;
  parties: ReadonlyMap<string, Organization>;
  lists: ReadonlyMap<string, { id: number }>;
  measures: ReadonlyMap<string, { id: number }>;
}

/** Writes a checked draft with its lists, parties and clauses. */
export const insertDraft = async (
  unit: Unit,
  input: DraftMemorandumInput,
  facts: DraftFacts,
): Promise<number> => {
  const { id } = await insertMemorandum(unit, input, facts.initiator.id);
  for (const code of input.lists)
    unit.em.create(MemorandumListEntity, { memorandum: id, listId: facts.lists.get(code)!.id });
  for (const party of facts.parties.values())
    unit.em.create(SignatoryEntity, { memorandum: id, organization: party.id });
  for (const [index, clause] of input.clauses.entries()) {
    unit.em.create(ClauseEntity, {
      memorandum: id,
      number: index + 1,
      measure: facts.measures.get(clause.measure)!.id,
      implementer: facts.parties.get(clause.implementer)!.id,
      matter: clause.matter,
      trigger: clause.trigger,
      basis: clause.basis.trim(),
      feedbackDays: clause.feedbackDays,
    });
  }
  await unit.em.flush();
  return id;
};

const insertMemorandum = async (
  unit: Unit,
  input: DraftMemorandumInput,
  initiator: number,
): Promise<{ id: number }> => {
  const memorandum = unit.em.create(MemorandumEntity, {
    number: input.number.trim(),
    title: input.title.trim(),
    colour: input.colour,
    level: input.level,
    initiator,
    status: 'DRAFT',
    sharingTerms: input.sharingTerms.trim(),
    feedbackTerms: input.feedbackTerms.trim(),
    repairPath: input.repairPath.trim(),
    effectiveFrom: input.effectiveFrom,
    effectiveUntil: input.effectiveUntil ?? null,
    draftedBy: unit.actor,
  });
  await unit.em.flush();
  return memorandum;
};

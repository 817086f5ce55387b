import { handNamed } from '../../kernel/hands.js';
import { systemPrincipal } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { Act, Unit, UnitOfWork } from '../../modules/ledger/unit.service.js';
import { assertPublishable } from '../../modules/measures/measure.rules.js';
import { demoOrganizations } from '../../modules/organizations/demo.rules.js';
import { blackMeasures } from './black-measures.js';
import { groundedMeasures } from './grounded-measures.js';
import { incentiveMeasures } from './incentive-measures.js';
import { lists } from './lists.js';
import type { BodyKey, SeedList, SeedMeasure } from './seed.types.js';
import { watchMeasures } from './watch-measures.js';

/** Who stands for having drafted and published the catalogue: two hands, as for every measure (design 5.10). */
export const catalogueDrafter = 'catalogue';
export const catalogueApprover = 'catalogue-approver';

export const referenceMeasures: readonly SeedMeasure[] = [
  ...incentiveMeasures,
  ...watchMeasures,
  ...blackMeasures,
  ...groundedMeasures,
];
export const referenceLists: readonly SeedList[] = lists;

export interface LoadedCatalogue {
  /** How many measures and lists were added now. */
  measures: number;
  lists: number;
  /** Lists left out because the body that keeps them is not registered; a later start adds them. */
  listsWithoutKeeper: string[];
}

const firstStart: Act = {
  principal: systemPrincipal,
  requestId: 'reference-catalogue',
  idempotencyKey: null,
};

const demoCodes: ReadonlyMap<BodyKey, string> = new Map(
  demoOrganizations.map(({ key, code }) => [key, code]),
);

/**
 * Adds what is missing of the reference catalogue: what is there stays as the county made it. Run it at every start,
 * after the organizations are there. `codeOf` says which organization a body of the county is.
 */
export const loadReferenceCatalogue = (
  { work }: { work: UnitOfWork },
  codeOf: (body: BodyKey) => string | undefined = (body) => demoCodes.get(body),
): Promise<LoadedCatalogue> =>
  work.run(firstStart, 'loadReferenceCatalogue', {}, async (unit) => {
    const measures = await addMeasures(unit);
    const added = await addLists(unit, codeOf);
    await addRepairRules(unit);
    if (measures.length + added.codes.length > 0) {
      unit.audit({
        event: 'catalogue.loaded',
        target: 'Catalogue',
        targetId: 0,
        detail: { measures, lists: added.codes },
      });
    }
    return { measures: measures.length, lists: added.codes.length, listsWithoutKeeper: added.waiting };
  });

const addMeasures = async (unit: Unit): Promise<string[]> => {
  const made = await unit.rows<{ id: number; code: string; status: 'DRAFT' | 'PUBLISHED' }>(sql`
    insert into measure (code, name, kind, tier, matters, basis_text, basis_rank, catch_all, limit_text, max_months, level,
      status, term_months, repair_path, draft_reason, drafted_by, published_by, published_at)
    select code, name, kind, tier, array(select jsonb_array_elements_text(matters)), "basisText", "basisRank", "catchAll",
      "limit", "maxMonths", level, case when "draftReason" is null then 'PUBLISHED' else 'DRAFT' end, "termMonths",
      "repairPath", "draftReason", ${catalogueDrafter}::text,
      case when "draftReason" is null then ${catalogueApprover}::text end,
      case when "draftReason" is null then ${unit.now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(checked())}::jsonb) as each(code text, name text, kind text, tier text,
      matters jsonb, "basisText" text, "basisRank" text, "catchAll" boolean, "limit" text, "maxMonths" int, level text,
      "termMonths" int, "repairPath" text, "draftReason" text)
    on conflict (code) do nothing returning id, code, status`);
  const published = made.filter((each) => each.status === 'PUBLISHED');
  const idsOf = (rows: typeof made) => rows.map((each) => each.id);
  await unit.status({ target: 'Measure', targetIds: idsOf(made), from: null, to: 'DRAFT' });
  await unit.status({ target: 'Measure', targetIds: idsOf(published), from: 'DRAFT', to: 'PUBLISHED' });
  for (const { id, code } of published) {
    const { kind, tier } = referenceMeasures.find((each) => each.code === code)!;
    unit.change({
      type: 'MEASURE_PUBLISHED',
      target: 'Measure',
      targetId: id,
      audience: 'PUBLIC',
      summary: { code, kind, tier },
    });
  }
  return made.map((each) => each.code);
};

/** The catalogue obeys the rules everybody obeys: data that break one stop the start. */
const checked = (): readonly SeedMeasure[] => {
  for (const measure of referenceMeasures)
    if (measure.draftReason === null)
      assertPublishable({ ...measure, draftedBy: catalogueDrafter }, handNamed(catalogueApprover));
  return referenceMeasures;
};

/** Lists are a higher module than the database: their table is written here as data, without their code. */
const addLists = async (
  unit: Unit,
  codeOf: (body: BodyKey) => string | undefined,
): Promise<{ codes: string[]; waiting: string[] }> => {
  const wanted = referenceLists.map((list) => ({ ...list, keeperCode: codeOf(list.keeper) ?? null }));
  const made = await unit.rows<{ code: string }>(sql`
    insert into credit_list (code, name, colour, level, keeper_id, basis, notice_days, term_months, repair_path, repair_rule)
    select each.code, each.name, each.colour, each.level, org.id, each.basis, 5, each."termMonths", each."repairPath", each."repairRule"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as each(code text, name text, colour text, level text,
      "keeperCode" text, basis text, "termMonths" int, "repairPath" text, "repairRule" jsonb)
    join organization org on org.code = each."keeperCode"
    on conflict (code) do nothing returning code`);
  const there = await unit.rows<{ code: string }>(
    sql`select code from credit_list where code = any(${wanted.map((list) => list.code)}::text[])`,
  );
  const codes = new Set(there.map((row) => row.code));
  return {
    codes: made.map((row) => row.code),
    waiting: wanted.map((list) => list.code).filter((code) => !codes.has(code)),
  };
};

/** Lists of an earlier release knew no rule of their own for repair. Only the catalogue sets one, so none is written over. */
const addRepairRules = async (unit: Unit): Promise<void> => {
  const ruled = await unit.rows<{ id: number; code: string }>(sql`
    update credit_list set repair_rule = each."repairRule"
    from jsonb_to_recordset(${JSON.stringify(referenceLists)}::jsonb) as each(code text, "repairRule" jsonb)
    where credit_list.code = each.code and credit_list.repair_rule is null and each."repairRule" is not null
    returning credit_list.id, credit_list.code`);
  for (const { id, code } of ruled) {
    unit.audit({ event: 'catalogue.repairRuleSet', target: 'CreditList', targetId: id, detail: { code } });
  }
};

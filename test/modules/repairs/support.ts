import { addMonths } from '../../../src/kernel/dates.js';
import { today } from '../../../src/kernel/clock.js';
import { sql } from '../../../src/kernel/sql.js';
import type { DeadlineKind, RepairStatus } from '../../../src/kernel/terms.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import type { AssessedCondition } from '../../../src/modules/repairs/condition.rules.js';
import type { ApplyForRepairInput } from '../../../src/modules/repairs/repair.types.js';
import { type BodyKey, type Loop, type StoredEntry, as, asSubject, published } from '../lists/support.js';

export interface StoredRepair {
  id: number;
  number: string;
  status: RepairStatus;
  ruleSet: string;
  reasons: string | null;
  assessment: AssessedCondition[] | null;
  deciderId: number;
}

export const storedRepair = async ({ database }: Loop, id: number): Promise<StoredRepair> =>
  (await database.one<StoredRepair>(sql`
    select id, number, status, rule_set as "ruleSet", reasons, assessment, decider_id as "deciderId" from repair where id = ${id}`))!;

export const applying = (changes: Partial<ApplyForRepairInput> = {}): ApplyForRepairInput => ({
  statement: '已经纠正，申请移出名单',
  dutiesStatement: '罚款已缴清，问题已整改',
  commitment: '今后守法诚信经营，接受社会监督',
  ...changes,
});

/** Applies by the subject's own hand, or by a clerk's. */
export const applyFor = async (
  hub: Loop,
  entry: StoredEntry,
  { act, ...changes }: Partial<ApplyForRepairInput> & { act?: Act } = {},
): Promise<StoredRepair> => {
  const { repairId } = await hub.modules.repairs.repairs.applyForRepair(
    act ?? asSubject(hub, entry.subjectId),
    applying({ entry: entry.number, ...changes }),
  );
  return storedRepair(hub, repairId);
};

export const accept = (hub: Loop, repair: string, by: BodyKey = 'tax', accepted = true) =>
  hub.modules.repairs.decisions.acceptRepair(as(hub, by, `acceptor-${by}`), {
    repair,
    accepted,
    reason: accepted ? null : '材料不齐',
  });

export const decideRepair = (
  hub: Loop,
  repair: string,
  approved: boolean,
  { by = 'tax' as BodyKey, dutiesConfirmed = approved as boolean | null, ...more } = {},
) =>
  hub.modules.repairs.decisions.decideRepair(as(hub, by, `decider-${by}`), {
    repair,
    approved,
    dutiesConfirmed,
    reasons: approved ? null : '义务尚未履行完毕',
    ...more,
  });

/** An entry of the tax bureau, on a list without a rule of its own. */
export const taxEntry = async (hub: Loop, changes: Partial<EntryInput> = {}): Promise<StoredEntry> => {
  const entry = await published(hub, { list: 'BLACK-TAX', ...changes });
  const tax = hub.bodies.get('tax')!;
  await hub.database.rows(
    sql`update list_entry set identified_by_id = ${tax}, version = version + 1 where id = ${entry.id}`,
  );
  return entry;
};

/** Moves to the day on which the minimum period of a serious act is over. */
export const passMinimumPeriod = (hub: Loop, months = 12): void =>
  hub.clock.set(addMonths(today(hub.clock), months));

export const openTerms = async ({ database }: Loop, repairId: number): Promise<DeadlineKind[]> =>
  (
    await database.rows<{ kind: DeadlineKind }>(sql`
      select kind from deadline where target = 'Repair' and target_id = ${repairId} and met_at is null order by kind`)
  ).map(({ kind }) => kind);

let records = 0;

/** A penalty of the market bureau on a subject, as a file would have brought it. */
export const penalty = async (
  hub: Loop,
  subjectId: number,
  { title = '虚假宣传', content = '罚款2000元', decidedOn = today(hub.clock), by = 'market' as BodyKey } = {},
): Promise<{ id: number; number: string }> => {
  const number = `R-REPAIR-${++records}`;
  return (await hub.database.one<{ id: number; number: string }>(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, category, content, fine_yuan, decided_on,
      authority_name, disclosure, publish_until, procedure, finality, fingerprint, created_at)
    values (${number}, 'PENALTY', ${subjectId}, ${hub.bodies.get(by)!}, ${title}, ${`罚〔2026〕${records}号`}, '罚款', ${content}, 2000,
      ${decidedOn}::date, '濮阳县市场监督管理局', 'OPEN', ${addMonths(decidedOn, 36)}::date, 'ORDINARY', 'FINAL', ${number}, now())
    returning id, number`))!;
};

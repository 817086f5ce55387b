import { badInput } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import type { Purpose } from '../../kernel/principal.js';
import { type Sql, sql } from '../../kernel/sql.js';
import type { Look } from '../../db/access-record.js';
import { Overtaken } from '../../db/database-error.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { SubjectInput } from '../subjects/subject.types.js';
import {
  type HitEntry,
  type ResultRow,
  clausesDue,
  idOfCheck,
  lockBusiness,
  lockHits,
  openReceipt,
  storeResults,
} from './check.repository.js';
import { verdictOf } from './check.rules.js';
import type { CheckSubjectsInput } from './check.types.js';
import { type IssuedInstruction, issueInstructions } from './issue.repository.js';
import { announceIssued } from './issue.service.js';

/** What checks need of the subjects module. */
export interface SubjectFinder {
  /** `ids` selects the ids of those named; null: they have to be found first. */
  startFinding(
    at: Unit,
    inputs: readonly SubjectInput[],
    field: string,
  ): { finding: Promise<{ subjectId: number | null; asked: string }[]>; ids: Sql | null };
}

/** The duty check (Policy 四(四)(五)): one call, one lasting receipt, and the instructions due at that matter. */
export class CheckService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly subjects: SubjectFinder,
  ) {}

  async checkSubjects(act: Act, input: CheckSubjectsInput): Promise<{ checkId: number }> {
    const businessNumber = input.businessNumber.trim();
    if (businessNumber === '' || businessNumber.length > 100) {
      throw badInput(
        'input.businessNumber',
        'businessNumber names the business handled, 1 to 100 characters.',
      );
    }
    const purpose = { matter: input.matter, businessNumber };
    return this.work.run(act, 'checkSubjects', input, (unit) => this.check(unit, input.subjects, purpose));
  }

  private async check(
    unit: Unit,
    inputs: readonly SubjectInput[],
    purpose: Purpose,
  ): Promise<{ checkId: number }> {
    const agencyId = unit.act.principal.organizationId!;
    const check = { agencyId, ...purpose };
    const number = newNumber('K', unit.today);
    const { finding, ids } = this.subjects.startFinding(unit, inputs, 'input.subjects');
    const subjects = ids ?? idsOf(await finding);
    // In this order, found first: what is due is looked for once the entries are locked, and issued under the receipt.
    const [found, , hits, due, checkId, issued] = await Promise.all([
      finding,
      lockBusiness(unit, agencyId, purpose.businessNumber),
      lockHits(unit, subjects, agencyId, purpose.matter),
      clausesDue(unit, subjects, agencyId, purpose.matter),
      openReceipt(unit, number, check),
      issueInstructions(unit, { check, receipt: idOfCheck(number), subjects }),
    ]);
    const results = resultsOf(found, hits, due);
    requireSaid(hits, issued, results);
    storeResults(unit, checkId, results);
    unit.look(looksAt(results), purpose, 'checkSubjects');
    announceIssued(unit, issued);
    unit.audit({
      event: 'enforcement.subjectsChecked',
      target: 'Check',
      targetId: checkId,
      detail: { subjects: found.length, hits: hits.length },
    });
    return { checkId };
  }
}

const idsOf = (found: readonly { subjectId: number | null }[]): Sql =>
  sql`select unnest(${found.flatMap(({ subjectId }) => subjectId ?? [])}::bigint[])`;

/**
 * The receipt names whatever was hit and was issued with it. Who was registered while the check waited for an entry was
 * not found, and what came into effect meanwhile was not hit: the check begins again, and names both.
 */
const requireSaid = (
  hits: readonly HitEntry[],
  issued: readonly IssuedInstruction[],
  results: readonly ResultRow[],
): void => {
  const said = new Map(
    results.flatMap(({ hits }) => hits.map((hit) => [hit.entryId, hit.clauseIds] as const)),
  );
  const isSaid = ({ entryId, clauseId }: IssuedInstruction) => said.get(entryId)?.includes(clauseId);
  if (!hits.every(({ id }) => said.has(id)) || !issued.every(isSaid)) throw new Overtaken();
};

/**
 * Everybody asked about may know of it, whatever the answer was (Henan 40, invariant 7). Measures to be applied are looked
 * at as the instructions they are.
 */
const looksAt = (results: readonly ResultRow[]): Look[] => {
  const looks = new Map<number, Look>();
  for (const { subjectId, hits } of results) {
    if (subjectId === null) continue;
    const isDue = hits.some(({ suspended, clauseIds }) => !suspended && clauseIds.length > 0);
    looks.set(subjectId, { subjectId, datasets: isDue ? ['Check', 'Instruction'] : ['Check'] });
  }
  return [...looks.values()];
};

const resultsOf = (
  found: readonly { subjectId: number | null; asked: string }[],
  hits: readonly HitEntry[],
  due: readonly { entryId: number; clauseIds: number[] }[],
): ResultRow[] => {
  const clausesOf = new Map(due.map(({ entryId, clauseIds }) => [entryId, clauseIds]));
  const hitsOf = Map.groupBy(hits, ({ subjectId }) => subjectId);
  return found.map(({ subjectId, asked }, ordinal) => {
    const own = hitsOf.get(subjectId ?? -1) ?? [];
    return {
      ordinal,
      asked,
      subjectId,
      verdict: subjectId === null ? 'UNKNOWN_SUBJECT' : verdictOf(own),
      hits: own.map(({ id, suspended }) => ({ entryId: id, suspended, clauseIds: clausesOf.get(id) ?? [] })),
    };
  });
};

import { ownHands } from '../ledger/hand.repository.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { ObjectionRemedy, ObjectionStatus } from '../../kernel/terms.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DocumentService } from '../documents/document.service.js';
import type { FileService } from '../files/file.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import type { BrakeService } from './brake.service.js';
import type { DecideObjectionInput, RecordReviewInput, RequestReviewInput } from './input.types.js';
import { decisionPaper } from './objection-paper.rules.js';
import { type LockedObjection, lockObjectionAfterTarget, reviewAskedBy } from './objection.repository.js';
import { decisionDueOn, isOpen, remedyOf, suspends } from './objection.rules.js';
import { namesOfPaper } from './paper.repository.js';
import type { RemedyService } from './remedy.service.js';
import { earlierObjections, kindOfTarget } from './target.repository.js';
import { requireOffice } from './target.service.js';

interface Outcome {
  status: 'UPHELD' | 'DISMISSED';
  remedy: ObjectionRemedy | null;
  reasons: string;
  /** The provincial authority's decision, where this is a re-check. */
  document: string | null;
}

/** Decision and re-check: restores, or puts right what was wrong (Henan 28, 41, 66). */
export class DecisionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lower: {
      brake: BrakeService;
      remedies: RemedyService;
      deadlines: DeadlineService;
      documents: DocumentService;
      files: FileService;
    },
  ) {}

  async decideObjection(act: Act, input: DecideObjectionInput): Promise<{ objectionId: number }> {
    assertReasons(input);
    return this.work.run(act, 'decideObjection', input, async (unit) => {
      const { objection, entries } = await lockObjectionAfterTarget(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      await assertDecidable(objection, unit);
      await this.conclude(unit, objection, entries, input, null);
      return { objectionId: objection.id };
    });
  }

  /** After a dismissal, once: what was objected to is marked and suspended again exactly as at receipt (Henan 28). */
  async requestReview(act: Act, input: RequestReviewInput): Promise<{ objectionId: number }> {
    if (input.statement.trim() === '')
      throw badInput('input.statement', 'Say why the decision is not accepted.');
    return this.work.run(act, 'requestReview', input, async (unit) => {
      const { objection, entries } = await lockObjectionAfterTarget(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      assertReviewable(objection);
      const files = input.files ?? [];
      const hashes = await this.lower.files.hashesOf(unit, files);
      const halts =
        objection.suspends || suspends(objection.ground, hashes, await earlierObjections(unit, objection));
      await this.reopen(unit, objection, entries, { statement: input.statement, halts });
      const of = { target: 'Objection', targetId: objection.id };
      await this.lower.files.attach(unit, files, of, 'input.files');
      return { objectionId: objection.id };
    });
  }

  /** The provincial authority decides; the office records it, by another hand than asked, and carries it out. */
  async recordReview(act: Act, input: RecordReviewInput): Promise<{ objectionId: number }> {
    assertReasons(input);
    if (input.document.trim() === '')
      throw badInput('input.document', "Give the number of the provincial authority's decision.");
    return this.work.run(act, 'recordReview', input, async (unit) => {
      const { objection, entries } = await lockObjectionAfterTarget(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      if (objection.status !== 'REVIEWING')
        throw new HubError('ILLEGAL_TRANSITION', `Objection ${objection.number} is not under re-check.`, {
          state: objection.status,
          article: 'Henan 28',
        });
      await assertOtherHand(objection, unit);
      const asker = await reviewAskedBy(unit, objection.id);
      if (asker !== null && (await ownHands(unit, [asker]))(asker))
        throw new HubError(
          'SEPARATION_OF_DUTIES',
          'You asked for this re-check; another person records it.',
          {
            field: 'input.objection',
          },
        );
      await this.conclude(unit, objection, entries, input, input.document);
      return { objectionId: objection.id };
    });
  }

  private async reopen(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    { statement, halts }: { statement: string; halts: boolean },
  ): Promise<void> {
    const { id, number, providerId, subjectId } = objection;
    const dueAt = decisionDueOn(unit.today, false);
    await unit.rows(sql`
      update objection set status = 'REVIEWING', review_asked_at = ${unit.now}, review_statement = ${statement}, suspends = ${halts},
        due_at = ${dueAt}::date, version = version + 1 where id = ${id}`);
    if (halts) await this.lower.brake.engage(unit, objection, entries, `异议 ${number} 复核期间暂不执行`);
    const of = { target: 'Objection', targetId: id };
    await this.lower.deadlines.open(unit, {
      ...{ ...of, number, kind: 'OBJECTION_DECISION', dueOn: dueAt },
      ownerId: await requireOffice(unit),
    });
    await unit.status({ target: 'Objection', targetIds: [id], from: 'DISMISSED', to: 'REVIEWING' });
    unit.audit({ event: 'objections.reviewRequested', ...of, detail: { suspends: halts } });
    unit.change({
      type: 'OBJECTION_RECEIVED',
      ...of,
      audience: 'PARTIES',
      parties: [providerId],
      subjectId,
      summary: { number, dueAt, status: 'REVIEWING' },
    });
  }

  /** The outcome, what follows from it, and the paper that tells the subject; the clocks end. */
  private async conclude(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    input: DecideObjectionInput,
    document: string | null,
  ): Promise<void> {
    const outcome: Outcome = {
      status: input.upheld ? 'UPHELD' : 'DISMISSED',
      remedy: remedyOf(kindOfTarget(objection), input),
      reasons: input.reasons,
      document,
    };
    await close(unit, objection, outcome);
    await this.lower.deadlines.meet(unit, { target: 'Objection', targetId: objection.id });
    // The feed tells the decision before what follows from it.
    tellDecided(unit, objection, outcome, await this.makeOutPaper(unit, objection, outcome));
    if (outcome.remedy !== null) {
      const { remedy, reasons } = outcome;
      const correction = input.correction ?? null;
      await this.lower.remedies.putRight(unit, objection, entries, { remedy, reasons, correction });
    } else if (objection.suspends) {
      await this.lower.brake.release(unit, objection, entries, `异议 ${objection.number} 不成立`);
    }
  }

  private async makeOutPaper(unit: Unit, objection: LockedObjection, outcome: Outcome): Promise<string> {
    const names = await namesOfPaper(unit, objection);
    const { number, ground, statement, receivedOn, finding } = objection;
    const paper = await this.lower.documents.makeOut(unit, {
      kind: 'OBJECTION_DECISION',
      target: 'Objection',
      targetId: objection.id,
      subjectId: objection.subjectId,
      organizationId: unit.act.principal.organizationId,
      content: (paperNumber) =>
        decisionPaper({
          ...names,
          ...{ paper: paperNumber, number, ground, statement, receivedOn },
          decidedOn: unit.today,
          verification: finding === null ? null : { finding, reasons: names.verificationReasons ?? '' },
          upheld: outcome.status === 'UPHELD',
          remedy: outcome.remedy,
          reasons: outcome.reasons,
          reviewDocument: outcome.document,
        }),
    });
    return paper.number;
  }
}

/** Records the steps up to the outcome; verification stands between them in the life cycle. A pause ends with it. */
const close = async (unit: Unit, objection: LockedObjection, outcome: Outcome): Promise<void> => {
  const { id, status } = objection;
  await unit.rows(sql`
    update objection set status = ${outcome.status}, decided_at = ${unit.now}, decided_by_id = ${unit.act.principal.organizationId},
      decided_by_actor = ${unit.actor}, reasons = ${outcome.reasons}, remedy = ${outcome.remedy},
      review_document = coalesce(${outcome.document}::text, review_document), version = version + 1 where id = ${id}`);
  await unit.rows(
    sql`update objection_pause set until_on = ${unit.today}::date where objection_id = ${id} and until_on is null`,
  );
  const way: ObjectionStatus[] = ['SUBMITTED', 'ACCEPTED', 'VERIFYING', outcome.status];
  const steps =
    status === 'REVIEWING' ? ['REVIEWING' as const, outcome.status] : way.slice(way.indexOf(status));
  for (const [index, to] of steps.slice(1).entries()) {
    const reason = to === outcome.status ? outcome.reasons : null;
    await unit.status({ target: 'Objection', targetIds: [id], from: steps[index]!, to, reason });
  }
};

const tellDecided = (unit: Unit, objection: LockedObjection, outcome: Outcome, paper: string): void => {
  const of = { target: 'Objection', targetId: objection.id };
  const event = outcome.status === 'UPHELD' ? 'objections.objectionUpheld' : 'objections.objectionDismissed';
  unit.audit({ event, ...of, detail: { remedy: outcome.remedy, review: outcome.document !== null } });
  unit.change({
    type: 'OBJECTION_DECIDED',
    ...of,
    audience: 'PARTIES',
    parties: [objection.providerId],
    subjectId: objection.subjectId,
    summary: { number: objection.number, status: outcome.status, document: paper },
  });
};

const assertReasons = ({ reasons }: DecideObjectionInput): void => {
  if (reasons.trim() === '')
    throw badInput('input.reasons', 'Give the reasons of the decision; the subject reads them.');
};

const assertDecidable = async (objection: LockedObjection, unit: Unit): Promise<void> => {
  const { number, status } = objection;
  if (!isOpen(status))
    throw new HubError('ILLEGAL_TRANSITION', `Objection ${number} is ${status} already.`, { state: status });
  if (status === 'REVIEWING')
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Objection ${number} is under re-check: the provincial authority decides; record its decision with recordReview.`,
      { state: status, article: 'Henan 28' },
    );
  await assertOtherHand(objection, unit);
  const { verificationDueOn, reportedAt, paused } = objection;
  if (verificationDueOn !== null && reportedAt === null && (paused || verificationDueOn >= unit.today))
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `The provider is verifying objection ${number} until ${verificationDueOn}${paused ? ' and the time it was paused' : ''}; decide after its answer, or once its term is over.`,
      { state: status, article: 'Henan 41' },
    );
};

const assertOtherHand = async ({ raisedByActor }: LockedObjection, unit: Unit): Promise<void> => {
  if ((await ownHands(unit, [raisedByActor]))(raisedByActor))
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'You raised this objection; another person has to decide it.',
      { field: 'input.objection' },
    );
};

const assertReviewable = ({ number, status, reviewAskedAt }: LockedObjection): void => {
  if (status === 'DISMISSED' && reviewAskedAt === null) return;
  throw new HubError(
    'ILLEGAL_TRANSITION',
    status === 'DISMISSED'
      ? `Objection ${number} was re-checked already; administrative review and litigation remain.`
      : `Objection ${number} is ${status}; a re-check follows a dismissal.`,
    { state: status, article: 'Henan 28' },
  );
};

import { HubError, badInput } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { FileService } from '../files/file.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import type { BrakeService } from './brake.service.js';
import type { RaiseObjectionInput } from './input.types.js';
import { ObjectionEntity } from './objection.entity.js';
import { decisionDueOn, suspends, targetKindOf } from './objection.rules.js';
import { type ObjectionTarget, earlierObjections, lockTarget, storePoints } from './target.repository.js';
import { requireOffice, targetOf } from './target.service.js';

/** Receipt: marks and suspends everywhere in the one transaction, and starts the clock (Policy 五(三), Henan 41). */
export class ObjectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lower: { brake: BrakeService; deadlines: DeadlineService; files: FileService },
  ) {}

  async raiseObjection(act: Act, input: RaiseObjectionInput): Promise<{ objectionId: number }> {
    targetKindOf(input);
    for (const field of ['ground', 'statement'] as const) {
      if (input[field].trim() === '')
        throw badInput(`input.${field}`, `${field} is empty; say what is wrong and why.`);
    }
    return this.work.run(act, 'raiseObjection', input, (unit) => this.receive(unit, input));
  }

  private async receive(unit: Unit, input: RaiseObjectionInput): Promise<{ objectionId: number }> {
    const target = await targetOf(unit, input);
    const entries = await lockTarget(unit, target);
    if (target.entryId !== null && entries.length === 0) {
      throw new HubError(
        'ILLEGAL_TRANSITION',
        'The entry has ended; there is nothing to suspend. Ask for restoration instead.',
        { field: 'input.entry' },
      );
    }
    const files = input.files ?? [];
    const evidence = [...(input.evidence ?? []), ...(await this.lower.files.hashesOf(unit, files))];
    const halts = suspends(input.ground, evidence, await earlierObjections(unit, target));
    const objection = await store(unit, input, target, halts);
    await this.lower.files.attach(unit, files, thing(objection.id), 'input.files');
    await storeGradePoints(unit, objection.id, target, input.points ?? []);
    if (halts) {
      const reason = `异议 ${objection.number} 核查期间暂不执行`;
      await this.lower.brake.engage(unit, target, entries, reason);
    }
    await this.lower.deadlines.open(unit, {
      ...thing(objection.id),
      number: objection.number,
      kind: 'OBJECTION_DECISION',
      ownerId: await requireOffice(unit),
      dueOn: objection.dueAt,
    });
    await unit.status({ target: 'Objection', targetIds: [objection.id], from: null, to: 'SUBMITTED' });
    tellReceived(unit, target, objection, entries);
    return { objectionId: objection.id };
  }
}

const thing = (objectionId: number) => ({ target: 'Objection', targetId: objectionId });

const store = async (
  unit: Unit,
  input: RaiseObjectionInput,
  target: ObjectionTarget,
  halts: boolean,
): Promise<ObjectionEntity> => {
  const { kind, organizationId } = unit.act.principal;
  const objection = unit.em.create(ObjectionEntity, {
    number: newNumber('Y', unit.today),
    entry: target.entryId,
    record: target.recordId,
    instruction: target.instructionId,
    check: target.checkId,
    ofGrade: target.ofGrade,
    subject: target.subjectId,
    raisedBy: kind === 'SUBJECT' ? null : organizationId,
    raisedByActor: unit.actor,
    channel: input.channel,
    ground: input.ground,
    statement: input.statement,
    evidence: input.evidence ?? [],
    status: 'SUBMITTED',
    provider: target.providerId,
    suspends: halts,
    receivedAt: unit.now,
    dueAt: decisionDueOn(unit.today, target.decidesItself),
  });
  await unit.em.flush();
  return objection;
};

const storeGradePoints = async (
  unit: Unit,
  objectionId: number,
  { subjectId }: ObjectionTarget,
  points: readonly string[],
): Promise<void> => {
  if (points.length === 0) return;
  const numbers = [...new Set(points)];
  if ((await storePoints(unit, objectionId, subjectId, numbers)) !== numbers.length)
    throw badInput('input.points', 'Each point is the number of an entry or a record of this subject.');
};

const tellReceived = (
  unit: Unit,
  { providerId, subjectId }: ObjectionTarget,
  { id, number, dueAt, suspends: halts }: ObjectionEntity,
  entries: readonly LockedEntry[],
): void => {
  unit.audit({
    event: 'objections.objectionReceived',
    target: 'Objection',
    targetId: id,
    detail: { suspends: halts, entries: entries.length },
  });
  unit.change({
    type: 'OBJECTION_RECEIVED',
    target: 'Objection',
    targetId: id,
    audience: 'PARTIES',
    parties: [providerId],
    subjectId,
    summary: { number, dueAt },
  });
};

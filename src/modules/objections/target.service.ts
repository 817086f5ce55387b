import { HubError, badInput, notFound } from '../../kernel/errors.js';
import type { Unit } from '../ledger/unit.service.js';
import type { RaiseObjectionInput } from './input.types.js';
import { targetKindOf } from './objection.rules.js';
import {
  type ObjectionTarget,
  entryTarget,
  instructionTarget,
  isVisible,
  officeFor,
  recordTarget,
  subjectIdByCode,
  subjectsOfCheck,
} from './target.repository.js';

/** What is objected to. A subject objects for itself; agencies and the office to what they see is wrong. */
export const targetOf = async (unit: Unit, input: RaiseObjectionInput): Promise<ObjectionTarget> => {
  const named = targetKindOf(input);
  const field = named === 'grade' ? 'input.subject' : `input.${named}`;
  const target = await find[named](unit, input);
  const { kind, subjectId } = unit.act.principal;
  const isSeen = kind !== 'AGENCY' || (await isVisible(unit, named, target));
  if (!target || (kind === 'SUBJECT' && target.subjectId !== subjectId) || !isSeen)
    throw notFound('What you object to', field);
  if (named === 'check') await assertOneSubject(unit, input);
  if (input.subject != null && (await subjectIdByCode(unit, input.subject)) !== target.subjectId)
    throw notFound('What you object to about this subject', 'input.subject');
  return target;
};

type Find = (unit: Unit, input: RaiseObjectionInput) => Promise<ObjectionTarget | null>;

const find: Record<ReturnType<typeof targetKindOf>, Find> = {
  entry: (unit, { entry }) => entryTarget(unit, entry!),
  record: (unit, { record }) => recordTarget(unit, record!),
  instruction: (unit, { instruction }) => instructionTarget(unit, instruction!),
  check: async (unit, { check, subject }) => {
    const { kind, subjectId } = unit.act.principal;
    const providerId = await requireOffice(unit);
    const asked = (await subjectsOfCheck(unit, check!)).find((each) =>
      kind === 'SUBJECT' ? each.subjectId === subjectId : subject == null || each.code === subject,
    );
    return asked ? ofOffice(providerId, { checkId: asked.checkId, subjectId: asked.subjectId }) : null;
  },
  grade: async (unit, { subject }) => {
    const own = unit.act.principal.kind === 'SUBJECT' ? unit.act.principal.subjectId : null;
    if (own === null && subject == null)
      throw badInput('input.subject', 'Give the code of the subject whose grade is objected to.');
    const providerId = await requireOffice(unit);
    const subjectId = own ?? (await subjectIdByCode(unit, subject!));
    return subjectId === null ? null : ofOffice(providerId, { checkId: null, subjectId, ofGrade: true });
  },
};

/** Answers of checks and grades are the hub's own: the office decides them itself. */
const ofOffice = (
  providerId: number,
  of: Pick<ObjectionTarget, 'checkId' | 'subjectId'> & { ofGrade?: boolean },
): ObjectionTarget => ({
  ...{ entryId: null, recordId: null, instructionId: null, ofGrade: false },
  ...of,
  providerId,
  decidesItself: true,
});

export const requireOffice = async (unit: Unit): Promise<number> => {
  const office = await officeFor(unit);
  if (office === null)
    throw new HubError('SERVICE_UNAVAILABLE', 'No credit office takes part that could decide objections.');
  return office;
};

const assertOneSubject = async (unit: Unit, { check, subject }: RaiseObjectionInput): Promise<void> => {
  if (unit.act.principal.kind === 'SUBJECT' || subject != null) return;
  if ((await subjectsOfCheck(unit, check!)).length > 1)
    throw badInput(
      'input.subject',
      'The check asked about several subjects; give the code of the one meant.',
    );
};

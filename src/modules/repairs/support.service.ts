import { normalizeCode } from '../../kernel/codes.js';
import { badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { SubjectKind } from '../../kernel/terms.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { assertNotItself, assertService, mostHoursADay } from './support.rules.js';
import type { RecordCommunityServiceInput } from './support.types.js';

export interface LockedSubject {
  id: number;
  code: string;
  kind: SubjectKind;
}

/** The subject with its row locked, before anything of it: what is counted of it is counted once. */
export const lockSubject = async (unit: Unit, code: string): Promise<LockedSubject> => {
  const subject = await unit.one<LockedSubject>(
    sql`select id, code, kind from subject where code = ${normalizeCode(code)} for no key update`,
  );
  if (!subject) throw notFound('The subject', 'input.subject');
  return subject;
};

/** Hours of community service, as their organiser records them (社会公益服务, Policy 五(四)). */
export class SupportService {
  constructor(private readonly work: UnitOfWork) {}

  async recordCommunityService(
    act: Act,
    input: RecordCommunityServiceInput,
  ): Promise<{ communityServiceId: number }> {
    return this.work.run(act, 'recordCommunityService', input, async (unit) => {
      assertService(input, unit.today);
      const subject = await lockSubject(unit, input.subject);
      const organizerId = act.principal.organizationId;
      const organizer = await unit.one<{ code: string }>(
        sql`select code from organization where id = ${organizerId}`,
      );
      assertNotItself(organizer?.code ?? null, subject.code);
      await assertDay(unit, subject.id, input);
      const made = await unit.one<{ id: number }>(sql`
        insert into community_service (number, subject_id, organizer_id, activity, served_on, hours, proof, recorded_by, recorded_at)
        values (${newNumber('G', unit.today)}, ${subject.id}, ${organizerId}, ${input.activity.trim()}, ${input.servedOn}::date,
          ${input.hours}::numeric, ${input.proof.trim()}, ${unit.actor}, ${unit.now}) returning id`);
      unit.audit({
        event: 'repairs.communityServiceRecorded',
        target: 'CommunityService',
        targetId: made!.id,
        detail: { servedOn: input.servedOn, hours: input.hours },
      });
      return { communityServiceId: made!.id };
    });
  }
}

const assertDay = async (
  unit: Unit,
  subjectId: number,
  { servedOn, hours }: RecordCommunityServiceInput,
): Promise<void> => {
  const day = await unit.one<{ hours: number }>(sql`
    select coalesce(sum(hours), 0)::float8 as hours from community_service where subject_id = ${subjectId} and served_on = ${servedOn}::date`);
  if (day!.hours + hours > mostHoursADay)
    throw badInput(
      'input.hours',
      `On one day at most ${mostHoursADay} hours count; some are recorded already.`,
    );
};

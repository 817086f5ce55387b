import { HubError, badInput, notFound } from '../../kernel/errors.js';
import type { EventBus } from '../../kernel/events.js';
import { newNumber } from '../../kernel/ids.js';
import { systemPrincipal } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { EffectService } from '../lists/effect.service.js';
import { entriesPublished } from '../lists/entry.events.js';
import { lockEntriesById } from '../lists/entry.repository.js';
import { assertReorganisation } from './support.rules.js';
import { lockSubject } from './support.service.js';
import type { EndReorganisationInput, RecordReorganisationInput } from './support.types.js';

interface OpenReorganisation {
  id: number;
  number: string;
  subjectId: number;
  courtId: number;
}

/**
 * Court-approved reorganisation (破产重整): while the plan is carried out, the subject's black and watch entries for what
 * was decided until its approval are held off and their measures suspended; afterwards they are in effect again.
 */
export class ReorganisationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectService,
  ) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(entriesPublished, (unit, { entryIds }) => this.holdDue(unit, entryIds));
  }

  async recordReorganisation(
    act: Act,
    input: RecordReorganisationInput,
  ): Promise<{ reorganisationId: number }> {
    return this.work.run(act, 'recordReorganisation', input, async (unit) => {
      const courtId = await courtOf(unit, input.court ?? null);
      const subject = await lockSubject(unit, input.subject);
      assertReorganisation(input, subject.kind, unit.today);
      const standing = await unit.one<{ number: string }>(
        sql`select number from reorganisation where subject_id = ${subject.id} and ended_on is null`,
      );
      if (standing)
        throw new HubError('CONFLICT', `Reorganisation ${standing.number} of this subject is open already.`, {
          field: 'input.subject',
        });
      const made = await unit.one<{ id: number }>(sql`
        insert into reorganisation (number, subject_id, court_id, document_number, approved_on, from_on, until_on, recorded_by, recorded_at)
        values (${newNumber('B', unit.today)}, ${subject.id}, ${courtId}, ${input.documentNumber.trim()}, ${input.approvedOn}::date,
          ${input.from}::date, ${input.until}::date, ${unit.actor}, ${unit.now}) returning id`);
      const detail = { from: input.from, until: input.until };
      unit.audit({
        event: 'repairs.reorganisationRecorded',
        target: 'Reorganisation',
        targetId: made!.id,
        detail,
      });
      await this.holdDue(unit, null, subject.id);
      return { reorganisationId: made!.id };
    });
  }

  async endReorganisation(act: Act, input: EndReorganisationInput): Promise<{ reorganisationId: number }> {
    if (input.reason.trim() === '') throw badInput('input.reason', 'Say how the plan ended.');
    return this.work.run(act, 'endReorganisation', input, async (unit) => {
      const found = await unit.one<OpenReorganisation & { endedOn: string | null }>(sql`
        select id, number, subject_id as "subjectId", court_id as "courtId", ended_on as "endedOn"
        from reorganisation where number = ${input.reorganisation}`);
      const { kind, organizationId } = act.principal;
      if (!found || (kind !== 'OFFICE' && found.courtId !== organizationId))
        throw notFound('The reorganisation', 'input.reorganisation');
      if (!(await this.end(unit, found, input.reason, input)))
        throw new HubError('ILLEGAL_TRANSITION', `Reorganisation ${found.number} is over already.`, {
          field: 'input.reorganisation',
          state: 'ENDED',
        });
      return { reorganisationId: found.id };
    });
  }

  /** What time alone does: plans that ran out release, plans that begin hold. Returns how many were ended. */
  async sweep(): Promise<number> {
    const act: Act = { principal: systemPrincipal, requestId: 'reorganisations', idempotencyKey: null };
    return this.work.run(act, 'sweepReorganisations', null, async (unit) => {
      const over = await unit.rows<OpenReorganisation>(sql`
        select id, number, subject_id as "subjectId", court_id as "courtId" from reorganisation
        where ended_on is null and until_on < ${unit.today}::date order by id`);
      let ended = 0;
      for (const each of over) ended += Number(await this.end(unit, each, '重整计划执行期届满'));
      await this.releaseStray(unit);
      await this.holdDue(unit, null);
      return ended;
    });
  }

  /** An entry published in the moment in which its plan ended was held for a plan that is over. */
  private async releaseStray(unit: Unit): Promise<void> {
    const stray = await unit.rows<{ id: number }>(sql`
      select e.id from list_entry e where e.held_until is not null and e.status = 'SUSPENDED'
        and not exists (select 1 from reorganisation ro where ro.subject_id = e.subject_id and ro.ended_on is null)
      order by e.id for update`);
    if (stray.length > 0)
      await this.effects.releaseEntries(
        unit,
        stray.map(({ id }) => id),
        '重整计划执行已经终止',
      );
  }

  /** Holds what an open plan reaches and is not held yet: of one subject, of some entries, or of all. */
  private async holdDue(
    unit: Unit,
    entryIds: readonly number[] | null,
    subjectId: number | null = null,
  ): Promise<void> {
    const due = await unit.rows<{ id: number; until: string; number: string }>(sql`
      select e.id, ro.until_on as until, ro.number from reorganisation ro join list_entry e on e.subject_id = ro.subject_id
      where ro.ended_on is null and ro.from_on <= ${unit.today}::date and ro.until_on >= ${unit.today}::date and e.colour in ('BLACK', 'WATCH')
        and e.status in ('PUBLISHED', 'SUSPENDED') and e.held_until is null and e.decided_on <= ro.approved_on
        and (${subjectId}::bigint is null or e.subject_id = ${subjectId}::bigint)
        and (${entryIds === null ? null : [...entryIds]}::bigint[] is null or e.id = any(${entryIds === null ? null : [...entryIds]}::bigint[]))
      order by e.id`);
    for (const [number, group] of Map.groupBy(due, (each) => each.number)) {
      const ids = group.map(({ id }) => id);
      const locked = (await lockEntriesById(unit, ids)).filter(
        ({ status, heldUntil }) => heldUntil === null && (status === 'PUBLISHED' || status === 'SUSPENDED'),
      );
      if (locked.length > 0)
        await this.effects.holdEntries(
          unit,
          locked,
          group[0]!.until,
          `重整计划执行期间暂不执行（${number}）`,
        );
    }
  }

  /** False when it had ended already. Entries are locked before it, as everywhere. */
  private async end(
    unit: Unit,
    { id, number, subjectId }: OpenReorganisation,
    reason: string,
    expected: { expectedVersion?: number | null } = {},
  ): Promise<boolean> {
    const held = await unit.rows<{ id: number }>(sql`
      select id from list_entry where subject_id = ${subjectId} and held_until is not null order by id for update`);
    const current = await unit.one<{ version: number }>(
      sql`select version from reorganisation where id = ${id} for update`,
    );
    assertVersion(`Reorganisation ${number}`, current!, expected);
    const ended = await unit.one(sql`
      update reorganisation set ended_on = ${unit.today}::date, end_reason = ${reason} where id = ${id} and ended_on is null returning id`);
    if (!ended) return false;
    unit.audit({ event: 'repairs.reorganisationEnded', target: 'Reorganisation', targetId: id });
    await this.effects.releaseEntries(
      unit,
      held.map((each) => each.id),
      `重整计划执行终止（${number}）：${reason}`,
    );
    return true;
  }
}

/** The court that acts, or the one the credit office records for. */
const courtOf = async (unit: Unit, code: string | null): Promise<number> => {
  const { kind, organizationId } = unit.act.principal;
  if (kind === 'OFFICE' && code === null)
    throw badInput('input.court', 'Name the court whose ruling this is by its code.');
  const court = await unit.one<{ id: number; kind: string }>(
    kind === 'OFFICE'
      ? sql`select id, kind from organization where code = ${code} and active`
      : sql`select id, kind from organization where id = ${organizationId}`,
  );
  if (kind === 'OFFICE' && court?.kind !== 'AUTHORISED_BODY')
    throw badInput('input.court', 'No court of this code is registered.');
  if (court?.kind !== 'AUTHORISED_BODY')
    throw new HubError(
      'FORBIDDEN',
      'Only the court that approved the plan, or the credit office for it, records it.',
    );
  return court.id;
};

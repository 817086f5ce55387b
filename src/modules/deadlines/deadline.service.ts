import { type Sql, sql } from '../../kernel/sql.js';
import type { DeadlineKind } from '../../kernel/terms.js';
import { addWorkingDays, workingDaysBetween } from '../../kernel/working-days.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { systemPrincipal } from '../../kernel/principal.js';

/** The thing a term runs for. */
export interface DeadlineOf {
  target: string;
  targetId: number;
  kind?: DeadlineKind;
  ownerId?: number;
}

export interface NewDeadline {
  target: string;
  targetId: number;
  number: string;
  kind: DeadlineKind;
  ownerId: number;
  dueOn: string;
}

interface DueDeadline {
  id: number;
  target: string;
  targetId: number;
  number: string;
  kind: DeadlineKind;
  ownerId: number;
  dueOn: string;
}

/**
 * The terms of the law (invariant 10): opened with what they run for, met by the act that was due, stopped while the law
 * stops them. A term that is missed stays open and is shown as overdue from the first day after; the sweep only tells.
 */
export class DeadlineService {
  constructor(private readonly work: UnitOfWork) {}

  /** Opens a term; one that was met before and falls due again runs anew. */
  async open(unit: Unit, { target, targetId, number, kind, ownerId, dueOn }: NewDeadline): Promise<void> {
    await unit.rows(sql`
      insert into deadline (target, target_id, number, kind, owner_id, started_on, due_on)
      values (${target}, ${targetId}, ${number}, ${kind}, ${ownerId}, ${unit.today}::date, ${dueOn}::date)
      on conflict (target, target_id, kind, owner_id) do update set started_on = excluded.started_on, due_on = excluded.due_on,
        paused_on = null, met_at = null, reminded_at = null, escalated_at = null`);
  }

  async meet(unit: Unit, of: DeadlineOf): Promise<void> {
    await unit.rows(sql`update deadline set met_at = ${unit.now} where ${openOf(of)}`);
  }

  /** Puts another last day, where the law gives another term. */
  async move(unit: Unit, of: DeadlineOf, dueOn: string): Promise<void> {
    await unit.rows(sql`
      update deadline set due_on = ${dueOn}::date, reminded_at = null, escalated_at = null where ${openOf(of)}`);
  }

  /** The clock stands from today on (Henan 41, paragraph 3). */
  async pause(unit: Unit, of: DeadlineOf): Promise<void> {
    await unit.rows(sql`
      update deadline set paused_on = ${unit.today}::date where ${openOf(of)} and paused_on is null`);
  }

  /** The clock runs again: the working days that passed meanwhile are added. Returns the new last days. */
  async resume(unit: Unit, of: DeadlineOf): Promise<string[]> {
    const paused = await unit.rows<{ id: number; dueOn: string; pausedOn: string }>(sql`
      select id, due_on as "dueOn", paused_on as "pausedOn" from deadline where ${openOf(of)} and paused_on is not null for update`);
    const moved = paused.map(({ id, dueOn, pausedOn }) => ({
      id,
      dueOn: addWorkingDays(dueOn, workingDaysBetween(pausedOn, unit.today)),
    }));
    await unit.rows(sql`
      update deadline d set due_on = row."dueOn", paused_on = null, reminded_at = null, escalated_at = null
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as row(id bigint, "dueOn" date) where d.id = row.id`);
    return moved.map(({ dueOn }) => dueOn);
  }

  /** Tells of terms that end within a working day, and of those that were missed; each once. Returns how many. */
  async remindAndEscalate(): Promise<{ reminded: number; escalated: number }> {
    const act: Act = { principal: systemPrincipal, requestId: 'deadlines', idempotencyKey: null };
    return this.work.run(act, 'remindAndEscalate', null, async (unit) => {
      const near = addWorkingDays(unit.today, 1);
      const reminded = await this.mark(
        unit,
        sql`reminded_at is null and due_on <= ${near}::date and due_on >= ${unit.today}::date`,
        sql`reminded_at = ${unit.now}`,
      );
      const escalated = await this.mark(
        unit,
        sql`escalated_at is null and due_on < ${unit.today}::date`,
        sql`escalated_at = ${unit.now}`,
      );
      const offices = await officeIds(unit);
      for (const each of reminded) tell(unit, each, 'DEADLINE_NEAR', []);
      for (const each of escalated) {
        tell(unit, each, 'DEADLINE_MISSED', offices);
        const detail = { kind: each.kind, dueOn: each.dueOn, owner: each.ownerId };
        unit.audit({ event: 'deadlines.missed', target: each.target, targetId: each.targetId, detail });
      }
      return { reminded: reminded.length, escalated: escalated.length };
    });
  }

  private mark(unit: Unit, which: Sql, mark: Sql): Promise<DueDeadline[]> {
    return unit.rows<DueDeadline>(sql`
      update deadline set ${mark} where met_at is null and paused_on is null and ${which}
      returning id, target, target_id as "targetId", number, kind, owner_id as "ownerId", due_on as "dueOn"`);
  }
}

const openOf = ({ target, targetId, kind, ownerId }: DeadlineOf): Sql => sql`
  target = ${target} and target_id = ${targetId} and met_at is null
  and (${kind ?? null}::text is null or kind = ${kind ?? null}::text)
  and (${ownerId ?? null}::bigint is null or owner_id = ${ownerId ?? null}::bigint)`;

const officeIds = async (unit: Unit): Promise<number[]> =>
  (await unit.rows<{ id: number }>(sql`select id from organization where kind = 'OFFICE' and active`)).map(
    ({ id }) => id,
  );

const tell = (
  unit: Unit,
  { target, targetId, number, kind, ownerId, dueOn }: DueDeadline,
  type: 'DEADLINE_NEAR' | 'DEADLINE_MISSED',
  others: readonly number[],
): void =>
  unit.change({
    type,
    target,
    targetId,
    audience: 'PARTIES',
    parties: [...new Set([ownerId, ...others])],
    summary: { number, kind, dueOn },
  });

import { type Sql, sql } from '../../kernel/sql.js';
import type { EventBus } from '../../kernel/events.js';
import type { Unit, UnitOfWork } from '../ledger/unit.service.js';
import { systemPrincipal } from '../../kernel/principal.js';
import { entriesEnded, entriesPublished, entriesRestored, entriesSuspended } from '../lists/entry.events.js';
import { measureRetired } from '../measures/measure.events.js';
import { memorandumEnded, memorandumInForce } from '../memoranda/memorandum.events.js';
import {
  type ContestedMeasures,
  type IssueOccasion,
  type IssuedInstruction,
  type TurnedInstruction,
  contested,
  endInstructions,
  issueInstructions,
  lockListsOfMemorandum,
  markContested,
  restoreInstructions,
  shareListsOfEntries,
  suspendInstructions,
} from './issue.repository.js';

/** Keeps instructions in step with what they rest on: issues, suspends, restores, ends (Policy 四(四), Henan 37). */
export class IssueService {
  constructor(private readonly work: UnitOfWork) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(entriesPublished, async (unit, { entryIds, issued }) => {
      issued.count += (await this.issueFor(unit, { entryIds })).length;
    });
    bus.on(entriesSuspended, async (unit, { entryIds, reason }) =>
      this.tell(unit, await suspendInstructions(unit, ofEntries(entryIds)), reason),
    );
    bus.on(entriesRestored, (unit, { entryIds, reason }) => this.restore(unit, entryIds, reason));
    bus.on(entriesEnded, (unit, { entryIds, reason }) => this.end(unit, ofEntries(entryIds), reason));
    bus.on(measureRetired, (unit, { measureId, reason }) =>
      this.end(unit, sql`i.measure_id = ${measureId}`, reason),
    );
    bus.on(memorandumEnded, (unit, { memorandumId, reason }) =>
      this.end(unit, sql`i.memorandum_id = ${memorandumId}`, reason),
    );
    bus.on(memorandumInForce, async (unit, { memorandumId }) => {
      await lockListsOfMemorandum(unit, memorandumId);
      await this.issueFor(unit, { memorandumId });
    });
  }

  /** Lifts what ran past the statutory limit of its measure (invariant 4); swept daily. */
  async endPastLimit(): Promise<number> {
    const act = { principal: systemPrincipal, requestId: 'statutory-limit', idempotencyKey: null };
    return this.work.run(act, 'endPastLimit', null, async (unit) => {
      const past = sql`exists (select 1 from list_entry e, measure x where e.id = i.entry_id and x.id = i.measure_id
        and x.max_months is not null and e.valid_from + make_interval(months => x.max_months) < ${unit.today}::date)`;
      return (await this.end(unit, past, '已达措施法定最长期限')).length;
    });
  }

  /** Marks contested measures and suspends the punishments among them (Policy 五(三)); they are locked already. */
  async suspendContested(unit: Unit, measures: ContestedMeasures, reason: string): Promise<void> {
    await this.tell(unit, await suspendInstructions(unit, contested(measures)), reason);
    await markContested(unit, contested(measures), true);
  }

  /** Lifts the mark of contested measures; they come back unless their entry is suspended as well. */
  async restoreContested(unit: Unit, instructionIds: readonly number[], reason: string): Promise<void> {
    const which = sql`i.id = any(${[...instructionIds]}::bigint[])`;
    await markContested(unit, which, false);
    await this.bringBack(unit, which, reason);
  }

  /** Ends contested measures that were wrong: what was applied is lifted, the rest cancelled. */
  async endContested(unit: Unit, measures: ContestedMeasures, reason: string): Promise<void> {
    await this.end(unit, contested(measures), reason);
  }

  private async bringBack(unit: Unit, which: Sql, reason: string): Promise<void> {
    await this.tell(unit, await restoreInstructions(unit, which), reason);
    const left = sql`${which} and i.status = 'SUSPENDED' and not i.objected
      and exists (select 1 from list_entry e where e.id = i.entry_id and e.status = 'PUBLISHED')`;
    await this.end(unit, left, '暂停期间其依据的措施或备忘录已终止，或者已达法定最长期限');
  }

  private async restore(unit: Unit, entryIds: readonly number[], reason: string): Promise<void> {
    await this.bringBack(unit, ofEntries(entryIds), reason);
    // Memoranda that came into force meanwhile reach the entry now.
    await shareListsOfEntries(unit, entryIds);
    await this.issueFor(unit, { entryIds });
  }

  private async issueFor(unit: Unit, occasion: IssueOccasion): Promise<IssuedInstruction[]> {
    const issued = await issueInstructions(unit, occasion);
    announceIssued(unit, issued);
    return issued;
  }

  private async end(unit: Unit, which: Sql, reason: string): Promise<TurnedInstruction[]> {
    const ended = await endInstructions(unit, which, reason);
    await this.tell(unit, ended, reason);
    return ended;
  }

  /** History and changes of many instructions, grouped by the step they took. */
  private async tell(unit: Unit, turned: readonly TurnedInstruction[], reason: string): Promise<void> {
    for (const [step, group] of Map.groupBy(turned, ({ from, to }) => `${from} ${to}`)) {
      const [from, to] = step.split(' ') as [string, string];
      await unit.status({ target: 'Instruction', targetIds: group.map(({ id }) => id), from, to, reason });
    }
    for (const { id, number, agencyId, to } of turned) {
      unit.change({
        type: 'INSTRUCTION_UPDATED',
        target: 'Instruction',
        targetId: id,
        audience: 'PARTIES',
        parties: [agencyId],
        summary: { number, status: to },
      });
    }
    if (turned.length > 0) {
      unit.audit({
        event: 'enforcement.instructionsTurned',
        target: 'Instruction',
        targetId: turned[0]!.id,
        detail: { count: turned.length, ids: turned.map(({ id, to }) => [id, to]) },
      });
    }
  }
}

const ofEntries = (entryIds: readonly number[]): Sql => sql`i.entry_id = any(${[...entryIds]}::bigint[])`;

/** How many instructions one change announces: it names them all, so that whoever follows the feed misses none. */
const announcedTogether = 100;

/** A change per agency and hundred, not per instruction: the feed stays readable when a list of thousands is published. */
export const announceIssued = (unit: Unit, issued: readonly IssuedInstruction[]): void => {
  for (const [agencyId, group] of Map.groupBy(issued, (each) => each.agencyId)) {
    for (let from = 0; from < group.length; from += announcedTogether) {
      const numbers = group.slice(from, from + announcedTogether).map(({ number }) => number);
      unit.change({
        type: 'INSTRUCTIONS_ISSUED',
        target: 'Organization',
        targetId: agencyId,
        audience: 'PARTIES',
        parties: [agencyId],
        summary: { count: numbers.length, numbers },
      });
    }
    unit.audit({
      event: 'enforcement.instructionsIssued',
      target: 'Organization',
      targetId: agencyId,
      detail: { count: group.length, first: group[0]!.id, last: group.at(-1)!.id },
    });
  }
};

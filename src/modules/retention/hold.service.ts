import { badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import { readText } from '../../kernel/text.rules.js';
import { actingViewer, rowScope } from '../../db/row-scope.js';
import { ownHands } from '../ledger/hand.repository.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { type NewHold, insertHold, lockHold, lockHolds, matterByNumber } from './hold.repository.js';
import { assertLiftable, assertOneThing, assertUntil } from './hold.rules.js';
import type { LiftLegalHoldInput, PlaceLegalHoldInput } from './hold.types.js';

type Held = Pick<NewHold, 'subjectId' | 'target' | 'targetId' | 'matter'>;

/** Legal holds (依法留存): the office has something kept beyond its term; another hand lets it go. */
export class HoldService {
  constructor(private readonly work: UnitOfWork) {}

  placeLegalHold(act: Act, input: PlaceLegalHoldInput): Promise<{ holdId: number }> {
    return this.work.run(act, 'placeLegalHold', input, async (unit) => {
      const { organizationId } = unit.act.principal;
      if (organizationId === null)
        throw badInput('input', 'A hold is placed by the credit office; this client has no organization.');
      assertOneThing(input);
      assertUntil(input.until, unit.today);
      const reason = readText('reason', input.reason, 2000);
      const reference = readText('reference', input.reference, 100);
      await lockHolds(unit);
      const held = await thingHeld(unit, input);
      const number = newNumber('L', unit.today);
      const until = input.until ?? null;
      const holdId = await insertHold(unit, { ...held, number, reason, reference, until, organizationId });
      unit.audit({
        event: 'retention.holdPlaced',
        target: 'LegalHold',
        targetId: holdId,
        detail: {
          number,
          target: held.target ?? 'Subject',
          targetId: held.targetId ?? held.subjectId,
          until,
        },
      });
      return { holdId };
    });
  }

  liftLegalHold(act: Act, input: LiftLegalHoldInput): Promise<{ holdId: number }> {
    return this.work.run(act, 'liftLegalHold', input, async (unit) => {
      const reason = readText('reason', input.reason, 2000);
      const hold = await lockHold(unit, input.hold);
      if (!hold) throw notFound('The hold', 'input.hold');
      assertLiftable(hold, await ownHands(unit, [hold.placedByActor]));
      await unit.rows(sql`
        update legal_hold set lifted_at = ${unit.now}, lifted_by_actor = ${unit.actor}, lift_reason = ${reason}
        where id = ${hold.id}`);
      unit.audit({ event: 'retention.holdLifted', target: 'LegalHold', targetId: hold.id });
      return { holdId: hold.id };
    });
  }
}

const thingHeld = async (unit: Unit, { subject, matter }: PlaceLegalHoldInput): Promise<Held> => {
  if (subject != null) {
    const viewer = actingViewer(unit.act.principal, unit.today);
    const found = await unit.one<{ id: number }>(sql`
      select s.id from subject s where s.code = ${subject} and s.erased_at is null and ${rowScope.Subject(viewer)}`);
    if (!found) throw notFound('The subject', 'input.subject');
    return { subjectId: found.id, target: null, targetId: null, matter: null };
  }
  const found = await matterByNumber(unit, matter ?? '');
  if (!found) throw notFound('The matter', 'input.matter');
  return { ...found, matter: matter ?? null };
};

import { ownHands } from '../ledger/hand.repository.js';
import type { Clock } from '../../kernel/clock.js';
import { today } from '../../kernel/clock.js';
import { badInput, notFound } from '../../kernel/errors.js';
import { idOfNothing } from '../../kernel/ids.js';
import { canBecome } from '../../kernel/lifecycle.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Database } from '../../db/database.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { insertDraft } from './draft.repository.js';
import { checkDraft } from './draft.service.js';
import { become, bringIntoForce, end, target } from './force.service.js';
import { memorandumLifecycle } from './memorandum.lifecycle.js';
import {
  type LockedMemorandum,
  dueToBegin,
  dueToEnd,
  lockMemorandum,
  lockMemorandumById,
  partiesOf,
  recordSignatures,
  setFiled,
  setSigned,
  unpublishedMeasures,
} from './memorandum.repository.js';
import { filingDays } from './memorandum.rules.js';
import type {
  DraftMemorandumInput,
  EndMemorandumInput,
  FileMemorandumInput,
  SignMemorandumInput,
} from './memorandum.types.js';
import { type Party, assertKeeps, assertKnows, signersOf } from './party.rules.js';
import { refuseUnlessOpen, refuseUnlessToFile } from './signing.rules.js';

/** Memoranda from the draft to the end (合作备忘录, Policy 四(一)). */
export class MemorandumService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Drafts a memorandum; from the first signature on its text is fixed. */
  draftMemorandum(act: Act, input: DraftMemorandumInput): Promise<{ memorandumId: number }> {
    return this.work.run(act, 'draftMemorandum', input, async (unit) => {
      const facts = await checkDraft(unit, input);
      const memorandumId = await insertDraft(unit, input, facts);
      await unit.status({ target: 'Memorandum', targetIds: [memorandumId], from: null, to: 'DRAFT' });
      unit.audit({
        event: 'memoranda.memorandumDrafted',
        target: 'Memorandum',
        targetId: memorandumId,
        detail: {
          number: input.number.trim(),
          colour: input.colour,
          level: input.level,
          lists: input.lists,
          clauses: input.clauses.length,
        },
      });
      return { memorandumId };
    });
  }

  /** Signs for the own organization. The last signature brings the memorandum into force, or its first day does. */
  signMemorandum(act: Act, input: SignMemorandumInput): Promise<{ memorandumId: number }> {
    return this.work.run(act, 'signMemorandum', input, async (unit) => {
      const { memorandum, parties } = await this.find(unit, input);
      refuseUnlessOpen(memorandum, parties, unit.today);
      const ownHand = await ownHands(unit, [memorandum.draftedBy]);
      const signers = signersOf(unit.act.principal, ownHand, memorandum, parties);
      if (memorandum.status === 'DRAFT') await become(unit, memorandum, 'SIGNING');
      await recordSignatures(unit, memorandum.id, signers);
      unit.audit({
        ...target(memorandum),
        event: 'memoranda.memorandumSigned',
        detail: { number: memorandum.number, organizationIds: signers },
      });
      if (parties.every((party) => party.signedAt ?? signers.includes(party.organizationId))) {
        await setSigned(unit, memorandum.id, addWorkingDays(unit.today, filingDays));
        if (memorandum.effectiveFrom <= unit.today) await bringIntoForce(unit, memorandum, parties);
      }
      return { memorandumId: memorandum.id };
    });
  }

  /** Ends a memorandum; what is still being carried out under it stops in the same transaction. */
  endMemorandum(act: Act, input: EndMemorandumInput): Promise<{ memorandumId: number }> {
    return this.work.run(act, 'endMemorandum', input, async (unit) => {
      const reason = input.reason.trim();
      if (reason === '') throw badInput('input.reason', 'Say why the memorandum ends: its parties read it.');
      const { memorandum, parties } = await this.find(unit, input);
      assertKeeps(unit.act.principal, memorandum);
      await end(unit, memorandum, parties, reason);
      return { memorandumId: memorandum.id };
    });
  }

  /** Files a signed memorandum with the credit office (报送, Policy 四(一)). */
  fileMemorandum(act: Act, input: FileMemorandumInput): Promise<{ memorandumId: number }> {
    return this.work.run(act, 'fileMemorandum', input, async (unit) => {
      const { memorandum } = await this.find(unit, input);
      assertKeeps(unit.act.principal, memorandum);
      refuseUnlessToFile(memorandum);
      await setFiled(unit, memorandum.id);
      unit.audit({
        ...target(memorandum),
        event: 'memoranda.memorandumFiled',
        detail: {
          number: memorandum.number,
          dueOn: memorandum.filingDueOn,
          late: unit.today > memorandum.filingDueOn!,
        },
      });
      return { memorandumId: memorandum.id };
    });
  }

  /**
   * Brings into force what everybody signed and whose first day has come: the daily sweep. What still waits for a
   * measure to be published stays as it is, each in its own transaction, so that one does not hold up the others.
   */
  async bringIntoForce(act: Act): Promise<{ memorandumIds: number[]; waitingIds: number[] }> {
    const memorandumIds: number[] = [];
    const waitingIds: number[] = [];
    for (const { id } of await dueToBegin(this.database, today(this.clock))) {
      const begun = await this.sweep(act, 'bringIntoForce', id, async (unit, memorandum, parties) => {
        if (memorandum.status !== 'SIGNING' || (await unpublishedMeasures(unit, id)).length > 0) return false;
        await bringIntoForce(unit, memorandum, parties);
        return true;
      });
      (begun ? memorandumIds : waitingIds).push(id);
    }
    return { memorandumIds, waitingIds };
  }

  /** Ends what is past its last day in force: the daily sweep. */
  async endExpired(act: Act): Promise<{ memorandumIds: number[] }> {
    const memorandumIds: number[] = [];
    for (const { id } of await dueToEnd(this.database, today(this.clock))) {
      const ended = await this.sweep(act, 'endExpired', id, async (unit, memorandum, parties) => {
        if (!canBecome(memorandumLifecycle, memorandum.status, 'ENDED')) return false;
        await end(unit, memorandum, parties, '有效期届满');
        return true;
      });
      if (ended) memorandumIds.push(id);
    }
    return { memorandumIds };
  }

  private sweep(
    act: Act,
    operation: string,
    id: number,
    step: (unit: Unit, memorandum: LockedMemorandum, parties: Party[]) => Promise<boolean>,
  ): Promise<boolean> {
    // One key cannot stand for many memoranda, and a sweep that runs twice finds nothing the second time.
    return this.work.run({ ...act, idempotencyKey: null }, operation, { id }, async (unit) => {
      const memorandum = await lockMemorandumById(unit, id);
      return memorandum !== null && step(unit, memorandum, await partiesOf(unit, id));
    });
  }

  private async find(
    unit: Unit,
    input: SignMemorandumInput,
  ): Promise<{ memorandum: LockedMemorandum; parties: Party[] }> {
    const memorandum = await lockMemorandum(unit, input.memorandum);
    const parties = await partiesOf(unit, memorandum?.id ?? idOfNothing);
    if (!memorandum) throw notFound(`Memorandum ${input.memorandum}`, 'input.memorandum');
    assertKnows(unit.act.principal, memorandum, parties);
    assertVersion(`Memorandum ${memorandum.number}`, memorandum, input);
    return { memorandum, parties };
  }
}

import type { Clock } from '../../kernel/clock.js';
import { today } from '../../kernel/clock.js';
import { HubError, badInput, illegalTransition, notFound } from '../../kernel/errors.js';
import { assertTransition, canBecome } from '../../kernel/lifecycle.js';
import type { MemorandumStatus } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import type { Database } from '../../db/database.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { insertDraft } from './draft.repository.js';
import { checkDraft } from './draft.service.js';
import { memorandumEnded, memorandumInForce } from './memorandum.events.js';
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
  setStatus,
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
      const { memorandum, parties } = await this.find(unit, input.memorandum);
      refuseUnlessOpen(memorandum, parties, unit.today);
      const signers = signersOf(unit.act.principal, unit.actor, memorandum, parties);
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
      const { memorandum, parties } = await this.find(unit, input.memorandum);
      assertKeeps(unit.act.principal, memorandum);
      await end(unit, memorandum, parties, reason);
      return { memorandumId: memorandum.id };
    });
  }

  /** Files a signed memorandum with the credit office (报送, Policy 四(一)). */
  fileMemorandum(act: Act, input: FileMemorandumInput): Promise<{ memorandumId: number }> {
    return this.work.run(act, 'fileMemorandum', input, async (unit) => {
      const { memorandum } = await this.find(unit, input.memorandum);
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
    number: string,
  ): Promise<{ memorandum: LockedMemorandum; parties: Party[] }> {
    const memorandum = await lockMemorandum(unit, number);
    if (!memorandum) throw notFound(`Memorandum ${number}`, 'input.memorandum');
    const parties = await partiesOf(unit, memorandum.id);
    assertKnows(unit.act.principal, memorandum, parties);
    return { memorandum, parties };
  }
}

const target = (memorandum: LockedMemorandum) => ({ target: 'Memorandum', targetId: memorandum.id });

const become = async (
  unit: Unit,
  memorandum: LockedMemorandum,
  to: MemorandumStatus,
  reason?: string,
): Promise<void> => {
  assertTransition(memorandumLifecycle, memorandum.status, to);
  await setStatus(unit, memorandum.id, to);
  await unit.status({
    target: 'Memorandum',
    targetIds: [memorandum.id],
    from: memorandum.status,
    to,
    reason: reason ?? null,
  });
  memorandum.status = to;
};

const bringIntoForce = async (
  unit: Unit,
  memorandum: LockedMemorandum,
  parties: readonly Party[],
): Promise<void> => {
  const missing = await unpublishedMeasures(unit, memorandum.id);
  if (missing.length > 0) {
    throw new HubError(
      'MEASURE_NOT_PUBLISHED',
      `Memorandum ${memorandum.number} cannot come into force: ${missing.join(', ')} not published. Publish them, then sign.`,
      { field: 'input.memorandum', article: 'Policy 四(三)' },
    );
  }
  await become(unit, memorandum, 'IN_FORCE');
  announce(unit, memorandum, parties, 'MEMORANDUM_IN_FORCE', 'memoranda.memorandumInForce');
  await unit.emit(memorandumInForce({ memorandumId: memorandum.id }));
};

const end = async (
  unit: Unit,
  memorandum: LockedMemorandum,
  parties: readonly Party[],
  reason: string,
): Promise<void> => {
  const wasInForce = memorandum.status === 'IN_FORCE';
  await become(unit, memorandum, 'ENDED', reason);
  announce(
    unit,
    memorandum,
    parties,
    'MEMORANDUM_ENDED',
    'memoranda.memorandumEnded',
    wasInForce ? 'PUBLIC' : 'PARTIES',
  );
  // After the update: whoever issues an instruction meanwhile waits for the row and then finds it ended.
  if (wasInForce) await unit.emit(memorandumEnded({ memorandumId: memorandum.id, reason }));
};

const announce = (
  unit: Unit,
  memorandum: LockedMemorandum,
  parties: readonly Party[],
  type: 'MEMORANDUM_IN_FORCE' | 'MEMORANDUM_ENDED',
  event: string,
  audience: 'PUBLIC' | 'PARTIES' = 'PUBLIC',
): void => {
  const facts = { number: memorandum.number, colour: memorandum.colour, level: memorandum.level };
  unit.audit({ ...target(memorandum), event, detail: facts });
  unit.change({
    ...target(memorandum),
    type,
    audience,
    parties: parties.map((party) => party.organizationId),
    summary: facts,
  });
};

const refuseUnlessOpen = (memorandum: LockedMemorandum, parties: readonly Party[], day: string): void => {
  if (memorandum.status !== 'DRAFT' && memorandum.status !== 'SIGNING')
    throw illegalTransition('Memorandum', memorandum.status, 'SIGNING');
  if (parties.every((party) => party.signedAt)) {
    throw new HubError(
      'CONFLICT',
      `Every party signed memorandum ${memorandum.number} already; it comes into force by itself.`,
      {
        field: 'input.memorandum',
      },
    );
  }
  if (memorandum.effectiveUntil !== null && memorandum.effectiveUntil < day) {
    throw new HubError('CONFLICT', `The term of memorandum ${memorandum.number} is over. Draft a new one.`, {
      field: 'input.memorandum',
    });
  }
};

const refuseUnlessToFile = (memorandum: LockedMemorandum): void => {
  if (memorandum.signedOn === null) {
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Memorandum ${memorandum.number} is filed once every party has signed it.`,
      {
        field: 'input.memorandum',
        state: memorandum.status,
      },
    );
  }
  if (memorandum.filedAt !== null) {
    throw new HubError('CONFLICT', `Memorandum ${memorandum.number} is filed already.`, {
      field: 'input.memorandum',
    });
  }
};

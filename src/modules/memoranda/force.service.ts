import { HubError } from '../../kernel/errors.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import type { MemorandumStatus } from '../../kernel/terms.js';
import type { Unit } from '../ledger/unit.service.js';
import { memorandumEnded, memorandumInForce } from './memorandum.events.js';
import { memorandumLifecycle } from './memorandum.lifecycle.js';
import { type LockedMemorandum, setStatus, unpublishedMeasures } from './memorandum.repository.js';
import type { Party } from './party.rules.js';

/** What audit rows and changes of a memorandum point to. */
export const target = (memorandum: LockedMemorandum) => ({ target: 'Memorandum', targetId: memorandum.id });

/** One step of the life cycle, with its history. */
export const become = async (
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

/** Lets the memorandum reach the entries of its lists; every measure in it has to be published (Policy 四(三)). */
export const bringIntoForce = async (
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

/** Ends the memorandum. The public hears of it only where it had heard of the memorandum. */
export const end = async (
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

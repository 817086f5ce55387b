import { HubError } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { Unit } from './unit.service.js';

/** A key and what was sent under it. */
export interface Claim {
  /** Keyed hash of actor, operation and key. */
  readonly id: string;
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
  /** Keyed hash of the input: whoever reads the table cannot try ID numbers against it. */
  readonly inputHash: string;
}

export const keyInFlight = (): HubError =>
  new HubError(
    'CONFLICT',
    'A request with this Idempotency-Key is at work. Send it again in a moment to get its outcome.',
    { field: 'Idempotency-Key', http: { status: 409, headers: new Map([['retry-after', '1']]) } },
  );

const keyOfAnother = (): HubError =>
  new HubError('CONFLICT', 'This Idempotency-Key was used with other input. Send a new key.', {
    field: 'Idempotency-Key',
    http: { status: 422 },
  });

/**
 * Takes the key, or returns what it already stands for. The lock tells a twin on another node that the first is at work;
 * the unique row holds where both began in the same instant.
 */
export const claimKey = async (unit: Unit, claim: Claim): Promise<{ result: unknown } | null> => {
  const taken = await unit.one(sql`
    with lock as materialized (select pg_try_advisory_xact_lock(hashtextextended(${claim.id}, 0)) as free)
    insert into idempotency (actor, operation, key, input_hash, result, created_at)
    select ${claim.actor}, ${claim.operation}, ${claim.key}, ${claim.inputHash}, 'null'::jsonb, ${unit.now}::timestamptz
    from lock where free
    on conflict do nothing returning key`);
  if (taken) return null;
  const outcome = await outcomeOf(unit, claim); // a twin that is at work may itself be a repeat
  if (!outcome) throw keyInFlight(); // at work, or deleted as too old in this instant: the next try takes it anew
  return outcome;
};

/** What the key stands for already; null: nothing that was brought to its end. */
const outcomeOf = async (unit: Unit, claim: Claim): Promise<{ result: unknown } | null> => {
  const stored = await unit.one<{ inputHash: string; result: unknown }>(sql`
    select input_hash as "inputHash", result from idempotency
    where actor = ${claim.actor} and operation = ${claim.operation} and key = ${claim.key}`);
  if (stored && stored.inputHash !== claim.inputHash) throw keyOfAnother();
  return stored && { result: stored.result };
};

/** With the commit: nothing in the transaction waits for it. */
export const keepOutcome = (unit: Unit, claim: Claim, result: unknown): void =>
  unit.withCommit(sql`
    update idempotency set result = ${JSON.stringify(result ?? null)}::jsonb
    where actor = ${claim.actor} and operation = ${claim.operation} and key = ${claim.key}`);

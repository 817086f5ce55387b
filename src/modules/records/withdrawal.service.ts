import type { Cause } from '../../kernel/cause.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { DisclosureMode, WithdrawalKind } from '../../kernel/terms.js';
import { archivedRecord } from '../../db/row-scope.js';
import type { Unit } from '../ledger/unit.service.js';
import { recordCorrected, recordWithdrawn } from './record.events.js';

export interface LockedRecord {
  id: number;
  number: string;
  version: number;
  subjectId: number;
  providerId: number;
  disclosure: DisclosureMode;
  ofPerson: boolean;
  objected: boolean;
  decidedOn: string;
  archived: boolean;
  withdrawnAt: Date | null;
  withdrawal: WithdrawalKind | null;
}

/** The record with its row locked. Records are locked before the entries that rest on them, as everywhere. */
export const lockRecord = (unit: Unit, number: string): Promise<LockedRecord | null> =>
  unit.one(sql`
    select r.id, r.number, r.version, r.subject_id as "subjectId", r.provider_id as "providerId", r.disclosure, r.objected,
      s.kind = 'NATURAL_PERSON' as "ofPerson", r.decided_on as "decidedOn", ${archivedRecord(unit)} as archived,
      r.withdrawn_at as "withdrawnAt", r.withdrawal
    from credit_record r join subject s on s.id = r.subject_id where r.number = ${number} for no key update of r`);

/**
 * Takes a record from disclosure for good; what rests on it and who knew of it is the higher modules' reaction. One that
 * was repaired may still be revoked: it was wrong then, and the subject is owed more than its removal.
 */
export const withdrawRecord = async (
  unit: Unit,
  record: LockedRecord,
  { kind, reason, cause }: { kind: WithdrawalKind; reason: string; cause: Cause },
): Promise<void> => {
  if (record.withdrawnAt !== null && (kind === 'REPAIRED' || record.withdrawal === 'REVOKED'))
    throw new HubError('ILLEGAL_TRANSITION', `Record ${record.number} was withdrawn already.`, {
      state: 'WITHDRAWN',
    });
  await unit.rows(sql`
    update credit_record set withdrawn_at = ${unit.now}, withdrawal = ${kind}, withdraw_reason = ${reason}, objected = false
    where id = ${record.id}`);
  tell(unit, record, 'RECORD_WITHDRAWN', { kind });
  await unit.emit(recordWithdrawn({ recordId: record.id, kind, reason, cause }));
};

/** What of a record may be set right. Whom it is about and who decided may not: then it is revoked. */
export interface RecordCorrection {
  title?: string | null;
  facts?: string | null;
  content?: string | null;
  basis?: string | null;
  fineYuan?: string | null;
  publishUntil?: string | null;
}

export const correctRecord = async (
  unit: Unit,
  record: LockedRecord,
  correction: RecordCorrection,
  { reason, cause, field }: { reason: string; cause: Cause; field: string },
): Promise<void> => {
  const fields = Object.entries(correction).filter(([, value]) => value != null);
  if (fields.length === 0)
    throw badInput(
      field,
      'Say what is to be corrected: title, facts, content, basis, fineYuan, publishUntil.',
    );
  if (correction.title != null && correction.title.trim() === '')
    throw badInput(`${field}.title`, 'title is empty; leave it out to keep it.');
  await unit.rows(sql`
    update credit_record set title = coalesce(${correction.title ?? null}::text, title), facts = coalesce(${correction.facts ?? null}::text, facts),
      content = coalesce(${correction.content ?? null}::text, content), basis = coalesce(${correction.basis ?? null}::text, basis),
      fine_yuan = coalesce(${correction.fineYuan ?? null}::numeric, fine_yuan),
      publish_until = least(${correction.publishUntil ?? null}::date, publish_until), corrected_at = ${unit.now}
    where id = ${record.id}`);
  tell(unit, record, 'RECORD_CORRECTED', { fields: fields.map(([name]) => name) });
  await unit.emit(recordCorrected({ recordId: record.id, reason, cause }));
};

const tell = (
  unit: Unit,
  record: LockedRecord,
  type: 'RECORD_WITHDRAWN' | 'RECORD_CORRECTED',
  detail: Record<string, unknown>,
): void => {
  const event = type === 'RECORD_WITHDRAWN' ? 'records.recordWithdrawn' : 'records.recordCorrected';
  unit.audit({ event, target: 'CreditRecord', targetId: record.id, detail });
  unit.change({
    type,
    target: 'CreditRecord',
    targetId: record.id,
    audience: wasOpen(record) ? 'PUBLIC' : 'PARTIES',
    parties: [record.providerId],
    subjectId: record.subjectId,
    summary: { number: record.number, ...detail },
  });
};

/** What is archive or was withdrawn before is not told about again in public (Henan 19). */
const wasOpen = ({ disclosure, ofPerson, archived, withdrawnAt }: LockedRecord): boolean =>
  disclosure === 'OPEN' && !ofPerson && !archived && withdrawnAt === null;

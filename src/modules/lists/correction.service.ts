import type { Cause } from '../../kernel/cause.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import { announce } from './announcement.repository.js';
import { entryCorrected } from './entry.events.js';
import type { LockedEntry } from './entry.repository.js';
import type { ResponsiblePerson } from './entry.types.js';

/** What of an entry may be set right. What it rests on (list, subject, decision) may not: then it is revoked. */
export interface EntryCorrection {
  ground?: string | null;
  basis?: string | null;
  responsiblePersons?: readonly ResponsiblePerson[] | null;
  /** Only an earlier day: a correction never makes a punishment longer. */
  validUntil?: string | null;
}

/** Sets right what a living entry says, announces it where it was published, and lets the higher modules tell who knew. */
export const correctEntry = async (
  unit: Unit,
  entry: LockedEntry,
  correction: EntryCorrection,
  { reason, cause, field }: { reason: string; cause: Cause; field: string },
): Promise<void> => {
  assertCorrection(entry, correction, field);
  const { ground, basis, responsiblePersons, validUntil } = correction;
  await unit.rows(sql`
    update list_entry set ground = coalesce(${ground ?? null}::text, ground), basis = coalesce(${basis ?? null}::text, basis),
      responsible_persons = coalesce(${responsiblePersons ? JSON.stringify(responsiblePersons) : null}::jsonb, responsible_persons),
      valid_until = coalesce(${validUntil ?? null}::date, valid_until), corrected_at = ${unit.now}, version = version + 1
    where id = ${entry.id}`);
  const isPublic = entry.publishedAt !== null && entry.colour !== 'WATCH';
  unit.audit({
    event: 'lists.entryCorrected',
    target: 'ListEntry',
    targetId: entry.id,
    detail: { ...named(correction) },
  });
  unit.change({
    type: 'ENTRY_CORRECTED',
    target: 'ListEntry',
    targetId: entry.id,
    audience: isPublic ? 'PUBLIC' : 'PARTIES',
    parties: [entry.identifiedById],
    subjectId: entry.subjectId,
    summary: { number: entry.number, fields: Object.keys(named(correction)) },
  });
  if (entry.publishedAt === null) return;
  await announce(unit, 'CORRECTION', [entry.id]);
  await unit.emit(entryCorrected({ entryId: entry.id, reason, cause }));
};

/** Which fields were corrected, without their text: that may be about a person. */
const named = (correction: EntryCorrection): Record<string, true> =>
  Object.fromEntries(
    Object.entries(correction)
      .filter(([, value]) => value != null)
      .map(([name]) => [name, true]),
  );

const assertCorrection = (entry: LockedEntry, correction: EntryCorrection, field: string): void => {
  if (Object.keys(named(correction)).length === 0)
    throw badInput(field, 'Say what is to be corrected: ground, basis, responsiblePersons or validUntil.');
  for (const name of ['ground', 'basis'] as const)
    if (correction[name] != null && correction[name]!.trim() === '')
      throw badInput(`${field}.${name}`, `${name} is empty; leave it out to keep it.`);
  const { validUntil } = correction;
  if (validUntil != null && entry.validUntil !== null && validUntil > entry.validUntil)
    throw new HubError('NOT_PROPORTIONATE', 'A correction cannot make the term longer (Henan 31).', {
      field: `${field}.validUntil`,
      article: 'Henan 31',
    });
  if (validUntil != null && entry.validFrom !== null && validUntil < entry.validFrom)
    throw badInput(`${field}.validUntil`, 'validUntil is before the entry took effect; revoke it instead.');
};

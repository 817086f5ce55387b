import { idNumberCheckDigit } from '../../../src/kernel/codes.js';
import { sql } from '../../../src/kernel/sql.js';
import { type Counted, type RetentionService, retentionKeys } from '../../../src/modules/retention/index.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { sweepAct } from '../../support/retention.js';
import { type Loop, as } from '../lists/support.js';

let persons = 0;

/** A person nobody has named yet, with an ID number whose check digit is right. */
export const newPerson = (): SubjectInput & { idNumber: string; name: string } => {
  const first17 = `41092819850615${String(++persons).padStart(3, '0')}`;
  return {
    idNumber: first17 + idNumberCheckDigit(first17),
    name: `样样子${persons}`,
    kind: 'NATURAL_PERSON',
  };
};
export const register = (hub: Loop, person: SubjectInput): Promise<number> =>
  hub.work.run(as(hub, 'office'), 'register', null, (unit) =>
    hub.modules.subjects.subjects.resolveSubject(unit, person, 'subject'),
  );

export interface StoredPerson {
  name: string;
  cipher: string | null;
  index: string | null;
  masked: string | null;
  erased: boolean;
}

export const storedPerson = async ({ database }: Loop, id: number): Promise<StoredPerson> =>
  (await database.one<StoredPerson>(sql`
    select name, id_number_cipher as cipher, id_number_index as index, id_number_masked as masked,
      erased_at is not null as erased from subject where id = ${id}`))!;

export const isErased = async (hub: Loop, id: number): Promise<boolean> =>
  (await storedPerson(hub, id)).erased;

export const retention = (hub: Loop): RetentionService => hub.modules.retention.retention;

/** Clears what is due; tells of which rules rows went. */
export const clear = async (hub: Loop): Promise<Partial<Record<Counted['key'], number>>> =>
  cleared(await retention(hub).run(sweepAct));

export const due = async (hub: Loop): Promise<Partial<Record<Counted['key'], number>>> =>
  cleared(await retention(hub).due());

const cleared = (counts: readonly Counted[]) => {
  if (counts.length !== retentionKeys.length) throw new Error('a rule was left out');
  return Object.fromEntries(counts.filter(({ rows }) => rows > 0).map(({ key, rows }) => [key, rows]));
};

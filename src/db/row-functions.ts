import { type Sql, raw, sql } from '../kernel/sql.js';

/**
 * Conditions of the row scope and of the wall that look at other tables, as functions of the database: as whoever calls
 * them, so that the wall holds inside too. As parts of a statement PostgreSQL would set each of them up at every
 * execution, also where a row is open by itself; that costs more than the rest of a short statement.
 */
const functions = {
  /** Identified an entry of the subject ($1), has an instruction on it, provided a record, or checked it: the agency $2. */
  'hub_tied_to_subject(bigint, bigint)': `
    exists (select 1 from list_entry e where e.subject_id = $1 and e.identified_by_id = $2)
    or exists (select 1 from instruction i where i.subject_id = $1 and i.agency_id = $2)
    or exists (select 1 from credit_record r where r.subject_id = $1 and r.provider_id = $2)
    or exists (select 1 from check_result c join duty_check k on k.id = c.check_id where c.subject_id = $1 and k.agency_id = $2)`,
  /** Identified an entry of the subject. */
  'hub_identified_subject(bigint, bigint)': `
    exists (select 1 from list_entry e where e.subject_id = $1 and e.identified_by_id = $2)`,
  /** Keeps the list of the entry ($1), must act on it, or holds a receipt for it. */
  'hub_tied_to_entry(bigint, bigint)': `
    exists (select 1 from list_entry e join credit_list l on l.id = e.list_id where e.id = $1 and l.keeper_id = $2)
    or exists (select 1 from instruction i where i.entry_id = $1 and i.agency_id = $2)
    or exists (select 1 from check_hit h join duty_check k on k.id = h.check_id where h.entry_id = $1 and k.agency_id = $2)`,
  /** Keeps the list ($1). */
  'hub_keeps_list(bigint, bigint)': `exists (select 1 from credit_list l where l.id = $1 and l.keeper_id = $2)`,
  /** Identified the entry. */
  'hub_identified_entry(bigint, bigint)': `exists (select 1 from list_entry e where e.id = $1 and e.identified_by_id = $2)`,
  /** Keeps the list of the entry. */
  'hub_keeps_entry(bigint, bigint)': `exists (
    select 1 from list_entry e join credit_list l on l.id = e.list_id where e.id = $1 and l.keeper_id = $2)`,
  /** Provided the record. */
  'hub_provided_record(bigint, bigint)': `exists (select 1 from credit_record r where r.id = $1 and r.provider_id = $2)`,
  /** Carries the instruction out. */
  'hub_carries_out(bigint, bigint)': `exists (select 1 from instruction i where i.id = $1 and i.agency_id = $2)`,
  /** Must do a part of the restoration ($1), or was told of it to acknowledge. */
  'hub_tied_to_restoration(bigint, bigint)': `
    exists (select 1 from restoration_task t where t.restoration_id = $1 and t.owner_id = $2)
    or exists (select 1 from change c join change_recipient r on r.position = c.position
      where c.target = 'Restoration' and c.target_id = $1 and r.organization_id = $2)`,
  /** Has a measure to apply to entries of the list ($1) at the matter $3. */
  'hub_acts_on_list(bigint, bigint, text)': `exists (
    select 1 from memorandum_list m join memorandum o on o.id = m.memorandum_id and o.status = 'IN_FORCE'
    join clause c on c.memorandum_id = o.id
    where m.list_id = $1 and c.implementer_id = $2 and c.matter = $3)`,
  /** The subject has a published entry, no watch entry, within its term on the day $2; null: whatever its term. */
  'hub_listed_openly(bigint, date)': `exists (
    select 1 from list_entry e where e.subject_id = $1 and e.status = 'PUBLISHED' and e.colour <> 'WATCH'
      and ($2 is null or e.valid_until is null or e.valid_until >= $2))`,
} as const;

/** Whether the viewer is shown the row of this id: the wall of what belongs to it. */
const shownWith = [
  'list_entry',
  'instruction',
  'duty_check',
  'objection',
  'repair',
  'restoration',
  'document',
  'import',
  'incident',
] as const;

export const shows = (table: (typeof shownWith)[number], id: string): string => `hub_shows_${table}(${id})`;

/** Tables are named with their schema, as they are found when the function runs: a session's own must not stand in for one. */
const bound = (condition: string): string => condition.replace(/\b(from|join) (\w+)/g, '$1 public.$2');

/** Each by its name and types, with what it says and the statement that makes it. */
export const rowFunctions: readonly { signature: string; condition: string; made: string }[] = [
  ...Object.entries(functions),
  ...shownWith.map((table) => [shows(table, 'bigint'), `exists (select 1 from ${table} p where p.id = $1)`]),
].map(([signature, told]) => {
  const condition = bound(told!);
  const made = `create or replace function ${signature} returns boolean language plpgsql stable parallel safe
    as $$ begin return ${condition}; end $$`;
  return { signature: signature!, condition, made };
});

type AskedOfAgency = Extract<keyof typeof functions, `${string}(bigint, bigint)`>;

/** Asks one of them about a row, by its id, and an agency. */
const ofAgency = (signature: AskedOfAgency) => {
  const name = raw(signature.slice(0, signature.indexOf('(')));
  return (row: Sql, agency: number | null): Sql => sql`${name}(${row}, ${agency}::bigint)`;
};

export const tiedToSubject = ofAgency('hub_tied_to_subject(bigint, bigint)');
export const identifiedSubject = ofAgency('hub_identified_subject(bigint, bigint)');
export const tiedToEntry = ofAgency('hub_tied_to_entry(bigint, bigint)');
export const identifiedEntry = ofAgency('hub_identified_entry(bigint, bigint)');
export const keepsEntry = ofAgency('hub_keeps_entry(bigint, bigint)');
export const providedRecord = ofAgency('hub_provided_record(bigint, bigint)');
export const carriesOut = ofAgency('hub_carries_out(bigint, bigint)');
export const tiedToRestoration = ofAgency('hub_tied_to_restoration(bigint, bigint)');
export const actsOnListAt = (list: Sql, agency: number | null, matter: string): Sql =>
  sql`hub_acts_on_list(${list}, ${agency}::bigint, ${matter}::text)`;
export const listedOpenly = (subject: Sql, today: string): Sql =>
  sql`hub_listed_openly(${subject}, ${today}::date)`;

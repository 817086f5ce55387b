import { shows } from './row-functions.js';

/**
 * What PostgreSQL itself holds to: per table what the hub may do to it, and which rows which viewer is shown
 * (design section 3, coarse: `row-scope.ts` decides in detail, this stands behind it and hides nothing that it shows).
 * The hub's own work sees and writes every row, by a role of its own; nobody else writes; with no viewer set there are no rows.
 */
export interface TableWall {
  /** `appended`: rows are added and never changed. `kept`: changed but never deleted. `cleared`: deleted too. */
  readonly life: 'appended' | 'kept' | 'cleared';
  /** Which rows other viewers are shown: an SQL condition, `nobody`, or `everybody` (nothing of a subject in it). */
  readonly shows: string;
  /** Rows that are never changed but are locked: PostgreSQL asks the right to update one column for that. */
  readonly locked?: true;
}

export const everybody = 'true';
export const nobody = 'false';

// Read for each row, and after what the row says itself: as sub-selects they are read once, but to set those up costs a
// short statement more than all its rows.
const viewer = `current_setting('hub.viewer', true)`;
const organization = `nullif(current_setting('hub.organization', true), '')::bigint`;
const subject = `nullif(current_setting('hub.subject', true), '')::bigint`;

/** Some viewer is set. */
export const isSet = `${viewer} <> ''`;
const office = `${viewer} = 'OFFICE'`;
const supervisor = `${viewer} in ('OFFICE', 'AUDITOR')`;
const agency = (condition: string) => `(${viewer} = 'AGENCY' and (${condition}))`;
/** Whoever may have a part in a matter of a subject. */
const party = `${viewer} in ('OFFICE', 'AUDITOR', 'AGENCY', 'SUBJECT')`;
const own = (...columns: string[]) => columns.map((each) => `${each} = ${organization}`).join(' or ');
const self = `subject_id = ${subject}`;

/** As the rows of `table` that the viewer is shown: its own condition holds inside as well. */
const shown = (table: string, condition: string) => `exists (select 1 from ${table} p where ${condition})`;
const identified = (column: string) => `hub_identified_entry(${column}, ${organization})`;
const keeps = (column: string) => `hub_keeps_entry(${column}, ${organization})`;
const provided = (column: string) => `hub_provided_record(${column}, ${organization})`;
const carriesOut = (column: string) => `hub_carries_out(${column}, ${organization})`;

const either = (...conditions: string[]) => conditions.map((each) => `(${each})`).join(' or ');

/** Every table of the hub; a table that is missing here is shown to the hub alone, and a test asks for its line. */
export const tableWalls: Readonly<Record<string, TableWall>> = {
  // the catalogue, open by its nature
  organization: { life: 'kept', shows: everybody },
  credit_list: { life: 'kept', shows: everybody },
  list_version: { life: 'kept', shows: everybody },
  measure: { life: 'kept', shows: everybody },
  measure_implementer: { life: 'cleared', shows: everybody },
  memorandum: { life: 'kept', shows: everybody },
  memorandum_list: { life: 'cleared', shows: everybody },
  memorandum_signatory: { life: 'cleared', shows: everybody },
  clause: { life: 'cleared', shows: everybody },
  announcement: { life: 'appended', shows: everybody },
  // numbers alone: whether what a process keeps in memory still stands
  freshness: { life: 'kept', shows: everybody },
  touch: { life: 'cleared', shows: everybody },

  // subjects and what is said of them
  subject: {
    life: 'kept',
    shows: either(
      `kind <> 'NATURAL_PERSON'`,
      `${viewer} in ('OFFICE', 'AUDITOR', 'AGENCY')`,
      `id = ${subject}`,
      `hub_listed_openly(id, null)`,
    ),
  },
  credit_record: {
    life: 'kept',
    shows: either(
      office,
      self,
      `${viewer} = 'AUDITOR' and disclosure in ('OPEN', 'SHARED')`,
      agency(`${own('provider_id')} or disclosure <> 'INTERNAL'`),
      `disclosure = 'OPEN' and withdrawn_at is null and ${shown('subject', `p.id = subject_id and p.kind <> 'NATURAL_PERSON'`)}`,
    ),
  },
  list_entry: {
    life: 'kept',
    shows: either(
      `status = 'PUBLISHED' and colour <> 'WATCH'`,
      supervisor,
      self,
      agency(
        `published_at is not null or ${own('identified_by_id')} or hub_keeps_list(list_id, ${organization})`,
      ),
    ),
  },
  instruction: { life: 'kept', shows: either(supervisor, self, agency(own('agency_id'))) },
  feedback: { life: 'appended', shows: shows('instruction', 'instruction_id') },
  notice: {
    life: 'appended',
    shows: either(
      supervisor,
      self,
      agency(either(own('organization_id'), identified('entry_id'), carriesOut('instruction_id'))),
    ),
  },
  duty_check: { life: 'kept', shows: either(supervisor, agency(own('agency_id'))) },
  check_result: { life: 'kept', shows: shows('duty_check', 'check_id') },
  check_hit: { life: 'kept', shows: shows('duty_check', 'check_id') },
  objection: {
    life: 'kept',
    shows: either(
      supervisor,
      self,
      agency(
        either(
          own('raised_by_id', 'provider_id'),
          identified('entry_id'),
          keeps('entry_id'),
          provided('record_id'),
        ),
      ),
    ),
  },
  objection_point: { life: 'kept', shows: shows('objection', 'objection_id') },
  objection_pause: { life: 'kept', shows: shows('objection', 'objection_id') },
  verification: { life: 'kept', shows: shows('objection', 'objection_id') },
  repair: {
    life: 'kept',
    shows: either(supervisor, self, agency(either(own('decider_id', 'applied_by_id'), keeps('entry_id')))),
  },
  community_service: { life: 'appended', shows: either(supervisor, self, own('organizer_id')) },
  reorganisation: { life: 'kept', shows: either(supervisor, self, agency(own('court_id'))) },
  restoration: {
    life: 'kept',
    shows: either(
      supervisor,
      self,
      agency(either(own('responsible_id'), `hub_tied_to_restoration(id, ${organization})`)),
    ),
  },
  restoration_task: { life: 'kept', shows: party },
  outcome: {
    life: 'appended',
    shows: either(
      supervisor,
      self,
      agency(
        either(
          own('organization_id'),
          identified('entry_id'),
          provided('record_id'),
          carriesOut('instruction_id'),
        ),
      ),
    ),
  },
  document: {
    life: 'appended',
    locked: true,
    shows: either(
      self,
      `kind <> 'CREDIT_REPORT' and ${supervisor}`,
      agency(
        `kind <> 'CREDIT_REPORT' and (${own('organization_id')} or (target = 'Objection' and ${shown('objection', `p.id = document.target_id and p.provider_id = ${organization}`)}))`,
      ),
    ),
  },
  credit_report: { life: 'kept', shows: self },
  attachment: {
    life: 'cleared',
    shows: either(
      self,
      own('organization_id'),
      ...(['objection', 'repair', 'restoration', 'document'] as const).map(
        (table) => `lower(target) = '${table}' and ${shows(table, 'target_id')}`,
      ),
    ),
  },
  file: { life: 'cleared', shows: shown('attachment', 'p.file_id = file.id') },

  // what happened, and who has heard of it
  change: {
    life: 'appended',
    shows: either(
      `audience = 'PUBLIC'`,
      supervisor,
      self,
      `parties @> array[${organization}]`,
      agency(`audience = 'GOVERNMENT'`),
      // A change announces instructions to their agency; who is meant follows them in the same order.
      `${viewer} = 'SUBJECT' and type = 'INSTRUCTIONS_ISSUED' and ${shown('instruction', `p.${self} and change.summary -> 'numbers' @> to_jsonb(p.number)`)}`,
    ),
  },
  change_recipient: { life: 'kept', shows: either(party, own('organization_id')) },
  feed_delivery: { life: 'kept', shows: nobody },
  access_event: { life: 'appended', shows: either(supervisor, self, own('organization_id')) },
  status_change: {
    life: 'appended',
    shows: either(
      party,
      `target in ('Measure', 'Memorandum')`,
      `target = 'ListEntry' and ${shows('list_entry', 'target_id')}`,
    ),
  },
  deadline: { life: 'kept', shows: either(party, own('owner_id')) },
  import: { life: 'kept', shows: either(supervisor, own('provider_id')) },
  import_reject: { life: 'cleared', shows: shows('import', 'import_id') },
  incident: { life: 'kept', shows: either(supervisor, own('reported_by_id')) },
  incident_subject: { life: 'kept', shows: either(self, shows('incident', 'incident_id')) },

  legal_hold: { life: 'kept', shows: either(supervisor, self) },
  // the hub's own
  audit_event: { life: 'appended', shows: nobody },
  // A page of the change feed says up to where it is complete.
  ledger_head: { life: 'kept', shows: everybody },
  idempotency: { life: 'cleared', shows: nobody },
  client: { life: 'kept', shows: office },
  oauth_token: { life: 'cleared', shows: nobody },
  session: { life: 'cleared', shows: nobody },
  staff: { life: 'kept', shows: office },
  quota: { life: 'cleared', shows: nobody },
  tally: { life: 'cleared', shows: nobody },
};

import { type Principal, type Scope as TokenScope, holdsScope } from '../kernel/principal.js';
import { type Sql, sql } from '../kernel/sql.js';
import {
  actsOnListAt,
  carriesOut,
  identifiedEntry,
  keepsEntry,
  listedOpenly,
  providedRecord,
  tiedToEntry,
  tiedToRestoration,
  tiedToSubject,
} from './row-functions.js';

/**
 * Which rows a viewer may read: one SQL condition per dataset, over a fixed alias. Every read of the hub goes through
 * here (ScopedReader takes no statement without it). Without a purpose only the public part is left
 * (design section 3; Henan 18, 24, 39).
 */
export interface RowViewer {
  readonly principal: Principal;
  /** Today in Asia/Shanghai, YYYY-MM-DD. */
  readonly today: string;
  /** A purpose was given, the viewer acts (mutation), or reads about itself. */
  readonly mayReadNonPublic: boolean;
  /** The viewer acts (mutation): it may read what it acts on. */
  readonly acting: boolean;
  /** Persons matched by ID number and name in this request. */
  readonly matched: ReadonlySet<number>;
}

/** A viewer inside a unit of work: what it may act on is what it may see while acting. */
export const actingViewer = (principal: Principal, today: string): RowViewer => ({
  principal,
  today,
  mayReadNonPublic: true,
  acting: true,
  matched: new Set(),
});

type Scope = (viewer: RowViewer) => Sql;

const everything: Scope = () => sql`true`;
const nothing = sql`false`;

/** A token narrowed to other work reads nothing of this, whichever way it gets there; an act reads what it acts on. */
const holds = ({ principal, acting }: RowViewer, scope: TokenScope) => acting || holdsScope(principal, scope);

const isSupervisor = ({ principal }: RowViewer) =>
  principal.kind === 'OFFICE' || principal.kind === 'AUDITOR';
const seesAll = (viewer: RowViewer) => viewer.mayReadNonPublic && isSupervisor(viewer);
const actsAsAgency = (viewer: RowViewer) => viewer.mayReadNonPublic && viewer.principal.kind === 'AGENCY';
const readsItself = ({ principal }: RowViewer) =>
  principal.kind === 'SUBJECT' && principal.subjectId !== null;

/** Published, no watch entry, within its term: what everybody may see. Table alias `e`. */
const publicEntry: Scope = ({ today }) =>
  sql`(e.status = 'PUBLISHED' and e.colour <> 'WATCH' and (e.valid_until is null or e.valid_until >= ${today}::date))`;

/** Watch entries only at a matter for which the agency has a measure to apply (Henan 32: related matters). */
const watchAtRelatedMatter: Scope = ({ principal, today }) =>
  principal.purpose === null
    ? nothing
    : sql`(e.status = 'PUBLISHED' and e.colour = 'WATCH' and (e.valid_until is null or e.valid_until >= ${today}::date)
        and ${actsOnListAt(sql`e.list_id`, principal.organizationId, principal.purpose.matter)})`;

/** Entries an agency identified, keeps the list of, must act on, or holds a receipt for. */
const agencyEntry: Scope = ({ principal: { organizationId } }) =>
  sql`(e.identified_by_id = ${organizationId} or ${tiedToEntry(sql`e.id`, organizationId)})`;

const listEntry: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer))
    return sql`(${publicEntry(viewer)} or e.subject_id = ${viewer.principal.subjectId})`;
  if (actsAsAgency(viewer))
    return sql`(${publicEntry(viewer)} or ${agencyEntry(viewer)} or ${watchAtRelatedMatter(viewer)})`;
  return publicEntry(viewer);
};

/**
 * Organisations are known to everybody; persons only by a published entry, by a tie to the viewer, or by an exact
 * match of ID number and name that a government viewer made in this request. Alias `s`.
 */
const subject: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  const open = sql`(s.kind <> 'NATURAL_PERSON' or ${listedOpenly(sql`s.id`, viewer.today)})`;
  if (readsItself(viewer)) return sql`(${open} or s.id = ${viewer.principal.subjectId})`;
  if (actsAsAgency(viewer))
    return sql`(${open} or s.id = any(${[...viewer.matched]}::bigint[]) or ${agencyTie(viewer)})`;
  return open;
};

/** The agency identified an entry of the subject, has an instruction on it, provided a record, or checked it. Alias `s`. */
export const agencyTie: Scope = ({ principal: { organizationId } }) =>
  tiedToSubject(sql`s.id`, organizationId);

/** Last day of a record's own term: what it says; dishonesty information never beyond five years (Henan 19). Alias `r`. */
const ownLastDay = sql`least(r.publish_until,
  case when r.kind in ('PENALTY', 'JUDGMENT') then (r.decided_on + interval '60 months')::date end)`;

/**
 * The last day on which a record is disclosed; null: for good. A published black entry that rests on it keeps it until
 * the entry's last day, no other entry does: the reading of Henan 19 that protects. Alias `r`.
 */
export const disclosedUntil = ({
  today,
}: Pick<RowViewer, 'today'>): Sql => sql`case when ${ownLastDay} is not null then
  greatest(${ownLastDay}, (select max(be.valid_until) from list_entry be where be.record_id = r.id and be.colour = 'BLACK'
    and be.status = 'PUBLISHED' and be.valid_until >= ${today}::date)) end`;

/** Its term is over: archive (Henan 19, 44), whether or not the sweep has said so yet. Alias `r`. */
export const archivedRecord = (viewer: Pick<RowViewer, 'today'>): Sql =>
  sql`coalesce(${disclosedUntil(viewer)} < ${viewer.today}::date, false)`;

/** Neither archive nor withdrawn: what anybody but its provider, the office and its subject may still be shown. Alias `r`. */
const disclosedRecord: Scope = (viewer) => sql`(r.withdrawn_at is null and not ${archivedRecord(viewer)})`;

/** Open records of organisations while they are disclosed and not objected to (Henan 18, 19, 41). Alias `r`. */
const openRecord: Scope = (viewer) =>
  sql`(r.disclosure = 'OPEN' and not r.objected and ${disclosedRecord(viewer)}
    and exists (select 1 from subject rs where rs.id = r.subject_id and rs.kind <> 'NATURAL_PERSON'))`;

const creditRecord: Scope = (viewer) => {
  const { principal } = viewer;
  if (principal.kind !== 'SUBJECT' && !holds(viewer, 'records:read')) return openRecord(viewer);
  if (viewer.mayReadNonPublic && principal.kind === 'OFFICE') return everything(viewer);
  if (viewer.mayReadNonPublic && principal.kind === 'AUDITOR')
    return sql`(r.disclosure in ('OPEN', 'SHARED') and r.withdrawn_at is null)`;
  if (readsItself(viewer)) return sql`(${openRecord(viewer)} or r.subject_id = ${principal.subjectId})`;
  if (!actsAsAgency(viewer)) return openRecord(viewer);
  const own = sql`r.provider_id = ${principal.organizationId}`;
  // Sharing within government needs a matter being handled, not just any act (Henan 18, 22).
  return principal.purpose === null
    ? sql`(${openRecord(viewer)} or ${own})`
    : sql`(${openRecord(viewer)} or ${own} or (r.disclosure <> 'INTERNAL' and ${disclosedRecord(viewer)}))`;
};

/**
 * Whose grade one may learn, whatever of its facts one may see: the office, an agency that handles a matter, and the
 * subject itself; firms once there is a consent. Alias `s`.
 */
const grade: Scope = (viewer) => {
  const { kind, purpose, subjectId } = viewer.principal;
  if (readsItself(viewer)) return sql`(s.id = ${subjectId})`;
  if (!viewer.mayReadNonPublic || !holds(viewer, 'records:read')) return nothing;
  if (kind === 'OFFICE') return everything(viewer);
  return kind === 'AGENCY' && purpose !== null ? subject(viewer) : nothing;
};

/** Own instructions; all for office and auditor; those about oneself. Alias `i`. */
const instruction: Scope = (viewer) => {
  if (!holds(viewer, 'instructions:read')) return nothing;
  if (seesAll(viewer)) return everything(viewer);
  if (actsAsAgency(viewer)) return sql`(i.agency_id = ${viewer.principal.organizationId})`;
  if (readsItself(viewer)) return sql`(i.subject_id = ${viewer.principal.subjectId})`;
  return nothing;
};

/** As the one that raised it, or as provider or keeper of what it is about. Alias `o`. */
const objection: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(o.subject_id = ${viewer.principal.subjectId})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(o.raised_by_id = ${own} or o.provider_id = ${own} or ${identifiedEntry(sql`o.entry_id`, own)}
    or ${keepsEntry(sql`o.entry_id`, own)} or ${providedRecord(sql`o.record_id`, own)})`;
};

/** As keeper of the list, as decider, or as the body whose clerk wrote it down. Alias `rp`. */
const repair: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(rp.subject_id = ${viewer.principal.subjectId})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(rp.decider_id = ${own} or rp.applied_by_id = ${own} or ${keepsEntry(sql`rp.entry_id`, own)})`;
};

/** Hours of oneself; those the own organization recorded. Alias `cs`. */
const communityService: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(cs.subject_id = ${viewer.principal.subjectId})`;
  const { organizationId } = viewer.principal;
  return viewer.mayReadNonPublic && organizationId !== null
    ? sql`(cs.organizer_id = ${organizationId})`
    : nothing;
};

/** Of oneself; those the own court approved. Alias `ro`. */
const reorganisation: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(ro.subject_id = ${viewer.principal.subjectId})`;
  return actsAsAgency(viewer) ? sql`(ro.court_id = ${viewer.principal.organizationId})` : nothing;
};

/** Of oneself; as the body responsible, or as one that must acknowledge. Alias `rs`. */
const restoration: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(rs.subject_id = ${viewer.principal.subjectId})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(rs.responsible_id = ${own} or ${tiedToRestoration(sql`rs.id`, own)})`;
};

/** Of oneself; of what the own agency identified, provided or carries out, or recorded. Alias `oc`. */
const outcome: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(oc.subject_id = ${viewer.principal.subjectId})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(oc.organization_id = ${own} or ${identifiedEntry(sql`oc.entry_id`, own)}
    or ${providedRecord(sql`oc.record_id`, own)} or ${carriesOut(sql`oc.instruction_id`, own)})`;
};

/** Papers and files name people in full, and nothing in them can be masked: auditors see those of organisations. */
const nameable = ({ principal }: RowViewer, subjectId: Sql): Sql =>
  principal.kind === 'AUDITOR'
    ? sql`exists (select 1 from subject ns where ns.id = ${subjectId} and ns.kind <> 'NATURAL_PERSON')`
    : sql`true`;

/** Papers addressed to oneself; those of the own agency. A credit report is its subject's alone. Alias `doc`. */
const document: Scope = (viewer) => {
  if (readsItself(viewer)) return sql`(doc.subject_id = ${viewer.principal.subjectId})`;
  if (seesAll(viewer)) return sql`(doc.kind <> 'CREDIT_REPORT' and ${nameable(viewer, sql`doc.subject_id`)})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(doc.kind <> 'CREDIT_REPORT' and (doc.organization_id = ${own}
    or (doc.target = 'Objection' and exists (select 1 from objection dob where dob.id = doc.target_id and dob.provider_id = ${own}))))`;
};

/** Files of things one sees, and those one sent that wait to be attached. Alias `at`. */
const attachment: Scope = (viewer) => {
  const { organizationId, subjectId } = viewer.principal;
  const own =
    subjectId !== null
      ? sql`at.subject_id = ${subjectId}`
      : organizationId !== null
        ? sql`at.organization_id = ${organizationId}`
        : nothing;
  return sql`((at.target is null and ${own})
    or (at.target = 'Objection' and exists (select 1 from objection o where o.id = at.target_id and ${objection(viewer)} and ${nameable(viewer, sql`o.subject_id`)}))
    or (at.target = 'Repair' and exists (select 1 from repair rp where rp.id = at.target_id and ${repair(viewer)} and ${nameable(viewer, sql`rp.subject_id`)}))
    or (at.target = 'Restoration' and exists (select 1 from restoration rs where rs.id = at.target_id and ${restoration(viewer)} and ${nameable(viewer, sql`rs.subject_id`)}))
    or (at.target = 'Document' and exists (select 1 from document doc where doc.id = at.target_id and ${document(viewer)})))`;
};

/** Terms the own organization owes; all for office and auditor. Nothing of a person stands in them. Alias `d`. */
const deadline: Scope = (viewer) => {
  if (isSupervisor(viewer)) return everything(viewer);
  const { organizationId } = viewer.principal;
  return organizationId === null ? nothing : sql`(d.owner_id = ${organizationId})`;
};

/** Who must acknowledge: the own organization's duty; all for office and auditor; of changes about oneself. Alias `rc`. */
const changeRecipient: Scope = (viewer) => {
  if (isSupervisor(viewer)) return everything(viewer);
  if (readsItself(viewer))
    return sql`(exists (select 1 from change sc where sc.position = rc.position and sc.subject_id = ${viewer.principal.subjectId}))`;
  const { organizationId } = viewer.principal;
  return organizationId === null ? nothing : sql`(rc.organization_id = ${organizationId})`;
};

/** All for office and auditor; those the own organization reported. Whoever is affected is told by a paper. Alias `inc`. */
const incident: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  const { organizationId } = viewer.principal;
  return viewer.mayReadNonPublic && organizationId !== null
    ? sql`(inc.reported_by_id = ${organizationId})`
    : nothing;
};

/** What is held about oneself beyond its term, and why; all for office and auditor. Alias `lh`. */
const legalHold: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  return readsItself(viewer) ? sql`(lh.subject_id = ${viewer.principal.subjectId})` : nothing;
};

/** Receipts of the own agency. Alias `k`. */
const check: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  return actsAsAgency(viewer) ? sql`(k.agency_id = ${viewer.principal.organizationId})` : nothing;
};

/** Files of the own agency; how far one got is nothing about a person, so no purpose is asked. Alias `m`. */
const importScope: Scope = (viewer) => {
  if (isSupervisor(viewer)) return everything(viewer);
  const { kind, organizationId } = viewer.principal;
  return kind === 'AGENCY' ? sql`(m.provider_id = ${organizationId})` : nothing;
};

/** Notices about oneself, served by the own agency, or of an entry or instruction of its. Alias `n`. */
const notice: Scope = (viewer) => {
  if (seesAll(viewer)) return everything(viewer);
  if (readsItself(viewer)) return sql`(n.subject_id = ${viewer.principal.subjectId})`;
  if (!actsAsAgency(viewer)) return nothing;
  const own = viewer.principal.organizationId;
  return sql`(n.organization_id = ${own} or ${identifiedEntry(sql`n.entry_id`, own)}
    or ${carriesOut(sql`n.instruction_id`, own)})`;
};

/** Of entries that were never public an agency hears where it has a part: its entry or list, or a measure on that list. */
const changeForAgency = (own: number | null): Sql =>
  sql`(c.audience = 'GOVERNMENT' and (c.target <> 'ListEntry' or exists (
    select 1 from list_entry ce join credit_list cl on cl.id = ce.list_id where ce.id = c.target_id
      and (ce.identified_by_id = ${own} or cl.keeper_id = ${own} or (ce.published_at is not null and exists (
        select 1 from memorandum_list cm join clause cc on cc.memorandum_id = cm.memorandum_id
        where cm.list_id = ce.list_id and cc.implementer_id = ${own}))))))`;

/** Changes everybody may know, those for government, and those for the own organization. Alias `c`. */
const change: Scope = (viewer) => {
  const { principal } = viewer;
  if (!holds(viewer, 'changes:read')) return sql`(c.audience = 'PUBLIC')`;
  if (principal.kind === 'OFFICE' || principal.kind === 'AUDITOR') return sql`true`;
  const own = sql`c.parties @> array[${principal.organizationId}]::bigint[]`;
  if (principal.kind === 'AGENCY')
    return sql`(c.audience = 'PUBLIC' or ${own} or ${changeForAgency(principal.organizationId)})`;
  if (principal.kind === 'SUBJECT')
    return sql`(c.audience = 'PUBLIC' or c.subject_id = ${principal.subjectId})`;
  return principal.organizationId === null
    ? sql`(c.audience = 'PUBLIC')`
    : sql`(c.audience = 'PUBLIC' or ${own})`;
};

/** The own organization's use; all for office and auditor; what was looked up about oneself. Alias `a`. */
const accessEvent: Scope = (viewer) => {
  const { principal } = viewer;
  if (!holds(viewer, 'audit:read')) return nothing;
  if (principal.kind === 'OFFICE' || principal.kind === 'AUDITOR') return sql`true`;
  if (principal.kind === 'SUBJECT') return sql`(a.subject_id = ${principal.subjectId})`;
  return principal.organizationId === null ? nothing : sql`(a.organization_id = ${principal.organizationId})`;
};

export const isGovernment = ({ principal }: RowViewer) =>
  ['OFFICE', 'AUDITOR', 'AGENCY'].includes(principal.kind);

/** Drafts are for those who make them. Alias `x`. */
const measure: Scope = (viewer) => (isGovernment(viewer) ? everything(viewer) : sql`(x.status <> 'DRAFT')`);

/** In force, or ended after it had been: a draft that was given up was never for the public. Alias `mo`. */
const announcedMemorandum = sql`(mo.status = 'IN_FORCE' or (mo.status = 'ENDED' and exists (
    select 1 from status_change mh where mh.target = 'Memorandum' and mh.target_id = mo.id and mh.to_status = 'IN_FORCE')))`;

/** Unsigned memoranda are for their parties. Alias `mo`. */
const memorandum: Scope = (viewer) => {
  if (viewer.principal.kind === 'OFFICE' || viewer.principal.kind === 'AUDITOR') return everything(viewer);
  if (viewer.principal.kind !== 'AGENCY') return announcedMemorandum;
  const own = viewer.principal.organizationId;
  return sql`(${announcedMemorandum} or mo.initiator_id = ${own}
    or exists (select 1 from memorandum_signatory ms where ms.memorandum_id = mo.id and ms.organization_id = ${own}))`;
};

const client: Scope = (viewer) =>
  viewer.principal.kind === 'OFFICE' && holds(viewer, 'clients:write') ? sql`true` : nothing;

/** How many entries the watch list got and when is for government, as the entries are (Henan 32). Alias `l`. */
const listVersion: Scope = (viewer) => (isGovernment(viewer) ? everything(viewer) : sql`l.colour <> 'WATCH'`);

/** Dataset → condition. The alias each condition speaks of stands beside it. */
export const rowScope = {
  ListEntry: listEntry, // e
  Subject: subject, // s
  CreditRecord: creditRecord, // r
  Grade: grade, // s
  Instruction: instruction, // i
  Feedback: everything, // reached through its instruction only
  Objection: objection, // o
  Check: check, // k
  Import: importScope, // m
  Notice: notice, // n
  Change: change, // c
  FeedHead: everything, // one number: how many changes there are
  AccessEvent: accessEvent, // a
  Measure: measure, // x
  Memorandum: memorandum, // mo
  Clause: everything, // reached through its memorandum or instruction only
  CreditList: everything, // l
  ListVersion: listVersion, // l
  Organization: everything, // org
  Client: client, // cl
  StaffMember: client, // st: whoever hands out clients blocks people
  StatusChange: everything, // reached through the thing it is the history of
  Announcement: everything, // an: made for everybody
  Repair: repair, // rp
  CommunityService: communityService, // cs
  Reorganisation: reorganisation, // ro
  Restoration: restoration, // rs
  RestorationTask: everything, // reached through its restoration only
  Outcome: outcome, // oc
  Document: document, // doc
  Attachment: attachment, // at
  Incident: incident, // inc: whom it is about stands beside it
  IncidentSubject: incident, // inc
  LegalHold: legalHold, // lh
  Deadline: deadline, // d
  DeadlineOfThing: everything, // reached through the thing it runs for
  ChangeRecipient: changeRecipient, // rc
  RecipientOfThing: everything, // reached through the restoration of the subject
  Verification: everything, // reached through its objection only
} satisfies Record<string, Scope>;

export type Dataset = keyof typeof rowScope;

import { maskName } from '../kernel/codes.js';
import { type Principal, type ViewerKind, viewerKinds } from '../kernel/principal.js';

/** The facts of a row that a field rule may look at. Loaders select them under these names. */
export interface PolicyRow {
  subjectId?: number | null;
  identifiedById?: number | null;
  agencyId?: number | null;
  /** On a subject: the viewer has a tie to it, or matched it, so its name need not be masked. */
  clear?: boolean;
  /** On a subject: the viewer's agency identified an entry of it. */
  identifiedByViewer?: boolean;
  kind?: string;
  name?: string;
  verdict?: string;
}

type Verdict = boolean | ((principal: Principal, row: PolicyRow) => boolean);

/** Who may see a field. Synchronous: it is asked once per field and row. */
export interface FieldRule {
  /** One sentence for POLICY.md. */
  about: string;
  allows: Record<ViewerKind, Verdict>;
  /** What would grant it, told with the redaction. */
  grant: string;
  /** Values that need no purpose: a person's data do unless this says otherwise. Absent: none is needed. */
  openWhen?: (row: PolicyRow) => boolean;
  /** What stands in place of the value for a non-null field; null otherwise. */
  otherwise?: (row: PolicyRow) => unknown;
}

const never = () => false;
/** Organisations have neither a name to hide nor an ID number. A row that does not say what it is may be a person's. */
const ofOrganisation = (row: PolicyRow) => row.kind !== undefined && row.kind !== 'NATURAL_PERSON';

const none = Object.fromEntries(viewerKinds.map((kind) => [kind, false])) as Record<ViewerKind, Verdict>;
const all = Object.fromEntries(viewerKinds.map((kind) => [kind, true])) as Record<ViewerKind, Verdict>;

const isOrganisation = (_: Principal, row: PolicyRow) => ofOrganisation(row);
const isClear = (_: Principal, row: PolicyRow) => ofOrganisation(row) || row.clear === true;
const isSelf = (principal: Principal, row: PolicyRow) =>
  row.subjectId != null && row.subjectId === principal.subjectId;
const identified = (principal: Principal, row: PolicyRow) =>
  row.identifiedById != null && row.identifiedById === principal.organizationId;
const isOwn = (principal: Principal, row: PolicyRow) =>
  row.agencyId != null && row.agencyId === principal.organizationId;

/** Every rule a field can have. The table names one of these for each field of each type. */
export const fieldRules = {
  open: { about: 'Everybody who may see the row.', allows: all, grant: '' },
  personName: {
    about:
      'Names of organisations are open. Names of persons are masked but for the office, the person, agencies with a tie to it, and firms that matched ID number and name.',
    allows: {
      ...none,
      PUBLIC: isOrganisation,
      REGION: isOrganisation,
      AUDITOR: isOrganisation,
      FIRM: isClear,
      BANK: isClear,
      ASSOCIATION: isClear,
      AGENCY: isClear,
      OFFICE: true,
      SUBJECT: isClear,
    },
    grant: "With a purpose: a match by person(idNumber, name), or an agency's own entry or matter.",
    openWhen: ofOrganisation,
    otherwise: (row) => maskName(row.name ?? ''),
  },
  idNumber: {
    about:
      'ID number in clear: the office, the person itself, and the agency that identified an entry of it.',
    allows: { ...none, OFFICE: true, AGENCY: (_, row) => row.identifiedByViewer === true, SUBJECT: isSelf },
    grant:
      'Only the agency that identified an entry of this person, the credit office and the person itself.',
    openWhen: ofOrganisation,
  },
  idNumberMasked: {
    about: 'Masked ID number: government, the person itself, and firms that matched it.',
    allows: {
      ...none,
      OFFICE: true,
      AUDITOR: true,
      AGENCY: isClear,
      SUBJECT: isSelf,
      FIRM: isClear,
      BANK: isClear,
      ASSOCIATION: isClear,
    },
    grant: 'A tie to the person, or a match by person(idNumber, name).',
    openWhen: ofOrganisation,
  },
  proceedings: {
    about:
      'How an entry came about: the office, the auditor, the agency that identified it, and the subject.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: identified, SUBJECT: isSelf },
    grant: 'Being the identifying agency, the credit office, an auditor or the subject.',
    openWhen: never,
  },
  responsible: {
    about: 'Persons responsible (Henan 35): government and the subject; for others the law names no purpose.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: true, SUBJECT: isSelf },
    grant: 'Government viewers with a purpose, or the subject itself.',
    openWhen: never,
  },
  government: {
    about: 'Government viewers and, where the row is about it, the subject.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: true, SUBJECT: isSelf },
    grant: 'A token of an agency, the credit office or an auditor.',
  },
  gradeDetail: {
    about:
      'Grade and its reasons: the office, an agency handling a matter, and the subject itself; firms with its consent.',
    allows: { ...none, OFFICE: true, AGENCY: true, SUBJECT: isSelf },
    grant: 'A token of an agency with a purpose, or the subject itself.',
    openWhen: never,
  },
  practitionerGroup: {
    about:
      'Special practitioner group of a person (Policy 一(二)3): government with a purpose, and the person.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: true, SUBJECT: isSelf },
    grant: 'Government viewers with a purpose, or the subject itself.',
    openWhen: never,
  },
  recordDetail: {
    about: 'Facts of a record in full: government and the subject.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: true, SUBJECT: isSelf },
    grant: 'A token of an agency with a purpose, or the subject itself.',
    openWhen: never,
  },
  executing: {
    about:
      'How an instruction is carried out: the agency it is for, the office, the auditor, and the subject.',
    allows: { ...none, OFFICE: true, AUDITOR: true, AGENCY: isOwn, SUBJECT: isSelf },
    grant: 'Being the agency the instruction is for, the credit office, an auditor or the subject.',
    openWhen: never,
  },
  itself: {
    about: 'The subject itself.',
    allows: { ...none, SUBJECT: isSelf },
    grant: 'Only the subject itself, with its own token.',
  },
  verdict: {
    about:
      'What a check says. Whether a subject is unknown to the hub is told to agencies and the office only; others read CLEAR.',
    allows: { ...none, OFFICE: true, AGENCY: true, AUDITOR: (_, row) => row.verdict !== 'UNKNOWN_SUBJECT' },
    grant: 'A token of an agency or the credit office.',
    otherwise: () => 'CLEAR',
  },
} as const satisfies Record<string, FieldRule>;

export type FieldRuleName = keyof typeof fieldRules;

/** May this viewer see a field of this row under the rule? */
export const permits = (
  rule: FieldRule,
  viewer: { principal: Principal; mayReadNonPublic: boolean },
  row: PolicyRow,
): boolean => {
  if (rule.openWhen) {
    if (rule.openWhen(row)) return true;
    if (!viewer.mayReadNonPublic) return false;
  }
  const verdict = rule.allows[viewer.principal.kind];
  return typeof verdict === 'boolean' ? verdict : verdict(viewer.principal, row);
};

/**
 * The closed vocabularies of the hub (design section 2 and 6), as plain values: entities, rules and GraphQL enums
 * are made from these, so that a word is written once.
 */
export const organizationKinds = [
  'OFFICE',
  'AGENCY',
  'AUTHORISED_BODY',
  'FIRM',
  'BANK',
  'ASSOCIATION',
  'REGION',
  'AUDITOR',
] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

export const levels = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'] as const;
export type Level = (typeof levels)[number];

export const subjectKinds = ['LEGAL_PERSON', 'UNINCORPORATED', 'SOLE_TRADER', 'NATURAL_PERSON'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const checkDigitStatuses = ['VALID', 'REGISTRY_CONFIRMED'] as const;
export type CheckDigitStatus = (typeof checkDigitStatuses)[number];

export const listColours = ['RED', 'WATCH', 'BLACK'] as const;
export type ListColour = (typeof listColours)[number];

export const severities = ['MINOR', 'GENERAL', 'SERIOUS'] as const;
export type Severity = (typeof severities)[number];

/** Strongest first. A black measure needs one of the first two (Henan 34). */
export const basisRanks = ['LAW', 'ADMINISTRATIVE_REGULATION', 'LOCAL_REGULATION', 'RULE', 'POLICY'] as const;
export type BasisRank = (typeof basisRanks)[number];

export const measureKinds = ['INCENTIVE', 'PUNISHMENT'] as const;
export type MeasureKind = (typeof measureKinds)[number];

export const triggers = ['ON_PUBLICATION', 'ON_CHECK'] as const;
export type Trigger = (typeof triggers)[number];

export const entryOrigins = ['LOCAL', 'UPSTREAM'] as const;
export type EntryOrigin = (typeof entryOrigins)[number];

export const entryStatuses = [
  'PROPOSED',
  'NOTIFIED',
  'PUBLISHED',
  'SUSPENDED',
  'REMOVED',
  'EXPIRED',
  'REVOKED',
  'REJECTED',
  'WITHDRAWN',
] as const;
export type EntryStatus = (typeof entryStatuses)[number];

export const measureStatuses = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;
export type MeasureStatus = (typeof measureStatuses)[number];

export const memorandumStatuses = ['DRAFT', 'SIGNING', 'IN_FORCE', 'ENDED'] as const;
export type MemorandumStatus = (typeof memorandumStatuses)[number];

export const instructionStatuses = [
  'ISSUED',
  'ACKNOWLEDGED',
  'APPLIED',
  'SUSPENDED',
  'DECLINED',
  'LIFTED',
  'CANCELLED',
] as const;
export type InstructionStatus = (typeof instructionStatuses)[number];

export const objectionStatuses = [
  'SUBMITTED',
  'ACCEPTED',
  'VERIFYING',
  'UPHELD',
  'DISMISSED',
  'REVIEWING',
] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

export const objectionChannels = ['WEB', 'PHONE', 'EMAIL', 'COUNTER', 'WECHAT'] as const;
export type ObjectionChannel = (typeof objectionChannels)[number];

export const verdicts = ['CLEAR', 'INCENTIVE', 'PUNISHMENT', 'BOTH', 'SUSPENDED', 'UNKNOWN_SUBJECT'] as const;
export type Verdict = (typeof verdicts)[number];

export const recordKinds = ['PENALTY', 'LICENCE', 'AWARD', 'JUDGMENT', 'COMMITMENT'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** How a record may be disclosed (Henan 18), beside internal use. */
export const disclosureModes = ['OPEN', 'SHARED', 'AUTHORISED', 'INTERNAL'] as const;
export type DisclosureMode = (typeof disclosureModes)[number];

export const procedures = ['SIMPLIFIED', 'ORDINARY'] as const;
export type Procedure = (typeof procedures)[number];

export const finalities = ['FINAL', 'OPEN'] as const;
export type Finality = (typeof finalities)[number];

export const importFormats = ['CF', 'XK', 'ENTRIES'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const importStatuses = ['RECEIVED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const noticeChannels = ['IN_PERSON', 'POST', 'ELECTRONIC', 'PUBLIC_ANNOUNCEMENT'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export const feedbackOutcomes = ['APPLIED', 'LIFTED'] as const;
export type FeedbackOutcome = (typeof feedbackOutcomes)[number];

export const clientStatuses = ['ACTIVE', 'SUSPENDED', 'REVOKED'] as const;
export type ClientStatus = (typeof clientStatuses)[number];
export const clientAuthentications = ['SECRET', 'KEYS'] as const;
export type ClientAuthentication = (typeof clientAuthentications)[number];

export const changeTypes = [
  'LIST_VERSION_PUBLISHED',
  'ENTRY_PUBLISHED',
  'ENTRY_SUSPENDED',
  'ENTRY_RESTORED',
  'ENTRY_ENDED',
  'INSTRUCTIONS_ISSUED',
  'INSTRUCTION_UPDATED',
  'MEASURE_PUBLISHED',
  'MEASURE_RETIRED',
  'MEMORANDUM_IN_FORCE',
  'MEMORANDUM_ENDED',
  'RECORDS_IMPORTED',
  'OBJECTION_RECEIVED',
  'OBJECTION_DECIDED',
  'ENTRY_CORRECTED',
  'RECORD_CORRECTED',
  'RECORD_WITHDRAWN',
  'VERIFICATION_ASKED',
  'REPAIR_APPLIED',
  'REPAIR_DECIDED',
  'RESTORATION_OPENED',
  'RESTORATION_DONE',
  'DEADLINE_NEAR',
  'DEADLINE_MISSED',
  'INCIDENT_UPDATED',
] as const;
export type ChangeType = (typeof changeTypes)[number];

/** How an organization came to know of what is taken back. */
export const recipientGrounds = ['PROVIDER', 'INSTRUCTION', 'CHECK', 'ACCESS', 'FEED'] as const;
export type RecipientGround = (typeof recipientGrounds)[number];

/** What a term of the law runs for. Whoever owes it is told before it ends and, when it was missed, so is the office. */
export const deadlineKinds = [
  'OBJECTION_DECISION',
  'VERIFICATION',
  'REPAIR_ACCEPTANCE',
  'REPAIR_DECISION',
  'RESTORATION_TASK',
  'ACKNOWLEDGEMENT',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** Papers the hub makes out itself. */
export const documentKinds = [
  'LISTING_NOTICE',
  'MEASURE_NOTICE',
  'OBJECTION_DECISION',
  'REPAIR_DECISION',
  'CORRECTION_NOTICE',
  'CREDIT_REPORT',
  'INCIDENT_NOTICE',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What is announced where an entry was published (Henan 37, 66). */
export const announcementKinds = ['REMOVAL', 'EXPIRY', 'REVOCATION', 'CORRECTION'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

/** Why a record is withdrawn from disclosure before its term. */
export const withdrawalKinds = ['REVOKED', 'REPAIRED'] as const;
export type WithdrawalKind = (typeof withdrawalKinds)[number];

/** What became of what was wrong: taken away, or set right and kept. */
export const objectionRemedies = ['REVOKE', 'CORRECT'] as const;
export type ObjectionRemedy = (typeof objectionRemedies)[number];

/** What the provider found when it verified (Henan 41). */
export const verificationFindings = ['WRONG', 'RIGHT'] as const;
export type VerificationFinding = (typeof verificationFindings)[number];

/** What stops the clock of an objection (Henan 41, paragraph 3). */
export const pauseKinds = ['INSPECTION', 'TESTING', 'QUARANTINE', 'APPRAISAL', 'EXPERT_REVIEW'] as const;
export type PauseKind = (typeof pauseKinds)[number];

export const repairStatuses = ['APPLIED', 'ACCEPTED', 'APPROVED', 'REFUSED', 'WITHDRAWN'] as const;
export type RepairStatus = (typeof repairStatuses)[number];

export const repairConditionKinds = [
  'REPAIRABLE',
  'MINIMUM_PERIOD',
  'DUTIES_DONE',
  'COMMITMENT',
  'TRAINING',
  'CREDIT_REPORT',
  'COMMUNITY_SERVICE',
  'NO_REPEAT',
  'NOT_ON_SERIOUS_LIST',
] as const;
export type RepairConditionKind = (typeof repairConditionKinds)[number];

export const restorationStatuses = ['OPEN', 'DONE'] as const;
export type RestorationStatus = (typeof restorationStatuses)[number];

export const restorationCauses = ['OBJECTION', 'REVOCATION', 'OUTCOME', 'ANNULLED_ACT'] as const;
export type RestorationCause = (typeof restorationCauses)[number];

export const restorationTaskKinds = ['APOLOGY', 'COMPENSATION', 'STAFF_RESPONSIBILITY'] as const;
export type RestorationTaskKind = (typeof restorationTaskKinds)[number];

export const restorationTaskStatuses = ['OPEN', 'DONE', 'NOT_REQUIRED'] as const;
export type RestorationTaskStatus = (typeof restorationTaskStatuses)[number];

/** The ways of Policy 五(五) beside the objection. */
export const outcomeKinds = ['COMPLAINT', 'ADMINISTRATIVE_REVIEW', 'LITIGATION'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const outcomeResults = ['ANNULLED', 'CHANGED', 'CONFIRMED', 'ENDED_OTHERWISE'] as const;
export type OutcomeResult = (typeof outcomeResults)[number];

export const gradeLetters = ['A', 'B', 'C', 'D'] as const;
export type GradeLetter = (typeof gradeLetters)[number];

/** Professions of which credit is looked at specially (Policy 一(二)3). */
export const practitionerGroups = [
  'LEGAL_REPRESENTATIVE',
  'LAWYER',
  'TEACHER',
  'PHYSICIAN',
  'PHARMACIST',
  'ACCOUNTANT',
  'APPRAISER',
  'TAX_AGENT',
  'CONSTRUCTION_ENGINEER',
  'FIRE_ENGINEER',
  'ESTATE_AGENT',
  'FINANCIAL_PRACTITIONER',
  'TOUR_GUIDE',
  'CIVIL_SERVANT',
] as const;
export type PractitionerGroup = (typeof practitionerGroups)[number];

/** What can happen to credit information against the law (Policy 五(二), Henan 25). */
export const incidentKinds = ['LEAK', 'TAMPERING', 'SALE', 'LOSS', 'MISUSE'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStatuses = ['REPORTED', 'INVESTIGATING', 'CONFIRMED', 'UNFOUNDED', 'CLOSED'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

import type { Scope, ViewerKind } from '../kernel/principal.js';

/** Who may call a root field: kinds of viewer, a scope the token must have, and whether a purpose must be given. */
export interface OperationRight {
  kinds: readonly ViewerKind[] | 'EVERYBODY';
  scope?: Scope;
  purpose?: true;
}

const everybody: OperationRight = { kinds: 'EVERYBODY' };
const government: readonly ViewerKind[] = ['AGENCY', 'OFFICE', 'AUDITOR'];
const withSubject: readonly ViewerKind[] = [...government, 'SUBJECT'];
const market: readonly ViewerKind[] = ['FIRM', 'BANK', 'ASSOCIATION', 'REGION'];
const holders: readonly ViewerKind[] = [...withSubject, ...market];
const office: readonly ViewerKind[] = ['OFFICE'];
const proposers: readonly ViewerKind[] = ['AGENCY', 'OFFICE'];

/** Subscriptions give what the queries beside them give, event by event: the same rights. */
export const subscriptionRights: Record<string, OperationRight> = {
  changed: { kinds: holders, scope: 'changes:read' },
  instructionIssued: { kinds: withSubject, scope: 'instructions:read', purpose: true },
};

/** The table of root fields (design section 6). A root field without a row is refused to everybody. */
export const operationRights: Record<'Query' | 'Mutation', Record<string, OperationRight>> = {
  Query: {
    viewer: everybody,
    node: everybody,
    subject: everybody,
    subjectsByCode: everybody,
    subjects: everybody,
    creditList: everybody,
    creditLists: everybody,
    listEntry: everybody,
    listEntries: everybody,
    measure: everybody,
    measures: everybody,
    memorandum: everybody,
    memoranda: everybody,
    organizations: everybody,
    statistics: everybody,
    creditRecords: everybody,
    announcements: everybody,
    person: {
      kinds: ['AGENCY', 'OFFICE', 'FIRM', 'BANK', 'ASSOCIATION'],
      scope: 'persons:match',
      purpose: true,
    },
    instructions: { kinds: withSubject, scope: 'instructions:read', purpose: true },
    check: { kinds: government, purpose: true },
    import: { kinds: government },
    objections: { kinds: withSubject, purpose: true },
    repairs: { kinds: withSubject, purpose: true },
    repairOutlook: { kinds: ['AGENCY', 'OFFICE', 'SUBJECT'], purpose: true },
    restorations: { kinds: withSubject, purpose: true },
    outcomes: { kinds: withSubject, purpose: true },
    changes: { kinds: holders, scope: 'changes:read' },
    changesToAcknowledge: { kinds: [...government, ...market], scope: 'changes:read' },
    accessEvents: { kinds: holders, scope: 'audit:read' },
    audit: { kinds: ['OFFICE', 'AUDITOR'], scope: 'audit:read' },
    auditHead: { kinds: ['OFFICE', 'AUDITOR'], scope: 'audit:read' },
    auditHashes: { kinds: ['OFFICE', 'AUDITOR'], scope: 'audit:read' },
    clients: { kinds: office, scope: 'clients:write' },
    staff: { kinds: office, scope: 'clients:write' },
    incident: { kinds: [...government, ...market], purpose: true },
    incidents: { kinds: [...government, ...market], purpose: true },
    legalHolds: { kinds: ['OFFICE', 'AUDITOR', 'SUBJECT'], purpose: true },
    deadlines: { kinds: holders },
    document: { kinds: withSubject, purpose: true },
  },
  Mutation: {
    proposeEntry: { kinds: proposers, scope: 'lists:write' },
    proposeEntries: { kinds: proposers, scope: 'lists:write' },
    serveEntryNotice: { kinds: proposers, scope: 'lists:write' },
    prepareNotice: { kinds: proposers, scope: 'lists:write' },
    serveDocument: { kinds: proposers, scope: 'lists:write' },
    withdrawEntry: { kinds: proposers, scope: 'lists:write' },
    rejectEntry: { kinds: office, scope: 'lists:publish' },
    revokeEntry: { kinds: proposers, scope: 'lists:write' },
    publishEntries: { kinds: office, scope: 'lists:publish' },
    draftMeasure: { kinds: proposers, scope: 'catalogue:write' },
    publishMeasure: { kinds: office, scope: 'catalogue:publish' },
    retireMeasure: { kinds: office, scope: 'catalogue:write' },
    draftMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    signMemorandum: { kinds: proposers, scope: 'catalogue:publish' },
    endMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    fileMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    checkSubjects: { kinds: proposers, scope: 'checks:write' },
    acknowledgeInstruction: { kinds: ['AGENCY'], scope: 'instructions:write' },
    serveNotice: { kinds: ['AGENCY'], scope: 'instructions:write' },
    reportFeedback: { kinds: ['AGENCY'], scope: 'instructions:write' },
    declineInstruction: { kinds: ['AGENCY'], scope: 'instructions:write' },
    raiseObjection: { kinds: ['SUBJECT', 'AGENCY', 'OFFICE'], scope: 'objections:write' },
    acceptObjection: { kinds: office, scope: 'objections:decide' },
    reportVerification: { kinds: proposers, scope: 'objections:verify' },
    pauseObjection: { kinds: office, scope: 'objections:decide' },
    resumeObjection: { kinds: office, scope: 'objections:decide' },
    decideObjection: { kinds: office, scope: 'objections:decide' },
    requestReview: { kinds: ['SUBJECT', 'OFFICE'], scope: 'objections:write' },
    recordReview: { kinds: office, scope: 'objections:decide' },
    applyForRepair: { kinds: ['SUBJECT', 'AGENCY', 'OFFICE'], scope: 'repairs:write' },
    acceptRepair: { kinds: proposers, scope: 'repairs:decide' },
    decideRepair: { kinds: proposers, scope: 'repairs:decide' },
    withdrawRepair: { kinds: ['SUBJECT', 'AGENCY', 'OFFICE'], scope: 'repairs:write' },
    recordCommunityService: { kinds: ['ASSOCIATION', 'AGENCY', 'OFFICE'], scope: 'repairs:write' },
    recordReorganisation: { kinds: proposers, scope: 'repairs:write' },
    endReorganisation: { kinds: proposers, scope: 'repairs:write' },
    completeRestorationTask: { kinds: proposers, scope: 'restorations:write' },
    recordOutcome: { kinds: proposers, scope: 'restorations:write' },
    revokeRecord: { kinds: proposers, scope: 'restorations:write' },
    acknowledgeChange: { kinds: [...proposers, ...market], scope: 'changes:acknowledge' },
    takeReport: { kinds: ['SUBJECT'], scope: 'audit:read' },
    assignPractitionerGroup: { kinds: proposers, scope: 'subjects:write' },
    reportIncident: { kinds: [...government, ...market], scope: 'incidents:write' },
    investigateIncident: { kinds: office, scope: 'incidents:decide' },
    decideIncident: { kinds: office, scope: 'incidents:decide' },
    recordIncidentHandling: { kinds: office, scope: 'incidents:decide' },
    closeIncident: { kinds: office, scope: 'incidents:decide' },
    placeLegalHold: { kinds: office, scope: 'holds:write' },
    liftLegalHold: { kinds: office, scope: 'holds:lift' },
    createClient: { kinds: office, scope: 'clients:write' },
    rotateClientSecret: { kinds: office, scope: 'clients:write' },
    setClientAuthentication: { kinds: office, scope: 'clients:write' },
    suspendClient: { kinds: office, scope: 'clients:write' },
    resumeClient: { kinds: office, scope: 'clients:write' },
    restrictClient: { kinds: office, scope: 'clients:write' },
    revokeClient: { kinds: office, scope: 'clients:write' },
    suspendOrganization: { kinds: office, scope: 'clients:write' },
    resumeOrganization: { kinds: office, scope: 'clients:write' },
    blockPerson: { kinds: office, scope: 'clients:write' },
    unblockPerson: { kinds: office, scope: 'clients:write' },
    endStaffSessions: { kinds: office, scope: 'clients:write' },
  },
};

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
const holders: readonly ViewerKind[] = [...withSubject, 'FIRM', 'BANK', 'ASSOCIATION', 'REGION'];
const office: readonly ViewerKind[] = ['OFFICE'];
const proposers: readonly ViewerKind[] = ['AGENCY', 'OFFICE'];

/** The table of root fields (design section 6). A root field without a row is refused to everybody. */
export const operationRights: Record<'Query' | 'Mutation', Record<string, OperationRight>> = {
  Query: {
    viewer: everybody,
    node: everybody,
    subject: everybody,
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
    changes: { kinds: holders, scope: 'changes:read' },
    accessEvents: { kinds: holders, scope: 'audit:read' },
    audit: { kinds: ['OFFICE', 'AUDITOR'], scope: 'audit:read' },
    clients: { kinds: office, scope: 'clients:write' },
    deadlines: { kinds: holders },
  },
  Mutation: {
    proposeEntry: { kinds: proposers, scope: 'lists:write' },
    proposeEntries: { kinds: proposers, scope: 'lists:write' },
    serveEntryNotice: { kinds: proposers, scope: 'lists:write' },
    withdrawEntry: { kinds: proposers, scope: 'lists:write' },
    rejectEntry: { kinds: office, scope: 'lists:publish' },
    revokeEntry: { kinds: proposers, scope: 'lists:write' },
    publishEntries: { kinds: office, scope: 'lists:publish' },
    draftMeasure: { kinds: proposers, scope: 'catalogue:write' },
    publishMeasure: { kinds: office, scope: 'catalogue:write' },
    retireMeasure: { kinds: office, scope: 'catalogue:write' },
    draftMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    signMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    endMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    fileMemorandum: { kinds: proposers, scope: 'catalogue:write' },
    checkSubjects: { kinds: proposers, scope: 'checks:write' },
    acknowledgeInstruction: { kinds: ['AGENCY'], scope: 'instructions:write' },
    serveNotice: { kinds: ['AGENCY'], scope: 'instructions:write' },
    reportFeedback: { kinds: ['AGENCY'], scope: 'instructions:write' },
    declineInstruction: { kinds: ['AGENCY'], scope: 'instructions:write' },
    raiseObjection: { kinds: ['SUBJECT', 'AGENCY', 'OFFICE'], scope: 'objections:write' },
    decideObjection: { kinds: office, scope: 'objections:decide' },
    assignPractitionerGroup: { kinds: proposers, scope: 'subjects:write' },
    createClient: { kinds: office, scope: 'clients:write' },
    rotateClientSecret: { kinds: office, scope: 'clients:write' },
    revokeClient: { kinds: office, scope: 'clients:write' },
  },
};

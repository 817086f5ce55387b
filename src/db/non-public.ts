import type { ViewerKind } from '../kernel/principal.js';
import type { Dataset } from './row-scope.js';

interface NotedRow {
  status?: string;
  colour?: string;
  validUntil?: string | null;
  disclosure?: string;
  archived?: boolean;
  withdrawnAt?: Date | null;
  objected?: boolean;
  ofPerson?: boolean;
  kind?: string;
  clear?: boolean;
  id?: number;
  subjectId?: number | null;
}

const isOver = (lastDay: string | null | undefined, today: string) => lastDay != null && lastDay < today;

/** The same as `publicEntry` and `openRecord` say, of a row that was read. */
const isPublicEntry = (row: NotedRow, today: string) =>
  row.status === 'PUBLISHED' && row.colour !== 'WATCH' && !isOver(row.validUntil, today);
const isOpenRecord = (row: NotedRow) =>
  row.disclosure === 'OPEN' &&
  !row.objected &&
  !row.ofPerson &&
  row.archived === false &&
  row.withdrawnAt == null;

/** Which rows of a dataset count as a read of non-public data, and about whom; undefined: the row is public. */
export interface NonPublic {
  /** What a row must say for that: a statement that leaves it out is refused. */
  needs: readonly string[];
  subjectOf: (row: NotedRow, today: string, viewer: ViewerKind) => number | null | undefined;
}

const always: NonPublic = { needs: ['subjectId'], subjectOf: (row) => row.subjectId };

/** Auditors see persons masked, but also those whom nobody published: that they are known here is not public. */
const isPublicPerson = (row: NotedRow, viewer: ViewerKind) =>
  row.kind !== 'NATURAL_PERSON' || (!row.clear && viewer !== 'AUDITOR');

/**
 * Which reads are recorded (Henan 39, 40). A dataset that is missing here holds nothing personal.
 */
export const nonPublic: Partial<Record<Dataset, NonPublic>> = {
  ListEntry: {
    needs: ['status', 'colour', 'validUntil', 'subjectId'],
    subjectOf: (row, today) => (isPublicEntry(row, today) ? undefined : row.subjectId),
  },
  Subject: {
    needs: ['id', 'kind', 'clear'],
    subjectOf: (row, _today, viewer) => (isPublicPerson(row, viewer) ? undefined : row.id),
  },
  CreditRecord: {
    needs: ['disclosure', 'objected', 'ofPerson', 'archived', 'withdrawnAt', 'subjectId'],
    subjectOf: (row) => (isOpenRecord(row) ? undefined : row.subjectId),
  },
  Grade: always,
  Instruction: always,
  Objection: always,
  Notice: always,
  Check: always,
  Repair: always,
  CommunityService: always,
  Reorganisation: always,
  Restoration: always,
  Outcome: always,
  Document: always,
  Attachment: always,
  IncidentSubject: always,
  LegalHold: always,
};

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

/**
 * Which rows count as a read of non-public data, and about whom: these are recorded (Henan 39, 40). A dataset that is
 * missing here holds nothing personal.
 */
export const nonPublicSubject: Partial<
  Record<Dataset, (row: NotedRow, today: string) => number | null | undefined>
> = {
  ListEntry: (row, today) => (isPublicEntry(row, today) ? undefined : row.subjectId),
  Subject: (row) => (row.kind === 'NATURAL_PERSON' && row.clear ? row.id : undefined),
  CreditRecord: (row) => (isOpenRecord(row) ? undefined : row.subjectId),
  Grade: (row) => row.subjectId,
  Instruction: (row) => row.subjectId,
  Objection: (row) => row.subjectId,
  Notice: (row) => row.subjectId,
  Check: (row) => row.subjectId,
  Repair: (row) => row.subjectId,
  CommunityService: (row) => row.subjectId,
  Reorganisation: (row) => row.subjectId,
  Restoration: (row) => row.subjectId,
  Outcome: (row) => row.subjectId,
  Document: (row) => row.subjectId,
  Attachment: (row) => row.subjectId,
};

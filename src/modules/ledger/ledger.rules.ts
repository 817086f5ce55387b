import { createHash } from 'node:crypto';

/** What of an audit row the chain covers. `at` is ISO 8601 with milliseconds, UTC. */
export interface ChainedRow {
  position: number;
  at: string;
  event: string;
  actor: string;
  organizationId: number | null;
  target: string;
  targetId: number;
  requestId: string;
  detail: Record<string, unknown>;
}

export const genesisHash = '0'.repeat(64);

/** SHA-256 over the hash before and the row, each field in a fixed place, `detail` with sorted keys. */
export const chainHash = (previousHash: string, row: ChainedRow): string =>
  createHash('sha256')
    .update(`["${previousHash}",${row.position},${chainedContent(row)}`)
    .digest('hex');

/** What the hash covers behind the hash before and the position, which are known when the row takes its place. */
export const chainedContent = (row: Omit<ChainedRow, 'position'>): string =>
  JSON.stringify([
    row.at,
    row.event,
    row.actor,
    row.organizationId,
    row.target,
    row.targetId,
    row.requestId,
    canonical(asStored(row.detail)),
  ]).slice(1);

/** The same text whatever the order of keys, since jsonb does not keep it, and as it is stored: a Date is its text. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]));
};

const asStored = (detail: Record<string, unknown>): unknown => JSON.parse(JSON.stringify(detail));

export interface StoredRow extends ChainedRow {
  previousHash: string;
  hash: string;
}

/** Why the row does not follow from the one before it, or null when it does. */
export const chainFault = (
  row: StoredRow,
  expectedPosition: number,
  expectedPrevious: string,
): string | null => {
  if (row.position !== expectedPosition)
    return `position ${expectedPosition} is missing (next is ${row.position})`;
  if (row.previousHash !== expectedPrevious) return 'the hash before it is not the one of the row before it';
  if (row.hash !== chainHash(row.previousHash, row)) return 'its content does not match its hash';
  return null;
};

import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from '../../kernel/sql.js';
import type { Rows } from '../../db/database.js';
import { readHeadLines, type HeadLine } from './head.rules.js';
import { genesisHash } from './ledger.rules.js';

/** Where the chain ends, and the name of the hub it belongs to. */
export interface StoredHead {
  hub: string;
  position: number;
  hash: string;
}

export const storedHead = async (at: Rows): Promise<StoredHead> => {
  const [head] = await at.rows<StoredHead>(sql`
    select hub_id as hub, audit_position as position, audit_hash as hash from ledger_head where id = 1`);
  if (!head) throw new Error('ledger_head has no row: the migrations did not run');
  return head;
};

/** The hashes of the chain at these positions, in their order; null where it has no such row. */
export const hashesAt = async (at: Rows, positions: readonly number[]): Promise<(string | null)[]> => {
  const rows = await at.rows<{ position: number; hash: string }>(sql`
    select position, hash from audit_event where position = any(${[...positions]}::bigint[])`);
  const hashes = new Map(rows.map((row) => [Number(row.position), row.hash]));
  return positions.map((each) => (each === 0 ? genesisHash : (hashes.get(each) ?? null)));
};

/** One node at a time signs: lines bind to the one before. Held until the transaction ends, whatever becomes of the node. */
export const lockHeads = (at: Rows): Promise<object[]> =>
  at.rows(sql`select pg_advisory_xact_lock(731065020600)`);

/** More than any line, so that the last whole one is in it. */
const tailBytes = 64 * 1024;

/** The last whole line of the file, and whether a crash tore the end of it; null without a file or a whole line. */
export const lastLine = (file: string): { line: HeadLine | null; torn: boolean } => {
  if (!existsSync(file)) return { line: null, torn: false };
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const bytes = Buffer.alloc(Math.min(size, tailBytes));
    readSync(opened, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    return { line: readHeadLines(text).lines.at(-1) ?? null, torn: size > 0 && !text.endsWith('\n') };
  } finally {
    closeSync(opened);
  }
};

/** On the disk when it returns. A torn end is closed off first, never cut: the file may allow nothing but appending. */
export const appendLine = (file: string, line: string, torn: boolean): void => {
  const fresh = !existsSync(file);
  const opened = openSync(file, 'a', 0o640);
  try {
    writeFileSync(opened, `${torn ? '\n' : ''}${line}\n`);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  if (fresh) syncFolder(path.dirname(file));
};

const syncFolder = (folder: string): void => {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
};

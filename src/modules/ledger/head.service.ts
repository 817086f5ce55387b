import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AuditConfig } from '../../config.js';
import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../../db/database.js';
import { appendLine, hashesAt, lastLine, lockHeads, storedHead } from './head.repository.js';
import {
  type HeadFault,
  type SignedHead,
  chainAgainstHeads,
  headLinesFault,
  readHeadLines,
  signHead,
} from './head.rules.js';

/** The chain no longer holds what was signed: signing on would cover it up. */
export class HeadRefused extends Error {
  override readonly name = 'HeadRefused';
}

/**
 * Signs the end of the audit chain into a file outside the database (invariant 8): who may write every row of the
 * database can build the chain anew, but not the heads that were signed before.
 */
export class AuditHeads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: AuditConfig | null,
  ) {}

  /** Appends a signed head to the file; the last one again when no row came since. */
  async sign(file = this.config?.headFile): Promise<SignedHead> {
    if (!this.config || !file)
      throw new HeadRefused('HUB_AUDIT_KEY_FILE and HUB_AUDIT_HEAD_FILE must be set to sign heads.');
    const key = this.config.makeKey ? keyMadeIfNone(this.config.keyFile) : auditKey(this.config.keyFile);
    return this.database.transaction(async (transaction) => {
      await lockHeads(transaction);
      const head = await storedHead(transaction);
      const { line, torn } = lastLine(file);
      if (line) {
        if (line.head.hub !== head.hub)
          throw new HeadRefused(`The heads in ${file} are of another hub (${line.head.hub}).`);
        const [hash] = await hashesAt(transaction, [line.head.position]);
        if (hash !== line.head.hash || line.head.position > head.position)
          throw new HeadRefused(
            `The chain does not hold the head signed at ${line.head.at} (row ${line.head.position}) any more. Verify it with: npx hub audit verify --heads ${file}`,
          );
        if (line.head.position === head.position) return line.head;
      }
      const signed = signHead(
        { ...head, count: head.position, at: this.clock.now().toISOString() },
        line?.text ?? null,
        key,
      );
      appendLine(file, signed, torn);
      return JSON.parse(signed) as SignedHead;
    });
  }

  /** The last head this node's file holds, with the line it stands in. */
  latest(): { position: string; hash: string; at: Date; key: string; line: string } | null {
    const line = this.config === null ? null : lastLine(this.config.headFile).line;
    if (!line) return null;
    const { position, hash, at, key } = line.head;
    return { position: String(position), hash, at: new Date(at), key, line: line.text };
  }
}

/** What a chain is asked when its heads are verified: the database itself, or a running hub. */
export interface ChainSource {
  hub: string;
  /** Rows that hold by themselves. */
  rows: number;
  hashesAt(positions: readonly number[]): Promise<(string | null)[]>;
}

export interface HeadVerdict {
  heads: number;
  torn: readonly number[];
  fault: HeadFault | null;
}

/** Holds a chain that is whole in itself against the heads of a file. */
export const verifyHeads = async (
  text: string,
  keys: readonly KeyObject[],
  chain: ChainSource,
): Promise<HeadVerdict> => {
  const { lines, torn } = readHeadLines(text);
  const fault =
    headLinesFault(lines, keys, chain.hub) ??
    chainAgainstHeads(lines, await chain.hashesAt(lines.map(({ head }) => head.position)), chain.rows);
  return { heads: lines.length, torn, fault };
};

/** The Ed25519 private key of a PEM file. */
export const auditKey = (file: string): KeyObject => {
  const key = createPrivateKey(readFileSync(file, 'utf8'));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return key;
};

/** Never writes over a file: heads signed with the key in it would lose their proof. */
export const makeAuditKey = (file: string): void => {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
};

/** The key of the file, made first where there is no such file. */
export const keyMadeIfNone = (file: string): KeyObject => {
  try {
    makeAuditKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return auditKey(file);
};

export const publicKeyOf = (key: KeyObject): KeyObject => createPublicKey(key);
export const publicKeyFrom = (file: string): KeyObject => {
  const key = createPublicKey(readFileSync(file, 'utf8'));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return key;
};

import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** The end of the audit chain of one hub at one time. */
export interface ChainHead {
  hub: string;
  position: number;
  hash: string;
  /** Rows up to it: the same as the position, since positions have no gaps. */
  count: number;
  /** When it was signed, ISO 8601 UTC. */
  at: string;
}

/** One line of the head file: a head, bound to the line before, with the signature of the key named. */
export interface SignedHead extends ChainHead {
  /** SHA-256 of the line before; zeros for the first. */
  previous: string;
  key: string;
  /** Ed25519, base64url. */
  signature: string;
}

export interface HeadLine {
  /** Number of the line in the file, from 1. */
  number: number;
  text: string;
  head: SignedHead;
}

export const firstPrevious = '0'.repeat(64);

/** Names a public key: the beginning of the SHA-256 of its DER form. */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

export const lineHash = (line: string): string => createHash('sha256').update(line).digest('hex');

/** The line that binds the head to the one before it, without its line feed. */
export const signHead = (head: ChainHead, before: string | null, key: KeyObject): string => {
  const bound = {
    ...head,
    previous: before === null ? firstPrevious : lineHash(before),
    key: keyIdOf(key),
  };
  return JSON.stringify({ ...bound, signature: sign(null, signedText(bound), key).toString('base64url') });
};

const signedText = (head: Omit<SignedHead, 'signature'>): Buffer =>
  Buffer.from(
    JSON.stringify([
      'joint-credit-hub audit head 1',
      head.hub,
      head.position,
      head.hash,
      head.count,
      head.at,
      head.previous,
      head.key,
    ]),
  );

/** The whole lines of a head file, and the numbers of those a crash tore: they vouch for nothing and are left out. */
export const readHeadLines = (text: string): { lines: HeadLine[]; torn: number[] } => {
  const lines: HeadLine[] = [];
  const torn: number[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    if (each === '') continue;
    const head = parseHead(each);
    if (head) lines.push({ number: index + 1, text: each, head });
    else torn.push(index + 1);
  }
  return { lines, torn };
};

const parseHead = (line: string): SignedHead | null => {
  try {
    const head = JSON.parse(line) as Partial<SignedHead>;
    const texts = [head.hub, head.hash, head.at, head.previous, head.key, head.signature];
    const whole = texts.every((each) => typeof each === 'string') && Number.isSafeInteger(head.position);
    return whole ? (head as SignedHead) : null;
  } catch {
    return null;
  }
};

export interface HeadFault {
  /** The first position that nothing vouches for any more. */
  position: number;
  problem: string;
}

/** What is wrong with the lines in themselves: the hub, the signature, the line before, the order; null: nothing. */
export const headLinesFault = (
  lines: readonly HeadLine[],
  keys: readonly KeyObject[],
  hub: string,
): HeadFault | null => {
  const known = new Map(keys.map((each) => [keyIdOf(each), each]));
  let before: HeadLine | null = null;
  for (const line of lines) {
    const problem = lineFault(line, before, known, hub);
    if (problem)
      return { position: (before?.head.position ?? 0) + 1, problem: `line ${line.number}: ${problem}` };
    before = line;
  }
  return null;
};

const lineFault = (
  { head }: HeadLine,
  before: HeadLine | null,
  keys: ReadonlyMap<string, KeyObject>,
  hub: string,
): string | null => {
  const key = keys.get(head.key);
  if (!key) return `the head was signed by another key (${head.key})`;
  const { signature, ...bound } = head;
  if (!verify(null, signedText(bound), key, Buffer.from(signature, 'base64url')))
    return 'the signature does not fit the head';
  if (head.hub !== hub) return `the head is of another hub (${head.hub})`;
  if (head.previous !== (before ? lineHash(before.text) : firstPrevious))
    return 'it does not follow from the line before it: a line was taken out or changed';
  if (head.count !== head.position || head.position < (before?.head.position ?? 0))
    return 'its position goes back behind the line before it';
  return null;
};

/**
 * The first head that the chain no longer bears out; `hashes` are those of the chain at the positions of the heads,
 * null where the chain has no such row, `rows` how long it is.
 */
export const chainAgainstHeads = (
  lines: readonly HeadLine[],
  hashes: readonly (string | null)[],
  rows: number,
): HeadFault | null => {
  let sound = 0;
  for (const [index, { head }] of lines.entries()) {
    const hash = hashes[index] ?? null;
    if (hash === null)
      return {
        position: Math.min(rows, head.position - 1) + 1,
        problem: `row ${head.position} stood here when the head was signed at ${head.at}: the end was cut off`,
      };
    if (hash !== head.hash)
      return {
        position: sound + 1,
        problem: `rows ${sound + 1} to ${head.position} are not those whose head was signed at ${head.at}: the chain was built anew`,
      };
    sound = head.position;
  }
  return null;
};

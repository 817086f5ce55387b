import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { normalizeCode } from './codes.js';
import { type KeyRing, parseKeys } from './key-file.js';

/** Where a sealed value stands. `row` names the row by something known at its insert that never changes. */
export interface SealedAt {
  table: string;
  column: string;
  row: string;
}

/** A sealed text cannot be read: the key is missing or another, the text was changed, or it stands elsewhere. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Seals personal data and makes keyed hashes. Each value has a data key of its own, wrapped by a key-encryption key of
 * the key file; the keys of the indexes and hashes come from a secret apart, which rotation leaves alone.
 */
export class Keys {
  #ring: KeyRing;
  readonly #index: Buffer;
  readonly #mac: Buffer;

  /** `text` is what a key file holds; `reread` gives it anew when a text names a key not known yet. */
  constructor(
    text: string,
    private readonly reread?: () => string,
  ) {
    this.#ring = parseKeys(text);
    this.#index = derive(this.#ring.index, 'id-number-index');
    this.#mac = derive(this.#ring.index, 'message-authentication');
  }

  /** The id of the key new values are sealed under. */
  get current(): string {
    return this.#ring.current;
  }

  /** The ids of all keys of the file. */
  get ids(): string[] {
    return [...this.#ring.secrets.keys()];
  }

  /** AES-256-GCM; the text is `v2.<key id>.<wrapped data key>.<nonce>.<tag>.<cipher>`, base64url. */
  seal(clear: string, at: SealedAt): string {
    const dataKey = randomBytes(32);
    const [nonce, tag, body] = encrypt(dataKey, Buffer.from(clear, 'utf8'), bound(at));
    return ['v2', this.current, this.wrap(dataKey, at), ...[nonce, tag, body].map(toText)].join('.');
  }

  /** Throws SealBroken when the text was made with another key, changed, or moved here from another row. */
  open(text: string, at: SealedAt): string {
    try {
      if (text.startsWith('v1.')) return this.openFirst(text);
      const { keyId, wrapped, sealed } = partsOf(text);
      return decrypt(this.unwrap(keyId, wrapped, at), sealed, bound(at)).toString('utf8');
    } catch (error) {
      throw broken(error, text, at);
    }
  }

  /** The same value under the current key: its data key wrapped anew, a `v1` text sealed anew. */
  renew(text: string, at: SealedAt): string {
    const clear = this.open(text, at); // what does not open must not get a new wrap that looks sound
    if (text.startsWith('v1.')) return this.seal(clear, at);
    const { keyId, wrapped, sealed } = partsOf(text);
    return ['v2', this.current, this.wrap(this.unwrap(keyId, wrapped, at), at), ...sealed].join('.');
  }

  /** Keyed hash for exact match: without the key nobody can try all ID numbers against it. */
  blindIndex(idNumber: string): string {
    return createHmac('sha256', this.#index).update(normalizeCode(idNumber)).digest('hex');
  }

  /** Keyed hash (hex) of parts for one purpose: what was made for one purpose says nothing under another. */
  keyedHash(purpose: string, ...parts: readonly string[]): string {
    return createHmac('sha256', this.#mac)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('hex');
  }

  private wrap(dataKey: Buffer, at: SealedAt): string {
    const kek = derive(this.secretOf(this.current), 'key-encryption');
    return Buffer.concat(encrypt(kek, dataKey, bound(at, this.current))).toString('base64url');
  }

  private unwrap(keyId: string, wrapped: string, at: SealedAt): Buffer {
    const bytes = Buffer.from(wrapped, 'base64url');
    const parts = [bytes.subarray(0, 12), bytes.subarray(12, 28), bytes.subarray(28)].map(toText);
    return decrypt(derive(this.secretOf(keyId), 'key-encryption'), parts, bound(at, keyId));
  }

  /** Texts of the first release: one key for all, bound to no row. */
  private openFirst(text: string): string {
    const sealed = text.split('.').slice(1);
    if (sealed.length !== 3) throw new SealBroken('not a sealed text');
    return decrypt(derive(this.secretOf('1'), 'id-number-encryption'), sealed).toString('utf8');
  }

  private secretOf(id: string): string {
    if (!this.#ring.secrets.has(id) && this.reread) {
      const ring = parseKeys(this.reread());
      if (ring.index !== this.#ring.index)
        throw new SealBroken('the index secret of the key file has changed');
      this.#ring = ring;
    }
    const secret = this.#ring.secrets.get(id);
    if (secret === undefined) throw new SealBroken(`the key file has no key ${id}`);
    return secret;
  }
}

/** Reads a key file: one secret, or lines of `<id> <secret>` and `index <secret>`. */
export const keysFromFile = (file: string): Keys => {
  const read = () => readFileSync(file, 'utf8');
  return new Keys(read(), read);
};

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'joint-credit-hub', purpose, 32));

/** What is authenticated beside the text. The key id binds the wrap alone, so that rotation leaves the rest as it is. */
const bound = ({ table, column, row }: SealedAt, keyId?: string): Buffer =>
  Buffer.from(JSON.stringify(['v2', ...(keyId === undefined ? [] : [keyId]), table, column, row]));

const toText = (bytes: Buffer): string => bytes.toString('base64url');

const partsOf = (text: string): { keyId: string; wrapped: string; sealed: string[] } => {
  const [version, keyId, wrapped, ...sealed] = text.split('.');
  if (version !== 'v2' || !keyId || !wrapped || sealed.length !== 3)
    throw new SealBroken('not a sealed text');
  return { keyId, wrapped, sealed };
};

const encrypt = (key: Buffer, clear: Buffer, aad: Buffer): [Buffer, Buffer, Buffer] => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return [nonce, cipher.getAuthTag(), body];
};

const decrypt = (key: Buffer, parts: readonly string[], aad?: Buffer): Buffer => {
  const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
  // A shortened tag is guessed sooner: it must not pass.
  const decipher = createDecipheriv('aes-256-gcm', key, nonce!, { authTagLength: 16 });
  if (aad) decipher.setAAD(aad);
  decipher.setAuthTag(tag!);
  return Buffer.concat([decipher.update(body!), decipher.final()]);
};

/** Says which key and place, never the text. */
const broken = (error: unknown, text: string, { table, column }: SealedAt): SealBroken => {
  const keyId = text.startsWith('v1.') ? '1' : /^v2\.(\d{1,9})\./.exec(text)?.[1];
  const reason =
    error instanceof SealBroken
      ? error.message
      : `key ${keyId} of the key file is not the one it was sealed with, or the text was changed or moved`;
  return new SealBroken(`A value of ${table}.${column} cannot be opened: ${reason}.`);
};

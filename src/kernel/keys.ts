import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Encrypts ID numbers and makes keyed hashes. Every key is derived from one secret. */
export class Keys {
  readonly #encryption: Buffer;
  readonly #index: Buffer;
  readonly #mac: Buffer;

  constructor(secret: string) {
    if (secret.length < 32) throw new Error('The key must have at least 32 characters.');
    this.#encryption = derive(secret, 'id-number-encryption');
    this.#index = derive(secret, 'id-number-index');
    this.#mac = derive(secret, 'message-authentication');
  }

  /** AES-256-GCM; the text is `v1.<nonce>.<tag>.<cipher>`, base64url. */
  encrypt(clear: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#encryption, nonce);
    const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    return ['v1', nonce, cipher.getAuthTag(), body]
      .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.');
  }

  /** Throws when the text was made with another key or changed. */
  decrypt(text: string): string {
    const [version, nonce, tag, body] = text.split('.');
    if (version !== 'v1' || !nonce || !tag || body === undefined) throw new Error('not a v1 cipher text');
    const decipher = createDecipheriv('aes-256-gcm', this.#encryption, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16, // a shortened tag is guessed sooner: it must not pass
    });
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  }

  /** Keyed hash for exact match: without the key nobody can try all ID numbers against it. */
  blindIndex(idNumber: string): string {
    return createHmac('sha256', this.#index).update(idNumber.trim().toUpperCase()).digest('hex');
  }

  /** Keyed hash (hex) of parts for one purpose: what was made for one purpose says nothing under another. */
  keyedHash(purpose: string, ...parts: readonly string[]): string {
    return createHmac('sha256', this.#mac)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('hex');
  }
}

/** Reads a key file: one line, at least 32 characters. */
export const keysFromFile = (file: string): Keys => new Keys(readFileSync(file, 'utf8').trim());

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'joint-credit-hub', purpose, 32));

import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A text as the first release sealed it: with the one key derived from the secret, bound to no row. */
export const firstRelease = (secret: string, clear: string): string => {
  const key = Buffer.from(hkdfSync('sha256', secret, 'joint-credit-hub', 'id-number-encryption', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
  return ['v1', ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
};

import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Secrets are 256 random bits, so nobody guesses them from the hash however cheap it is; the cost only has to make a
 * stolen table of hashes useless for the weak secrets of a demonstration. It is paid at each token request.
 */
const cost = { N: 4096, r: 8, p: 1 };
const keyLength = 32;

/** A new secret: 32 random bytes as 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The hash that is stored: `scrypt$N$r$p$salt$key`. */
export const hashSecret = async (secret: string): Promise<string> => {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, keyLength, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
};

/** Whether the secret is the one behind the hash. Takes the same time for every secret. */
export const secretMatches = async (secret: string, hash: string): Promise<boolean> => {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), expected.length, options);
  return timingSafeEqual(actual, expected);
};

const derive = (secret: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

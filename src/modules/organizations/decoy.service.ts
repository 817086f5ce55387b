import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type PublicKey, signingAlgorithms } from './client-key.rules.js';
import { hashSecret } from './secret.service.js';

const generate = promisify(generateKeyPair);

/**
 * What a sign-in is tried against where there is nothing to try it against: a hash of no secret and keys of nobody. A
 * client that is unknown, stopped or signs in the other way then costs what a known one costs, and the time of the
 * answer tells nobody which ones exist.
 */
export class Decoys {
  #secretHash: Promise<string> | null = null;
  #keys: Promise<PublicKey[]> | null = null;

  secretHash(): Promise<string> {
    return (this.#secretHash ??= hashSecret(randomBytes(32).toString('base64url')));
  }

  /** The client's keys and, for each algorithm it has none of, a key whose private half is nowhere. */
  async keysBeside(own: readonly PublicKey[]): Promise<PublicKey[]> {
    const others = await (this.#keys ??= Promise.all(signingAlgorithms.map(keyOfNobody)));
    return [...own, ...others.filter(({ alg }) => own.every((each) => each.alg !== alg))];
  }
}

const keyOfNobody = async (alg: (typeof signingAlgorithms)[number]): Promise<PublicKey> => {
  const { publicKey } = await pairFor[alg]();
  const named = { alg, use: 'sig', kid: randomBytes(16).toString('base64url') } as const;
  return { ...publicKey.export({ format: 'jwk' }), ...named } as PublicKey;
};

const pairFor = {
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
  PS256: () => generate('rsa', { modulusLength: 2048 }),
  EdDSA: () => generate('ed25519'),
};

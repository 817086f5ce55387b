import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { readPublicKeys } from '../../../src/modules/organizations/client-key.rules.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
const shortRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const read = (key: object) => readPublicKeys(JSON.stringify({ keys: [key] }));
const padded = Buffer.concat([Buffer.alloc(128), Buffer.from(String(shortRsa.n), 'base64url')]);

describe('a public key', () => {
  test.each([
    ['EC', { ...ec, kid: 'key-2026.1' }],
    ['RSA', rsa],
  ])('of kind %s is taken', (_kind, key) => {
    expect(read(key)).toHaveProperty('keys');
  });

  test.each<[string, object]>([
    ['a point beside its curve', { ...ec, x: ec.y, y: ec.x }],
    ['a short modulus made longer by zeros', { ...rsa, n: padded.toString('base64url') }],
    ['an exponent that signs nothing', { ...rsa, e: 'AAAB' }],
    ['an ID number as its kid', { ...ec, kid: '410928199001011231' }],
    ['text of any kind as its kid', { ...ec, kid: '张三 的密钥' }],
    ['a number as its kid', { ...ec, kid: 7 }],
  ])('with %s is refused, and nothing of it repeated', (_what, key) => {
    const answer = read(key);
    expect(answer).toHaveProperty('problem');
    expect(JSON.stringify(answer)).not.toMatch(/410928199001011231|张三/);
  });
});

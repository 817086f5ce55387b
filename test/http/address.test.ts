import { describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import fc from 'fast-check';
import { addressBehind } from '../../src/server/address.js';

/** What fastify makes of a request that came with these headers from this peer. */
const asFastify = async (proxies: string, remoteAddress: string, forwarded: string): Promise<string> => {
  const app = fastify({ trustProxy: proxies });
  app.get('/', async ({ ip }) => ip);
  const { body } = await app.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
  await app.close();
  return body;
};

const asUpgrade = (proxies: string | null, remoteAddress: string, forwarded?: string): string =>
  addressBehind(proxies)({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as never);

describe('the address of an upgrade', () => {
  test('is that of the peer where no proxy is known', () => {
    expect(asUpgrade(null, '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(asUpgrade('10.0.0.1', '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(asUpgrade('10.0.0.1', '10.0.0.1')).toBe('10.0.0.1');
  });

  test('is what fastify takes for it, whatever stands in X-Forwarded-For', async () => {
    const address = fc.constantFrom('10.0.0.1', '10.0.0.7', '203.0.113.9', '2001:db8::1', '192.0.2.200');
    const proxies = fc.constantFrom(
      '10.0.0.1',
      '10.0.0.0/29',
      '10.0.0.0/255.255.255.248',
      '10.0.0.0/29,2001:db8::/32',
      '192.0.2.0/24',
    );
    await fc.assert(
      fc.asyncProperty(
        proxies,
        address,
        fc.array(address, { minLength: 1, maxLength: 4 }),
        async (known, peer, before) => {
          const forwarded = before.join(', ');
          expect(asUpgrade(known, peer, forwarded)).toBe(await asFastify(known, peer, forwarded));
        },
      ),
      { numRuns: 60 },
    );
  });
});

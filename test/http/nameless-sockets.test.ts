import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { socketLimits } from '../../src/server/limits.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { type Socket, openSocket } from './support/socket.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

describe('sockets that nobody has signed in on', () => {
  const most = socketLimits.perAddress.most;
  const openAll = (at: Pick<TestHub, 'url'>, count: number, headers = {}) =>
    Promise.all(Array.from({ length: count }, () => openSocket(at, headers)));
  const isOpen = ({ raw }: Socket) => raw.readyState === WebSocket.OPEN;
  const closeAll = async (sockets: Socket[]) => {
    for (const { raw } of sockets) raw.terminate();
    await Promise.all(sockets.map(({ closed }) => closed));
  };
  const statusOf = (at: Pick<TestHub, 'url'>, headers = {}) =>
    new Promise<number>((resolve, reject) => {
      const raw = new WebSocket(`${at.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        headers,
      });
      raw.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
      raw.on('open', () => reject(new Error('it was taken')));
      raw.on('error', () => undefined);
    });
  let node: TestHub;
  beforeEach(async () => {
    node = await startTestHub({ HUB_PROXIES: '127.0.0.0/8' }, undefined, hub);
  });
  afterEach(() => node.close());

  test(`are ${most} of an address; one more is refused until one of them signs in`, async () => {
    const token = await signIn(node.url, 'demo-office');
    const silent = await openAll(node, most);
    expect(silent.filter(isOpen)).toHaveLength(most);
    expect(await statusOf(node)).toBe(429);
    silent[0]!.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await silent[0]!.until((messages) => messages.some(({ type }) => type === 'connection_ack'));
    const next = await openSocket(node);
    expect(isOpen(next)).toBe(true);
    expect(await statusOf(node)).toBe(429);
    await closeAll([...silent, next]);
  });

  test('are counted by the address that the proxy saw, an IPv6 one by its network', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const silent = await openAll(node, most, from('2001:db8:0:1::1'));
    expect(silent.filter(isOpen)).toHaveLength(most);
    expect(await statusOf(node, from('2001:db8:0:1:ffff::2'))).toBe(429);
    // What a client says of itself stands before what the proxy says of it.
    expect(await statusOf(node, from('203.0.113.9, 2001:db8:0:1::3'))).toBe(429);
    const others = [
      await openSocket(node, from('2001:db8:0:2::1')),
      await openSocket(node, from('203.0.113.9')),
    ];
    expect(others.filter(isOpen)).toHaveLength(2);
    await closeAll([...silent, ...others]);
  });

  test('give their place back when their time is up', async () => {
    const silent = await openAll(node, most);
    expect(await statusOf(node)).toBe(429);
    await Promise.all(silent.map(({ closed }) => closed));
    const next = await openSocket(node);
    expect(isOpen(next)).toBe(true);
    await closeAll([next]);
  });
});

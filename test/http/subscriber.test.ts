import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Principal } from '../../src/kernel/principal.js';
import { publicPrincipal } from '../../src/kernel/principal.js';
import type { Authentication } from '../../src/server/context.js';
import { socketLimits } from '../../src/server/limits.js';
import { Subscriber } from '../../src/server/subscriber.js';

const holder: Principal = { ...publicPrincipal, kind: 'OFFICE', clientId: 'office', scopes: new Set() };

/** A subscriber that signed in, on a socket that only notes how it was closed. */
const signedIn = async () => {
  const closed: [number, string][] = [];
  const socket = {
    close: (code: number, reason: string) => closed.push([code, reason]),
    terminate: () => undefined,
  } as unknown as WebSocket;
  const request = { headers: { authorization: 'Bearer known' }, socket: {} } as IncomingMessage;
  const subscriber = new Subscriber(socket, request);
  await subscriber.signIn({
    token: async () => holder,
    recall: () => null,
    session: async () => null,
    publicUrl: null,
  } as Authentication);
  return { subscriber, closed };
};

afterEach(() => {
  jest.useRealTimers();
});

describe('a reader', () => {
  test('that takes what comes stays', async () => {
    jest.useFakeTimers();
    const { subscriber, closed } = await signedIn();
    for (const position of ['1', '2', '3']) {
      subscriber.waitsFor(position);
      jest.setSystemTime(Date.now() + socketLimits.slowMs.most);
      await subscriber.check();
      subscriber.waitsFor(null);
    }
    jest.setSystemTime(Date.now() + 10 * socketLimits.slowMs.most);
    await subscriber.check();
    expect(closed).toEqual([]);
  });

  test('that takes nothing is closed, and told what it took last', async () => {
    jest.useFakeTimers();
    const { subscriber, closed } = await signedIn();
    subscriber.waitsFor('41');
    subscriber.waitsFor(null);
    subscriber.waitsFor('42');
    jest.setSystemTime(Date.now() + socketLimits.slowMs.most + 1);
    await subscriber.check();
    expect(closed).toEqual([[4413, 'Events are read too slowly. Resume after 41.']]);
    expect(subscriber.signal.aborted).toBe(true);
  });

  test('of several subscriptions is told no one position', async () => {
    jest.useFakeTimers();
    const { subscriber, closed } = await signedIn();
    subscriber.subscribed.set({}, null).set({}, null);
    subscriber.waitsFor('41');
    jest.setSystemTime(Date.now() + socketLimits.slowMs.most + 1);
    await subscriber.check();
    expect(closed).toEqual([[4413, 'Events are read too slowly.']]);
  });
});

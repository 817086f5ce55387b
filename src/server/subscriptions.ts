import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { networkOf } from '../modules/organizations/index.js';
import type { Config } from '../config.js';
import { addressBehind } from './address.js';
import { Gate } from './gate.js';
import type { GraphqlParts } from './graphql.route.js';
import { socketLimits } from './limits.js';
import { Subscriber } from './subscriber.js';
import { protocolOptions } from './subscription-protocol.js';

/** How often an open socket is asked who it is, and pinged, ms. Rights that ended close it within twice that. */
const checkEveryMs = 2_000;

/** How many events are read at once: one change wakes all sockets, and HTTP shall not wait behind them. */
const atOnce = 4;

export interface SocketParts extends GraphqlParts {
  config: GraphqlParts['config'] & Pick<Config, 'proxies'>;
}

/** ws /graphql, in the protocol graphql-transport-ws. Nothing but subscriptions runs here. */
export const mountSubscriptions = (app: FastifyInstance, parts: SocketParts): void => {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: socketLimits.messageBytes.most,
    perMessageDeflate: false,
  });
  const subscribers = new Map<WebSocket, Subscriber>();
  const mostWaiting = socketLimits.perNode.most * socketLimits.operations.most;
  const addressOf = addressBehind(parts.config.proxies);
  const places = new Gate(atOnce, mostWaiting, 60_000);
  let down = false;
  const server = makeServer(protocolOptions(app.log, { ...parts, places }, subscribers));
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    // Not read as a URL: what cannot be one would throw where nobody catches.
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (request.url !== '/graphql') return refuse(socket, '400 Bad Request'); // an address is no place for data
    if (down || subscribers.size >= socketLimits.perNode.most)
      return refuse(socket, '503 Service Unavailable');
    const address = addressOf(request);
    if (nameless(subscribers, address) >= socketLimits.perAddress.most)
      return refuse(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const subscriber = new Subscriber(opened, request, address);
      subscribers.set(opened, subscriber);
      serve(server, opened, subscriber, () => subscribers.delete(opened));
    });
  });
  let checking = false;
  const checks = setInterval(() => {
    if (checking) return;
    checking = true;
    void checkAll(subscribers).finally(() => (checking = false));
  }, checkEveryMs).unref();
  app.addHook('preClose', async () => {
    down = true;
    clearInterval(checks);
    for (const subscriber of subscribers.values()) subscriber.close('restart');
    const given = Date.now() + 1_000;
    while (subscribers.size > 0 && Date.now() < given) await new Promise((tick) => setTimeout(tick, 20));
    for (const socket of subscribers.keys()) socket.terminate();
    await parts.feed.stop();
  });
};

/** How many sockets of an address nobody has signed in on: each costs a place of the node until its time is up. */
const nameless = (subscribers: ReadonlyMap<WebSocket, Subscriber>, address: string): number => {
  const network = networkOf(address);
  return [...subscribers.values()].filter(
    (each) => each.holder === null && networkOf(each.address) === network,
  ).length;
};

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Ties a socket to the protocol. What is no message of it, or one too many, ends the socket. */
const serve = (
  server: ReturnType<typeof makeServer<Record<string, unknown>, Subscriber>>,
  socket: WebSocket,
  subscriber: Subscriber,
  gone: () => void,
): void => {
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          // A socket that goes away while it is written to is closed, and says so by itself.
          if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data: RawData, isBinary: boolean) => {
          if (subscriber.signal.aborted) return;
          if (isBinary) return subscriber.close('malformed');
          if (!subscriber.takes()) return subscriber.close('many');
          take((data as Buffer).toString('utf8')).catch(() => subscriber.close('malformed'));
        }),
    },
    subscriber,
  );
  socket.on('error', () => socket.terminate());
  const alive = keepAlive(socket);
  socket.once('close', (code, reason) => {
    alive.stop();
    subscriber.stop();
    gone();
    void closed(code, String(reason));
  });
};

/** A peer that does not answer a ping is gone. */
const keepAlive = (socket: WebSocket): { stop(): void } => {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, 12_000).unref();
  return { stop: () => clearInterval(timer) };
};

const checkAll = async (subscribers: Map<WebSocket, Subscriber>): Promise<void> => {
  // Without the database nothing can be asked, and no event is sent either.
  await Promise.all([...subscribers.values()].map((each) => each.check().catch(() => undefined)));
};

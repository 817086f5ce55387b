import WebSocket from 'ws';
import type { TestHub } from '../../support/hub.js';

/** A message of graphql-transport-ws as it came. */
export interface Message {
  type: string;
  id?: string;
  payload?: any;
}

/** A socket as a client holds it, with everything that came over it. */
export interface Socket {
  readonly raw: WebSocket;
  readonly messages: readonly Message[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: object | string | Buffer): void;
  subscribe(query: string, id?: string, variables?: object): void;
  /** Resolves once the condition holds of what came; fails when the socket closes before. */
  until(holds: (messages: readonly Message[]) => boolean): Promise<readonly Message[]>;
  /** What came for an operation: the data of each `next`, or the first `error`. */
  events(id?: string): any[];
}

/** Opens a socket without a word. */
export const openSocket = async (
  { url }: Pick<TestHub, 'url'>,
  headers: Record<string, string> = {},
  protocol = 'graphql-transport-ws',
): Promise<Socket> => {
  const raw = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers });
  const messages: Message[] = [];
  const watching = new Set<() => void>();
  raw.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    for (const look of [...watching]) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      for (const look of [...watching]) look();
    }),
  );
  raw.on('error', () => undefined); // told by `closed`
  const send: Socket['send'] = (message) =>
    raw.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  await new Promise((resolve) => raw.once('open', resolve).once('close', resolve));
  return {
    raw,
    messages,
    closed,
    send,
    subscribe: (query, id = '1', variables = {}) =>
      send({ type: 'subscribe', id, payload: { query, variables } }),
    until: (holds) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const done = holds(messages);
          if (!done && raw.readyState < WebSocket.CLOSING) return;
          watching.delete(look);
          if (done) resolve(messages);
          else void closed.then(({ code, reason }) => reject(new Error(`closed with ${code}: ${reason}`)));
        };
        watching.add(look);
        look();
      }),
    events: (id = '1') =>
      messages
        .filter((each) => each.id === id && each.type !== 'complete')
        .map(({ type, payload }) => (type === 'next' ? (payload.data ?? payload) : payload[0])),
  };
};

/** Opens a socket and signs in. */
export const connect = async (
  hub: Pick<TestHub, 'url'>,
  token: string,
  purpose: string | null = 'LICENSING;TEST-0001',
): Promise<Socket> => {
  const socket = await openSocket(hub);
  socket.send({
    type: 'connection_init',
    payload: { authorization: `Bearer ${token}`, ...(purpose === null ? {} : { purpose }) },
  });
  await socket.until((messages) => messages.some(({ type }) => type === 'connection_ack'));
  return socket;
};

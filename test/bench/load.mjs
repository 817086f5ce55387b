import net from 'node:net';

/**
 * Asks a server from several connections for a time, each with its next question as soon as it was answered; nothing is
 * cut off, the last answers are waited for and count. A small client of HTTP/1.1, so that its own work stays small.
 */
export const load = async (url, next, { seconds, connections }) => {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  const times = [];
  const fault = { text: '' };
  const open = Array.from({ length: connections }, () => openConnection(hostname, port));
  try {
    await Promise.all(
      open.map(async (ask) => {
        do {
          const sent = performance.now();
          const { status, body } = await ask(requestText(hostname, next()));
          if (status !== 200 || body.includes('"errors"'))
            fault.text ||= `${status} ${body.toString().slice(0, 500)}`;
          times.push(performance.now() - sent);
        } while (fault.text === '' && performance.now() - began < seconds * 1000);
      }),
    );
  } finally {
    for (const { socket } of open) socket.destroy();
  }
  const took = (performance.now() - began) / 1000;
  times.sort((one, other) => one - other);
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    answered: times.length,
    perSecond: times.length / took,
    p50: part(0.5),
    p99: part(0.99),
    fault: fault.text,
  };
};

const requestText = (host, { path, headers, body }) =>
  `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${Object.entries(
    headers,
  )
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;

/** One connection, one question at a time. */
const openConnection = (host, port) => {
  const socket = net.connect(Number(port), host).setNoDelay(true);
  let received = Buffer.alloc(0);
  let waiting = null;
  const failed = (error) => waiting?.reject(error);
  socket.on('error', failed);
  socket.on('close', () => failed(new Error('The server closed the connection.')));
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = answerIn(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    waiting.resolve(answer);
  });
  const ask = (text) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(text);
    });
  return Object.assign(ask, { socket });
};

const blankLine = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');

/** The whole answer, or null while a part of it is missing. Chunks are left in the body: nobody reads more than a word in it. */
const answerIn = (received) => {
  const end = received.indexOf(blankLine);
  if (end < 0) return null;
  const head = received.latin1Slice(0, end);
  const body = received.subarray(end + blankLine.length);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const whole = length === undefined ? body.subarray(-5).equals(lastChunk) : body.length >= Number(length);
  return whole ? { status: Number(head.slice(9, 12)), body } : null;
};

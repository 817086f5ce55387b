import pg from 'pg';
import { EmbeddedSession } from '../../src/db/embedded-session.js';

/* Both drivers take a statement in one place. They are watched there: what no test can leave out is what they are sent. */

type Sent = (...args: any[]) => unknown;

let noted: string[] | null = null;

const watch = (prototype: object, method: string, textOf: (sent: any) => unknown): void => {
  const methods = prototype as Record<string, Sent>;
  const own = methods[method]!;
  methods[method] = function (this: unknown, ...args) {
    const text = textOf(args[0]);
    if (noted !== null && typeof text === 'string') noted.push(text);
    return own.apply(this, args);
  };
};

watch(EmbeddedSession.prototype, 'run', (text) => text);
watch(pg.Client.prototype, 'query', (sent) => (typeof sent === 'string' ? sent : sent.text));

/** The texts of the statements that any database of this process was sent while `work` ran, in order. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  noted = [];
  try {
    await work();
    return noted;
  } finally {
    noted = null;
  }
};

import pg from 'pg';
import { EmbeddedSession } from '../../src/db/embedded-session.js';
import { freshness } from '../../src/db/freshness.js';
import type { NamedStatement, Viewed } from '../../src/db/statements-at-once.js';
import type { Viewer } from '../../src/db/viewer.js';

/* Both drivers take statements in few places. They are watched there: what no test can leave out is what they are sent. */

type Sent = (...args: any[]) => unknown;

/** A statement as the database was sent it, and for whom it shows rows: null in a unit of work, which is the hub's. */
export interface SentStatement {
  readonly text: string;
  readonly viewer: Viewer | null;
  /** Of what the hub names itself. */
  readonly values?: readonly unknown[];
}

/** Those of one round trip have the same `trip`. */
export interface StatementOfTrip extends SentStatement {
  readonly trip: number;
}

let noted: StatementOfTrip[] | null = null;
let trips = 0;

type Sending = (args: any[]) => SentStatement[];
const watch = (prototype: object, method: string, sentBy: Sending): void => {
  const methods = prototype as Record<string, Sent>;
  const own = methods[method]!;
  methods[method] = function (this: unknown, ...args) {
    const trip = ++trips;
    noted?.push(...sentBy(args).map((each) => ({ ...each, trip })));
    return own.apply(this, args);
  };
};

/** Who asks no more than how fresh memory has to be sends no other statement. */
const asViewed = ({ viewer, statement }: Partial<Viewed>): SentStatement => ({
  viewer: viewer ?? null,
  text: statement?.text ?? freshness,
  values: statement?.values ?? [''],
});

watch(EmbeddedSession.prototype, 'run', ([text]) => [{ text, viewer: null }]);
watch(EmbeddedSession.prototype, 'rowsFor', ([asked]) => asked.map(asViewed));
watch(EmbeddedSession.prototype, 'runGroup', ([{ statements }]) =>
  statements.map(({ text }: NamedStatement) => ({ text, viewer: null })),
);
watch(pg.Client.prototype, 'query', ([sent]) => {
  if (Array.isArray(sent.asked)) return sent.asked.map(asViewed);
  const text: unknown = typeof sent === 'string' ? sent : sent.text;
  return typeof text === 'string' ? [{ text, viewer: null }] : [];
});

/** The statements that any database of this process was sent while `work` ran, in order. */
export const sentStatements = async (work: () => Promise<unknown>): Promise<StatementOfTrip[]> => {
  noted = [];
  try {
    await work();
    return noted;
  } finally {
    noted = null;
  }
};

/** Their texts. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await sentStatements(work)).map(({ text }) => text);

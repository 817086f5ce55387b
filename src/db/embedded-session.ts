import { messages, type PGlite, protocol, types } from '@electric-sql/pglite';
import { freshness, versionsFrom } from './freshness.js';
import { type NamedStatement, type Viewed, noteFailedStatement, sinceWhen } from './statements-at-once.js';
import { type StatementGroup, groupAmong } from './unit-statements.js';
import { nameFor } from './statement-names.js';
import { type Viewer, isSameViewer, setViewer, viewerValues } from './viewer.js';

const { serialize } = protocol;

/** What PostgreSQL told of a statement when it was prepared. */
interface Prepared {
  readonly name: string;
  /** Types of the parameters and of the columns, as PostgreSQL numbers them. */
  readonly parameters: readonly number[];
  readonly columns: readonly { readonly name: string; readonly type: number }[];
}

/** What one statement came to, as far as the ORM asks for it. */
interface Answer {
  readonly rows: object[];
  readonly affectedRows: number;
}

/** A statement to be executed, and who hears what it came to. */
interface Turn {
  readonly statement: Prepared;
  readonly values: readonly unknown[];
  readonly heard?: (answer: Answer) => void;
  /** Its number among the statements asked for; none: it goes before them. */
  readonly n?: number;
}

/** Statements kept prepared; the one that has not been asked for longest makes room. */
const room = 1_000;

/**
 * The one session of the embedded database, with every statement prepared once: PGlite itself parses and plans a
 * statement each time it is asked, which costs ten times its execution. It stands in for PGlite towards the ORM.
 */
export class EmbeddedSession {
  readonly #prepared = new Map<string, Prepared>();
  #count = 0;

  constructor(private readonly pglite: PGlite) {}

  get ready(): boolean {
    return this.pglite.ready;
  }

  get closed(): boolean {
    return this.pglite.closed;
  }

  get waitReady(): Promise<void> {
    return this.pglite.waitReady;
  }

  close(): Promise<void> {
    return this.pglite.close();
  }

  /** One statement as a transaction of its own. */
  query(text: string, values: readonly unknown[] = []): Promise<Answer> {
    return this.pglite._runExclusiveTransaction(() => this.run(text, values, { syncToFs: true }));
  }

  /** Statements for their viewers, whose rows alone PostgreSQL shows, in one transaction with which the viewers end. */
  rowsFor(asked: readonly Viewed[]): Promise<object[][]> {
    const rows: object[][] = asked.map(() => []);
    return this.pglite._runExclusiveTransaction(() =>
      this.pglite._runExclusiveQuery(async () => {
        const turns: Turn[] = [];
        const setting = await this.prepared(setViewer, setViewer);
        let shownTo: Viewer | undefined;
        for (const [n, { viewer, statement }] of asked.entries()) {
          if ((statement || n === 0) && !isSameViewer(viewer, shownTo)) {
            turns.push({ statement: setting, values: viewerValues(viewer) });
            shownTo = viewer;
          }
          const since = n === 0 ? sinceWhen(asked) : undefined;
          if (since !== undefined) turns.push(await this.freshnessFor(asked, viewer, since));
          if (statement)
            turns.push(await this.turnOf(statement.name, statement, n, (found) => (rows[n] = found)));
        }
        await this.runTurns(turns, { syncToFs: true });
        return rows;
      }),
    );
  }

  /** As PGlite's own, for the ORM: its statements are prepared as well. */
  transaction<Result>(work: (transaction: object) => Promise<Result>): Promise<Result> {
    return this.pglite.transaction((transaction) =>
      work({
        ...transaction,
        query: (text: string, values: readonly unknown[] = []) => {
          const group = groupAmong(values);
          return group ? this.runGroup(group) : this.run(text, values, { syncToFs: false });
        },
      }),
    );
  }

  /** Forgets what is prepared: after the tables changed, what a statement returned before is not what it returns now. */
  async forget(): Promise<void> {
    await this.pglite.exec('deallocate all');
    this.#prepared.clear();
  }

  /** The turn of the n-th statement asked for. */
  private async turnOf(
    key: string,
    { text, values }: NamedStatement,
    n: number,
    keep: (rows: object[]) => void,
  ): Promise<Turn> {
    try {
      return { statement: await this.prepared(key, text), values, n, heard: ({ rows }) => keep(rows) };
    } catch (error) {
      noteFailedStatement(error as object, n);
      throw error;
    }
  }

  private async freshnessFor(asked: readonly Viewed[], viewer: Viewer, since: string): Promise<Turn> {
    const statement = await this.prepared(nameFor(viewer, freshness), freshness);
    const heard = ({ rows }: Answer): void => {
      const versions = versionsFrom(Object.values(rows[0]!) as string[], since);
      for (const { told } of asked) told?.hear(versions);
    };
    return { statement, values: [since], heard };
  }

  private run(text: string, values: readonly unknown[], options: { syncToFs: boolean }): Promise<Answer> {
    return this.pglite._runExclusiveQuery(async () => {
      let answer: Answer = { rows: [], affectedRows: 0 };
      const heard = (told: Answer): void => void (answer = told);
      await this.runTurns([{ statement: await this.prepared(text, text), values, heard }], options);
      return answer;
    });
  }

  /** The rows of each statement, in place of the rows of one. */
  private runGroup({
    statements,
    mayWait,
  }: StatementGroup): Promise<Pick<Answer, 'affectedRows'> & { rows: object[][] }> {
    return this.pglite._runExclusiveQuery(async () => {
      const rows: object[][] = [];
      // What nobody waits for is counted from behind, as on PostgreSQL.
      const first = mayWait ? -statements.length : 0;
      const turns: Turn[] = [];
      for (const [index, each] of statements.entries())
        turns.push(await this.turnOf(each.text, each, first + index, (found) => (rows[index] = found)));
      await this.runTurns(turns, { syncToFs: false });
      return { rows, affectedRows: 0 };
    });
  }

  /** One message of all of them, and one answer. */
  private async runTurns(turns: readonly Turn[], options: { syncToFs: boolean }): Promise<void> {
    const wire = turns.flatMap(({ statement, values }) => this.execute(statement, values));
    const { messages: told } = await this.pglite.execProtocol(concat([...wire, serialize.sync()]), {
      ...options,
      throwOnError: false,
    });
    const answers = answersIn(told);
    const fault = told.find((each) => each instanceof messages.DatabaseError);
    if (fault) {
      const { n } = turns[answers.length] ?? {};
      if (n !== undefined) noteFailedStatement(fault, n);
      throw fault;
    }
    turns.forEach(({ statement, heard }, n) =>
      heard?.(answerOf(answers[n]!, statement, this.pglite.parsers)),
    );
  }

  private execute({ name, parameters }: Prepared, values: readonly unknown[]): Uint8Array[] {
    const texts = values.map((value, n) => {
      if (value === null || value === undefined) return null;
      const write = this.pglite.serializers[parameters[n]!];
      return write ? write(value) : String(value);
    });
    return [serialize.bind({ statement: name, values: texts }), serialize.execute({})];
  }

  private async prepared(key: string, text: string): Promise<Prepared> {
    const known = this.#prepared.get(key);
    if (known) {
      this.#prepared.delete(key); // to the end of the queue
      this.#prepared.set(key, known);
      return known;
    }
    const wire = [...this.makeRoom()];
    const name = `s${(this.#count += 1)}`;
    wire.push(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync());
    const { messages: told } = await this.pglite.execProtocol(concat(wire), { syncToFs: false });
    const made: Prepared = { name, ...described(told) };
    this.#prepared.set(key, made);
    return made;
  }

  private *makeRoom(): Iterable<Uint8Array> {
    if (this.#prepared.size < room) return;
    const [key, { name }] = this.#prepared.entries().next().value!;
    this.#prepared.delete(key);
    yield serialize.close({ type: 'S', name });
  }
}

type Told = Awaited<ReturnType<PGlite['execProtocol']>>['messages'];

const described = (told: Told): Pick<Prepared, 'parameters' | 'columns'> => {
  let parameters: readonly number[] = [];
  let columns: Prepared['columns'] = [];
  for (const each of told) {
    if (each instanceof messages.ParameterDescriptionMessage) parameters = each.dataTypeIDs;
    if (each instanceof messages.RowDescriptionMessage)
      columns = each.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  }
  return { parameters, columns };
};

/** What each statement came to, one after the other. */
interface ToldOfOne {
  readonly rows: messages.DataRowMessage[];
  readonly completed: string;
}

const answersIn = (told: Told): ToldOfOne[] => {
  const answers: ToldOfOne[] = [];
  let rows: messages.DataRowMessage[] = [];
  for (const each of told) {
    if (each instanceof messages.DataRowMessage) rows.push(each);
    if (each instanceof messages.CommandCompleteMessage) {
      answers.push({ rows, completed: each.text });
      rows = [];
    }
  }
  return answers;
};

const answerOf = (
  { rows, completed }: ToldOfOne,
  { columns }: Prepared,
  parsers: PGlite['parsers'],
): Answer => ({
  rows: rows.map(({ fields }) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, type }, n) => {
      row[name] = types.parseType(fields[n] ?? null, type, parsers);
    });
    return row;
  }),
  affectedRows: Number(/\d+$/.exec(completed)?.[0] ?? 0),
});

const concat = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

import { messages, type PGlite, protocol, types } from '@electric-sql/pglite';
import { freshness, versionsFrom } from './freshness.js';
import type { RunOptions, Viewed } from './statements-at-once.js';
import { setViewer, type Viewer, viewerValues } from './viewer.js';

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

/** How a statement is run: under which name, for whom, and who is told how fresh memory has to be. */
interface HowToRun {
  readonly name?: string;
  readonly viewer?: Viewer;
  readonly told?: RunOptions['told'];
  readonly syncToFs: boolean;
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

  /** One statement for one viewer, whose rows alone PostgreSQL shows; the viewer ends with it. */
  async rowsFor({ viewer, statement: { name, text, values }, told }: Viewed): Promise<object[]> {
    const answer = await this.pglite._runExclusiveTransaction(() =>
      this.run(text, values, { name, viewer, told, syncToFs: true }),
    );
    return answer.rows;
  }

  /** As PGlite's own, for the ORM: its statements are prepared as well. */
  transaction<Result>(work: (transaction: object) => Promise<Result>): Promise<Result> {
    return this.pglite.transaction((transaction) =>
      work({
        ...transaction,
        query: (text: string, values: readonly unknown[] = []) => this.run(text, values, { syncToFs: false }),
      }),
    );
  }

  /** Forgets what is prepared: after the tables changed, what a statement returned before is not what it returns now. */
  async forget(): Promise<void> {
    await this.pglite.exec('deallocate all');
    this.#prepared.clear();
  }

  private run(
    text: string,
    values: readonly unknown[],
    { name = text, viewer, told, syncToFs }: HowToRun,
  ): Promise<Answer> {
    return this.pglite._runExclusiveQuery(async () => {
      const viewing = viewer && (await this.prepared(setViewer, setViewer));
      const fresh = told && (await this.prepared(freshness, freshness));
      const statement = await this.prepared(name, text);
      const wire = [
        ...(viewing ? this.execute(viewing, viewerValues(viewer!)) : []),
        ...(fresh ? this.execute(fresh, []) : []),
        ...this.execute(statement, values),
        serialize.sync(),
      ];
      const { messages: answered } = await this.pglite.execProtocol(concat(wire), { syncToFs });
      if (told) told(versionsFrom(rowsAt(answered, 1)[0]!.fields));
      return answerOf(answered, [viewing, fresh].filter(Boolean).length, statement, this.pglite.parsers);
    });
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

/** The rows of the statement that comes after `before` others. */
const rowsAt = (told: Told, before: number): messages.DataRowMessage[] => {
  let done = 0;
  return told.filter((each): each is messages.DataRowMessage => {
    if (each instanceof messages.CommandCompleteMessage) done += 1;
    return each instanceof messages.DataRowMessage && done === before;
  });
};

const answerOf = (told: Told, before: number, { columns }: Prepared, parsers: PGlite['parsers']): Answer => {
  const rows = rowsAt(told, before).map(({ fields }) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, type }, n) => {
      row[name] = types.parseType(fields[n] ?? null, type, parsers);
    });
    return row;
  });
  const completed = told.filter((each) => each instanceof messages.CommandCompleteMessage)[before];
  return { rows, affectedRows: Number(/\d+$/.exec(completed?.text ?? '')?.[0] ?? 0) };
};

const concat = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

import pg from 'pg';
// @ts-expect-error -- pg's types leave out how it writes values
import { prepareValue } from 'pg/lib/utils.js';
import { planning } from '../../../src/db/orm.js';
import { rowFunctions } from '../../../src/db/row-functions.js';
import { setViewer, type Viewer, hubItself, viewerValues } from '../../../src/db/viewer.js';
import type { Database } from '../../../src/db/database.js';
import { sql } from '../../../src/kernel/sql.js';
import { ownerOf } from '../../support/database.js';
import type { SentStatement } from '../../support/statements.js';

/** Tables that grow with the county's work; what is short stays short: organizations, lists, measures, memoranda. */
export const growing: ReadonlySet<string> = new Set([
  'subject',
  'credit_record',
  'list_entry',
  'instruction',
  'feedback',
  'notice',
  'duty_check',
  'check_result',
  'check_hit',
  'objection',
  'repair',
  'restoration',
  'restoration_task',
  'outcome',
  'document',
  'attachment',
  'file',
  'change',
  'change_recipient',
  'access_event',
  'status_change',
  'audit_event',
  'deadline',
]);

/** A node of a plan as EXPLAIN tells it. */
interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  /** Of one loop. */
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** Reads alone: not what is counted, recorded and kept for the hub itself. */
export const isRead = ({ text }: SentStatement): boolean => /^\s*(select|with)\b/i.test(text);

/** Runs a statement as its viewer does, with the one plan for all values that the hub's connections keep. */
type Analyze = (statement: SentStatement) => Promise<Node>;

/** Runs a text without values, whose placeholders stay open, as a viewer does; without the ways of reading that are off. */
type Explain = (viewer: Viewer, text: string, off?: readonly Way[]) => Promise<Node>;
type Way = 'seqscan' | 'bitmapscan';

/** Explains on a connection of its own, as if the tables had grown; whole tables are scanned only where there is no other way. */
export const explainOn = async (
  database: Database,
): Promise<{ explain: Explain; close: () => Promise<void> }> => {
  // Now, for a vacuum in the background may do it before or after.
  await ownerOf(database).rows(sql`analyze`);
  // As if each page were full of them: the planner takes the number of pages from the file, but believes this.
  await ownerOf(database).rows(
    sql`update pg_class set relpages = 1, reltuples = 1000000 where relname = any(${[...growing]}::text[]) and relkind = 'r'`,
  );
  const { run, close } = await connectionTo(database);
  const explain: Explain = async (viewer, text, off = ['seqscan']) => {
    const settings = off.map((way) => `set local enable_${way} = off`).join('; ');
    await run(`begin; ${setting(viewer)}; ${settings}`);
    try {
      return planIn(await run(`explain (generic_plan, format json) ${text}`));
    } finally {
      await run('rollback');
    }
  };
  return { explain, close };
};

/** Runs statements for what they read, on a connection of its own. */
export const analyzeOn = async (
  database: Database,
): Promise<{ analyze: Analyze; close: () => Promise<void> }> => {
  const { run, close } = await connectionTo(database);
  const analyze: Analyze = async ({ viewer, text, values = [] }) => {
    await run(`begin; ${setting(viewer ?? hubItself)}; ${asPlanned}`);
    await run(`prepare analyzed as ${text}`);
    try {
      const given = values.map((value) => literal(prepareValue(value)));
      const asked = given.length > 0 ? `analyzed(${given.join()})` : 'analyzed';
      return planIn(await run(`explain (analyze, format json) execute ${asked}`));
    } finally {
      await run('deallocate analyzed; rollback');
    }
  };
  return { analyze, close };
};

/** How many rows of tables that grow were looked at, shown or not. */
export const rowsRead = (node: Node): number => {
  const { 'Actual Rows': rows = 0, 'Actual Loops': loops = 1, 'Rows Removed by Filter': left = 0 } = node;
  const here = growing.has(node['Relation Name'] ?? '') ? (rows + left) * loops : 0;
  return (node.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), here);
};

const asPlanned = Object.entries(planning)
  .map(([name, value]) => `set local ${name} = ${value}`)
  .join('; ');

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const literal = (value: unknown): string => (value === null ? 'null' : quoted(String(value)));

const setting = (viewer: Viewer): string => {
  const values = viewerValues(viewer);
  return setViewer.replace(/\$(\d)/g, (_, n: string) => quoted(values[Number(n) - 1]!));
};

const planIn = (rows: object[]): Node =>
  (rows as [{ 'QUERY PLAN': [{ Plan: Node }] }])[0]['QUERY PLAN'][0].Plan;

type Run = (text: string) => Promise<object[]>;

const connectionTo = async (database: Database): Promise<{ run: Run; close: () => Promise<void> }> => {
  const { embedded } = database;
  const client = embedded ? null : new pg.Client({ connectionString: database.orm.config.get('clientUrl')! });
  await client?.connect();
  const run: Run = async (text) => {
    if (embedded) return (await embedded.exec(text)).at(-1)!.rows as object[];
    const results = (await client!.query(text)) as unknown as { rows: object[] }[] | { rows: object[] };
    return (Array.isArray(results) ? results.at(-1)! : results).rows;
  };
  return { run, close: async () => void (await client?.end()) };
};

/** How a plan reads a table, wherever in it. */
export const scansOf = (node: Node, table: string): string[] => [
  ...(node['Relation Name'] === table ? [node['Node Type']] : []),
  ...(node.Plans ?? []).flatMap((each) => scansOf(each, table)),
];

/** What would get slower with every row of a growing table: read as a whole, by no key and without an end. */
export const unboundedIn = (plan: Node): string[] => found(plan, false);

/** What ends its input early only ends what streams into it. */
const keepsAll = /Sort|Aggregate|Hash|Materialize|WindowAgg|Unique/;

const found = (node: Node, ends: boolean): string[] => {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Cond': condition, Plans = [] } = node;
  const whole = type === 'Seq Scan' || (/Index.*Scan/.test(type) && condition === undefined);
  const here = whole && !ends && growing.has(table) ? [`${type} of ${table}`] : [];
  const endsBelow = type === 'Limit' || (ends && !keepsAll.test(type));
  return [...here, ...Plans.flatMap((each) => found(each, endsBelow))];
};

/** The conditions of the row scope that are functions of the database: EXPLAIN does not look into them. */
export const functionStatements = (viewers: readonly Viewer[]): SentStatement[] =>
  rowFunctions.flatMap(({ signature, condition }) => {
    const types = /\((.*)\)/.exec(signature)![1]!.split(',');
    const typed = condition.replace(/\$(\d)/g, (place, n: string) => `${place}::${types[Number(n) - 1]}`);
    return [hubItself, ...viewers].map((viewer) => ({ viewer, text: `select ${typed}` }));
  });

import { type Sql, sql } from '../kernel/sql.js';

/** How what a process keeps in memory stands, as of when a statement was answered. */
export interface Versions {
  /** Of tokens, clients and whether their organizations take part. */
  readonly standing: number;
  /** Of organizations, lists, measures, memoranda and their clauses. */
  readonly catalogue: number;
  readonly touches: Touches;
}

/** Of which subjects something changed between two snapshots of the database. */
export interface Touches {
  /** As of which it was asked; '': of none. */
  readonly since: string;
  /** As of which it was answered. */
  readonly snapshot: string;
  /** Since when the server runs: another one, or one that went back to an earlier state, counts transactions anew. */
  readonly server: string;
  readonly subjectIds: readonly number[];
  /** It can no longer be told what changed since: some of it was forgotten. */
  readonly forgotten: boolean;
}

/** Hears how fresh memory has to be, and says since when it wants to be told. */
export interface Told {
  since(): string;
  hear(versions: Versions): void;
}

/**
 * Tells the versions in one row. `$1`: the snapshot since which it is to be told what of subjects changed. A transaction
 * notes what it touched under its own id, so that nobody misses it who commits late. Ids that are still to come are of
 * another server, from which the database was restored.
 */
export const freshness = `select (select version from freshness where what = 'STANDING')::text as standing,
  (select version from freshness where what = 'CATALOGUE')::text as catalogue,
  at.now::text as snapshot, extract(epoch from pg_postmaster_start_time())::text as server,
  (select string_agg(array_to_string(t.subject_ids, ','), ',') from touch t
    where t.transaction_id >= pg_snapshot_xmin(at.since)::text::bigint
      and t.transaction_id < pg_snapshot_xmax(at.now)::text::bigint
      and not pg_visible_in_snapshot(t.transaction_id::text::xid8, at.since)) as touched,
  (select version >= pg_snapshot_xmin(at.since)::text::bigint and version < pg_snapshot_xmax(at.now)::text::bigint
    from freshness where what = 'TOUCH')::text as forgotten
  from (select pg_current_snapshot() as now, nullif($1, '')::pg_snapshot as since) as at`;

export const versionsFrom = (
  [standing, catalogue, snapshot, server, touched, forgotten]: readonly (string | null)[],
  since: string,
): Versions => ({
  standing: Number(standing),
  catalogue: Number(catalogue),
  touches: {
    since,
    snapshot: snapshot!,
    server: server!,
    subjectIds: touched ? touched.split(',').map(Number) : [],
    forgotten: forgotten === 'true',
  },
});

/**
 * Forgets what was touched more than an hour ago; whoever was not told of it meanwhile is told that it was forgotten. Not
 * what a transaction noted that may have been under way when somebody asked last.
 */
export const forgetTouches: Sql = sql`
  with at as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as earliest,
      pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next),
    gone as (delete from touch using at where touch.at < now() - interval '1 hour'
      and (transaction_id < at.earliest or transaction_id >= at.next) returning transaction_id)
  update freshness set version = greatest(case when version < at.next then version else 0 end,
    (select max(transaction_id) from gone where transaction_id < at.earliest))
  from at where what = 'TOUCH' and exists (select 1 from gone)`;

/** One thing kept in memory, as of a version and day. */
interface HeldThing {
  readonly version: number;
  readonly today: string;
  readonly value: unknown;
}

/**
 * What a process keeps of the catalogue in memory. Nothing is taken from it without the version that the database told
 * in the same request: what is older is as if it were not there, and is read anew for those who come after.
 */
export class HeldCatalogue {
  readonly #things = new Map<object, HeldThing>();
  readonly #underWay = new Set<object>();

  /** What `read` came to at exactly this version and day; null: ask the database. */
  at<Value>(
    read: object,
    { version, today }: { version: number; today: string },
    renew: () => Promise<{ version: number; value: Value }>,
  ): Value | null {
    const held = this.#things.get(read);
    if (held?.version === version && held.today === today) return held.value as Value;
    if (!this.#underWay.has(read)) void this.renew(read, today, renew);
    return null;
  }

  private async renew<Value>(
    read: object,
    today: string,
    renew: () => Promise<{ version: number; value: Value }>,
  ): Promise<void> {
    this.#underWay.add(read);
    try {
      this.#things.set(read, { ...(await renew()), today });
    } catch {
      // Whoever asks is answered by the database, which tells what is wrong.
    } finally {
      this.#underWay.delete(read);
    }
  }
}

/** Versions of what a process may keep in memory, as they stood when a statement was answered. */
export interface Versions {
  /** Tokens, clients and whether their organizations take part. */
  readonly standing: number;
  /** Organizations, lists, measures, memoranda and their clauses. */
  readonly catalogue: number;
}

/** Tells both versions in one row, standing first. */
export const freshness = `select (select version from freshness where what = 'STANDING')::text as standing,
  (select version from freshness where what = 'CATALOGUE')::text as catalogue`;

export const versionsFrom = ([standing, catalogue]: readonly (string | null)[]): Versions => ({
  standing: Number(standing),
  catalogue: Number(catalogue),
});

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

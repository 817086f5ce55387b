import type { Principal } from '../kernel/principal.js';
import type { ScopedReader } from './scoped-reader.js';

/** A value that was withheld or masked: where, why, and what would grant it. */
export interface Redaction {
  path: (string | number)[];
  reason: string;
  grant: string;
}

/** What one GraphQL request carries: who asks, how rows are read, what was withheld. */
export class RequestContext {
  readonly redactions: Redaction[] = [];
  // No #private field: Apollo hands a clone of the context on, and a clone has none.
  private readonly loaders = new Map<unknown, unknown>();

  constructor(
    readonly principal: Principal,
    readonly requestId: string,
    readonly idempotencyKey: string | null,
    readonly reader: ScopedReader,
  ) {}

  /** The request's own instance of a loader: `context.loader(entryLoader).load(id)`. */
  loader<Loader>(make: (reader: ScopedReader) => Loader): Loader {
    let loader = this.loaders.get(make) as Loader | undefined;
    if (loader === undefined) {
      loader = make(this.reader);
      this.loaders.set(make, loader);
    }
    return loader;
  }

  /** After a mutation nothing read before it counts any more. */
  forgetRows(): void {
    this.loaders.clear();
  }

  /** An act recorded its own look at these subjects. */
  lookedAt(subjectIds: readonly number[], dataset: string): void {
    this.reader.lookedAt(subjectIds, dataset);
  }

  redact(redaction: Redaction): void {
    this.redactions.push(redaction);
  }
}

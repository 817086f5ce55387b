import type { Principal } from '../kernel/principal.js';
import type { Look } from './access-record.js';
import type { ScopedReader } from './scoped-reader.js';

/** A value that was withheld or masked: where, why, and what would grant it. */
export interface Redaction {
  path: (string | number)[];
  reason: string;
  grant: string;
}

/** Where who asks stands with its quota after the request was charged. */
export interface QuotaStanding {
  /** Cost units of a window, and those left of them. */
  readonly limit: number;
  readonly remaining: number;
  /** When the next window begins. */
  readonly resetAt: Date;
  /** What the request cost. */
  readonly cost: number;
  /** The window holds less than was asked for. */
  readonly exceeded: boolean;
}

/** What is known of one request beside its answer. */
export interface Exchange {
  /** Where the request comes from: kept nowhere. */
  readonly address: string;
  /** null until the token or session was found good. */
  principal: Principal | null;
  /** null until the request was charged. */
  quota: QuotaStanding | null;
  /** The document or its variables were wrong; nothing was executed. */
  documentRefused: boolean;
  /** The document is one that the office registered. */
  trusted: boolean;
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
    readonly exchange: Exchange = {
      address: '',
      principal,
      quota: null,
      documentRefused: false,
      trusted: false,
    },
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

  /** An act is done: nothing read before it counts any more. `looks`: those it recorded itself. */
  done(looks: readonly Look[]): void {
    this.loaders.clear();
    this.reader.afterAct(looks);
  }

  redact(redaction: Redaction): void {
    this.redactions.push(redaction);
  }
}

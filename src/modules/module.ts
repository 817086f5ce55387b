import type { Config } from '../config.js';
import type { Clock } from '../kernel/clock.js';
import type { EventBus } from '../kernel/events.js';
import type { Keys } from '../kernel/keys.js';
import type { CatalogueLoader } from '../db/by-id.loader.js';
import type { Database } from '../db/database.js';
import type { HeldPart } from '../db/held-subjects.js';
import type { ScopedReader } from '../db/scoped-reader.js';
import type { Unit, UnitOfWork } from './ledger/unit.service.js';

/** What every module is made from. */
export interface Kit {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly bus: EventBus<Unit>;
  readonly work: UnitOfWork;
}

export type NodeLoader = (reader: ScopedReader) => Pick<CatalogueLoader<object>, 'load'>;

/** One event on its way to a subscriber: the row, and the position to resume behind once it was received. */
export interface StreamedEvent {
  readonly row: object;
  readonly position: string;
}

/** What a subscription field delivers, read from the change feed as its reader may see it now. */
export interface EventStream {
  /** The position the stream begins behind: what the caller said, or the head of the feed. Refuses what is no position. */
  start(reader: ScopedReader, args: Record<string, unknown>): Promise<string>;
  /** The next event behind a position; `complete` says up to where there is none. */
  next(
    reader: ScopedReader,
    position: string,
    args: Record<string, unknown>,
  ): Promise<{ event: StreamedEvent | null; complete: string }>;
}

/** What a module adds to the schema: resolver instances, and a loader for each Node type it owns. */
export interface HubModule {
  readonly resolvers: readonly object[];
  readonly nodes: Readonly<Record<string, NodeLoader>>;
  /** What memory keeps of subjects. */
  readonly held?: readonly HeldPart<ScopedReader, unknown>[];
  /** By subscription field. */
  readonly streams?: Readonly<Record<string, EventStream>>;
}

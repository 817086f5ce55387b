import type DataLoader from 'dataloader';
import type { Config } from '../config.js';
import type { Clock } from '../kernel/clock.js';
import type { EventBus } from '../kernel/events.js';
import type { Keys } from '../kernel/keys.js';
import type { Database } from '../db/database.js';
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

export type NodeLoader = (reader: ScopedReader) => DataLoader<number, object | null>;

/** What a module adds to the schema: resolver instances, and a loader for each Node type it owns. */
export interface HubModule {
  readonly resolvers: readonly object[];
  readonly nodes: Readonly<Record<string, NodeLoader>>;
}

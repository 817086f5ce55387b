import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261123000100_schema } from './Migration20261123000100_schema.js';
import { Migration20261123000200_guards } from './Migration20261123000200_guards.js';

/** Every migration in order. A new one is added at the end and never changed once released. */
export const migrations: MigrationObject[] = [
  { name: 'Migration20261123000100_schema', class: Migration20261123000100_schema },
  { name: 'Migration20261123000200_guards', class: Migration20261123000200_guards },
];

import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261123000100_schema } from './Migration20261123000100_schema.js';
import { Migration20261123000200_guards } from './Migration20261123000200_guards.js';
import { Migration20261125000100_rights } from './Migration20261125000100_rights.js';
import { Migration20261125000200_rights_guards } from './Migration20261125000200_rights_guards.js';
import { Migration20261125000300_quota } from './Migration20261125000300_quota.js';
import { Migration20261125000400_client_keys } from './Migration20261125000400_client_keys.js';
import { Migration20261125000600_evidence } from './Migration20261125000600_evidence.js';
import { Migration20261125000800_trusted_documents } from './Migration20261125000800_trusted_documents.js';
import { Migration20261125000900_staff } from './Migration20261125000900_staff.js';
import { Migration20261125001000_idempotency } from './Migration20261125001000_idempotency.js';
import { Migration20261125001100_retention } from './Migration20261125001100_retention.js';
import { Migration20261125001300_offices } from './Migration20261125001300_offices.js';
import { Migration20261125001400_wall } from './Migration20261125001400_wall.js';
import { Migration20261125001700_tally } from './Migration20261125001700_tally.js';
import { Migration20261125001600_freshness } from './Migration20261125001600_freshness.js';
import { Migration20261126000100_subject_name } from './Migration20261126000100_subject_name.js';
import { Migration20261126000200_pages } from './Migration20261126000200_pages.js';
import { Migration20261127000100_screening } from './Migration20261127000100_screening.js';
import { Migration20261127000200_touch } from './Migration20261127000200_touch.js';
import { Migration20261127000300_against } from './Migration20261127000300_against.js';

/** Every migration in order. A new one is added at the end and never changed once released. */
export const migrations: MigrationObject[] = [
  { name: 'Migration20261123000100_schema', class: Migration20261123000100_schema },
  { name: 'Migration20261123000200_guards', class: Migration20261123000200_guards },
  { name: 'Migration20261125000100_rights', class: Migration20261125000100_rights },
  { name: 'Migration20261125000200_rights_guards', class: Migration20261125000200_rights_guards },
  { name: 'Migration20261125000300_quota', class: Migration20261125000300_quota },
  { name: 'Migration20261125000400_client_keys', class: Migration20261125000400_client_keys },
  { name: 'Migration20261125000600_evidence', class: Migration20261125000600_evidence },
  { name: 'Migration20261125000800_trusted_documents', class: Migration20261125000800_trusted_documents },
  { name: 'Migration20261125000900_staff', class: Migration20261125000900_staff },
  { name: 'Migration20261125001000_idempotency', class: Migration20261125001000_idempotency },
  { name: 'Migration20261125001100_retention', class: Migration20261125001100_retention },
  { name: 'Migration20261125001300_offices', class: Migration20261125001300_offices },
  { name: 'Migration20261125001400_wall', class: Migration20261125001400_wall },
  { name: 'Migration20261125001600_freshness', class: Migration20261125001600_freshness },
  { name: 'Migration20261125001700_tally', class: Migration20261125001700_tally },
  { name: 'Migration20261126000100_subject_name', class: Migration20261126000100_subject_name },
  { name: 'Migration20261126000200_pages', class: Migration20261126000200_pages },
  { name: 'Migration20261127000100_screening', class: Migration20261127000100_screening },
  { name: 'Migration20261127000200_touch', class: Migration20261127000200_touch },
  { name: 'Migration20261127000300_against', class: Migration20261127000300_against },
];

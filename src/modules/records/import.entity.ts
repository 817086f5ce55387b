import { defineEntity, p } from '@mikro-orm/core';
import {
  disclosureModes,
  finalities,
  importFormats,
  importStatuses,
  procedures,
} from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';

/** One file taken in. `rowsRead` moves in the transaction of its batch, so a crash resumes where it stopped. */
const schema = defineEntity({
  name: 'ImportEntity',
  tableName: 'import',
  uniques: [
    {
      name: 'import_once',
      properties: [
        'provider',
        'format',
        'fileHash',
        'procedure',
        'finality',
        'minorRemedied',
        'disclosure',
        'registryConfirmed',
      ],
    },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    format: p.enum(importFormats),
    fileName: p.string().length(200),
    fileHash: p.string().length(64),
    fileSize: p.bigint('number'),
    provider: p.manyToOne(OrganizationEntity).mapToPk(),
    procedure: p.enum(procedures),
    finality: p.enum(finalities),
    minorRemedied: p.boolean().default(false),
    disclosure: p.enum(disclosureModes),
    registryConfirmed: p.boolean().default(false),
    status: p.enum(importStatuses),
    rowsRead: p.integer().default(0),
    accepted: p.integer().default(0),
    duplicates: p.integer().default(0),
    rejected: p.integer().default(0),
    /** Bytes of the file read so far, for progress. */
    bytesRead: p.bigint('number').default(0),
    problem: p.string().length(500).nullable(),
    actor: p.string().length(100),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});
export class ImportEntity extends schema.class {}
schema.setClass(ImportEntity);

const rejectSchema = defineEntity({
  name: 'ImportRejectEntity',
  tableName: 'import_reject',
  properties: {
    import: p.manyToOne(ImportEntity).mapToPk().primary(),
    row: p.integer().primary(),
    problems: p.array<string>(),
  },
});
/** A row that was refused, by its number in the file, with all its problems. */
export class ImportRejectEntity extends rejectSchema.class {}
rejectSchema.setClass(ImportRejectEntity);

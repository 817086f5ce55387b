import type { FastifyInstance } from 'fastify';
import type { HubModule, Kit } from '../module.js';
import type { SubjectService } from '../subjects/subject.service.js';
import { importLoader } from './import.loader.js';
import { ImportResolver } from './import.resolver.js';
import { type ImportRouteParts, mountImportRoutes } from './import.route.js';
import { ImportService } from './import.service.js';
import { ArchiveService } from './archive.service.js';
import { recordLoader } from './record.loader.js';
import { RecordResolver, SubjectRecordsResolver } from './record.resolver.js';

export interface RecordsModule extends HubModule {
  imports: ImportService;
  archive: ArchiveService;
  mountImports(app: FastifyInstance, parts: ImportRouteParts): void;
}

/** Credit records and the files they come in. `report` hears of faults in the background. */
export const createRecordsModule = (
  kit: Kit,
  { subjects, report = () => undefined }: { subjects: SubjectService; report?: (error: unknown) => void },
): RecordsModule => {
  const imports = new ImportService(kit, subjects, report);
  return {
    resolvers: [new RecordResolver(), new SubjectRecordsResolver(), new ImportResolver()],
    nodes: { CreditRecord: recordLoader, Import: importLoader },
    imports,
    archive: new ArchiveService(kit.work),
    mountImports: (app, { principalOf }) =>
      mountImportRoutes(app, { imports, principalOf, database: kit.database, clock: kit.clock }),
  };
};

export { type EntryRow, type EntryRowsRead, entryRowsRead } from './import.events.js';
export { importLifecycle } from './import.lifecycle.js';
export type { ImportProgress, ImportRequest, ImportService, ReceivedImport } from './import.service.js';
export { type FileFormat, templateColumns } from './column.rules.js';
export { importByNumber } from './import.repository.js';
export { type ImportQuery, readImportQuery } from './import.rules.js';
export { rejectLines } from './import.route.js';
export type { Import } from './import.types.js';
export { type SampleCells, sampleAgencies, sampleRows } from './sample.rules.js';
export { sampleCode } from './sample-words.rules.js';
export { writeSampleFile } from './sample.writer.js';

import type { HubModule, Kit } from '../module.js';
import {
  AccessEventEdgeResolver,
  ChangeEdgeResolver,
  SubjectLedgerResolver,
} from './ledger-edge.resolver.js';
import { subjectLoader } from './subject.loader.js';
import { SubjectResolver } from './subject.resolver.js';
import { SubjectService } from './subject.service.js';

/** Whom credit is about, and whom the ledger speaks of. */
export const createSubjectsModule = (kit: Kit): HubModule & { subjects: SubjectService } => {
  const subjects = new SubjectService(kit.database, kit.keys, kit.clock);
  return {
    resolvers: [
      new SubjectResolver(subjects),
      new ChangeEdgeResolver(),
      new AccessEventEdgeResolver(),
      new SubjectLedgerResolver(),
    ],
    nodes: { Subject: subjectLoader },
    subjects,
  };
};

export type { FoundSubject, NewSubject, Registered, SubjectService } from './subject.service.js';
export { heldSubjects } from './subject.loader.js';

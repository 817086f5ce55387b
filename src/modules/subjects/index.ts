import type { HubModule, Kit } from '../module.js';
import { subjectLoader } from './subject.loader.js';
import { SubjectResolver } from './subject.resolver.js';
import { SubjectService } from './subject.service.js';

export const createSubjectsModule = (kit: Kit): HubModule & { subjects: SubjectService } => {
  const subjects = new SubjectService(kit.database, kit.keys, kit.clock);
  return { resolvers: [new SubjectResolver(subjects)], nodes: { Subject: subjectLoader }, subjects };
};

import type { HubModule, Kit } from '../module.js';
import type { SubjectService } from '../subjects/subject.service.js';
import { SubjectGradeResolver } from './grade.resolver.js';
import { PractitionerResolver } from './practitioner.resolver.js';
import { PractitionerService } from './practitioner.service.js';

export interface GradesModule extends HubModule {
  practitioners: PractitionerService;
}

/** Grades of credit, and the persons whose profession makes it weigh more. */
export const createGradesModule = ({ work }: Kit, lower: { subjects: SubjectService }): GradesModule => {
  const practitioners = new PractitionerService(work, lower.subjects);
  return {
    resolvers: [new SubjectGradeResolver(), new PractitionerResolver(practitioners)],
    nodes: {},
    practitioners,
  };
};

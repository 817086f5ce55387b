import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DocumentService } from '../documents/document.service.js';
import type { IssueService } from '../enforcement/issue.service.js';
import type { FileService } from '../files/file.service.js';
import type { EffectService } from '../lists/effect.service.js';
import type { HubModule, Kit } from '../module.js';
import { BrakeService } from './brake.service.js';
import { DecisionService } from './decision.service.js';
import { EntryObjectionsResolver, SubjectObjectionsResolver } from './edge.resolver.js';
import { objectionLoader } from './objection.loader.js';
import { ObjectionPaperResolver } from './objection-paper.resolver.js';
import { ObjectionResolver, VerificationResolver } from './objection.resolver.js';
import { ObjectionService } from './objection.service.js';
import { DecisionStepResolver, ObjectionStepResolver } from './step.resolver.js';
import { RemedyService } from './remedy.service.js';
import { VerificationService } from './verification.service.js';

export interface LowerModules {
  effects: EffectService;
  issues: IssueService;
  deadlines: DeadlineService;
  documents: DocumentService;
  files: FileService;
}

export const createObjectionsModule = (
  { work }: Kit,
  lower: LowerModules,
): HubModule & {
  objections: ObjectionService;
  verifications: VerificationService;
  decisions: DecisionService;
} => {
  const brake = new BrakeService(lower.effects, lower.issues);
  const remedies = new RemedyService(lower.effects, lower.issues, brake);
  const objections = new ObjectionService(work, { ...lower, brake });
  const verifications = new VerificationService(work, lower);
  const decisions = new DecisionService(work, { ...lower, brake, remedies });
  return {
    objections,
    verifications,
    decisions,
    resolvers: [
      new ObjectionResolver(),
      new VerificationResolver(),
      new ObjectionStepResolver(objections, verifications),
      new DecisionStepResolver(decisions),
      new EntryObjectionsResolver(),
      new SubjectObjectionsResolver(),
      new ObjectionPaperResolver(),
    ],
    nodes: { Objection: objectionLoader },
  };
};

import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DocumentService } from '../documents/document.service.js';
import type { FileService } from '../files/file.service.js';
import type { EffectService } from '../lists/effect.service.js';
import type { HubModule, Kit } from '../module.js';
import { RepairDecisionService } from './decision.service.js';
import { RepairOutlookService } from './outlook.service.js';
import { ReorganisationService } from './reorganisation.service.js';
import { communityServiceLoader, reorganisationLoader, repairLoader } from './repair.loader.js';
import { RepairResolver, RepairStepResolver } from './repair.resolver.js';
import { RepairService } from './repair.service.js';
import {
  CommunityServiceResolver,
  EntryRepairsResolver,
  ReorganisationResolver,
  SubjectRepairsResolver,
} from './support.resolver.js';
import { SupportService } from './support.service.js';

export interface RepairsModule extends HubModule {
  repairs: RepairService;
  decisions: RepairDecisionService;
  outlooks: RepairOutlookService;
  support: SupportService;
  reorganisations: ReorganisationService;
}

export const createRepairsModule = (
  { work, bus }: Kit,
  lower: {
    files: FileService;
    deadlines: DeadlineService;
    documents: DocumentService;
    effects: EffectService;
  },
): RepairsModule => {
  const repairs = new RepairService(work, lower.files, lower.deadlines);
  repairs.react(bus);
  const reorganisations = new ReorganisationService(work, lower.effects);
  reorganisations.react(bus);
  const decisions = new RepairDecisionService(work, lower.effects, lower.deadlines, lower.documents);
  const outlooks = new RepairOutlookService();
  const support = new SupportService(work);
  return {
    repairs,
    decisions,
    outlooks,
    support,
    reorganisations,
    resolvers: [
      new RepairResolver(outlooks),
      new RepairStepResolver(repairs, decisions),
      new CommunityServiceResolver(support),
      new ReorganisationResolver(reorganisations),
      new SubjectRepairsResolver(),
      new EntryRepairsResolver(),
    ],
    nodes: {
      Repair: repairLoader,
      CommunityService: communityServiceLoader,
      Reorganisation: reorganisationLoader,
    },
  };
};

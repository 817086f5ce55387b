import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DeliveryService } from '../delivery/delivery.service.js';
import type { DocumentService } from '../documents/document.service.js';
import type { IssueService } from '../enforcement/issue.service.js';
import type { FileService } from '../files/file.service.js';
import type { EffectService } from '../lists/effect.service.js';
import type { HubModule, Kit } from '../module.js';
import { OpeningService } from './opening.service.js';
import { OutcomeResolver, SubjectOutcomesResolver } from './outcome.resolver.js';
import { OutcomeService } from './outcome.service.js';
import { outcomeLoader, restorationLoader } from './restoration.loader.js';
import {
  RestorationResolver,
  RestorationTaskResolver,
  SubjectRestorationsResolver,
} from './restoration.resolver.js';
import { RestorationService } from './restoration.service.js';

interface Lower {
  files: FileService;
  deadlines: DeadlineService;
  documents: DocumentService;
  effects: EffectService;
  issues: IssueService;
  delivery: DeliveryService;
}

export const createRestorationsModule = (
  { work, bus }: Kit,
  { files, deadlines, documents, effects, issues, delivery }: Lower,
): HubModule & { restorations: RestorationService; outcomes: OutcomeService } => {
  const openings = new OpeningService(delivery, deadlines, documents);
  openings.react(bus);
  const restorations = new RestorationService(work, deadlines, files);
  restorations.react(bus);
  const outcomes = new OutcomeService(work, effects, issues, openings);
  return {
    restorations,
    outcomes,
    resolvers: [
      new RestorationResolver(restorations),
      new RestorationTaskResolver(),
      new SubjectRestorationsResolver(),
      new OutcomeResolver(outcomes),
      new SubjectOutcomesResolver(),
    ],
    nodes: { Restoration: restorationLoader, Outcome: outcomeLoader },
  };
};

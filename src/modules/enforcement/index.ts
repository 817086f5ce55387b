import type { PublicationService } from '../lists/publication.service.js';
import type { HubModule, Kit } from '../module.js';
import { CheckHitResolver, CheckResolver, CheckResultResolver } from './check.resolver.js';
import { checkLoader } from './check.loader.js';
import { CheckService, type SubjectFinder } from './check.service.js';
import {
  DueMeasureResolver,
  EntryEnforcementResolver,
  FeedbackResolver,
  NoticeResolver,
} from './entry-edge.resolver.js';
import { ExecutionService } from './execution.service.js';
import { ExecutionResolver, InstructionResolver } from './instruction.resolver.js';
import { feedbackLoader, instructionLoader, noticeLoader } from './instruction.loader.js';
import { IssueService } from './issue.service.js';
import { NoticeService } from './notice.service.js';

export const createEnforcementModule = (
  { work, bus }: Kit,
  lower: { subjects: SubjectFinder; publications: PublicationService },
): HubModule & { issues: IssueService; notices: NoticeService } => {
  const issues = new IssueService(work);
  issues.react(bus);
  const notices = new NoticeService(work, lower.publications);
  return {
    issues,
    notices,
    resolvers: [
      new InstructionResolver(),
      new ExecutionResolver(new ExecutionService(work), notices),
      new CheckResolver(new CheckService(work, lower.subjects)),
      new CheckResultResolver(),
      new CheckHitResolver(),
      new EntryEnforcementResolver(),
      new DueMeasureResolver(),
      new NoticeResolver(),
      new FeedbackResolver(),
    ],
    nodes: {
      Instruction: instructionLoader,
      Notice: noticeLoader,
      Feedback: feedbackLoader,
      Check: checkLoader,
    },
  };
};

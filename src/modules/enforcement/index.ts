import type { DocumentService } from '../documents/document.service.js';
import type { PublicationService } from '../lists/publication.service.js';
import type { HubModule, Kit } from '../module.js';
import {
  CheckHitResolver,
  CheckResolver,
  CheckResultResolver,
  CheckSubjectsPayloadResolver,
} from './check.resolver.js';
import { checkLoader } from './check.loader.js';
import { CheckService, type SubjectFinder } from './check.service.js';
import {
  DueMeasureResolver,
  EntryEnforcementResolver,
  FeedbackResolver,
  SubjectEnforcementResolver,
} from './entry-edge.resolver.js';
import { heldDueFacts } from './due.loader.js';
import { ExecutionService } from './execution.service.js';
import { ExecutionResolver, InstructionResolver, InstructionStreamResolver } from './instruction.resolver.js';
import { feedbackLoader, instructionLoader, noticeLoader } from './instruction.loader.js';
import { instructionStream } from './instruction-stream.repository.js';
import { IssueService } from './issue.service.js';
import { DocumentNoticeResolver, NoticeResolver } from './notice.resolver.js';
import type { RepairPath } from './notice.repository.js';
import { NoticeService } from './notice.service.js';
import { PaperService } from './paper.service.js';

export const createEnforcementModule = (
  { work, bus, config }: Kit,
  lower: {
    subjects: SubjectFinder;
    publications: PublicationService;
    documents: DocumentService;
    /** From the module of repairs, which stands above. */
    repairPath: RepairPath;
  },
): HubModule & { issues: IssueService; notices: NoticeService; executions: ExecutionService } => {
  const issues = new IssueService(work);
  issues.react(bus);
  const papers = new PaperService(lower.documents, config.contact, lower.repairPath);
  const notices = new NoticeService(work, lower.publications, papers);
  const executions = new ExecutionService(work, papers);
  return {
    issues,
    notices,
    executions,
    resolvers: [
      new InstructionResolver(),
      new InstructionStreamResolver(),
      new ExecutionResolver(executions, notices),
      new CheckResolver(new CheckService(work, lower.subjects)),
      new CheckSubjectsPayloadResolver(),
      new CheckResultResolver(),
      new CheckHitResolver(),
      new EntryEnforcementResolver(),
      new SubjectEnforcementResolver(),
      new DueMeasureResolver(),
      new NoticeResolver(notices),
      new DocumentNoticeResolver(),
      new FeedbackResolver(),
    ],
    held: [heldDueFacts],
    streams: { instructionIssued: instructionStream },
    nodes: {
      Instruction: instructionLoader,
      Notice: noticeLoader,
      Feedback: feedbackLoader,
      Check: checkLoader,
    },
  };
};

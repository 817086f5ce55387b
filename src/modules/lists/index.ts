import type { HubModule, Kit } from '../module.js';
import { announcementLoader } from './announcement.loader.js';
import { AnnouncementResolver, EntryAnnouncementsResolver } from './announcement.resolver.js';
import { IntakeService } from './intake.service.js';
import { EffectService } from './effect.service.js';
import { entryLoader, heldEntries } from './entry.loader.js';
import {
  EntryResolver,
  EntryStepResolver,
  RecordEntriesResolver,
  SubjectEntriesResolver,
} from './entry.resolver.js';
import { listLoader } from './list.loader.js';
import { ListResolver, ListVersionResolver, MemorandumListsResolver } from './list.resolver.js';
import { ProposalService, type SubjectRegistry } from './proposal.service.js';
import { PublicationService } from './publication.service.js';

export const createListsModule = (
  { work, bus }: Kit,
  lower: { subjects: SubjectRegistry },
): HubModule & { effects: EffectService; publications: PublicationService; proposals: ProposalService } => {
  new IntakeService().react(bus);
  const effects = new EffectService(work);
  effects.react(bus);
  const publications = new PublicationService(work, effects);
  const proposals = new ProposalService(work, lower.subjects);
  return {
    effects,
    publications,
    proposals,
    resolvers: [
      new ListResolver(),
      new ListVersionResolver(),
      new MemorandumListsResolver(),
      new EntryResolver(),
      new EntryStepResolver(proposals, publications),
      new SubjectEntriesResolver(),
      new RecordEntriesResolver(),
      new AnnouncementResolver(),
      new EntryAnnouncementsResolver(),
    ],
    held: [heldEntries],
    nodes: { CreditList: listLoader, ListEntry: entryLoader, Announcement: announcementLoader },
  };
};

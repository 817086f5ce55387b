import type { Contact } from '../../config.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import type { DocumentContent } from '../documents/content.rules.js';
import type { DocumentService } from '../documents/document.service.js';
import type { Unit } from '../ledger/unit.service.js';
import {
  type LockedPaper,
  type RepairPath,
  addresseeOf,
  listingFacts,
  lockPaper,
  measureFacts,
} from './notice.repository.js';
import { type NoticeFrame, listingNotice, measureNotice } from './notice.rules.js';

/** What a notice is made of: the paper, and what it tells. */
export interface MadePaper {
  documentId: number;
  content: DocumentContent;
}

interface Occasion {
  subjectId: number;
  entryId: number;
  reason: string;
  /** The day it was told already; null before it is served. */
  toldOn: string | null;
}

/** Makes the papers of notices out, and picks the one that is served. */
export class PaperService {
  constructor(
    private readonly documents: DocumentService,
    private readonly contact: Contact,
    private readonly repairPath: RepairPath,
  ) {}

  /** The notice before listing; the entry's row is locked. */
  async listing(unit: Unit, entry: Occasion & { organizationId: number }): Promise<MadePaper> {
    const content = listingNotice(await listingFacts(unit, entry.entryId), await this.frame(unit, entry));
    const { subjectId, organizationId } = entry;
    const { id } = await this.documents.makeOut(unit, {
      kind: 'LISTING_NOTICE',
      target: 'ListEntry',
      targetId: entry.entryId,
      subjectId,
      organizationId,
      content: () => content,
    });
    return { documentId: id, content };
  }

  /** The notice before a measure is applied; the instruction's row is locked. */
  async measure(
    unit: Unit,
    instruction: Occasion & { instructionId: number; agencyId: number; lastDay: string | null },
  ): Promise<MadePaper> {
    const facts = await measureFacts(unit, instruction.instructionId);
    const content = measureNotice(
      { ...facts, lastDay: instruction.lastDay },
      await this.frame(unit, instruction),
    );
    const { id } = await this.documents.makeOut(unit, {
      kind: 'MEASURE_NOTICE',
      target: 'Instruction',
      targetId: instruction.instructionId,
      subjectId: instruction.subjectId,
      organizationId: instruction.agencyId,
      content: () => content,
    });
    return { documentId: id, content };
  }

  /** The paper named for service: of this very thing, the newest, not served yet, made out by that day. */
  async pick(
    unit: Unit,
    thing: { target: string; targetId: number },
    number: string,
    servedOn: string,
  ): Promise<MadePaper> {
    const paper = await lockPaper(unit, number);
    if (!paper || paper.target !== thing.target || paper.targetId !== thing.targetId)
      throw notFound('The paper', 'input.document');
    if (paper.replaced)
      throw conflict(`A newer paper took the place of ${paper.number}. Serve that one, or make out another.`);
    assertServable(paper, servedOn);
    return { documentId: paper.id, content: paper.content };
  }

  private async frame(unit: Unit, { subjectId, entryId, reason, toldOn }: Occasion): Promise<NoticeFrame> {
    return {
      addressee: await addresseeOf(unit, subjectId),
      reason,
      contact: this.contact,
      repairPath: await this.repairPath(unit, entryId),
      today: unit.today,
      toldOn,
    };
  }
}

/** A paper is served once, and not before there was one. */
export const assertServable = (paper: LockedPaper, servedOn: string): void => {
  if (paper.served) throw conflict(`Paper ${paper.number} was served already.`);
  if (servedOn < paper.madeOutOn)
    throw badInput('input.servedOn', `servedOn is before the paper was made out on ${paper.madeOutOn}.`);
};

const conflict = (message: string) => new HubError('CONFLICT', message, { field: 'input.document' });

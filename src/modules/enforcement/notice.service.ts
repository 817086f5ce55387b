import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { holdsScope } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import { saidUnder } from '../documents/content.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import type { ServeEntryNoticeInput } from '../lists/entry.types.js';
import type { PublicationService } from '../lists/publication.service.js';
import { NoticeEntity } from './instruction.entity.js';
import { type LockedPaper, lockPaper } from './notice.repository.js';
import { assertSameReason, assertServiceDay } from './notice.rules.js';
import type { PrepareNoticeInput, ServeDocumentInput } from './notice.types.js';
import { instructionToTellOf, occasionOf } from './own-instruction.repository.js';
import { type MadePaper, type PaperService, assertServable } from './paper.service.js';

/** Papers of decisions; notices have mutations of their own, which know what follows from them. */
const decisions = ['OBJECTION_DECISION', 'REPAIR_DECISION', 'CORRECTION_NOTICE'];

/** Telling the subject: the notice before listing (written for black and watch, public for red, Henan 28), and papers. */
export class NoticeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly publications: PublicationService,
    private readonly papers: PaperService,
  ) {}

  /**
   * Makes the paper of a notice out before it is served. The newest counts. Only its id is the outcome: what it says is
   * not kept with an idempotency key.
   */
  prepareNotice(act: Act, input: PrepareNoticeInput): Promise<{ documentId: number }> {
    if ((input.entry == null) === (input.instruction == null))
      throw badInput('input.entry', 'Name an entry or an instruction, one of the two.');
    return this.work.run(act, 'prepareNotice', input, async (unit) => {
      if (input.entry != null) {
        const entry = await this.publications.toBeNotified(unit, {
          entry: input.entry,
          expectedVersion: input.expectedVersion,
        });
        const { documentId } = await this.paperOfEntry(unit, entry, input.reason, null);
        return { documentId };
      }
      if (!holdsScope(act.principal, 'instructions:write'))
        throw new HubError('FORBIDDEN', 'A notice of an instruction needs the scope instructions:write.');
      const instruction = await instructionToTellOf(unit, {
        instruction: input.instruction!,
        expectedVersion: input.expectedVersion,
      });
      const { documentId } = await this.papers.measure(unit, occasionOf(instruction, input.reason, null));
      return { documentId };
    });
  }

  async serveEntryNotice(act: Act, input: ServeEntryNoticeInput) {
    requireProof(input.proof);
    return this.work.run(act, 'serveEntryNotice', input, async (unit) => {
      const entry = await this.publications.markNotified(unit, input);
      const paper = await this.paperServed(unit, entry, input);
      const notice = unit.em.create(NoticeEntity, {
        number: newNumber('N', unit.today),
        entry: entry.id,
        instruction: null,
        document: paper.documentId,
        subject: entry.subjectId,
        servedOn: input.servedOn,
        channel: input.channel,
        proof: input.proof,
        basis: (await told(unit, entry.id)).basis,
        reason: saidUnder(paper.content, '理由', ''),
        rights: saidUnder(paper.content, '权利', ''),
        organization: entry.identifiedById,
        createdAt: unit.now,
      });
      await unit.em.flush();
      return { entryId: entry.id, noticeId: notice.id };
    });
  }

  /** Records that a paper of a decision was served, by whoever's it is or the office (Henan 41). */
  serveDocument(act: Act, input: ServeDocumentInput) {
    requireProof(input.proof);
    return this.work.run(act, 'serveDocument', input, async (unit) => {
      const paper = await ownPaper(unit, input.document);
      assertServiceDay(input.servedOn, unit.today);
      assertServable(paper, input.servedOn);
      const notice = unit.em.create(NoticeEntity, {
        number: newNumber('N', unit.today),
        entry: null,
        instruction: null,
        document: paper.id,
        subject: paper.subjectId,
        servedOn: input.servedOn,
        channel: input.channel,
        proof: input.proof,
        basis: saidUnder(paper.content, '依据', `见文书 ${paper.number}`),
        reason: saidUnder(paper.content, '理由', `见文书 ${paper.number}`),
        rights: saidUnder(paper.content, '权利', `见文书 ${paper.number}`),
        organization: paper.organizationId!,
        createdAt: unit.now,
      });
      await unit.em.flush();
      unit.audit({
        event: 'enforcement.documentServed',
        target: 'Document',
        targetId: paper.id,
        detail: { notice: notice.number, document: paper.number },
      });
      return { noticeId: notice.id, documentId: paper.id };
    });
  }

  /** The paper named, which says its own reason, or one made out now. */
  private async paperServed(
    unit: Unit,
    entry: LockedEntry,
    { document, reason, servedOn }: ServeEntryNoticeInput,
  ): Promise<MadePaper> {
    if (document == null) return this.paperOfEntry(unit, entry, reason, servedOn);
    const paper = await this.papers.pick(
      unit,
      { target: 'ListEntry', targetId: entry.id },
      document,
      servedOn,
    );
    assertSameReason(paper, reason);
    return paper;
  }

  private async paperOfEntry(
    unit: Unit,
    { id: entryId, subjectId, identifiedById: organizationId }: LockedEntry,
    reason: string | null | undefined,
    toldOn: string | null,
  ): Promise<MadePaper> {
    const given = reason?.trim() ? reason : (await told(unit, entryId)).ground;
    return this.papers.listing(unit, { entryId, subjectId, organizationId, reason: given, toldOn });
  }
}

const requireProof = (proof: string): void => {
  if (proof.trim() === '')
    throw badInput(
      'input.proof',
      'Give the proof of service: receipt number or address of the announcement.',
    );
};

const told = async (unit: Unit, entryId: number) =>
  (await unit.one<{ ground: string; basis: string }>(
    sql`select ground, basis from list_entry where id = ${entryId}`,
  ))!;

/** The paper with its row locked, for the body in whose name it is or the office; for others it is not there. */
const ownPaper = async (unit: Unit, number: string): Promise<LockedPaper> => {
  const paper = await lockPaper(unit, number);
  const { kind, organizationId } = unit.act.principal;
  if (
    !paper ||
    paper.organizationId === null ||
    (kind !== 'OFFICE' && paper.organizationId !== organizationId)
  )
    throw notFound('The paper', 'input.document');
  if (!decisions.includes(paper.kind))
    throw badInput(
      'input.document',
      'This is the paper of a notice: serve it with serveEntryNotice or serveNotice.',
    );
  return paper;
};

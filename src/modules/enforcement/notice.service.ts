import { badInput } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { Act, UnitOfWork } from '../ledger/unit.service.js';
import type { PublicationService } from '../lists/publication.service.js';
import type { ServeEntryNoticeInput } from '../lists/entry.types.js';
import { NoticeEntity } from './instruction.entity.js';
import { rightsOfListed } from './notice.rules.js';

/** The notice before listing: written for black and watch, public for red (Henan 28). */
export class NoticeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly publications: PublicationService,
  ) {}

  async serveEntryNotice(act: Act, input: ServeEntryNoticeInput) {
    if (input.proof.trim() === '')
      throw badInput(
        'input.proof',
        'Give the proof of service: receipt number or address of the announcement.',
      );
    return this.work.run(act, 'serveEntryNotice', input, async (unit) => {
      const entry = await this.publications.markNotified(unit, input.entry, input);
      const told = (await unit.one<{ ground: string; basis: string }>(
        sql`select ground, basis from list_entry where id = ${entry.id}`,
      ))!;
      const notice = unit.em.create(NoticeEntity, {
        number: newNumber('N', unit.today),
        entry: entry.id,
        instruction: null,
        subject: entry.subjectId,
        servedOn: input.servedOn,
        channel: input.channel,
        proof: input.proof,
        basis: told.basis,
        reason: input.reason ?? told.ground,
        rights: rightsOfListed,
        organization: entry.identifiedById,
        createdAt: unit.now,
      });
      await unit.em.flush();
      return { entryId: entry.id, noticeId: notice.id };
    });
  }
}

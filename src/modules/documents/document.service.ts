import { newNumber } from '../../kernel/ids.js';
import { systemPrincipal } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { DocumentKind } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { sealedOf } from '../files/file.repository.js';
import type { FileService } from '../files/file.service.js';
import type { Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { DocumentContent } from './content.rules.js';
import type { Document } from './document.types.js';
import { drawPdf } from './pdf.writer.js';

export interface NewDocument {
  kind: DocumentKind;
  target: string;
  targetId: number;
  subjectId: number;
  organizationId: number | null;
  /** The number is known only now, and may stand in the text. */
  content: (number: string) => DocumentContent;
}

/** Makes papers out: numbered and kept as they were said. */
export class DocumentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileService,
  ) {}

  /** Numbers a paper and keeps it, in the transaction of what it tells of. */
  async makeOut(unit: Unit, paper: NewDocument): Promise<{ id: number; number: string }> {
    const number = newNumber('D', unit.today);
    const made = await unit.one<{ id: number }>(sql`
      insert into document (number, kind, target, target_id, subject_id, organization_id, content, created_at)
      values (${number}, ${paper.kind}, ${paper.target}, ${paper.targetId}, ${paper.subjectId}, ${paper.organizationId},
        ${JSON.stringify(paper.content(number))}::jsonb, ${unit.now}) returning id`);
    unit.audit({
      event: 'documents.documentMadeOut',
      target: 'Document',
      targetId: made!.id,
      detail: { number, kind: paper.kind, of: paper.target, ofId: paper.targetId },
    });
    return { id: made!.id, number };
  }

  /** The paper as PDF: drawn when first asked for, and from then on the one that was kept. */
  async pdfOf(reader: ScopedReader, paper: Document, requestId: string): Promise<Buffer> {
    const kept = await sealedOf(reader, 'Document', paper.id);
    if (kept) return this.files.reveal(kept);
    await this.keep(paper.id, paper.number, await drawPdf(paper), requestId);
    return this.files.reveal((await sealedOf(reader, 'Document', paper.id))!);
  }

  /** Kept once: whoever drew it at the same time finds it kept. The hand is the hub's, not the reader's. */
  private keep(id: number, number: string, drawn: Buffer, requestId: string): Promise<void> {
    const act = { principal: systemPrincipal, requestId, idempotencyKey: null };
    return this.work.run(act, 'keepDrawing', null, async (unit) => {
      await unit.rows(sql`select id from document where id = ${id} for no key update`);
      const kept = await unit.rows(
        sql`select id from attachment where target = 'Document' and target_id = ${id}`,
      );
      if (kept.length > 0) return;
      const file = { mediaType: 'application/pdf', name: `${number}.pdf`, target: 'Document', targetId: id };
      await this.files.keepAttached(unit, drawn, file);
    });
  }
}

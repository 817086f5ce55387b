import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { DocumentKind } from '../../kernel/terms.js';
import type { Unit } from '../ledger/unit.service.js';
import type { DocumentContent } from './content.rules.js';

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
}

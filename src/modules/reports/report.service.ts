import type { Contact } from '../../config.js';
import type { Clock } from '../../kernel/clock.js';
import { today } from '../../kernel/clock.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';
import { ScopedReader } from '../../db/scoped-reader.js';
import type { DocumentService } from '../documents/document.service.js';
import { gradeLoader } from '../grades/grade.loader.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { readFacts } from './report.repository.js';
import { reportContent } from './report.rules.js';
import type { TakeReportInput } from './report.types.js';

interface Parts {
  work: UnitOfWork;
  database: Database;
  clock: Clock;
  contact: Contact;
  documents: DocumentService;
}

/** A subject takes its own credit report: counted by the year, never refused, never charged (Henan 40). */
export class ReportService {
  constructor(private readonly parts: Parts) {}

  async takeReport(act: Act, input: TakeReportInput): Promise<{ subjectId: number; documentId: number }> {
    const { subjectId } = act.principal;
    if (subjectId === null) throw new HubError('FORBIDDEN', 'A report is for the subject itself.');
    const purpose = input.purpose?.trim() || null;
    if (purpose !== null && purpose.length > 200)
      throw badInput('input.purpose', 'purpose has at most 200 characters.');
    const { work, database, clock } = this.parts;
    // Read before the transaction, as the subject: the report shows what it may see, and holds no lock meanwhile.
    const reader = new ScopedReader(database, act.principal, today(clock));
    const facts = await readFacts(reader, subjectId);
    const grade = await gradeLoader(reader).load(subjectId);
    return work.run(act, 'takeReport', input, async (unit) => {
      const year = Number(unit.today.slice(0, 4));
      const ordinal = await nextOrdinal(unit, subjectId, year);
      const { contact, documents } = this.parts;
      const content = reportContent(facts, {
        ...{ year, ordinal, purpose, grade, contact, today: unit.today },
        madeAt: minuteInChina(unit.now),
        from: await officeName(unit),
      });
      const { id: documentId } = await documents.makeOut(unit, {
        kind: 'CREDIT_REPORT',
        target: 'Subject',
        targetId: subjectId,
        subjectId,
        organizationId: null,
        content: () => content,
      });
      await unit.rows(sql`
        insert into credit_report (subject_id, year, ordinal, document_id, actor, made_at)
        values (${subjectId}, ${year}, ${ordinal}, ${documentId}, ${unit.actor}, ${unit.now})`);
      unit.audit({
        event: 'reports.reportTaken',
        target: 'Subject',
        targetId: subjectId,
        detail: { year, ordinal },
      });
      return { subjectId, documentId };
    });
  }
}

/** The subject's row is locked: of two reports at once one waits, and counts the other. */
const nextOrdinal = async (unit: Unit, subjectId: number, year: number): Promise<number> => {
  await unit.rows(sql`select id from subject where id = ${subjectId} for no key update`);
  const last = await unit.one<{ ordinal: number }>(sql`
    select coalesce(max(ordinal), 0)::int as ordinal from credit_report where subject_id = ${subjectId} and year = ${year}`);
  return last!.ordinal + 1;
};

const officeName = async (unit: Unit): Promise<string> =>
  (
    await unit.one<{ name: string }>(
      sql`select name from organization where kind = 'OFFICE' order by id limit 1`,
    )
  )?.name ?? '信用办';

const minuteInChina = (moment: Date): string =>
  new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

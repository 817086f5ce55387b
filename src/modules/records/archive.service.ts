import { type Sql, sql } from '../../kernel/sql.js';
import type { Rows } from '../../db/database.js';
import { archivedRecord } from '../../db/row-scope.js';
import type { Act, UnitOfWork } from '../ledger/unit.service.js';

const batchSize = 200;

/** Says lastingly of records whose disclosure is over that they are archive (Henan 19, 44). Reads do not wait for it. */
export class ArchiveService {
  constructor(private readonly work: UnitOfWork) {}

  /** Archives all that are due; called again and again, it does the same once. Returns how many. */
  async archiveRecords(act: Act): Promise<number> {
    let archived = 0;
    for (let batch = 1; batch > 0; archived += batch) batch = await this.archiveBatch(act);
    return archived;
  }

  /** How many are due, counted anew. */
  async countDue(at: Rows, today: string): Promise<number> {
    const [row] = await at.rows<{ n: number }>(
      sql`select count(*)::int as n from credit_record r where ${dueForArchive({ today })}`,
    );
    return row!.n;
  }

  private archiveBatch(act: Act): Promise<number> {
    return this.work.run(act, 'archiveRecords', null, async (unit) => {
      const records = await unit.rows<{ id: number }>(sql`
        update credit_record a set archived_on = ${unit.today}::date
        from (select r.id from credit_record r where ${dueForArchive(unit)} order by r.id limit ${batchSize} for no key update of r skip locked) as due
        where a.id = due.id returning a.id`);
      for (const { id } of records)
        unit.audit({ event: 'records.recordArchived', target: 'CreditRecord', targetId: id });
      return records.length;
    });
  }
}

/** A record that grounds a suspended black entry waits: restored, the entry would keep it disclosed. Alias `r`. */
const dueForArchive = (day: { today: string }): Sql => sql`(r.archived_on is null and ${archivedRecord(day)}
  and not exists (select 1 from list_entry we where we.record_id = r.id and we.colour = 'BLACK' and we.status = 'SUSPENDED'))`;

import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';

/** The organisation of the demo client `demo-subject`, and its representative as its entry names it (Henan 35). */
export const demoCompany = (database: Database) =>
  database.one<{ code: string; name: string; representative: string | null }>(sql`
    select s.code, s.name, (
      select e.responsible_persons -> 0 ->> 'name' from list_entry e where e.subject_id = s.id order by e.id limit 1
    ) as representative
    from client cl join subject s on s.id = cl.subject_id where cl.client_id = 'demo-subject' and cl.demo`);

import { Migration } from '@mikro-orm/migrations';

/**
 * What stands against an instruction is kept in memory, not the instruction itself: only one that is objected to or has
 * ended can have anything against it. To issue, confirm or apply one touches nobody.
 */
export class Migration20261127000300_against extends Migration {
  override name = 'Migration20261127000300_against';

  override up(): void {
    this.addSql(noteTouched);
    for (const { event, seen } of events) {
      this.addSql(`drop trigger instruction_${event}_touch on instruction`);
      this.addSql(createTrigger(event, seen, 'touch_subjects_of_instructions'));
    }
  }

  override down(): void {
    for (const { event } of events) {
      this.addSql(`drop trigger instruction_${event}_touch on instruction`);
      this.addSql(
        createTrigger(
          event,
          event === 'delete' ? 'old table as changed' : 'new table as changed',
          'touch_subjects',
        ),
      );
    }
    this.addSql('drop function touch_subjects_of_instructions()');
  }
}

/** As they are after it, and as they were before it where that differs. */
const events = [
  { event: 'insert', seen: 'new table as changed' },
  { event: 'update', seen: 'old table as were new table as changed' },
  { event: 'delete', seen: 'old table as changed' },
];

const createTrigger = (event: string, seen: string, run: string): string =>
  `create trigger instruction_${event}_touch after ${event} on instruction referencing ${seen} for each statement execute function ${run}()`;

const touched = (rows: string): string =>
  `select subject_id from ${rows} where objected or status in ('DECLINED', 'LIFTED', 'CANCELLED')`;

const noteTouched = `create function touch_subjects_of_instructions() returns trigger language plpgsql as $$
declare
  touched bigint[];
begin
  if tg_op = 'UPDATE' then
    touched := array(${touched('changed')} union ${touched('were')});
  else
    touched := array(select distinct subject_id from (${touched('changed')}) as each);
  end if;
  if touched <> '{}' then
    insert into touch (transaction_id, subject_ids) values (pg_current_xact_id()::text::bigint, touched);
  end if;
  return null;
end $$`;

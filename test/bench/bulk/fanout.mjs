import { fanoutList, fanoutWidth } from '../data/catalogue.mjs';
import { codeOf } from '../data/codes.mjs';

/** The most that one publication takes. */
const atOnce = 500;

const addEntries = (status) => `
  insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground,
    basis, severity, status, notice_served_on, notice_channel, publishable_from, published_at, valid_from, valid_until,
    responsible_persons, proposed_by, created_at)
  select $1 || '-' || k, l.id, l.colour, (select id from subject where code = $3) + k % $4::int, 'LOCAL', l.keeper_id,
    '扇出〔2026〕' || $1 || '-' || k || '号', current_date - 120, '基准测试用的样本事由，情节严重', '《基准测试办法》第三条',
    'SERIOUS', '${status}', current_date - 60, 'IN_PERSON', current_date - 40,
    ${status === 'PUBLISHED' ? 'now(), current_date' : 'null, null'}, current_date + 1000,
    '[{"name":"样某","role":"法定代表人"}]', 'bench', now()
  from credit_list l, generate_series(0, $2::int - 1) as k where l.code = '${fanoutList}' order by k
  returning number`;

const entriesOf = async ({ database, rows, subjects }, mark, status) => {
  const number = `E-${mark}`;
  const added = await database.query(addEntries(status), [number, rows, codeOf(1), subjects]);
  await database.query('analyze list_entry');
  return added.rows.map((row) => row.number);
};

const mutation = `mutation Publish($input: PublishEntriesInput!) { publishEntries(input: $input) { instructionsIssued } }`;

/** Entries whose subjects were told long ago, published by the credit office. */
const byHub = async (setting, mark) => {
  const numbers = await entriesOf(setting, mark, 'NOTIFIED');
  return async () => {
    let issued = 0;
    for (let from = 0; from < numbers.length; from += atOnce) {
      const input = { list: fanoutList, entries: numbers.slice(from, from + atOnce) };
      const answer = await fetch(`${setting.hub}/graphql`, {
        method: 'POST',
        headers: { ...setting.asPublisher, 'content-type': 'application/json' },
        body: JSON.stringify({ query: mutation, variables: { input } }),
      });
      const { data, errors } = await answer.json();
      if (errors) throw new Error(`The publication was answered ${JSON.stringify(errors).slice(0, 500)}`);
      issued += data.publishEntries.instructionsIssued;
    }
    assertIssued(issued, numbers.length);
  };
};

/** Entries that are published already: one statement makes the instructions, under the guards of the table. */
const byStatement = async (setting, mark) => {
  const numbers = await entriesOf(setting, mark, 'PUBLISHED');
  return async () =>
    assertIssued((await setting.database.query(insertSelect, [numbers])).rowCount, numbers.length);
};

const insertSelect = `
  insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status,
    issued_at, due_at)
  select 'I-' || replace(gen_random_uuid()::text, '-', ''), e.id, e.subject_id, c.id, x.id, mo.id, c.implementer_id, x.kind,
    'ISSUED', now(), current_date + 14
  from list_entry e join memorandum_list ml on ml.list_id = e.list_id
  join memorandum mo on mo.id = ml.memorandum_id and mo.status = 'IN_FORCE'
  join clause c on c.memorandum_id = mo.id and c.trigger = 'ON_PUBLICATION'
  join measure x on x.id = c.measure_id and x.status = 'PUBLISHED'
  where e.number = any($1::text[]) order by e.id, c.id`;

const assertIssued = (issued, entries) => {
  if (issued !== entries * fanoutWidth)
    throw new Error(
      `${issued} instructions were issued for ${entries} entries, not ${entries * fanoutWidth}.`,
    );
};

export const fanout = {
  name: 'fanout',
  title: 'Publication',
  about: `entries published ${atOnce} at a time, ${fanoutWidth} instructions each, with histories, audit and changes; one INSERT … SELECT of the instructions`,
  key: 'fanout_vs_raw',
  jobs: { hub: byHub, statement: byStatement },
  other: 'statement',
};

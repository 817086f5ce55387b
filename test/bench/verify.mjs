import assert from 'node:assert/strict';

/** What the work itself leaves: the same rows, whoever does it. */
const work = ['duty_check', 'check_result', 'check_hit', 'instruction', 'notice', 'feedback'];

/** What the hub keeps of it besides: how many rows that takes may change with its rules, but not to none. */
const evidence = ['access_event', 'audit_event', 'change'];

/**
 * Asks every contender the same once and compares the facts with the hub's, and the rows written with what the
 * scenario says. Contenders that do different work must not be compared: any difference ends the bench.
 */
export const verify = async (scenario, contenders, setting, database) => {
  const facts = new Map();
  for (const contender of contenders) {
    const before = await countRows(database);
    facts.set(contender.name, await factsOf(scenario, contender, setting));
    assertWritten(scenario, contender.name, before, await countRows(database));
  }
  const [[first, expected], ...others] = facts;
  for (const [name, found] of others) {
    for (const [fact, value] of Object.entries(found)) {
      assert.deepEqual(value, expected[fact], `${scenario.name}: ${name} and ${first} differ in "${fact}"`);
    }
  }
};

const assertWritten = (scenario, name, before, after) => {
  const expected = scenario.writes[name] ?? {};
  const problem = `${scenario.name}: ${name} wrote other rows than the scenario says`;
  const more = (table) => after[table] - before[table];
  const counts = (tables, count) => Object.fromEntries(tables.map((table) => [table, count(table)]));
  assert.deepEqual(
    counts(work, more),
    counts(work, (table) => expected[table] ?? 0),
    problem,
  );
  for (const table of evidence) assert.ok(more(table) >= (expected[table] ?? 0), `${problem}: ${table}`);
};

const factsOf = async (scenario, { name, url }, setting) => {
  const { path, headers, body } = scenario.requests[name](0, setting);
  const response = await fetch(url + path, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) {
    throw new Error(`${scenario.name}: ${name} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return scenario.facts[name](JSON.parse(text), setting);
};

const countRows = async (database) => {
  const counts = [...work, ...evidence].map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await database.query(`select ${counts.join(', ')}`)).rows[0];
};

import assert from 'node:assert/strict';

const watched = [
  'duty_check',
  'check_result',
  'check_hit',
  'instruction',
  'access_event',
  'audit_event',
  'change',
  'notice',
  'feedback',
];

/**
 * Asks every contender the same once and compares the facts with the hub's, and the rows written with what the
 * scenario says. Contenders that do different work must not be compared: any difference ends the bench.
 */
export const verify = async (scenario, contenders, setting, database) => {
  const facts = new Map();
  for (const contender of contenders) {
    const before = await countRows(database);
    facts.set(contender.name, await factsOf(scenario, contender, setting));
    const written = difference(before, await countRows(database));
    assert.deepEqual(
      written,
      scenario.writes[contender.name] ?? {},
      `${scenario.name}: ${contender.name} wrote other rows than the scenario says`,
    );
  }
  const [[first, expected], ...others] = facts;
  for (const [name, found] of others) {
    for (const [fact, value] of Object.entries(found)) {
      assert.deepEqual(value, expected[fact], `${scenario.name}: ${name} and ${first} differ in "${fact}"`);
    }
  }
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
  const counts = watched.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await database.query(`select ${counts.join(', ')}`)).rows[0];
};

const difference = (before, after) =>
  Object.fromEntries(
    watched.map((table) => [table, after[table] - before[table]]).filter(([, more]) => more !== 0),
  );

import assert from 'node:assert/strict';

/** What a scenario may write: all peers must leave as many rows behind as it says. */
const tables = [
  'duty_check',
  'check_result',
  'check_hit',
  'instruction',
  'status_change',
  'notice',
  'feedback',
  'access_event',
  'audit_event',
  'change',
];

/** Samples of each scenario that are compared. */
const samples = 5;

/**
 * Asks everybody the same and compares the facts with the hub's, and the rows written with what the scenario says. Peers
 * that do different work must not be compared: any difference ends the bench.
 */
export const verify = async (scenario, urls, setting, database) => {
  for (let turn = 0; turn < samples; turn++) {
    const facts = new Map();
    for (const [name, asker] of Object.entries(scenario.askers)) {
      const before = await countRows(database);
      facts.set(name, await factsOf(scenario, name, urls[asker.peer ?? name], turn, setting));
      assertWritten(scenario, name, before, await countRows(database));
    }
    // As data grow, the subjects asked about are others, except the first.
    if (turn > 0 && scenario.name === 'growth') continue;
    for (const [name, found] of facts) {
      assert.deepEqual(found, facts.get('hub'), `${scenario.name}: ${name} and hub differ`);
    }
  }
};

const assertWritten = (scenario, name, before, after) => {
  const expected = scenario.writes?.[name] ?? {};
  const wanted = Object.fromEntries(tables.map((table) => [table, expected[table] ?? 0]));
  const found = Object.fromEntries(tables.map((table) => [table, after[table] - before[table]]));
  assert.deepEqual(found, wanted, `${scenario.name}: ${name} wrote other rows than the scenario says`);
};

const factsOf = async (scenario, name, url, turn, setting) => {
  const { request, facts } = scenario.askers[name];
  const { path, headers, body } = request(turn, setting);
  const response = await fetch(url + path, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) {
    throw new Error(`${scenario.name}: ${name} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return facts(JSON.parse(text));
};

const countRows = async (database) => {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await database.query(`select ${counts.join(', ')}`)).rows[0];
};

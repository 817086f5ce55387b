import { parseArgs } from 'node:util';
import { scenarios } from './scenarios/index.mjs';

export const usage = `npm run bench -- [options]
  --subjects N      subjects to load, three entries each (20000)
  --seconds S       length of a round (2)
  --rounds N        rounds of each contender and scenario (3)
  --connections N   connections that ask at once (16)
  --only A,B        these scenarios: ${scenarios.map(({ name }) => name).join(', ')}
  --json FILE       writes the results to FILE
  --profile FOLDER  writes a CPU profile of the hub to FOLDER; its rounds are slower then
  --help            shows this`;

const texts = ['subjects', 'seconds', 'rounds', 'connections', 'only', 'json', 'profile'];

/** Reads the command line; what it does not know or cannot use ends the bench with a sentence. */
export const readOptions = (args) => {
  const { values } = parseArgs({
    args,
    options: {
      ...Object.fromEntries(texts.map((name) => [name, { type: 'string' }])),
      help: { type: 'boolean' },
    },
  });
  return {
    help: values.help ?? false,
    subjects: positive(values, 'subjects', 20_000, { whole: true, least: 1_000 }),
    seconds: positive(values, 'seconds', 2, { least: 0.5 }),
    warmUp: 2,
    rounds: positive(values, 'rounds', 3, { whole: true, least: 1 }),
    connections: positive(values, 'connections', 16, { whole: true, least: 1 }),
    scenarios: chosen(values.only),
    json: values.json ?? null,
    profile: values.profile ?? null,
  };
};

const positive = (values, name, fallback, { whole = false, least }) => {
  const value = values[name] === undefined ? fallback : Number(values[name]);
  if (!(value >= least) || (whole && !Number.isInteger(value))) {
    throw new Error(`--${name} must be a ${whole ? 'whole ' : ''}number, ${least} or more.`);
  }
  return value;
};

const chosen = (only) => {
  if (only === undefined) return scenarios;
  const names = only.split(',');
  const unknown = names.filter((name) => !scenarios.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`--only: there is no scenario ${unknown.join(', ')}.\n${usage}`);
  return scenarios.filter(({ name }) => names.includes(name));
};

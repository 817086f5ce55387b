import { parseArgs } from 'node:util';

/** Everything that can be measured, in the order in which it is. */
export const names = [
  'w1',
  'auth',
  'growth',
  'p99',
  'w2',
  'w5',
  'w6',
  'check',
  'embedded',
  'import',
  'fanout',
  'start',
];

const full = { subjects: 1_000_000, seconds: 3, rounds: 9, imports: 100_000, publications: 10_000, jobs: 5 };
const quick = { subjects: 100_000, seconds: 0.7, rounds: 9, imports: 10_000, publications: 2_000, jobs: 3 };

export const usage = `npm run bench -- [options]
  --quick             fewer subjects and shorter rounds: under ten minutes on two cores
  --subjects N        subjects to load, three entries each (${full.subjects}; quick ${quick.subjects})
  --small N           subjects of the small database that growth is measured against (10000)
  --seconds S         length of a round (${full.seconds}; quick ${quick.seconds})
  --rounds N          rounds of each question to each peer (${full.rounds})
  --jobs N            rounds of import and publication (${full.jobs}; quick ${quick.jobs})
  --imports N         rows of an imported file (${full.imports}; quick ${quick.imports})
  --publications N    entries published in a round (${full.publications}; quick ${quick.publications})
  --connections N     connections that ask at once (16)
  --held N            organisations each hub keeps in memory, HUB_HELD_SUBJECTS (as it ships: 100000)
  --only A,B          these alone: ${names.join(', ')}
  --json FILE         writes the results to FILE
  --profile FOLDER    writes a CPU profile of the hub to FOLDER; its rounds are slower then
  --help              shows this`;

const texts = [
  'subjects',
  'small',
  'seconds',
  'rounds',
  'jobs',
  'imports',
  'publications',
  'connections',
  'held',
];

/** Reads the command line; what it does not know or cannot use ends the bench with a sentence. */
export const readOptions = (args) => {
  const { values } = parseArgs({
    args,
    options: {
      ...Object.fromEntries([...texts, 'only', 'json', 'profile'].map((name) => [name, { type: 'string' }])),
      help: { type: 'boolean' },
      quick: { type: 'boolean' },
    },
  });
  const usual = values.quick ? quick : full;
  const whole = (name, fallback, least = 1) => numberOf(values, name, fallback, { least, whole: true });
  const subjects = whole('subjects', usual.subjects, 1_000);
  return {
    help: values.help ?? false,
    quick: values.quick ?? false,
    subjects,
    small: whole('small', Math.min(10_000, Math.ceil(subjects / 10)), 100),
    seconds: numberOf(values, 'seconds', usual.seconds, { least: 0.5, whole: false }),
    warm: {
      ofProcess: { requests: 12_000, seconds: values.quick ? 8 : 20 },
      ofQuestion: { requests: 500, seconds: values.quick ? 3 : 15 },
    },
    rounds: whole('rounds', usual.rounds),
    jobs: whole('jobs', usual.jobs),
    imports: whole('imports', usual.imports),
    publications: whole('publications', usual.publications),
    connections: whole('connections', 16),
    held: whole('held', 100_000, 0),
    only: chosen(values.only),
    json: values.json ?? null,
    profile: values.profile ?? null,
  };
};

const numberOf = (values, name, fallback, { least, whole }) => {
  const value = values[name] === undefined ? fallback : Number(values[name]);
  if (!(value >= least) || (whole && !Number.isInteger(value))) {
    throw new Error(`--${name} must be a ${whole ? 'whole ' : ''}number, ${least} or more.`);
  }
  return value;
};

const chosen = (only) => {
  if (only === undefined) return names;
  const wanted = only.split(',');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only: there is no ${unknown.join(', ')}. Known: ${names.join(', ')}.`);
  return names.filter((name) => wanted.includes(name));
};

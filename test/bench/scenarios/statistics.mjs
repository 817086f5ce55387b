import { compact, graphql, plain } from './requests.mjs';

const parts = {
  entriesByColour: 'entries',
  instructionsByStatus: 'instructions',
  objectionsByStatus: 'objections',
  repairsByStatus: 'repairs',
};

const hubQuery = compact(`query Statistics { statistics {
  ${Object.keys(parts)
    .map((part) => `${part} { key count }`)
    .join(' ')} records } }`);

const fact = (of, key, count) => `${of} ${key} ${count}`;

export const statistics = {
  name: 'w6',
  title: 'Statistics',
  about:
    'all instructions by status, entries by colour, objections, repairs, records; the hub has none by agency',
  connections: 4,
  askers: {
    hub: {
      request: () => graphql(hubQuery, {}),
      facts: ({ data: { statistics: found } }) =>
        [
          ...Object.entries(parts).flatMap(([part, of]) =>
            found[part].map(({ key, count }) => fact(of, key, count)),
          ),
          fact('records', 'all', found.records),
        ].toSorted(),
    },
    raw: {
      request: () => plain('/statistics', {}),
      facts: ({ counts }) => counts.map(({ of, key, count }) => fact(of, key, count)).toSorted(),
    },
  },
  ratios: { w6_vs_raw: 'raw' },
};

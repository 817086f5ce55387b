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
    .join(' ')} instructionsByAgency { agency { code } status count } records } }`);

const fact = (of, key, count) => `${of} ${key} ${count}`;

export const statistics = {
  name: 'w6',
  title: 'Statistics',
  about: 'all instructions by agency and status, entries by colour, objections, repairs, records',
  connections: 4,
  askers: {
    hub: {
      request: (_turn, { asAgency }) => graphql(hubQuery, {}, asAgency),
      facts: ({ data: { statistics: found } }) =>
        [
          ...Object.entries(parts).flatMap(([part, of]) =>
            found[part].map(({ key, count }) => fact(of, key, count)),
          ),
          ...found.instructionsByAgency.map(({ agency, status, count }) =>
            fact('agencies', `${agency.code} ${status}`, count),
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

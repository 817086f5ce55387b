import { codesFor, compact, graphql, plain } from './requests.mjs';

/** What is read of a subject; `measuresOf` is how a peer is told whose measures. */
const subjectFields = (measures, status = '') => `
  code name kind
  entries ${status} {
    number severity decisionNumber ground basis publishedAt validUntil
    list { code name colour }
    identifiedBy { code name }
    ${measures} { matter trigger basis measure { code name kind tier limit } memorandum { number title } } }`;

const published = '(status: [PUBLISHED])';

const hubQuery = compact(`query Screening($code: String!) {
  subject(code: $code) { ${subjectFields('measures', published)} } }`);

const mercuriusQuery = compact(`query Screening($code: String!, $agency: ID!) {
  subject(code: $code) { ${subjectFields('measures(agency: $agency)')} } }`);

const graphileFields = `
  code name kind
  listEntriesBySubjectId(condition: { status: "PUBLISHED" }, orderBy: ROW_ID_DESC) { nodes {
    number severity decisionNumber ground basis publishedAt validUntil
    creditListByListId { code name colour
      memorandumListsByListId { nodes { memorandumByMemorandumId { number title
        clausesByMemorandumId(condition: { implementerId: $agency }) { nodes { matter trigger basis
          measureByMeasureId { code name kind tier limitText } } } } } } }
    organizationByIdentifiedById { code name } } }`;

const graphileQuery = compact(`query Screening($code: String!, $agency: BigInt!) {
  subjectByCode(code: $code) { ${graphileFields} } }`);

/** What all must agree on about a subject. */
const factsOf = (subject) => ({
  code: subject.code,
  name: subject.name,
  entries: subject.entries.map((entry) => ({
    number: entry.number,
    list: entry.list.code,
    identifiedBy: entry.identifiedBy.code,
    validUntil: entry.validUntil,
    ground: entry.ground,
    measures: entry.measures.map((due) =>
      [due.measure.code, due.measure.name, due.memorandum.number, due.matter, due.trigger, due.basis].join(
        ' ',
      ),
    ),
  })),
});

/** The same facts from PostGraphile, whose clauses hang under list and memorandum. */
const graphileFacts = (subject) =>
  factsOf({
    ...subject,
    entries: subject.listEntriesBySubjectId.nodes.map((entry) => ({
      ...entry,
      list: entry.creditListByListId,
      identifiedBy: entry.organizationByIdentifiedById,
      measures: entry.creditListByListId.memorandumListsByListId.nodes.flatMap(
        ({ memorandumByMemorandumId: memorandum }) =>
          memorandum.clausesByMemorandumId.nodes.map((clause) => ({
            ...clause,
            memorandum,
            measure: clause.measureByMeasureId,
          })),
      ),
    })),
  });

const oneCode = (turn, subjects) => codesFor(turn, 1, subjects)[0];

const askHub = {
  peer: 'hub',
  request: (turn, { subjects, asAgency }) => graphql(hubQuery, { code: oneCode(turn, subjects) }, asAgency),
  facts: ({ data }) => factsOf(data.subject),
};

const askPlain = {
  request: (turn, { subjects }) => plain('/screening', { code: oneCode(turn, subjects) }),
  facts: ({ subject }) => factsOf(subject),
};

export const screening = {
  name: 'w1',
  title: 'Screening by an agency',
  about:
    'subject by code, its 3 entries in effect, the 2 measures of each that the agency must apply, basis, memorandum',
  askers: {
    hub: askHub,
    postgraphile: {
      request: (turn, { subjects, agencyId }) =>
        graphql(graphileQuery, { code: oneCode(turn, subjects), agency: agencyId }),
      facts: ({ data }) => graphileFacts(data.subjectByCode),
    },
    mercurius: {
      request: (turn, { subjects, agencyId }) =>
        graphql(mercuriusQuery, { code: oneCode(turn, subjects), agency: agencyId }),
      facts: ({ data }) => factsOf(data.subject),
    },
    raw: askPlain,
    limit: askPlain,
  },
  ratios: {
    w1_vs_postgraphile: 'postgraphile',
    w1_vs_mercurius: 'mercurius',
    w1_vs_raw: 'raw',
    w1_vs_limit: 'limit',
  },
};

/**
 * The same asked by twice as many at once: how long the last in a hundred waits. Less is better: its inverse is compared.
 * In a shorter round one in a hundred of the quickest are fewer than ask at once: a single moment would be measured.
 */
export const tail = {
  ...screening,
  name: 'p99',
  title: 'Screening, last in a hundred',
  about: 'the same on 32 connections; the time by which 99 of 100 are answered',
  connections: 32,
  atLeast: 2,
  figureOf: ({ p99 }) => 1 / p99,
  ratios: {
    p99_vs_postgraphile: 'postgraphile',
    p99_vs_mercurius: 'mercurius',
    p99_vs_raw: 'raw',
    p99_vs_limit: 'limit',
  },
};

/** The same of a hub whose tables are small: what growth costs. Both are the hub, so the small one is the peer. */
export const growth = {
  name: 'growth',
  title: 'Screening as data grow',
  about: 'the same by the hub over all subjects and over few',
  askers: {
    hub: askHub,
    'hub-small': {
      ...askHub,
      peer: 'hub-small',
      request: (turn, { smallSubjects, asAgencyOfSmall }) =>
        graphql(hubQuery, { code: oneCode(turn, smallSubjects) }, asAgencyOfSmall),
    },
  },
  ratios: { growth_w1: 'hub-small' },
};

/** As many as the hub takes at once. */
export const batchSize = 500;

const hubBatch = compact(`query Batch($codes: [String!]!) {
  subjectsByCode(codes: $codes) { ${subjectFields('measures', published)} } }`);

const graphileBatch = compact(`query Batch($codes: [String]!, $agency: BigInt!) {
  subjectsByCodes(codes: $codes) { nodes { ${graphileFields} } } }`);

const batchCodes = (turn, subjects) => codesFor(turn, batchSize, subjects);

const inOrder = (facts) => facts.toSorted((one, other) => (one.code < other.code ? -1 : 1));

export const batch = {
  name: 'w2',
  title: `Screening, ${batchSize} at once`,
  about: `the same of ${batchSize} subjects in one request, the most the hub takes`,
  connections: 4,
  askers: {
    hub: {
      request: (turn, { subjects, asAgency }) =>
        graphql(hubBatch, { codes: batchCodes(turn, subjects) }, asAgency),
      facts: ({ data }) => inOrder(data.subjectsByCode.map(factsOf)),
    },
    postgraphile: {
      request: (turn, { subjects, agencyId }) =>
        graphql(graphileBatch, { codes: batchCodes(turn, subjects), agency: agencyId }),
      facts: ({ data }) => inOrder(data.subjectsByCodes.nodes.map(graphileFacts)),
    },
    raw: {
      request: (turn, { subjects }) => plain('/batch', { codes: batchCodes(turn, subjects) }),
      facts: ({ subjects }) => inOrder(subjects.map(factsOf)),
    },
  },
  ratios: { w2_vs_postgraphile: 'postgraphile', w2_vs_raw: 'raw' },
};

const openQuery = compact(`query Open($code: String!) { subject(code: $code) { code name kind
  entries ${published} { number severity decisionNumber ground basis publishedAt validUntil
    list { code name colour } identifiedBy { code name } } } }`);

const openFacts = ({ data }) =>
  factsOf({ ...data.subject, entries: data.subject.entries.map((entry) => ({ ...entry, measures: [] })) });

/** What a token costs: the same question with the same answer, asked by an agency and by anybody. */
export const authorization = {
  name: 'auth',
  title: 'Screening with a token',
  about: 'subject and entries, no measures: asked by an agency, and by anybody; the answers are equal',
  askers: {
    hub: {
      request: (turn, { subjects, asAgency }) =>
        graphql(openQuery, { code: oneCode(turn, subjects) }, asAgency),
      facts: openFacts,
    },
    public: {
      peer: 'hub',
      request: (turn, { subjects }) => graphql(openQuery, { code: oneCode(turn, subjects) }),
      facts: openFacts,
    },
  },
  ratios: { auth_overhead: 'public' },
};

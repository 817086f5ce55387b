import { codesFor, compact, graphql, plain } from './requests.mjs';

const hubQuery = (own) =>
  compact(`query Screening($code: String!) {
    subject(code: $code) { code name kind
      entries(status: [PUBLISHED]) {
        number severity decisionNumber ground basis publishedAt validUntil
        list { code name colour }
        identifiedBy { code name }
        measures { matter trigger basis
          measure { code name kind tier limit }
          memorandum { number title }
          ${own ? 'instruction { number status dueAt }' : ''} } } } }`);

const graphileQuery = (own) =>
  compact(`query Screening($code: String! ${own ? '$agency: BigInt!' : ''}) {
    subjectByCode(code: $code) { code name kind
      listEntriesBySubjectId(condition: { status: "PUBLISHED" }, orderBy: ROW_ID_DESC) { nodes {
        number severity decisionNumber ground basis publishedAt validUntil
        creditListByListId { code name colour
          memorandumListsByListId { nodes { memorandumByMemorandumId { number title
            clausesByMemorandumId ${own ? '(condition: { implementerId: $agency })' : ''} { nodes { rowId matter trigger basis
              measureByMeasureId { code name kind tier limitText } } } } } } }
        organizationByIdentifiedById { code name }
        ${own ? 'instructionsByEntryId(condition: { agencyId: $agency }, orderBy: ROW_ID_DESC) { nodes { clauseId number status dueAt } }' : ''} } } } }`);

/** What all contenders must agree on about a subject, from the shape of the hub and of the hand-written SQL. */
const factsOf = (subject) => ({
  code: subject.code,
  name: subject.name,
  entries: subject.entries.map((entry) => ({
    number: entry.number,
    list: entry.list.code,
    identifiedBy: entry.identifiedBy.code,
    validUntil: entry.validUntil,
    measures: entry.measures.map((due) =>
      [
        due.measure.code,
        due.measure.name,
        due.memorandum.number,
        due.matter,
        due.basis,
        due.instruction?.number ?? '-',
      ].join(' '),
    ),
  })),
});

const nodesOf = (connection) => connection.nodes;

/** The same facts from PostGraphile, whose clauses hang under list and memorandum. */
const graphileFacts = ({ data: { subjectByCode: subject } }) =>
  factsOf({
    ...subject,
    entries: nodesOf(subject.listEntriesBySubjectId).map((entry) => ({
      ...entry,
      list: entry.creditListByListId,
      identifiedBy: entry.organizationByIdentifiedById,
      measures: nodesOf(entry.creditListByListId.memorandumListsByListId).flatMap(
        ({ memorandumByMemorandumId: memorandum }) =>
          nodesOf(memorandum.clausesByMemorandumId).map((clause) => ({
            ...clause,
            memorandum,
            measure: clause.measureByMeasureId,
            instruction: entry.instructionsByEntryId?.nodes.find((each) => each.clauseId === clause.rowId),
          })),
      ),
    })),
  });

const screeningOf = (own) => {
  const [forHub, forGraphile] = [hubQuery(own), graphileQuery(own)];
  const path = own ? '/agency-screening' : '/screening';
  return {
    name: own ? 'agency-screening' : 'screening',
    title: own ? 'Screening, as an agency' : 'Screening, public',
    about: own
      ? 'subject by code, its 3 active entries, the 2 measures of each that the agency must apply, its instruction'
      : 'subject by code, its 3 active entries, the 5 measures of each, their basis and memorandum',
    requests: {
      hub: (turn, { subjects, asAgency }) =>
        graphql(forHub, { code: codesFor(turn, 1, subjects)[0] }, own ? asAgency : {}),
      handwritten: (turn, { subjects }) => plain(path, { code: codesFor(turn, 1, subjects)[0] }),
      postgraphile: (turn, { subjects, agencyId }) =>
        graphql(forGraphile, {
          code: codesFor(turn, 1, subjects)[0],
          ...(own && { agency: String(agencyId) }),
        }),
    },
    facts: {
      hub: ({ data }) => factsOf(data.subject),
      handwritten: ({ subject }) => factsOf(subject),
      postgraphile: graphileFacts,
    },
    // The agency's look at its instructions is recorded: the hub alone does that.
    writes: own ? { hub: { access_event: 1 } } : {},
  };
};

export const publicScreening = screeningOf(false);
export const agencyScreening = screeningOf(true);

import { entriesPerSubject, matter } from '../data/catalogue.mjs';
import { codesFor, compact, graphql, plain } from './requests.mjs';

const hubQuery = compact(`mutation Check($input: CheckSubjectsInput!) {
  checkSubjects(input: $input) { check { number checkedAt
    results { asked verdict subject { code name }
      hits { suspended entry { number ground }
        measures { matter basis measure { code name } memorandum { number title } instruction { number dueAt } } } } } } }`);

const graphileQuery = compact(`query Check($codes: [String]!, $agency: BigInt!, $matter: String!) {
  subjectsByCodes(codes: $codes) { nodes { code name
    listEntriesBySubjectId(condition: { status: "PUBLISHED" }, orderBy: ROW_ID_ASC) { nodes { number ground
      creditListByListId { memorandumListsByListId { nodes { memorandumByMemorandumId { number title
        clausesByMemorandumId(condition: { implementerId: $agency, matter: $matter }) {
          nodes { matter basis measureByMeasureId { code name } } } } } } } } } } } }`);

/** What is read must be the same everywhere; verdict and instructions only where a check is really made. */
const factsOf = ({ results }) => ({
  found: results.map(({ subject, hits }) => ({
    subject: `${subject.code} ${subject.name}`,
    hits: hits.map(({ entry, measures }) => ({
      entry: `${entry.number} ${entry.ground}`,
      due: measures.map((due) => [due.measure.code, due.memorandum.number, due.matter, due.basis].join(' ')),
    })),
  })),
  judged: results.map(({ asked, verdict, hits }) => ({
    asked,
    verdict,
    suspended: hits.map((hit) => hit.suspended),
    due: hits.map(({ measures }) => measures.map(({ instruction }) => instruction?.dueAt)),
  })),
});

/** PostGraphile answers in the order of the table, not of the question. */
const graphileFacts = ({ data }, codes) => {
  const results = data.subjectsByCodes.nodes
    .toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code))
    .map((subject) => ({
      subject,
      hits: subject.listEntriesBySubjectId.nodes.map((entry) => ({
        entry,
        measures: entry.creditListByListId.memorandumListsByListId.nodes.flatMap(
          ({ memorandumByMemorandumId: memorandum }) =>
            memorandum.clausesByMemorandumId.nodes.map((clause) => ({
              ...clause,
              memorandum,
              measure: clause.measureByMeasureId,
            })),
        ),
      })),
    }));
  const { found } = factsOf({ results });
  return { found };
};

let business = 0;
/** Every check is another piece of business, so that its instructions ON_CHECK are issued. */
const nextBusiness = () => `BENCH-${process.pid}-${++business}`;

/** Receipt, answers, hits, one instruction per entry, one look recorded per subject. */
const rowsWritten = (count) => ({
  duty_check: 1,
  check_result: count,
  check_hit: count * entriesPerSubject,
  instruction: count * entriesPerSubject,
  access_event: count,
});

const checkOf = (count) => ({
  name: `check-${count}`,
  title: count === 1 ? 'Check of one subject' : `Check of ${count} subjects`,
  about: 'receipt with verdict, hits and measures due, instructions issued; PostGraphile: the reads alone',
  readsOnly: ['postgraphile'],
  // A hundred subjects are asked for by few at once, and an answer takes a good part of a round.
  ...(count > 1 && { connections: 4 }),
  requests: {
    hub: (turn, { subjects, asAgency }) => {
      const asked = codesFor(turn, count, subjects).map((code) => ({ code }));
      return graphql(
        hubQuery,
        { input: { matter, businessNumber: nextBusiness(), subjects: asked } },
        asAgency,
      );
    },
    handwritten: (turn, { subjects }) =>
      plain('/check', { codes: codesFor(turn, count, subjects), matter, businessNumber: nextBusiness() }),
    postgraphile: (turn, { subjects, agencyId }) =>
      graphql(graphileQuery, { codes: codesFor(turn, count, subjects), agency: String(agencyId), matter }),
  },
  facts: {
    hub: ({ data }) => factsOf(data.checkSubjects.check),
    handwritten: ({ check }) => factsOf(check),
    postgraphile: (answer, { subjects }) => graphileFacts(answer, codesFor(0, count, subjects)),
  },
  writes: { hub: { ...rowsWritten(count), audit_event: 1, change: 1 }, handwritten: rowsWritten(count) },
});

export const checkOne = checkOf(1);
export const checkHundred = checkOf(100);

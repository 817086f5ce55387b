import { entriesPerSubject, matter } from '../data/catalogue.mjs';
import { codesFor, compact, graphql, plain } from './requests.mjs';

const hubQuery = compact(`mutation Check($input: CheckSubjectsInput!) {
  checkSubjects(input: $input) { check { number checkedAt
    results { asked verdict subject { code name }
      hits { suspended entry { number ground }
        measures { matter basis measure { code name } memorandum { number title } instruction { number dueAt } } } } } } }`);

const factsOf = ({ results }) =>
  results.map(({ asked, verdict, subject, hits }) => ({
    asked,
    verdict,
    subject: `${subject.code} ${subject.name}`,
    hits: hits.map(({ suspended, entry, measures }) => ({
      suspended,
      entry: `${entry.number} ${entry.ground}`,
      due: measures.map((due) =>
        [due.measure.code, due.memorandum.number, due.matter, due.basis, due.instruction?.dueAt].join(' '),
      ),
    })),
  }));

let business = 0;
/** Every check is another piece of business, so that its instructions ON_CHECK are issued. */
const nextBusiness = () => `BENCH-${process.pid}-${++business}`;

/** Receipt, answer, hits, an instruction for each entry and the beginning of its history, a look, audit, one change. */
const written = {
  duty_check: 1,
  check_result: 1,
  check_hit: entriesPerSubject,
  instruction: entriesPerSubject,
  status_change: entriesPerSubject,
  access_event: 1,
  audit_event: 2,
  change: 1,
};

export const check = {
  name: 'check',
  title: 'Check of one subject',
  about:
    'receipt with verdict, hits and measures due; instructions issued; audit, changes and the look recorded',
  connections: 8,
  askers: {
    hub: {
      request: (turn, { subjects, asAgency }) => {
        const asked = codesFor(turn, 1, subjects).map((code) => ({ code }));
        return graphql(
          hubQuery,
          { input: { matter, businessNumber: nextBusiness(), subjects: asked } },
          asAgency,
        );
      },
      facts: ({ data }) => factsOf(data.checkSubjects.check),
    },
    raw: {
      request: (turn, { subjects }) =>
        plain('/check', { codes: codesFor(turn, 1, subjects), matter, businessNumber: nextBusiness() }),
      facts: ({ check: receipt }) => factsOf(receipt),
    },
  },
  writes: { hub: written, raw: written },
  ratios: { check_vs_raw: 'raw' },
};

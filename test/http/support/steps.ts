import { addDays } from '../../../src/kernel/dates.js';
import { type Ask, testDay } from '../../support/hub.js';

/** The data of one call that must succeed. */
export const done = async <Data = any>(answer: ReturnType<Ask>): Promise<Data> => {
  const { data, errors } = await answer;
  if (errors) throw new Error(`a step failed: ${JSON.stringify(errors)}`);
  return data as Data;
};

export const decidedOn = addDays(testDay, -60);
export const servedOn = addDays(testDay, -40);
/** An entry to propose; a subject must be new or known. */
export const entry = (list: string, ground: string, decisionNumber: string, subject: object) => ({
  list,
  subject,
  decisionNumber,
  decidedOn,
  ground,
  basis: '《市场监督管理严重违法失信名单管理办法》',
  severity: 'SERIOUS',
  procedure: 'ORDINARY',
  finality: 'FINAL',
});

export const propose = async (ask: Ask, input: object): Promise<string> =>
  (
    await done(
      ask('mutation ($entry: EntryInput!) { proposeEntry(input: { entry: $entry }) { entry { number } } }', {
        entry: input,
      }),
    )
  ).proposeEntry.entry.number;

export const serve = (ask: Ask, number: string, proof: string) =>
  done(
    ask(
      `mutation ($number: String!, $proof: String!) { serveEntryNotice(input: {
        entry: $number, servedOn: "${servedOn}", channel: IN_PERSON, proof: $proof }) { entry { id } } }`,
      { number, proof },
    ),
  );

export const publish = (ask: Ask, list: string, entries: string[]) =>
  done(
    ask(
      'mutation ($list: String!, $entries: [String!]!) { publishEntries(input: { list: $list, entries: $entries }) { version } }',
      { list, entries },
    ),
  );

/** The number of the newest instruction of the asking agency on an entry. */
export const instructionOn = async (ask: Ask, number: string): Promise<string> =>
  (
    await done(
      ask(
        'query ($number: String!) { instructions(filter: { entry: $number }, first: 1) { nodes { number } } }',
        {
          number,
        },
      ),
    )
  ).instructions.nodes[0].number;

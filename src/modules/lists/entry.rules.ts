import type { OwnHand } from '../../kernel/hands.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { refuseForbiddenFact } from '../../kernel/forbidden-facts.rules.js';
import type { Finality, ListColour, Procedure, Severity, SubjectKind } from '../../kernel/terms.js';
import { addMonths } from '../../kernel/dates.js';
import type { ResponsiblePerson } from './entry.types.js';

/** What is known of a fact that is to ground an entry. */
export interface ProposedFacts {
  colour: ListColour;
  subjectKind: SubjectKind;
  decidedOn: string;
  ground: string;
  basis: string;
  severity: Severity;
  procedure: Procedure | null;
  finality: Finality | null;
  minorRemedied: boolean;
  unconfirmedArrears: boolean;
  /** The record it rests on carries an open objection. */
  recordObjected: boolean;
  /** The disclosure of the record it rests on is over. */
  recordArchived?: boolean;
  responsiblePersons: readonly ResponsiblePerson[];
  validFrom: string | null;
  validUntil: string | null;
}

/** Longest disclosure of dishonesty information, months (Henan 19). */
export const longestDisclosure = 60;

/**
 * Throws why the facts cannot ground an entry (Henan 13, 19, 20(2), 27, 31, 33, 35, 45). `path` is where the input
 * stands, such as `input.entry`. Red entries rest on merits, so what concerns penalties does not bind them.
 */
export const assessFacts = (facts: ProposedFacts, today: string, path: string): void => {
  assessForm(facts, today, path);
  if (facts.colour === 'RED') return;
  const refuse = (article: string, message: string, field: string): never => {
    throw new HubError('INADMISSIBLE_BASIS', `${message} (${article}).`, {
      field: `${path}.${field}`,
      article,
    });
  };
  const isPerson = facts.subjectKind === 'NATURAL_PERSON';
  if (isPerson && facts.procedure === 'SIMPLIFIED') {
    refuse(
      'Henan 13',
      'A penalty by simplified procedure on a natural person cannot ground joint punishment',
      'procedure',
    );
  }
  if (isPerson && facts.minorRemedied) {
    refuse(
      'Henan 13',
      'A minor act of a natural person that was remedied cannot ground joint punishment',
      'minorRemedied',
    );
  }
  if (facts.finality !== 'FINAL') {
    refuse(
      'Henan 20(2)',
      'A decision still open to review or litigation is no dishonesty information; declare finality FINAL once it is',
      'finality',
    );
  }
  if (facts.unconfirmedArrears) {
    refuse(
      'Henan 27',
      'Arrears of utilities, telecom or property fees that no court or authority confirmed cannot ground an entry',
      'unconfirmedArrears',
    );
  }
  if (facts.recordObjected) {
    refuse('Henan 41', 'The record it rests on is under objection; wait for the decision', 'record');
  }
  if (facts.recordArchived)
    refuse('Henan 19', 'The record it rests on is archive and cannot ground an entry', 'record');
  if (addMonths(facts.decidedOn, longestDisclosure) < today) {
    refuse(
      'Henan 19',
      'Dishonesty information older than five years is archive and cannot ground an entry',
      'decidedOn',
    );
  }
  assessBlack(facts, path);
};

const assessForm = (facts: ProposedFacts, today: string, path: string): void => {
  if (facts.ground.trim() === '')
    throw badInput(`${path}.ground`, 'Say why the subject is listed; ground is empty.');
  if (facts.basis.trim() === '') throw badInput(`${path}.basis`, 'Name the legal basis; basis is empty.');
  if (facts.decidedOn > today) throw badInput(`${path}.decidedOn`, 'decidedOn is in the future.');
  if (facts.validFrom && facts.validUntil && facts.validUntil < facts.validFrom) {
    throw badInput(`${path}.validUntil`, 'validUntil is before validFrom.');
  }
  if (facts.validUntil && facts.validUntil < today)
    throw badInput(`${path}.validUntil`, 'validUntil has passed already.');
  const about = facts.subjectKind === 'NATURAL_PERSON' ? 'PERSON' : 'ANYBODY';
  refuseForbiddenFact(`${path}.ground`, facts.ground, about);
  refuseForbiddenFact(`${path}.basis`, facts.basis, about);
  for (const { role } of facts.responsiblePersons)
    refuseForbiddenFact(`${path}.responsiblePersons`, role, 'ANYBODY');
};

const assessBlack = (facts: ProposedFacts, path: string): void => {
  if (facts.colour !== 'BLACK') return;
  if (facts.severity !== 'SERIOUS') {
    throw new HubError(
      'NOT_PROPORTIONATE',
      'Only serious dishonest acts ground a black entry; propose it for a watch list (Henan 31, 33).',
      {
        field: `${path}.severity`,
        article: 'Henan 33',
      },
    );
  }
  if (facts.subjectKind !== 'NATURAL_PERSON' && facts.responsiblePersons.length === 0) {
    throw badInput(
      `${path}.responsiblePersons`,
      'A black entry of an organisation names who is responsible: legal representative, principal, controller (Henan 35).',
    );
  }
};

/** What of an entry the publication looks at. */
export interface PublicationCandidate {
  number: string;
  listId: number;
  status: string;
  publishableFrom: string | null;
  proposedBy: string;
  objected: boolean;
  validFrom: string | null;
  validUntil: string | null;
}

/** The list it is to be published on, the day, and who publishes. `field` is where its number stands. */
export interface PublicationOccasion {
  listId: number;
  termMonths: number | null;
  today: string;
  ownHand: OwnHand;
  field: string;
}

/** Throws why an entry cannot be published now (Henan 28; invariants 9, 10). */
export const assessPublication = (
  entry: PublicationCandidate | undefined,
  context: PublicationOccasion,
): void => {
  const { field } = context;
  if (!entry) throw new HubError('NOT_FOUND', 'An entry of this number was not found.', { field });
  if (entry.listId !== context.listId) throw badInput(field, `Entry ${entry.number} is of another list.`);
  if (entry.status === 'PROPOSED') {
    throw new HubError(
      'NOTICE_MISSING',
      `Entry ${entry.number}: the notice was not served yet. Call serveEntryNotice first (Henan 28).`,
      {
        field,
        state: entry.status,
        article: 'Henan 28',
      },
    );
  }
  if (entry.status !== 'NOTIFIED') {
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Entry ${entry.number} is ${entry.status} and cannot be published.`,
      { field, state: entry.status },
    );
  }
  if (entry.objected) {
    throw new HubError(
      'CONFLICT',
      `Entry ${entry.number} has an open objection; decide it first (Henan 28).`,
      { field, article: 'Henan 28' },
    );
  }
  if (entry.publishableFrom === null || entry.publishableFrom > context.today) {
    throw new HubError(
      'NOTICE_MISSING',
      `Entry ${entry.number}: the notice period runs; it can be published from ${entry.publishableFrom}.`,
      {
        field,
        article: 'Henan 28',
      },
    );
  }
  if (context.ownHand(entry.proposedBy)) {
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      `Entry ${entry.number} was proposed by you; another person has to publish it.`,
      { field },
    );
  }
  assessTerm(entry, context);
};

/** What is published is in effect: a term that has not begun, or is over already, cannot be (Henan 19, 37). */
const assessTerm = (
  { number, validFrom, validUntil }: PublicationCandidate,
  { termMonths, today, field }: PublicationOccasion,
): void => {
  if (validFrom !== null && validFrom > today)
    throw badInput(field, `Entry ${number} takes effect on ${validFrom}; publish it then.`);
  const until = lastDay(validFrom ?? today, validUntil, termMonths);
  if (until < today) {
    throw badInput(
      field,
      `The term of entry ${number} was over on ${until}; withdraw it, it can take effect no more.`,
    );
  }
};

/** The last day of an entry: what was asked for, else the list's term, else the longest there is (Henan 19, 37). */
export const lastDay = (from: string, asked: string | null, termMonths: number | null): string => {
  const longest = addMonths(from, termMonths ?? longestDisclosure);
  return asked !== null && asked < longest ? asked : longest;
};

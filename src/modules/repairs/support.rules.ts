import { HubError, badInput } from '../../kernel/errors.js';
import type { SubjectKind } from '../../kernel/terms.js';
import type { RecordCommunityServiceInput, RecordReorganisationInput } from './support.types.js';

/** Most hours of community service that count on one day, whoever organised them. */
export const mostHoursADay = 12;

/** Throws what is wrong with hours of community service. */
export const assertService = (input: RecordCommunityServiceInput, today: string): void => {
  for (const field of ['activity', 'proof'] as const)
    if (input[field].trim() === '') throw badInput(`input.${field}`, `${field} is empty.`);
  if (!Number.isInteger(input.hours * 2) || input.hours < 0.5 || input.hours > mostHoursADay)
    throw badInput('input.hours', `hours are 0.5 to ${mostHoursADay} on one day, in halves.`);
  if (input.servedOn > today)
    throw badInput('input.servedOn', 'servedOn is in the future; record the hours once they were served.');
};

/** Throws what is wrong with a reorganisation. */
export const assertReorganisation = (
  input: RecordReorganisationInput,
  subjectKind: SubjectKind,
  today: string,
): void => {
  if (subjectKind === 'NATURAL_PERSON')
    throw badInput('input.subject', 'Only an organisation is reorganised; this is a person.');
  if (input.documentNumber.trim() === '')
    throw badInput('input.documentNumber', 'Give the number of the ruling that approved the plan.');
  if (input.approvedOn > today) throw badInput('input.approvedOn', 'approvedOn is in the future.');
  if (input.from < input.approvedOn)
    throw badInput('input.from', 'The plan is carried out from the day of its approval on, not before.');
  if (input.until < input.from) throw badInput('input.until', 'until is before from.');
  if (input.until < today) throw badInput('input.until', 'The time for carrying out the plan is over.');
};

export const assertNotItself = (organizerCode: string | null, subjectCode: string): void => {
  if (organizerCode === subjectCode)
    throw new HubError('SEPARATION_OF_DUTIES', 'Nobody records community service of its own.', {
      field: 'input.subject',
    });
};

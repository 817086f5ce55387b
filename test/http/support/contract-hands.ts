import type { Ask } from '../../support/hub.js';
import { entry } from './steps.js';
import { company } from './world.js';

/** The hands that make what a mutation is tried on. */
export interface Hands {
  office: Ask;
  approver: Ask;
  market: Ask;
  tax: Ask;
}

let decisions = 0;
export const decision = () => `CONTRACT-${++decisions}`;
export const subject = { code: company };
export const onBlackList = () => ({
  ...entry('BLACK-MARKET', '虚假宣传', decision(), subject),
  responsiblePersons: [{ name: '某某', role: '法定代表人' }],
});
/** A JSON value as a GraphQL literal; what is in capitals is an enum. */
export const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${literal(each)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
};
export const enums = (text: string): string =>
  text.replace(/\b(severity|procedure|finality|kind): "(\w+)"/g, '$1: $2');
export const entryLiteral = () => enums(literal(onBlackList()));

export const call = (name: string, input: string, payload: string) =>
  `mutation { ${name}(input: { ${input} }) { ${payload} } }`;

export const forProposers = { agency: 'data', office: 'data', firm: 'FORBIDDEN', public: 'UNAUTHENTICATED' };
export const forOffice = { ...forProposers, agency: 'FORBIDDEN', auditor: 'FORBIDDEN', subject: 'FORBIDDEN' };
export const forAgencies = {
  ...forProposers,
  office: 'FORBIDDEN',
  auditor: 'FORBIDDEN',
  subject: 'FORBIDDEN',
};
export const refused = (code: string) => ({ ...forProposers, agency: code, office: code });

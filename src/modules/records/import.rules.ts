import { HubError, badInput } from '../../kernel/errors.js';
import type { Principal } from '../../kernel/principal.js';
import {
  type DisclosureMode,
  type ImportFormat,
  disclosureModes,
  finalities,
  procedures,
} from '../../kernel/terms.js';
import type { Declared } from './disclosure.rules.js';

/** What `POST /imports` was asked for in its query string. */
export interface ImportQuery {
  format: ImportFormat;
  fileName: string;
  declared: Partial<Declared>;
  disclosure: DisclosureMode | undefined;
  registryConfirmed: boolean;
}

const parameters = [
  'format',
  'fileName',
  'procedure',
  'finality',
  'minorRemedied',
  'disclosure',
  'registryConfirmed',
] as const;

/** Reads the query string; a parameter that is missing, wrong or unknown is refused by its name. */
export const readImportQuery = (query: Record<string, unknown>): ImportQuery => {
  const unknown = Object.keys(query).find((name) => !parameters.some((each) => each === name));
  if (unknown !== undefined) {
    throw badInput(unknown.slice(0, 40), `There is no such parameter. Known: ${parameters.join(', ')}.`);
  }
  const format = oneOf(query, 'format', ['cf', 'xk', 'entries'] as const);
  if (!format)
    throw badInput('format', 'Give format: cf (penalties), xk (licences) or entries (list entries).');
  const procedure = oneOf(query, 'procedure', procedures);
  const finality = oneOf(query, 'finality', finalities);
  if (format === 'cf') requireDeclared({ procedure, finality });
  const minorRemedied = flag(query, 'minorRemedied');
  return {
    format: format.toUpperCase() as ImportFormat,
    fileName: text(query, 'fileName') ?? '',
    declared: { ...(procedure && { procedure }), ...(finality && { finality }), minorRemedied },
    disclosure: oneOf(query, 'disclosure', disclosureModes),
    registryConfirmed: flag(query, 'registryConfirmed'),
  };
};

/** Henan 13 and 20(2) turn on these two, and nothing in a 双公示 file tells them. */
const requireDeclared = (declared: Record<'procedure' | 'finality', string | undefined>): void => {
  for (const name of ['procedure', 'finality'] as const) {
    if (declared[name] !== undefined) continue;
    throw badInput(
      name,
      `Give ${name}: procedure (ORDINARY or SIMPLIFIED) and finality (FINAL or OPEN) are declared with the file, the format has no column for it.`,
    );
  }
};

const text = (query: Record<string, unknown>, name: string): string | undefined => {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw badInput(name, `Give ${name} once.`);
  return value;
};

const oneOf = <Value extends string>(
  query: Record<string, unknown>,
  name: string,
  values: readonly Value[],
): Value | undefined => {
  const value = text(query, name);
  const found = values.find((each) => each === value);
  if (value !== undefined && !found) throw badInput(name, `${name} is one of ${values.join(', ')}.`);
  return found;
};

const flag = (query: Record<string, unknown>, name: string): boolean =>
  oneOf(query, name, ['true', 'false'] as const) === 'true';

/** Agencies and the office send files; entries are proposals, so they need that right as well. */
export const requireImporter = ({ kind, scopes, organizationId }: Principal, format: ImportFormat): void => {
  if (kind === 'PUBLIC') {
    throw new HubError('UNAUTHENTICATED', 'Sending a file needs a token. Get one at POST /oauth/token.');
  }
  if (kind !== 'AGENCY' && kind !== 'OFFICE') {
    throw new HubError(
      'FORBIDDEN',
      `Files are sent by agencies and the office; this token is of kind ${kind}.`,
    );
  }
  if (organizationId === null) throw new HubError('FORBIDDEN', 'This token belongs to no organization.');
  const needed = format === 'ENTRIES' ? ['records:write', 'lists:write'] : ['records:write'];
  const missing = needed.find((scope) => !scopes.has(scope));
  if (missing) {
    throw new HubError('FORBIDDEN', `This needs the scope ${missing}. Ask for it at POST /oauth/token.`);
  }
};

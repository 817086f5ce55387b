import { GraphQLError } from 'graphql';

/** Every code a client can meet, with what it means and what to do. Rendered to schema/ERRORS.md. */
export const errorCatalogue = {
  UNAUTHENTICATED: 'No valid token. Get one at POST /oauth/token and send it as Bearer.',
  FORBIDDEN: 'The token may not do this. Ask the credit office for the role or scope the message names.',
  PURPOSE_REQUIRED:
    'A read of non-public data needs a purpose. Send x-purpose: <matter>;<business number>, percent-encoded.',
  NOT_FOUND: 'Nothing the viewer may see has this number, code or id.',
  BAD_USER_INPUT: 'A value is wrong. extensions.field names it.',
  CONFLICT:
    'Somebody changed this meanwhile, or it exists already. extensions.currentVersion is the current one: read it again.',
  ILLEGAL_TRANSITION:
    'The thing is not in a state that allows this. extensions.state names the state it has.',
  MEASURE_NOT_PUBLISHED: 'An unpublished measure must not be carried out (Policy 四(三)).',
  NOT_PROPORTIONATE: 'The measure is beyond what the entry or the law allows (Henan 31, 32, 34).',
  NOTICE_MISSING: 'The subject was not told yet: serve the notice first (Henan 28, Policy 三(二)).',
  CONDITIONS_NOT_MET:
    'A condition the rule asks for is not met; the message names each and the day on which time alone meets it (Henan 43).',
  INADMISSIBLE_BASIS: 'The fact or the basis cannot ground this (Henan 13, 20(2), 27, 34).',
  SEPARATION_OF_DUTIES: 'Who proposes does not approve. Another person has to do this.',
  RATE_LIMITED: 'Too many requests. Wait as long as retry-after says.',
  QUERY_TOO_COMPLEX: 'The query asks for too much at once. Ask for fewer rows or less depth.',
  SERVICE_UNAVAILABLE: 'The hub cannot answer now. Try again later; nothing was changed.',
  INTERNAL_SERVER_ERROR:
    'A fault of the hub. Nothing was changed; report the request id to the credit office.',
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** Details that may stand beside the code. They are shown to the caller: never put personal data here. */
export interface ErrorDetails {
  /** Path of the input field that is wrong, such as `input.entry.list`. */
  field?: string;
  /** The state the thing has now. */
  state?: string;
  /** The current version of the thing, where a code or number is taken or the version expected is not the current one. */
  version?: number;
  /** The same under the name mutations with `expectedVersion` tell it by. */
  currentVersion?: number;
  /** The article a refusal rests on, such as `Henan 13`. */
  article?: string;
  /** HTTP status and headers where the code alone does not say it; told there, not in the body. */
  http?: { status: number; headers?: ReadonlyMap<string, string> };
}

/** The one error class of the hub: a code of the catalogue and a sentence a person can act on. */
export class HubError extends GraphQLError {
  override readonly name = 'HubError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { extensions: { code, ...details } });
  }
}

export const badInput = (field: string, message: string): HubError =>
  new HubError('BAD_USER_INPUT', message, { field });

/** Unknown and forbidden answer alike, so that nobody learns of a thing by asking for it. */
export const notFound = (what: string, field?: string): HubError =>
  new HubError('NOT_FOUND', `${what} was not found, or you may not see it.`, field ? { field } : {});

export const illegalTransition = (what: string, state: string, wanted: string): HubError =>
  new HubError('ILLEGAL_TRANSITION', `${what} is ${state}; it cannot become ${wanted} from there.`, {
    state,
  });

import { holdsIdNumber } from '../../kernel/codes.js';
import { HubError, badInput } from '../../kernel/errors.js';
import { type Principal, type Scope, holdsScope } from '../../kernel/principal.js';

/** Largest file taken as evidence, bytes. */
export const largestFile = 10 * 1024 * 1024;

/** How many files one act may attach. */
export const mostFiles = 20;

/** How many files of one hand may wait to be attached: evidence is for an act at hand, not for keeping. */
export const mostWaiting = 60;

/** What evidence may be. The bytes decide, not the name: an executable under the name of a picture is refused. */
export const allowedMediaTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/mpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);

export const allowedText = 'PDF, JPEG, PNG, WebP, DOCX, MP3';

/** A name as people gave it, fit to be shown: no path, no control character, no ID number (invariant 6). */
export const readFileName = (text: string | undefined): string => {
  const name = (text ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[\\/]/, '')
    .trim();
  if (name === '' || name.length > 200)
    throw badInput('name', 'name is the name of the file, 1 to 200 characters.');
  if (holdsIdNumber(name))
    throw badInput('name', 'There is an ID number in the name of the file. Rename the file.');
  return name;
};

/** What files are evidence for, in the words of scopes: whoever may do none of these has nothing to attach to. */
const attaching: readonly Scope[] = [
  'objections:write',
  'objections:verify',
  'objections:decide',
  'repairs:write',
  'repairs:decide',
  'restorations:write',
];

export const requireSender = (principal: Principal): void => {
  if (principal.kind === 'PUBLIC')
    throw new HubError('UNAUTHENTICATED', 'POST /files needs a token. Get one at POST /oauth/token.');
  if (!attaching.some((scope) => holdsScope(principal, scope)))
    throw new HubError('FORBIDDEN', `POST /files needs one of the scopes ${attaching.join(', ')}.`);
};

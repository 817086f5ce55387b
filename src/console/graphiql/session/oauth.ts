import { problem, SignInProblem } from './problems';

export interface Credentials {
  clientId: string;
  secret: string;
  scope?: string;
}

export interface Token {
  value: string;
  expiresAt: number;
}

const form = (value: string): string => new URLSearchParams([['', value]]).toString().slice(1);

/** RFC 6749, 2.3.1: both halves are form-encoded before they are joined, so btoa only ever sees ASCII. */
const basic = ({ clientId, secret }: Credentials): string =>
  `Basic ${btoa(`${form(clientId)}:${form(secret)}`)}`;

async function post(
  path: string,
  credentials: Credentials,
  fields: Record<string, string>,
): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { authorization: basic(credentials), accept: 'application/json' },
      body: new URLSearchParams(fields),
      credentials: 'omit',
      cache: 'no-store',
      // A revocation sent while the page closes must still arrive.
      keepalive: true,
    });
  } catch {
    throw new SignInProblem(problem.serverAway);
  }
}

export async function requestToken(credentials: Credentials): Promise<Token> {
  const { scope } = credentials;
  const asked = Date.now();
  const response = await post('/oauth/token', credentials, {
    grant_type: 'client_credentials',
    ...(scope ? { scope } : {}),
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new SignInProblem(problem.ofAnswer(response.status, answer));
  if (typeof answer['access_token'] !== 'string') throw new SignInProblem(problem.oddAnswer);
  // Counted from before the request: a slow network must not make the token look younger than it is.
  const seconds = typeof answer['expires_in'] === 'number' ? answer['expires_in'] : 600;
  return { value: answer['access_token'], expiresAt: asked + seconds * 1000 };
}

/** Ends the session of a person, whose cookie no script can read. Says whether the hub confirmed it. */
export async function endSession(): Promise<boolean> {
  try {
    const response = await fetch('/signout', {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** Says whether the hub confirmed it: a sign-out goes through here either way, but the person should know. */
export async function revokeToken(credentials: Credentials, token: Token): Promise<boolean> {
  try {
    const response = await post('/oauth/revoke', credentials, {
      token: token.value,
      token_type_hint: 'access_token',
    });
    return response.ok;
  } catch {
    return false;
  }
}

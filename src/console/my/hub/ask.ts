import type { TypedDocumentString } from './operations';

/** What the hub refused, or that it did not answer. `code` is of the hub's catalogue, or NO_ANSWER. */
export class HubProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The input that is wrong, such as `statement`. */
    readonly field?: string,
  ) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; field?: string } }[];
}

/** Asks the hub with the session's cookie. Partial answers count; an answer without data is a problem. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables?: Variables,
  idempotencyKey?: string,
): Promise<Data> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const answer = (await response.json().catch(() => ({}))) as Answer<Data>;
  if (answer.data) return answer.data;
  const first = answer.errors?.[0];
  throw new HubProblem(
    first?.extensions?.code ?? 'NO_ANSWER',
    first?.message ?? '',
    first?.extensions?.field?.replace(/^input\./, ''),
  );
}

export interface Uploaded {
  number: string;
  label: string;
}

/** Takes a file in. What the file is called at home may name a person, so its name does not travel in the address. */
export async function upload(file: File, label: string): Promise<Uploaded> {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(file.name)?.[0] ?? '';
  const response = await send(`/files?name=${encodeURIComponent(label + ending.toLowerCase())}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  const answer = (await response.json().catch(() => ({}))) as {
    number?: string;
    code?: string;
    message?: string;
  };
  if (!answer.number) throw new HubProblem(answer.code ?? 'NO_ANSWER', answer.message ?? '', 'files');
  return { number: answer.number, label: file.name };
}

export async function signOut(): Promise<void> {
  await send('/signout', { method: 'POST' });
}

/** The way to the identity provider and back to where the person is now. Not a form: its target is another origin. */
export function signIn(actsFor: string): void {
  const back = `/my/${location.hash}`;
  location.assign(`/signin?${new URLSearchParams({ for: actsFor, return: back })}`);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new HubProblem('NO_ANSWER', '');
  }
}

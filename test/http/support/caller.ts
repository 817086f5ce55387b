import { type TestHub, signIn } from '../../support/hub.js';

/** An answer as it came over the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** Headers and body as one text: what must not hold a secret. */
  wire: string;
}

export interface Caller {
  readonly name: string;
  /** Any request, with the caller's token and purpose unless `headers` says otherwise. */
  send(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Reply>;
  /** A GraphQL document by POST. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Reply & { json: any }>;
}

/** Somebody who asks: a demo client or nobody, with or without a purpose. */
export interface Role {
  name: string;
  clientId: string | null;
  purpose: string | null;
  secret?: string;
  scope?: string;
}

export const callerFor = async (hub: TestHub, role: Role): Promise<Caller> => {
  const token =
    role.clientId === null ? null : await signIn(hub.url, role.clientId, role.secret ?? 'demo', role.scope);
  return callerWith(hub.url, token, role);
};

export const callerWith = (
  url: string,
  token: string | null,
  { name, purpose }: Pick<Role, 'name' | 'purpose'>,
): Caller => {
  const own = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(purpose === null ? {} : { 'x-purpose': purpose }),
  };
  const send: Caller['send'] = async (path, { headers, ...init } = {}) =>
    replyOf(await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers: { ...own, ...headers } }));
  return {
    name,
    send,
    ask: async (query, variables = {}, headers = {}) => {
      const reply = await send('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { ...reply, json: JSON.parse(reply.text) };
    },
  };
};

export const replyOf = async (answer: Response): Promise<Reply> => {
  const text = await answer.text();
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { status: answer.status, headers: answer.headers, text, wire: `${headers}\n\n${text}` };
};

/** Redactions and errors come in the order in which fields were answered: it says nothing. Ids of requests differ. */
export const comparable = ({ data, errors = [], extensions = {} }: any) => ({
  data,
  errors: errors
    .map((each: any) => JSON.stringify({ ...each, extensions: { ...each.extensions, requestId: '' } }))
    .sort(),
  redactions: (extensions.redactions ?? []).map((each: object) => JSON.stringify(each)).sort(),
});

import { getOperationAST, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import type { ComponentProps } from 'react';
import type { GraphiQL } from 'graphiql';
import type { Session } from '../session/session';
import { problem, SignInProblem } from '../session/problems';
import { plain, text, type Text } from '../shared/text';
import { advice, adviceFor, type Result } from './advice';
import { newKey, requestHeaders } from './headers';
import { purpose } from './purpose';

export type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

const noSubscriptions = text(
  '本页不支持订阅。请用 graphql-transport-ws 客户端连接 /graphql，或用 changes 查询。',
  'This page runs no subscriptions. Connect a graphql-transport-ws client to /graphql, or query changes.',
);
const schemaNeedsScope = text(
  '登录持有 schema:read 权限的客户端后，可查看接口文档和自动补全。',
  'Sign in as a client with the scope schema:read to see the schema.',
);
const oddAnswer = (status: number): Text =>
  text(
    `枢纽的回答不是 JSON（HTTP ${status}）。请稍后重试。`,
    `The hub's answer is not JSON (HTTP ${status}).`,
  );

/** Stands in for a result when there is none; its codes are this page's own, not the hub's. */
const failed = (what: Text, code: string): Result => ({
  errors: [{ message: plain(what), extensions: { code } }],
});

/** GraphiQL's way to the hub: adds who asks and why, and asks again once with a new token if the old one is refused. */
export function createFetcher(session: Session): Fetcher {
  return async ({ query, variables, operationName }, options): Promise<ExecutionResult> => {
    // The schema and the examples' look-ups are fetched in the background: nobody needs advice on those answers.
    const pressed = options !== undefined && 'documentAST' in options;
    if (pressed) advice.set(undefined);
    const operation = operationOf(query, operationName);
    if (operation?.operation === 'subscription') {
      return failed(noSubscriptions, 'CONSOLE_NO_SUBSCRIPTIONS') as ExecutionResult;
    }
    // GraphiQL asks for the schema by itself as the page opens.
    if (!pressed && operation?.name?.value === 'IntrospectionQuery' && !session.signedIn) {
      return failed(schemaNeedsScope, 'CONSOLE_SIGN_IN') as ExecutionResult;
    }
    // A press of the run button is one intention: a retry carries the same key, so nothing is done twice.
    const idempotencyKey = operation?.operation === 'mutation' ? newKey() : undefined;
    const body = JSON.stringify({ query, variables, operationName: operation?.name?.value });
    const send = async (token: string | undefined): Promise<Response> =>
      fetch('/graphql', {
        method: 'POST',
        headers: requestHeaders({ token, purpose: purpose.get(), idempotencyKey, written: options?.headers }),
        body,
        credentials: session.staff ? 'same-origin' : 'omit',
      });
    const result = await exchange(session, send);
    if (pressed) advice.set(adviceFor(result));
    return result as ExecutionResult;
  };
}

async function exchange(session: Session, send: (token?: string) => Promise<Response>): Promise<Result> {
  try {
    const token = await session.token();
    const first = await send(token);
    const result = await readResult(first);
    if (!tokenRefused(first, result)) return result;
    if (!token) session.refused();
    if (!token) return result;
    const renewed = await session.renew();
    if (!renewed) return result;
    const second = await send(renewed);
    const again = await readResult(second);
    if (tokenRefused(second, again)) session.refused();
    return again;
  } catch (error) {
    return error instanceof SignInProblem
      ? failed(error.what, 'CONSOLE_SIGN_IN')
      : failed(problem.serverAway, 'CONSOLE_NO_ANSWER');
  }
}

/** The hub says so by status, or, to clients that take plain JSON only, in the first error of an answer without data. */
function tokenRefused(response: Response, result: Result): boolean {
  if (response.status === 401) return true;
  return !result.data && result.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED';
}

async function readResult(response: Response): Promise<Result> {
  const body = await response.text();
  try {
    const result: unknown = JSON.parse(body);
    if (typeof result === 'object' && result !== null) return result;
  } catch {
    // Falls through: a proxy in between may answer with a page.
  }
  return failed(oddAnswer(response.status), 'CONSOLE_NO_ANSWER');
}

/**
 * Read from the text itself: just after a change of tabs, GraphiQL still names the operation of the tab before. A name
 * that isn't in the text gives way to the only operation there is. A text that doesn't parse is for the hub to refuse.
 */
function operationOf(query: string, name: string | null | undefined): OperationDefinitionNode | undefined {
  try {
    const document = parse(query);
    return getOperationAST(document, name) ?? getOperationAST(document) ?? undefined;
  } catch {
    return undefined;
  }
}

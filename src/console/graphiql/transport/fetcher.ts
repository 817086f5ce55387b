import { getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql';
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
const oddAnswer = (status: number): Text =>
  text(`枢纽的回答不是 JSON（HTTP ${status}）。请稍后重试。`, `The hub's answer is not JSON (HTTP ${status}).`);

/** Stands in for a result when there is none, in the form GraphiQL shows. */
const failed = (what: Text, code: string): Result => ({ errors: [{ message: plain(what), extensions: { code } }] });

/** GraphiQL's way to the hub: adds who asks and why, and asks again once with a new token if the old one is refused. */
export function createFetcher(session: Session): Fetcher {
  return async (params, options): Promise<ExecutionResult> => {
    const kind = operationKind(options?.documentAST, params.operationName);
    if (kind === 'subscription') return failed(noSubscriptions, 'NOT_SUPPORTED') as ExecutionResult;
    // A press of the run button is one intention: a retry carries the same key, so nothing is done twice.
    const idempotencyKey = kind === 'mutation' ? newKey() : undefined;
    const send = async (token: string | undefined): Promise<Response> =>
      fetch('/graphql', {
        method: 'POST',
        headers: requestHeaders({ token, purpose: purpose.get(), idempotencyKey, written: options?.headers }),
        body: JSON.stringify(params),
        credentials: 'omit',
      });
    const result = await exchange(session, send);
    // The schema is fetched in the background: its answer is no reason to advise anybody.
    if (options?.documentAST) advice.set(adviceFor(result));
    return result as ExecutionResult;
  };
}

async function exchange(session: Session, send: (token?: string) => Promise<Response>): Promise<Result> {
  try {
    const token = await session.token();
    let response = await send(token);
    if (response.status === 401 && token) {
      response = await send(await session.renew());
      if (response.status === 401) session.refused();
    }
    return await readResult(response);
  } catch (error) {
    if (error instanceof SignInProblem) return failed(error.what, 'UNAUTHENTICATED');
    return failed(problem.serverAway, 'SERVICE_UNAVAILABLE');
  }
}

async function readResult(response: Response): Promise<Result> {
  const body = await response.text();
  try {
    const result: unknown = JSON.parse(body);
    if (typeof result === 'object' && result !== null) return result;
  } catch {
    // Falls through: a proxy in between may answer with a page.
  }
  return failed(oddAnswer(response.status), 'SERVICE_UNAVAILABLE');
}

function operationKind(document: DocumentNode | undefined, name: string | null | undefined): string | undefined {
  return document && getOperationAST(document, name)?.operation;
}

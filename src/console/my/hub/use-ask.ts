import { useCallback, useEffect, useState } from 'react';
import { ask } from './ask';
import type { TypedDocumentString } from './operations';

export interface Asked<Data> {
  data?: Data;
  problem?: unknown;
  again: () => void;
}

/** What the hub says, asked once and whenever `again` is called. The last answer stays while a new one is on its way. */
export function useAsk<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables?: Variables,
): Asked<Data> {
  const [state, setState] = useState<{ data?: Data; problem?: unknown }>({});
  const [count, setCount] = useState(0);
  const asked = JSON.stringify(variables);
  useEffect(() => {
    let wanted = true;
    ask(document, asked === undefined ? undefined : (JSON.parse(asked) as Variables)).then(
      (data) => wanted && setState({ data }),
      (problem: unknown) => wanted && setState((last) => ({ ...last, problem })),
    );
    return () => {
      wanted = false;
    };
  }, [document, asked, count]);
  return { ...state, again: useCallback(() => setCount((now) => now + 1), []) };
}

interface Page<Node> {
  nodes: Node[];
  pageInfo: { endCursor?: string | null; hasNextPage: boolean };
}

export interface Pages<Node> {
  /** undefined until the first page is there. */
  nodes?: Node[];
  more: boolean;
  problem?: unknown;
  next: () => void;
}

/** A list that is longer than a page: the pages read so far, and the way to the next. */
export function usePages<Data, Node>(
  document: TypedDocumentString<Data, { after?: string | null }>,
  pageOf: (data: Data) => Page<Node> | null | undefined,
): Pages<Node> {
  const [after, setAfter] = useState<string | null>(null);
  const [read, setRead] = useState<{ nodes: Node[]; last: string | null; more: boolean }>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let wanted = true;
    ask(document, { after }).then(
      (data) => {
        if (!wanted) return;
        const page = pageOf(data) ?? { nodes: [], pageInfo: { hasNextPage: false } };
        setRead((before) => ({
          nodes: after === null ? page.nodes : [...(before?.nodes ?? []), ...page.nodes],
          last: page.pageInfo.endCursor ?? null,
          more: page.pageInfo.hasNextPage,
        }));
      },
      (fault: unknown) => wanted && setProblem(fault),
    );
    return () => {
      wanted = false;
    };
    // `pageOf` is written where it is used and is a new function at each rendering; it never means anything else.
  }, [document, after]);
  return {
    ...(read ? { nodes: read.nodes } : {}),
    more: read?.more ?? false,
    problem,
    next: () => setAfter(read?.last ?? null),
  };
}

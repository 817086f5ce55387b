import { useState } from 'react';
import { HubProblem, ask } from '../hub/ask';
import { Intention } from '../hub/draft';
import type { TypedDocumentString } from '../hub/operations';

export interface Sending<Data, Input> {
  send: (input: Input) => Promise<Data | undefined>;
  busy: boolean;
  problem: unknown;
  /** What is wrong with this field, if the hub said so. */
  wrong: (field: string) => string | undefined;
}

/** Sends a form: once at a time, the same input under the same idempotency key. A failure leaves the input as it is. */
export function useSending<Data, Input>(
  document: TypedDocumentString<Data, { input: Input }>,
): Sending<Data, Input> {
  const [intention] = useState(() => new Intention());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const send = async (input: Input) => {
    setBusy(true);
    setProblem(undefined);
    try {
      return await ask(document, { input }, intention.keyFor(input));
    } catch (fault) {
      setProblem(fault);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const wrong = (field: string) =>
    problem instanceof HubProblem && problem.field === field ? problem.message : undefined;
  return { send, busy, problem, wrong };
}

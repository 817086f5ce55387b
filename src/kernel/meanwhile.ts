import { setImmediate } from 'node:timers/promises';

/** Does `work` while `asked` is under way: what was asked has gone out by then. A failure is told where `asked` is awaited. */
export const meanwhile = async <Result>(asked: Promise<unknown>, work: () => Result): Promise<Result> => {
  asked.catch(() => undefined);
  await setImmediate();
  return work();
};

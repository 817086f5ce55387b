import { createHook } from 'node:async_hooks';

/* What Node does for a hash of a secret or for a signature outside its own thread, as async_hooks names it. */
const jobs: readonly string[] = ['SCRYPTREQUEST', 'SIGNREQUEST'];

/** How many secrets were hashed and signatures verified in this process while `work` ran. */
export const cryptoWorkOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const seen: string[] = [];
  const hook = createHook({ init: (_id, type) => void (jobs.includes(type) && seen.push(type)) });
  hook.enable();
  try {
    await work();
    return seen;
  } finally {
    hook.disable();
  }
};

import { createContext } from 'react';
import type { Ask } from './examples/found';
import type { DemoClient } from './session/demo-clients';
import { Session } from './session/session';

interface ConsoleParts {
  session: Session;
  ask: Ask;
  demoClients: readonly DemoClient[];
}

/** GraphiQL renders plugins without props; this is how the examples reach the session. */
export const ConsoleContext = createContext<ConsoleParts>({
  session: new Session(),
  ask: () => Promise.resolve({}),
  demoClients: [],
});

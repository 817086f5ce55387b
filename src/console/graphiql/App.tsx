import { useMemo } from 'react';
import { GraphiQL } from 'graphiql';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { ConsoleContext } from './ConsoleContext';
import { Advice } from './Advice';
import { EXAMPLES_PLUGIN } from './examples/plugin';
import { Header, useDemoClients } from './header/Header';
import { IdentityWatch } from './IdentityWatch';
import { Session } from './session/session';
import { tabStorage } from './shared/storage';
import { createFetcher } from './transport/fetcher';
import type { Result } from './transport/advice';
import { WELCOME } from './welcome';

const session = new Session();
const fetcher = createFetcher(session);
const ask = async (query: string) => (await fetcher({ query })) as Result;
// The page forgets its token when it goes; the hub should forget it too.
window.addEventListener('pagehide', () => void session.close());
void session.adopt();
// GraphiQL resets its panels whenever this list is a new one.
const plugins = [EXAMPLES_PLUGIN, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

export function App() {
  const demoClients = useDemoClients();
  const parts = useMemo(() => ({ session, ask, demoClients }), [demoClients]);
  return (
    <ConsoleContext value={parts}>
      <Header session={session} demoClients={demoClients} />
      <main className="hub-main" data-testid="graphiql">
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          visiblePlugin={EXAMPLES_PLUGIN.title}
          storage={tabStorage}
          defaultQuery={WELCOME}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled
          shouldPersistHeaders={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>
            <span className="hub-logo">GraphiQL</span>
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <Advice />
          </GraphiQL.Footer>
          <IdentityWatch session={session} />
        </GraphiQL>
      </main>
    </ConsoleContext>
  );
}

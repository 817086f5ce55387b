import { useEffect, useRef } from 'react';
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { Session } from './session/session';
import { useStore } from './shared/store';
import { advice } from './transport/advice';

/** Who leaves takes their answers along: the next person at this screen must not read what an earlier role was shown. */
export function IdentityWatch({ session }: { session: Session }) {
  const { phase, clientId, staff } = useStore(session.state);
  const signedInAs = staff ? 'staff' : clientId;
  const identity = phase === 'signedIn' ? signedInAs : undefined;
  const before = useRef(identity);
  const clearAnswers = useClearAnswers();
  useEffect(() => {
    if (before.current && before.current !== identity) clearAnswers();
    before.current = identity;
  }, [identity, clearAnswers]);
  return <SchemaRetry identity={identity} />;
}

/** A hub that shows its schema to known viewers only: ask again once somebody has signed in. */
function SchemaRetry({ identity }: { identity: string | undefined }) {
  const { schema, isIntrospecting } = useGraphiQL(pick('schema', 'isIntrospecting'));
  const { introspect } = useGraphiQLActions();
  const missing = useRef(false);
  missing.current = !schema && !isIntrospecting;
  useEffect(() => {
    if (identity && missing.current) void introspect();
  }, [identity, introspect]);
  return null;
}

function useClearAnswers(): () => void {
  const { tabs, activeTabIndex, responseEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'responseEditor'),
  );
  const { moveTab, stop, updateActiveTabValues } = useGraphiQLActions();
  const clear = () => {
    stop();
    // moveTab is the one action that sets all tabs; it finds the active one by identity, so that one stays as it is.
    moveTab(tabs.map((tab, index) => (index === activeTabIndex ? tab : { ...tab, response: null })));
    responseEditor?.setValue('');
    updateActiveTabValues({ response: null });
    advice.set(undefined);
  };
  const latest = useRef(clear);
  latest.current = clear;
  return useRef(() => latest.current()).current;
}

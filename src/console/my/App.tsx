import { useCallback, useEffect, useState } from 'react';
import { HubProblem, ask } from './hub/ask';
import { keepDraftsOf } from './hub/draft';
import { MeDocument } from './hub/operations';
import { inWords } from './hub/problems';
import { type Me, MeContext, meOf } from './shared/me';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

type State =
  { phase: 'asking' } | { phase: 'out' } | { phase: 'in'; me: Me } | { phase: 'away'; problem: unknown };

const whoAmI = async (): Promise<State> => {
  try {
    const me = meOf(await ask(MeDocument));
    if (me) keepDraftsOf(`${me.actsFor} ${me.subject?.code ?? ''}`);
    return me ? { phase: 'in', me } : { phase: 'out' };
  } catch (problem) {
    if (problem instanceof HubProblem && problem.code === 'UNAUTHENTICATED') return { phase: 'out' };
    return { phase: 'away', problem };
  }
};

export function App() {
  const [state, setState] = useState<State>({ phase: 'asking' });
  const look = useCallback(() => void whoAmI().then(setState), []);
  useEffect(look, [look]);
  if (state.phase === 'asking') return <p role="status">正在打开…</p>;
  if (state.phase === 'out') return <SignIn />;
  if (state.phase === 'away') {
    return (
      <main className="alone">
        <h1>我的信用</h1>
        <p role="alert">{inWords(state.problem)}</p>
        <button type="button" onClick={look}>
          重试
        </button>
      </main>
    );
  }
  return (
    <MeContext value={state.me}>
      <Shell />
    </MeContext>
  );
}

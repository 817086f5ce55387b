import type { Session, SessionState } from '../session/session';
import { VIEWER_KINDS } from '../session/viewer';
import { useStore } from '../shared/store';
import { Bilingual, plain, text } from '../shared/text';
import { TimeLeft } from './TimeLeft';

/** Who the hub thinks is asking, for how long, and the way out. */
export function Identity({ session }: { session: Session }) {
  const state = useStore(session.state);
  return (
    <div className="hub-identity" role="status" data-testid="session-status">
      <Who state={state} />
      {state.phase === 'signedIn' && (
        <>
          {!state.staff && (
            <TimeLeft
              expiresAt={state.expiresAt ?? 0}
              onRenew={() => void session.renew().catch(() => undefined)}
            />
          )}
          <button type="button" data-testid="sign-out" onClick={() => void session.signOut()}>
            <Bilingual of={text('退出', 'Sign out')} />
          </button>
        </>
      )}
    </div>
  );
}

function Who({ state: { phase, clientId, viewer } }: { state: SessionState }) {
  if (phase === 'signedOut') {
    return (
      <span data-testid="session-who">
        <Bilingual of={text('未登录：公众', 'Not signed in: PUBLIC')} />
      </span>
    );
  }
  if (phase === 'signingIn') return <Bilingual of={text('登录中…', 'Signing in…')} />;
  const kind = viewer && VIEWER_KINDS[viewer.kind];
  return (
    <span data-testid="session-who" title={viewer ? `scopes: ${viewer.scopes.join(' ')}` : undefined}>
      <strong>{viewer?.organization ?? clientId}</strong>{' '}
      <span className="hub-kind" data-testid="session-kind" data-kind={viewer?.kind}>
        {kind ? plain(kind) : (viewer?.kind ?? '')}
      </span>{' '}
      {viewer?.capacity && <span data-testid="session-role">{viewer.capacity}</span>}
      {clientId && viewer?.organization && <code data-testid="session-client">{clientId}</code>}
    </span>
  );
}

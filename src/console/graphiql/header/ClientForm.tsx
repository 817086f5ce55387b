import { useState, type FormEvent } from 'react';
import type { Session } from '../session/session';
import { useStore } from '../shared/store';
import { Bilingual, text } from '../shared/text';

/** Sign-in by client id and secret. In the demonstration it is folded away behind the roles. */
export function ClientForm({ session, folded }: { session: Session; folded: boolean }) {
  if (!folded) return <Fields session={session} />;
  return (
    <details className="hub-fold">
      <summary data-testid="sign-in-with-secret">
        <Bilingual of={text('用密钥登录', 'Use a secret')} />
      </summary>
      <Fields session={session} />
    </details>
  );
}

function Fields({ session }: { session: Session }) {
  const busy = useStore(session.state).phase === 'signingIn';
  const [clientId, setClientId] = useState('');
  const [secret, setSecret] = useState('');
  const [scope, setScope] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void session.signIn({ clientId: clientId.trim(), secret, scope: scope.trim() || undefined });
  };
  return (
    <form className="hub-form" onSubmit={submit} autoComplete="off" data-testid="sign-in-form">
      <label>
        <Bilingual of={text('客户端', 'Client id')} />
        <input
          data-testid="sign-in-client-id"
          value={clientId}
          onChange={(event) => setClientId(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      </label>
      <label>
        <Bilingual of={text('密钥', 'Secret')} />
        <input
          data-testid="sign-in-secret"
          type="password"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
          autoComplete="off"
          required
        />
      </label>
      <label>
        <Bilingual of={text('范围（可空）', 'Scope, optional')} />
        <input
          data-testid="sign-in-scope"
          value={scope}
          onChange={(event) => setScope(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <button type="submit" className="hub-primary" disabled={busy} data-testid="sign-in-submit">
        <Bilingual of={busy ? text('登录中…', 'Signing in…') : text('登录', 'Sign in')} />
      </button>
    </form>
  );
}

import { useEffect, useState, type FormEvent } from 'react';
import type { DemoClient } from '../session/demo-clients';
import type { Session } from '../session/session';
import { useStore } from '../shared/store';
import { Bilingual, text } from '../shared/text';

const PUBLIC = '';

/** The demonstration's roles. A select and a button: a select alone would sign in at every arrow key. */
export function DemoForm({ session, clients }: { session: Session; clients: readonly DemoClient[] }) {
  const { phase, clientId } = useStore(session.state);
  const [chosen, setChosen] = useState(PUBLIC);
  useEffect(() => setChosen(clientId ?? PUBLIC), [clientId]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const client = clients.find((each) => each.clientId === chosen);
    void (client ? session.signIn(client) : session.signOut());
  };
  return (
    <form className="hub-form" onSubmit={submit} data-testid="demo-form">
      <label>
        <Bilingual of={text('以演示身份登录', 'Sign in as demo role')} />
        <select data-testid="demo-role" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value={PUBLIC}>公众 PUBLIC</option>
          {clients.map((client) => (
            <option key={client.clientId} value={client.clientId}>
              {client.label} ({client.clientId})
            </option>
          ))}
        </select>
      </label>
      <button
        type="submit"
        className="hub-primary"
        disabled={phase === 'signingIn'}
        data-testid="demo-sign-in"
      >
        <Bilingual of={text('进入', 'Enter')} />
      </button>
    </form>
  );
}

import { useEffect, useState } from 'react';
import { readDemoClients, type DemoClient } from '../session/demo-clients';
import type { Session } from '../session/session';
import { useStore } from '../shared/store';
import { Bilingual, text } from '../shared/text';
import { ClientForm } from './ClientForm';
import { DemoForm } from './DemoForm';
import { Identity } from './Identity';
import { PurposeForm } from './PurposeForm';

export function Header({ session, demoClients }: { session: Session; demoClients: readonly DemoClient[] }) {
  const { phase, problem } = useStore(session.state);
  const signedIn = phase === 'signedIn';
  const demo = demoClients.length > 0;
  return (
    <header className="hub-header">
      <div className="hub-bar hub-title">
        <h1 className="hub-brand">
          <Bilingual of={text('信用联合奖惩数据枢纽', 'Joint Credit Hub')} />
        </h1>
        <Identity session={session} />
      </div>
      <div
        className="hub-bar"
        role="group"
        aria-label="登录 Sign-in"
        data-testid="sign-in-bar"
        data-phase={phase}
      >
        {demo && <DemoForm session={session} clients={demoClients} />}
        {!signedIn && <ClientForm session={session} folded={demo} />}
        {!signedIn && (
          <a className="hub-staff" href="/signin?for=staff&return=/graphiql/" data-testid="staff-sign-in">
            <Bilingual of={text('工作人员登录', 'Staff sign-in')} />
          </a>
        )}
        <PurposeForm />
      </div>
      <p className="hub-problem" role="alert" data-testid="sign-in-error" hidden={!problem}>
        {problem && <Bilingual of={problem} />}
      </p>
    </header>
  );
}

export function useDemoClients(): readonly DemoClient[] {
  const [clients, setClients] = useState<readonly DemoClient[]>([]);
  useEffect(() => void readDemoClients().then(setClients), []);
  return clients;
}

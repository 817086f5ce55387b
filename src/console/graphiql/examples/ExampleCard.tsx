import { useContext, useState } from 'react';
import { useStore } from '../shared/store';
import { Bilingual, text, type Text } from '../shared/text';
import { completeness, purpose } from '../transport/purpose';
import { ConsoleContext } from '../ConsoleContext';
import type { Example, Step } from './examples';
import { find } from './found';
import { useOpenTab } from './use-open-tab';

/** One example: what it shows, the role it needs, and a button for each of its steps. */
export function ExampleCard({ example, ready }: { example: Example; ready: boolean }) {
  const { ask, demoClients } = useContext(ConsoleContext);
  const [said, setSaid] = useState<Text>();
  const openTab = useOpenTab();
  const open = async (step: Step) => {
    // Only the demonstration may make up a purpose: anywhere else it would be a false statement on record.
    if (example.purpose && demoClients.length > 0 && completeness(purpose.get()) === 'empty') {
      purpose.set({ matter: 'LICENSING', businessNumber: '办件-2026-0001' });
    }
    const found = await find(step.need, ask);
    const variables = step.variables ? JSON.stringify(step.variables(found), null, 2) : '';
    openTab(step.query, variables);
    setSaid(
      variables.includes('<')
        ? text(
            '已放入新标签页；请把变量里尖括号处换成实际编号。',
            'In a new tab; replace what is in angle brackets.',
          )
        : text('已放入新标签页。', 'In a new tab.'),
    );
  };
  return (
    <article className="hub-example" data-testid={`example-${example.id}`}>
      <h3>
        <Bilingual of={example.title} />
      </h3>
      <p>
        <Bilingual of={example.shows} />
      </p>
      <RoleLine example={example} />
      <ol className="hub-steps">
        {example.steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              disabled={!ready}
              data-testid={`example-open-${step.id}`}
              onClick={() => void open(step)}
            >
              <Bilingual of={step.title} />
            </button>
          </li>
        ))}
      </ol>
      <p className="hub-hint" role="status" data-testid={`example-said-${example.id}`}>
        {said && <Bilingual of={said} />}
      </p>
    </article>
  );
}

function RoleLine({ example: { role, demoClient, purpose: needsPurpose, id } }: { example: Example }) {
  const { session, demoClients } = useContext(ConsoleContext);
  const { clientId, phase } = useStore(session.state);
  const stated = completeness(useStore(purpose)) === 'complete';
  const demo = demoClients.find((each) => each.clientId === demoClient);
  return (
    <>
      <p className="hub-role">
        <strong>身份</strong> <Bilingual of={role} />
        {demo && clientId !== demo.clientId && (
          <button
            type="button"
            disabled={phase === 'signingIn'}
            data-testid={`example-role-${id}`}
            onClick={() => void session.signIn(demo)}
          >
            <Bilingual of={text('以此身份登录', 'Take this role')} />
          </button>
        )}
      </p>
      {needsPurpose && !stated && demoClients.length === 0 && (
        <p className="hub-hint">
          <Bilingual
            of={text('先在上方填办理事项和业务编号。', 'First fill in matter and business number above.')}
          />
        </p>
      )}
    </>
  );
}

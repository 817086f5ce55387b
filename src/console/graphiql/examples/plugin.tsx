import { useGraphiQL } from '@graphiql/react';
import type { GraphiQLPlugin } from '@graphiql/react';
import { Bilingual, text } from '../shared/text';
import { ExampleCard } from './ExampleCard';
import { EXAMPLES } from './examples';

function ExamplesPanel() {
  const ready = useGraphiQL((state) => Boolean(state.queryEditor && state.variableEditor));
  return (
    <section className="hub-examples" aria-label="示例 Examples" data-testid="examples" data-ready={ready}>
      <h2>
        <Bilingual of={text('示例', 'Examples')} />
      </h2>
      <p className="hub-hint">
        <Bilingual
          of={text(
            '按钮把查询和变量放进新标签页；在编辑器里按 Ctrl+Enter 执行。',
            'A button puts query and variables into a new tab; run it with Ctrl+Enter.',
          )}
        />
      </p>
      {EXAMPLES.map((example) => (
        <ExampleCard key={example.id} example={example} ready={ready} />
      ))}
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <rect x="3" y="2.5" width="14" height="15" rx="2" />
      <path d="M6.5 7h7M6.5 10.5h7M6.5 14h4" />
    </svg>
  );
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: '示例 Examples',
  icon: ExamplesIcon,
  content: ExamplesPanel,
};

import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';

/** Puts a query and its variables into a new editor tab. */
export function useOpenTab(): (query: string, variables: string) => void {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  const { addTab, updateActiveTabValues } = useGraphiQLActions();
  return (query, variables) => {
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    // The editors report their new text only after a pause; a quick change of tabs must not lose it.
    updateActiveTabValues({ query, variables });
    requestAnimationFrame(() =>
      document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest' }),
    );
  };
}

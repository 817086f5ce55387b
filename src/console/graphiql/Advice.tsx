import { useEffect } from 'react';
import { useGraphiQL } from '@graphiql/react';
import { useStore } from './shared/store';
import { Bilingual } from './shared/text';
import { advice } from './transport/advice';

/** What to do about the answer above it. It belongs to one answer: another tab clears it. */
export function Advice() {
  const said = useStore(advice);
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => advice.set(undefined), [tab]);
  return (
    <p className="hub-advice" role="status" data-testid="response-advice" hidden={!said}>
      {said && <Bilingual of={said} />}
    </p>
  );
}

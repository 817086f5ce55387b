import { createContext, use } from 'react';
import type { MeQuery } from '../hub/operations';

export type MySubject = NonNullable<MeQuery['viewer']['subject']>;

export interface Me {
  subject: MySubject | null;
  capacity: string;
  /** What to sign in for again: `self` or the unified code of the organisation. */
  actsFor: string;
}

export const MeContext = createContext<Me>({ subject: null, capacity: '', actsFor: 'self' });

export const useMe = (): Me => use(MeContext);

/** Signed in as whom; null when nobody is. */
export const meOf = ({ viewer }: MeQuery): Me | null => {
  if (viewer.kind !== 'SUBJECT' || viewer.capacity == null) return null;
  const subject = viewer.subject ?? null;
  const actsFor = viewer.capacity === 'SELF' ? 'self' : (subject?.unifiedCode ?? 'self');
  return { subject, capacity: viewer.capacity, actsFor };
};

import { Store } from '../shared/store';

/** What the person is dealing with: the hub records it with every read of non-public data. */
export interface Purpose {
  matter: string;
  businessNumber: string;
}

export const purpose = new Store<Purpose>({ matter: '', businessNumber: '' });

export type Completeness = 'empty' | 'partial' | 'complete';

export function completeness({ matter, businessNumber }: Purpose): Completeness {
  const filled = [matter, businessNumber.trim()].filter(Boolean).length;
  return filled === 2 ? 'complete' : filled === 1 ? 'partial' : 'empty';
}

/** `<matter>;<business number>`, percent-encoded: a header carries ASCII only, business numbers hold Chinese. */
export function purposeHeader(value: Purpose): string | undefined {
  if (completeness(value) !== 'complete') return undefined;
  return `${encodeURIComponent(value.matter)};${encodeURIComponent(value.businessNumber.trim())}`;
}

/** A minute, in milliseconds. */
export const quotaWindow = 60_000;

export const windowOf = (now: Date): Date => new Date(Math.floor(now.getTime() / quotaWindow) * quotaWindow);

/** What a node has of a holder's window: `lease` units that the database counts as spent already. */
export interface QuotaShare {
  readonly windowAt: number;
  /** What the database said was spent when it was last asked, `lease` and what became of it included. */
  readonly spent: number;
  readonly lease: number;
}

/**
 * How many units a node takes along with what it charges, so that the next requests need no statement: a share of what
 * is left. Little is left: nothing, so that the last units are counted one by one, whichever node they are spent at.
 */
export const leaseFrom = (limit: number, share: QuotaShare | undefined): number => {
  const left = share ? limit - share.spent : 0;
  return left < 1_000 ? 0 : Math.floor(left / 32);
};

/** The share after the database counted `cost` and `taken` more units: what lies beyond the limit cannot be spent. */
export const shareAfter = (
  limit: number,
  { windowAt, spent, taken, kept }: { windowAt: number; spent: number; taken: number; kept: number },
): QuotaShare => ({ windowAt, spent, lease: kept + Math.max(0, Math.min(taken, limit - (spent - taken))) });

/**
 * The network an address counts as: an IPv4 address is itself; of an IPv6 address the first 64 bits, for one line has
 * all that follow to itself.
 */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((each) => each.replace(/^0+(?=.)/, ''))
    .join(':');
};

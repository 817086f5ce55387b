/** A minute, in milliseconds. */
export const quotaWindow = 60_000;

export const windowOf = (now: Date): Date => new Date(Math.floor(now.getTime() / quotaWindow) * quotaWindow);

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

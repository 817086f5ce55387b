import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/**
 * Where an upgrade comes from, as fastify says it of other requests: the last address of X-Forwarded-For that is none of
 * the proxies of HUB_PROXIES, and only what they say is believed.
 */
export const addressBehind = (proxies: string | null): ((request: IncomingMessage) => string) => {
  const trusted = listOf(proxies);
  return ({ socket, headers }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    let address = socket.remoteAddress ?? '';
    for (const before of forwarded.map((each) => each.trim()).reverse()) {
      if (isIP(before) === 0 || !holds(trusted, address)) break;
      address = before;
    }
    return address;
  };
};

const listOf = (proxies: string | null): BlockList => {
  const list = new BlockList();
  for (const each of proxies?.split(',') ?? []) {
    const [address = '', bits] = each.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, prefixOf(bits), familyOf(address));
  }
  return list;
};

/** `24`, or `255.255.255.0`. */
const prefixOf = (bits: string): number =>
  isIP(bits) === 4
    ? bits.split('.').reduce((sum, part) => sum + Number(part).toString(2).replaceAll('0', '').length, 0)
    : Number(bits);

const holds = (list: BlockList, address: string): boolean => list.check(address, familyOf(address));

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

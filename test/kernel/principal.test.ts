import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../src/kernel/errors.js';
import { actorOf, matters, parsePurpose, publicPrincipal } from '../../src/kernel/principal.js';

const matter = fc.constantFrom(...matters);
const businessNumber = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text.length > 0 && text.length <= 100);

const header = (...parts: string[]) => parts.map((part) => encodeURIComponent(part)).join(';');

describe('x-purpose', () => {
  it('is read back as it was meant, in any writing', () => {
    fc.assert(
      fc.property(matter, businessNumber, (of, number) => {
        expect(parsePurpose(header(of, number))).toEqual({ matter: of, businessNumber: number });
      }),
    );
  });

  it('may be left out', () => {
    expect(parsePurpose(undefined)).toBeNull();
    expect(parsePurpose('')).toBeNull();
  });

  it('takes Chinese business numbers and a separator inside them', () => {
    expect(parsePurpose(header('BIDDING', '濮招〔2026〕12号;标段一'))).toEqual({
      matter: 'BIDDING',
      businessNumber: '濮招〔2026〕12号;标段一',
    });
  });

  it.each([
    ['no business number', 'BIDDING'],
    ['an empty business number', 'BIDDING;'],
    ['a blank business number', 'BIDDING;%20'],
    ['an unknown matter', 'CURIOSITY;1'],
    ['a matter in small letters', 'bidding;1'],
    ['a third part', 'BIDDING;1;2'],
    ['broken percent-encoding', 'BIDDING;%E4%'],
    ['a business number that is too long', `BIDDING;${'1'.repeat(101)}`],
  ])('is refused with %s', (_, text) => {
    expect(() => parsePurpose(text)).toThrow(HubError);
  });

  it('says in its refusal which matters there are, and not what was sent', () => {
    const error = (() => {
      try {
        parsePurpose('110105194912310021;1');
      } catch (refused) {
        return refused as HubError;
      }
      return null;
    })();
    expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'x-purpose' });
    expect(error?.message).toContain('PROCUREMENT');
    expect(error?.message).not.toContain('110105194912310021');
  });
});

describe('who acted', () => {
  it('is the person where the token names one, else the client', () => {
    expect(actorOf({ ...publicPrincipal, clientId: 'demo-office', personId: 'wang' })).toBe('wang');
    expect(actorOf({ ...publicPrincipal, clientId: 'demo-office' })).toBe('demo-office');
    expect(actorOf(publicPrincipal)).toBe('public');
  });
});

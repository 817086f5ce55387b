import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unifiedCodeCheckDigit } from '../../../src/kernel/codes.js';
import { Keys } from '../../../src/kernel/keys.js';
import { actingFor, readClaims } from '../../../src/modules/identity/claims.rules.js';
import { demoPersons, demoTrader } from '../../../src/modules/identity/demo.rules.js';
import { cookieValue, fromOwnPage, setCookie } from '../../../src/modules/identity/session.rules.js';
import {
  SigninRefusal,
  type Ticket,
  openTicket,
  readActsFor,
  readReturn,
  sealTicket,
} from '../../../src/modules/identity/signin.rules.js';

const keys = new Keys('key-of-the-tests-key-of-the-tests-0000');
const others = new Keys('another-key-another-key-another-key-00');
const now = new Date('2026-11-25T02:00:00Z');
const names = { idNumber: 'id_number', name: 'name', organizations: 'organizations', staff: 'staff' };

const ticket: fc.Arbitrary<Ticket> = fc.record({
  state: fc.string(),
  nonce: fc.string(),
  verifier: fc.string(),
  actsFor: fc.constantFrom('self', demoTrader.code),
  returnTo: fc.constant('/my/'),
  until: fc.integer({ min: now.getTime() + 1, max: now.getTime() + 600_000 }),
});

describe('a ticket', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(ticket, (each) => expect(openTicket(sealTicket(each, keys), keys, now)).toEqual(each)),
    );
  });

  test('does not open under another key, changed, cut, or past its time', () => {
    fc.assert(
      fc.property(ticket, fc.nat(), (each, place) => {
        const sealed = sealTicket(each, keys);
        const at = place % sealed.length;
        const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
        for (const bad of [changed, sealed.slice(0, -1), '', null, sealed.split('.')[0]!])
          expect(() => openTicket(bad, keys, now)).toThrow(SigninRefusal);
        expect(() => openTicket(sealed, others, now)).toThrow(SigninRefusal);
        expect(() => openTicket(sealed, keys, new Date(each.until))).toThrow(SigninRefusal);
      }),
    );
  });
});

describe('the address to come back to', () => {
  test('is never another origin, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '@',
      ':',
      'evil.example',
      'https:',
      '%2f',
      '%5c',
      '\t',
      '?',
      '#',
    );
    const odd = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(piece, { maxLength: 8 }).map((all) => `/${all.join('')}`),
    );
    fc.assert(
      fc.property(odd, (wanted) => {
        expect(new URL(readReturn(wanted), 'https://hub.example').origin).toBe('https://hub.example');
        expect(readReturn(wanted)).toMatch(/^\/[\x21-\x7e]*$/);
      }),
    );
  });

  test('is kept where it is a path', () => {
    for (const path of ['/', '/my/', '/my/?open=1#objections', '/graphiql/'])
      expect(readReturn(path)).toBe(path);
  });

  test.each([undefined, null, 7, ['/my/a', '/my/b']])('%j is the page itself', (wanted) => {
    expect(readReturn(wanted)).toBe('/my/');
  });
});

describe('for whom', () => {
  test('oneself, or a unified code however it was typed', () => {
    for (const self of [undefined, '', 'self']) expect(readActsFor(self)).toBe('self');
    expect(readActsFor(` ${demoTrader.code.toLowerCase()} `)).toBe(demoTrader.code);
  });

  test('never an ID number, nor anything else', () => {
    for (const { idNumber } of Object.values(demoPersons))
      expect(() => readActsFor(idNumber)).toThrow(SigninRefusal);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(text !== 'self' && text.trim() !== '');
        expect(() => readActsFor(text)).toThrow(SigninRefusal);
      }),
    );
  });
});

describe('claims', () => {
  test('of whatever form never fail to be read, and give texts only', () => {
    fc.assert(
      fc.property(
        fc.record({ id_number: fc.anything(), name: fc.anything(), organizations: fc.anything() }),
        (raw) => {
          const claims = readClaims({ iss: 'i', sub: 's', ...raw }, names);
          for (const text of [claims.idNumber, claims.name])
            expect(text === null || text.trim() !== '').toBe(true);
          for (const { code, capacity } of claims.represents) {
            expect(typeof code).toBe('string');
            expect(capacity.length).toBeLessThanOrEqual(60);
            expect(capacity).not.toBe('SELF');
          }
        },
      ),
    );
  });

  test('let a person act for exactly the organisations they name', () => {
    const body = fc
      .stringMatching(/^91410928[0-9A-H]{9}$/)
      .map((first17) => first17 + unifiedCodeCheckDigit(first17));
    fc.assert(
      fc.property(fc.array(body, { maxLength: 4 }), body, (named, wanted) => {
        const organizations = named.map((code) => ({ code, capacity: '经办人' }));
        const claims = readClaims({ iss: 'i', sub: 's', organizations }, names);
        const act = () => actingFor(claims, wanted);
        if (named.includes(wanted)) expect(act()).toEqual({ code: wanted, capacity: '经办人' });
        else expect(act).toThrow(SigninRefusal);
        expect(actingFor(claims, 'self')).toBe('SELF');
      }),
    );
  });

  test('an ID number in a capacity is masked', () => {
    const { idNumber } = demoPersons.person;
    const organizations = [{ code: demoTrader.code, capacity: `经办人 ${idNumber}` }];
    const { represents } = readClaims({ iss: 'i', sub: 's', organizations }, names);
    expect(represents[0]!.capacity).not.toContain(idNumber);
  });
});

describe('cookies', () => {
  test('are found by their whole name', () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/);
    const value = fc.stringMatching(/^[\w.=-]{0,40}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, value), { selector: ([each]) => each }),
        name,
        (pairs, asked) => {
          const header = pairs.map(([key, text]) => `${key}=${text}`).join('; ');
          expect(cookieValue(header, asked)).toBe(pairs.find(([key]) => key === asked)?.[1] ?? null);
        },
      ),
    );
    expect(cookieValue(undefined, 'a')).toBeNull();
  });

  test('say Secure over TLS only', () => {
    const terms = { path: '/', sameSite: 'Strict', maxAgeSeconds: 60 } as const;
    expect(setCookie('a', 'b', { ...terms, secure: true })).toBe(
      'a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
    );
    expect(setCookie('a', 'b', { ...terms, secure: false })).not.toContain('Secure');
  });
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://hub.example' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://hub.example' }, false],
  [{ origin: 'https://hub.example', host: 'hub.example' }, true],
  [{ origin: 'https://hub.example', host: 'inside:4000' }, true],
  [{ origin: 'https://hub.example.evil', host: 'inside:4000' }, false],
  [{ origin: 'http://inside:4000', host: 'inside:4000' }, true],
  [{ origin: 'null', host: 'hub.example' }, false],
  [{ host: 'hub.example' }, false],
])('%j comes from a page of the hub: %s', (headers, expected) => {
  expect(fromOwnPage(headers as Record<string, string>, 'https://hub.example')).toBe(expected);
});

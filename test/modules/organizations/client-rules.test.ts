import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Scope, scopes, viewerKinds } from '../../../src/kernel/principal.js';
import { organizationKinds } from '../../../src/kernel/terms.js';
import { operationRights } from '../../../src/policy/operations.js';
import {
  type ClientRequest,
  allowedScopes,
  clientProblem,
  grantScopes,
  isClientId,
  organizationProblem,
} from '../../../src/modules/organizations/client.rules.js';

const everyScope = Object.keys(scopes) as Scope[];
const kinds = fc.constantFrom(...viewerKinds);
const someScopes = fc.subarray(everyScope);

const request = (change: Partial<ClientRequest> = {}): ClientRequest => ({
  clientId: 'tax-front-end',
  name: '办税服务厅',
  kind: 'AGENCY',
  organization: '114109280000000000',
  scopes: ['checks:write'],
  ...change,
});

describe('what a client may hold', () => {
  test('a request is refused for its scopes exactly when it asks beyond the table', () => {
    fc.assert(
      fc.property(kinds, someScopes, (kind, asked) => {
        fc.pre(kind !== 'PUBLIC');
        const owner =
          kind === 'SUBJECT' ? { organization: null, subject: 'P1' } : { organization: '114109280000000000' };
        const found = clientProblem(request({ kind, scopes: asked, ...owner }));
        const beyond = asked.some((scope) => !allowedScopes[kind].includes(scope));
        expect(found?.field ?? null).toBe(beyond ? 'input.scopes' : null);
      }),
    );
  });

  test('only the office publishes, decides objections and hands out clients', () => {
    for (const kind of viewerKinds.filter((each) => each !== 'OFFICE')) {
      expect(allowedScopes[kind]).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(lists:publish|objections:decide|clients:write)$/)]),
      );
    }
    expect([...allowedScopes.OFFICE].sort()).toEqual([...everyScope].sort());
  });

  test('an auditor holds nothing that writes or finds persons, but reports incidents as everybody may', () => {
    for (const scope of allowedScopes.AUDITOR) expect(scope).toMatch(/:read$|^incidents:write$/);
  });

  test('but for the office, no kind holds a scope that no root field open to it asks for (those of records guard rows and files, one the schema itself)', () => {
    const rights = [...Object.values(operationRights.Query), ...Object.values(operationRights.Mutation)];
    for (const kind of viewerKinds.filter((each) => each !== 'OFFICE')) {
      const useful = rights.flatMap((right) =>
        right.kinds !== 'EVERYBODY' && right.kinds.includes(kind) && right.scope ? [right.scope] : [],
      );
      const idle = allowedScopes[kind].filter(
        (scope) => !useful.includes(scope) && !scope.startsWith('records:') && scope !== 'schema:read',
      );
      expect({ kind, idle }).toEqual({ kind, idle: [] });
    }
  });

  test('PUBLIC and SUBJECT hold none, PUBLIC is no kind of client', () => {
    expect([allowedScopes.PUBLIC, allowedScopes.SUBJECT]).toEqual([[], []]);
    expect(clientProblem(request({ kind: 'PUBLIC', scopes: [] }))?.field).toBe('input.kind');
  });

  test.each([
    ['no organization', { organization: null }, 'input.organization'],
    ['a subject beside an organization', { subject: 'P1' }, 'input.subject'],
    [
      'a subject client without subject',
      { kind: 'SUBJECT', organization: null, scopes: [] },
      'input.subject',
    ],
    [
      'a subject client of an organization',
      { kind: 'SUBJECT', subject: 'P1', scopes: [] },
      'input.organization',
    ],
    ['an unknown scope', { scopes: ['everything'] }, 'input.scopes'],
    ['a blank name', { name: '  ' }, 'input.name'],
    ['the name of the hub itself', { clientId: 'system' }, 'input.clientId'],
  ] as [string, Partial<ClientRequest>, string][])('refuses %s', (_what, change, field) => {
    expect(clientProblem(request(change))?.field).toBe(field);
  });
});

describe('the identifier of a client', () => {
  test('is 3 to 60 of a-z, 0-9 and hyphen, without hyphen at the ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'az09-A_ \n'), maxLength: 64 }), (text) => {
        const fitting =
          [...text].every((each) => 'az09-'.includes(each)) &&
          text.length >= 3 &&
          text.length <= 60 &&
          !text.startsWith('-') &&
          !text.endsWith('-');
        expect(isClientId(text)).toBe(fitting);
      }),
    );
  });
});

describe('the organization of a client', () => {
  test('has the kind of the client; authorised bodies act as agencies', () => {
    for (const kind of organizationKinds) {
      const fitting = viewerKinds.filter(
        (each) => organizationProblem(each, { kind, active: true }) === null,
      );
      expect(fitting).toEqual([kind === 'AUTHORISED_BODY' ? 'AGENCY' : kind]);
    }
  });

  test('must take part', () => {
    expect(organizationProblem('BANK', { kind: 'BANK', active: false })?.field).toBe('input.organization');
  });
});

describe('what a token gets', () => {
  test('is never more than was asked for nor than the client holds', () => {
    fc.assert(
      fc.property(someScopes, someScopes, (held, asked) => {
        const { granted, beyond } = grantScopes(held, asked.join(' '));
        expect(beyond).toEqual(asked.filter((scope) => !held.includes(scope)).sort());
        expect(granted).toEqual(beyond.length > 0 ? [] : [...asked].sort());
      }),
    );
  });

  test('is all the client holds when nothing is asked for', () => {
    fc.assert(
      fc.property(someScopes, (held) => {
        expect(grantScopes(held, undefined)).toEqual({ granted: [...held].sort(), beyond: [] });
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { HubError, badInput, errorCatalogue, illegalTransition, notFound } from '../../src/kernel/errors.js';

describe('the one error class', () => {
  it('carries its code and details where GraphQL clients look for them', () => {
    const error = new HubError('CONFLICT', 'Somebody was faster.', { version: 3 });
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error.code).toBe('CONFLICT');
    expect(error.toJSON()).toEqual({
      message: 'Somebody was faster.',
      extensions: { code: 'CONFLICT', version: 3 },
    });
  });

  it('names the field of a wrong input', () => {
    expect(badInput('input.entry.list', 'No such list.').extensions).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'input.entry.list',
    });
  });

  it('names the state that forbids a transition', () => {
    const error = illegalTransition('Entry E1', 'REMOVED', 'PUBLISHED');
    expect(error.extensions).toEqual({ code: 'ILLEGAL_TRANSITION', state: 'REMOVED' });
    expect(error.message).toContain('REMOVED');
    expect(error.message).toContain('PUBLISHED');
  });

  it('answers unknown and forbidden alike', () => {
    expect(notFound('Entry').message).toMatch(/not found, or you may not see it/);
    expect(notFound('Entry').extensions).toEqual({ code: 'NOT_FOUND' });
    expect(notFound('Entry', 'input.entry').extensions).toEqual({ code: 'NOT_FOUND', field: 'input.entry' });
  });
});

describe('the catalogue', () => {
  // Design section 6: clients program against these.
  it.each([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'BAD_USER_INPUT',
    'CONFLICT',
    'ILLEGAL_TRANSITION',
    'MEASURE_NOT_PUBLISHED',
    'NOT_PROPORTIONATE',
    'NOTICE_MISSING',
    'INADMISSIBLE_BASIS',
    'SEPARATION_OF_DUTIES',
    'RATE_LIMITED',
    'QUERY_TOO_COMPLEX',
    'SERVICE_UNAVAILABLE',
  ])('has %s', (code) => {
    expect(Object.keys(errorCatalogue)).toContain(code);
  });

  it('says of each what it means and what to do', () => {
    for (const text of Object.values(errorCatalogue)) expect(text.length).toBeGreaterThan(20);
  });
});

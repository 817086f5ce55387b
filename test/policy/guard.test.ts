import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  graphql,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { mayCall } from '../../src/policy/apply.js';
import { type OperationRight, operationRights } from '../../src/policy/operations.js';
import {
  type Principal,
  type ViewerKind,
  publicPrincipal,
  scopes,
  viewerKinds,
} from '../../src/kernel/principal.js';
import type { Redaction } from '../../src/db/request-context.js';
import { type OpenSchema, openTestSchema } from '../support/schema.js';

const rights = Object.entries(operationRights).flatMap(([type, fields]) =>
  Object.entries(fields).map(([name, right]) => [type as 'Query' | 'Mutation', name, right] as const),
);
const guarded = rights.filter(([, , right]) => right.kinds !== 'EVERYBODY');

const purpose = { matter: 'LICENSING', businessNumber: '1' } as const;
const everyScope = new Set(Object.keys(scopes));
const viewer = (kind: ViewerKind, more: Partial<Principal> = {}): Principal => ({
  ...publicPrincipal,
  kind,
  organizationId: 1,
  clientId: 'somebody',
  ...more,
});

const codeOf = (answer: ReturnType<typeof mayCall>) => (answer === true ? 'yes' : answer.code);
const allowedKind = (right: OperationRight): ViewerKind => (right.kinds as readonly ViewerKind[])[0]!;

describe('what a root field answers', () => {
  it.each(guarded)('%s.%s', (_, name, right) => {
    expect(codeOf(mayCall(publicPrincipal, right, name))).toBe('UNAUTHENTICATED');
    for (const kind of viewerKinds.filter(
      (each) => each !== 'PUBLIC' && !right.kinds.includes(each as never),
    )) {
      const all = viewer(kind, { scopes: everyScope, purpose });
      expect([kind, codeOf(mayCall(all, right, name))]).toEqual([kind, 'FORBIDDEN']);
    }
    for (const kind of right.kinds as readonly ViewerKind[]) {
      const all = viewer(kind, { scopes: everyScope, purpose });
      expect([kind, codeOf(mayCall(all, right, name))]).toEqual([kind, 'yes']);
    }
  });

  it.each(guarded.filter(([, , right]) => right.scope))('%s.%s without its scope', (_, name, right) => {
    for (const kind of right.kinds as readonly ViewerKind[]) {
      const others = new Set([...everyScope].filter((scope) => scope !== right.scope));
      const answer = mayCall(viewer(kind, { scopes: others, purpose }), right, name);
      // A subject needs no scope to read and object for itself.
      expect([kind, codeOf(answer)]).toEqual([kind, kind === 'SUBJECT' ? 'yes' : 'FORBIDDEN']);
      if (answer !== true) expect(answer.message).toContain(right.scope!);
    }
  });

  it.each(guarded.filter(([, , right]) => right.purpose))('%s.%s without a purpose', (_, name, right) => {
    for (const kind of right.kinds as readonly ViewerKind[]) {
      const answer = mayCall(viewer(kind, { scopes: everyScope }), right, name);
      expect([kind, codeOf(answer)]).toEqual([kind, kind === 'SUBJECT' ? 'yes' : 'PURPOSE_REQUIRED']);
      if (answer !== true) expect(answer.extensions['field']).toBe('x-purpose');
    }
  });

  it('is no to everybody when it has no row', () => {
    expect(
      codeOf(mayCall(viewer('OFFICE', { scopes: everyScope, purpose }), undefined, 'dropEverything')),
    ).toBe('FORBIDDEN');
  });
});

describe('the guard in front of the resolvers', () => {
  let open: OpenSchema;
  beforeAll(async () => {
    open = await openTestSchema();
  });
  afterAll(() => open.close());

  /** The least that validates: a refused operation must not get as far as looking at it. */
  const sample = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return sample(type.ofType);
    if (isListType(type)) return [sample(type.ofType)];
    if (isEnumType(type)) return type.getValues()[0]!.name;
    if (isInputObjectType(type)) {
      const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
      return Object.fromEntries(needed.map((field) => [field.name, sample(field.type)]));
    }
    if (!isScalarType(type)) throw new Error(`no sample of ${String(type)}`);
    return (
      {
        Int: 1,
        Float: 1,
        Boolean: true,
        Date: '2026-03-16',
        DateTime: '2026-03-16T00:00:00Z',
        Decimal: '1.00',
      }[type.name] ?? 'x'
    );
  };

  const ask = async (type: 'Query' | 'Mutation', name: string, principal: Principal) => {
    const root = open.schema.getType(type) as GraphQLObjectType;
    const field = root.getFields()[name]!;
    const needed = field.args.filter((arg) => isNonNullType(arg.type));
    const variables = Object.fromEntries(needed.map((arg) => [arg.name, sample(arg.type)]));
    const declared = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
    const source = `${type.toLowerCase()}${declared ? ` (${declared})` : ''} { answer: ${name}${passed ? `(${passed})` : ''} ${selection} }`;
    let touched = false;
    const untouchable = new Proxy(
      {},
      {
        get: () => {
          touched = true;
          throw new Error('the resolver ran');
        },
      },
    );
    const contextValue = { principal, reader: untouchable, loader: untouchable, redact: untouchable };
    const { errors } = await graphql({
      schema: open.schema,
      source,
      variableValues: variables,
      contextValue,
    });
    return { code: errors?.[0]?.extensions['code'], errors: errors?.length, touched };
  };

  it.each(guarded)('refuses %s.%s under another name, before anything runs', async (type, name, right) => {
    expect(await ask(type, name, publicPrincipal)).toEqual({
      code: 'UNAUTHENTICATED',
      errors: 1,
      touched: false,
    });
    const stranger = viewerKinds.find((kind) => kind !== 'PUBLIC' && !right.kinds.includes(kind as never));
    if (stranger) {
      expect(await ask(type, name, viewer(stranger, { scopes: everyScope, purpose }))).toEqual({
        code: 'FORBIDDEN',
        errors: 1,
        touched: false,
      });
    }
    if (right.scope && allowedKind(right) !== 'SUBJECT') {
      expect((await ask(type, name, viewer(allowedKind(right), { purpose }))).code).toBe('FORBIDDEN');
    }
    if (right.purpose) {
      const without = viewer(allowedKind(right), { scopes: everyScope });
      expect((await ask(type, name, without)).code).toBe('PURPOSE_REQUIRED');
    }
  });

  /** Asks one field of one row as the executor does. */
  const readField = (
    typeName: string,
    fieldName: string,
    row: object,
    principal: Principal,
    withPurpose: boolean,
  ) => {
    const type = open.schema.getType(typeName) as GraphQLObjectType;
    const field = type.getFields()[fieldName] as GraphQLField<unknown, unknown>;
    const redactions: Redaction[] = [];
    const noted: string[] = [];
    const context = {
      principal,
      reader: {
        principal,
        mayReadNonPublic: withPurpose,
        note: (type: string, subjectId: number) => noted.push(`${type} of ${subjectId}`),
      },
      redact: (redaction: Redaction) => redactions.push(redaction),
    };
    const info = {
      fieldName,
      path: {
        key: fieldName,
        typename: typeName,
        prev: { key: 0, typename: undefined, prev: { key: 'rows', typename: 'Query', prev: undefined } },
      },
    } as unknown as GraphQLResolveInfo;
    const resolve = field.resolve ?? ((each: Record<string, unknown>) => each[fieldName]);
    return { value: resolve(row as never, {}, context, info), redactions, noted };
  };

  const person = {
    id: 1,
    subjectId: 1,
    kind: 'NATURAL_PERSON',
    name: '张三丰',
    idNumberMasked: '1101**********0021',
  };

  it('leaves a denied field empty and says where, why and what would grant it', () => {
    const { value, redactions } = readField('Subject', 'idNumberMasked', person, publicPrincipal, false);
    expect(value).toBeNull();
    expect(redactions).toEqual([
      {
        path: ['rows', 0, 'idNumberMasked'],
        reason: expect.any(String),
        grant: expect.stringContaining('person('),
      },
    ]);
    expect(JSON.stringify(redactions)).not.toContain('1101');
  });

  it('masks what cannot be empty', () => {
    const { value, redactions } = readField('Subject', 'name', person, publicPrincipal, false);
    expect(value).not.toContain('三丰');
    expect(value).toContain('张');
    expect(redactions).toHaveLength(1);
  });

  it('hands over what is allowed, and notes whom it was about (invariant 7)', () => {
    const office = viewer('OFFICE');
    expect(readField('Subject', 'name', person, office, true)).toEqual({
      value: '张三丰',
      redactions: [],
      noted: ['Subject of 1'],
    });
  });

  it('notes nothing of what is open to all', () => {
    const company = { id: 2, subjectId: 2, kind: 'LEGAL_PERSON', name: '样例公司' };
    expect(readField('Subject', 'name', company, publicPrincipal, false)).toEqual({
      value: '样例公司',
      redactions: [],
      noted: [],
    });
  });

  it('notes nothing of what was withheld', () => {
    expect(readField('Subject', 'idNumberMasked', person, publicPrincipal, false).noted).toEqual([]);
  });
});

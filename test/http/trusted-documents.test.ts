import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { readTrustedDocuments } from '../../src/server/trusted-documents.js';
import { type Ask, type TestHub, signIn, startTestHub } from '../support/hub.js';
import { replyOf } from './support/caller.js';
import { organizationCode } from './support/codes.js';
import { done } from './support/steps.js';

const ids = JSON.parse(readFileSync('schema/trusted-documents.json', 'utf8')) as Record<string, string>;
const ofFolder = 'query Ours { viewer { clientId } }';
const idOf = (text: string) =>
  createHash('sha256')
    .update(print(parse(text)))
    .digest('hex');

let folder: string;
let hub: TestHub;
let office: Ask;
let restricted: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-documents-'));
  writeFileSync(path.join(folder, 'ours.graphql'), ofFolder);
  hub = await startTestHub({ HUB_TRUSTED_DOCUMENTS: folder });
  office = await hub.as('demo-office');
  const made = await done(
    office(
      `mutation ($o: String!) { createClient(input: { clientId: "restricted-1", kind: FIRM, name: "前置机", scopes: [], organization: $o }) { secret } }`,
      { o: organizationCode('firm') },
    ),
  );
  restricted = await signIn(hub.url, 'restricted-1', made.createClient.secret);
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const headers = (token?: string) => ({
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
  'apollo-require-preflight': 'x',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});
const post = async (body: object, token?: string) => {
  const { status, text } = await replyOf(
    await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: headers(token),
      body: JSON.stringify(body),
    }),
  );
  return { status, ...JSON.parse(text) };
};
const get = async (parameters: Record<string, string>, token?: string) => {
  const { status, text } = await replyOf(
    await fetch(`${hub.url}/graphql?${new URLSearchParams(parameters)}`, { headers: headers(token) }),
  );
  return { status, ...JSON.parse(text) };
};
const persisted = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });
const codeOf = ({ status, errors }: any) => [status, errors?.[0]?.extensions.code];

describe('a registered document', () => {
  const id = idOf(ofFolder);
  const answered = { status: 200, data: { viewer: { clientId: null } } };

  test('is sent by its id, by POST and by GET', async () => {
    expect(await post({ documentId: id })).toEqual(answered);
    expect(await post({ documentId: `sha256:${id}` })).toEqual(answered);
    expect(await post({ extensions: persisted(id) })).toEqual(answered);
    expect(await get({ documentId: id })).toEqual(answered);
    expect(await get({ extensions: JSON.stringify(persisted(id)) })).toEqual(answered);
  });

  test('takes variables', async () => {
    const variables = { list: 'BLACK-MARKET', code: 'BLACK-MARKET', first: 1 };
    const text = readFileSync('schema/operations/browse-list.graphql', 'utf8');
    const name = /query (\w+)/.exec(text)![1]!;
    const free = await post({ query: text, variables });
    expect(free.errors).toBeUndefined();
    expect(await post({ documentId: ids[name], variables })).toEqual(free);
    expect(await get({ documentId: ids[name]!, variables: JSON.stringify(variables) })).toEqual(free);
  });

  test('is a mutation by POST only', async () => {
    const documentId = ids['AcknowledgeInstruction'] ?? '';
    expect(documentId).not.toBe('');
    expect((await get({ documentId })).status).toBe(405);
    expect(codeOf(await post({ documentId, variables: {} }))).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('of the hub stands under the hash of its normal form', () => {
    expect(Object.values(ids).every((each) => /^[\da-f]{64}$/.test(each))).toBe(true);
    const text = readFileSync('schema/operations/viewer.graphql', 'utf8');
    expect(Object.values(ids)).toContain(idOf(text));
  });

  test.each([
    ['unknown', 'f'.repeat(64)],
    ['a name of a prototype', '__proto__'],
    ['a number', 1],
    ['null', null],
    ['an object', {}],
  ])('%s is not found, whatever is asked along', async (_, each) => {
    expect(codeOf(await post({ documentId: each }))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(codeOf(await post({ extensions: persisted(each) }))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  test('is not registered by a client', async () => {
    const query = 'query Theirs { viewer { kind } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    expect(codeOf(await post({ query, extensions: persisted(sha256Hash) }))).toEqual([400, 'BAD_REQUEST']);
    expect(codeOf(await post({ extensions: persisted(sha256Hash) }))).toEqual([
      400,
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
    expect(codeOf(await post({ query, documentId: id }))).toEqual([400, 'BAD_REQUEST']);
  });

  test('must fit the schema when the hub starts', () => {
    const other = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-documents-'));
    writeFileSync(path.join(other, 'wrong.graphql'), 'query Wrong { nothing }');
    expect(() => readTrustedDocuments(hub.schema, other)).toThrow(
      'The trusted document Wrong does not fit the schema',
    );
    rmSync(other, { recursive: true, force: true });
  });
});

describe('a client that may send registered documents only', () => {
  const id = idOf(ofFolder);
  const restrict = (trustedDocumentsOnly: boolean) =>
    done(
      office(
        `mutation ($only: Boolean!) { restrictClient(input: { clientId: "restricted-1", trustedDocumentsOnly: $only }) {
          client { clientId trustedDocumentsOnly } } }`,
        { only: trustedDocumentsOnly },
      ),
    );

  test('is made so by the office, from its next request on, and free again', async () => {
    const free = { query: '{ viewer { kind } }' };
    expect((await post(free, restricted)).data).toEqual({ viewer: { kind: 'FIRM' } });
    expect(await restrict(true)).toEqual({
      restrictClient: { client: { clientId: 'restricted-1', trustedDocumentsOnly: true } },
    });
    for (const refused of [
      await post(free, restricted),
      await get(free, restricted),
      await post({ query: ofFolder }, restricted),
    ]) {
      expect(codeOf(refused)).toEqual([403, 'FORBIDDEN']);
      expect(refused.errors[0].message).toContain('send documentId in place of query');
    }
    expect((await post({ documentId: id }, restricted)).data).toEqual({
      viewer: { clientId: 'restricted-1' },
    });
    expect((await get({ documentId: id }, restricted)).status).toBe(200);
    await restrict(false);
    expect((await post(free, restricted)).status).toBe(200);
  });

  test('both are in the audit chain', async () => {
    const { data } = await office('{ audit { valid rows } }');
    expect(data.audit.valid).toBe(true);
    const rows = await hub.database.rows<{ detail: object }>({
      text: `select detail from audit_event where event = 'organizations.clientRestricted' order by position`,
      values: [],
    } as never);
    expect(rows.map(({ detail }) => detail)).toEqual([
      { clientId: 'restricted-1', trustedDocumentsOnly: true },
      { clientId: 'restricted-1', trustedDocumentsOnly: false },
    ]);
  });

  test('one that is not there is not found', async () => {
    const { errors } = await office(
      'mutation { restrictClient(input: { clientId: "nobody", trustedDocumentsOnly: true }) { client { id } } }',
    );
    expect(errors![0]!.extensions.code).toBe('NOT_FOUND');
  });
});

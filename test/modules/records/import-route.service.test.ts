import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { type GraphQLSchema, graphql } from 'graphql';
import { HubError } from '../../../src/kernel/errors.js';
import { type Principal, publicPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { createOrganizationsModule } from '../../../src/modules/organizations/index.js';
import { type RecordsModule, createRecordsModule } from '../../../src/modules/records/index.js';
import { type SampleCells, sampleRows } from '../../../src/modules/records/sample.rules.js';
import { writeSampleWorkbook } from '../../../src/modules/records/sample.writer.js';
import { createSubjectsModule } from '../../../src/modules/subjects/index.js';
import { buildHubSchema } from '../../../src/server/schema.js';
import { type TestKit, addOrganization, contextFor, openTestKit, principalFor } from '../../support/kit.js';
import { csvOf } from './support.js';

const DECLARED = 'procedure=ORDINARY&finality=FINAL';

let kit: TestKit;
let app: FastifyInstance;
let records: RecordsModule;
let schema: GraphQLSchema;
const principals: Record<string, Principal> = {};

beforeAll(async () => {
  kit = await openTestKit({ HUB_IMPORT_MAX_MB: '1' }, '2026-11-23');
  const subjects = createSubjectsModule(kit);
  records = createRecordsModule(kit, subjects);
  schema = await buildHubSchema([createOrganizationsModule(kit), subjects, records]);
  const agency = await addOrganization(kit, '11410928YB00000115', 'AGENCY');
  const other = await addOrganization(kit, '11410928YB0000021W', 'AGENCY');
  const bank = await addOrganization(kit, '91410928YB90000000', 'BANK');
  principals['agency'] = principalFor('AGENCY', agency);
  principals['other'] = principalFor('AGENCY', other);
  principals['reader'] = principalFor('AGENCY', agency, { scopes: new Set(['records:read']) });
  principals['importer'] = principalFor('AGENCY', agency, { scopes: new Set(['records:write']) });
  principals['bank'] = principalFor('BANK', bank);
  app = fastify();
  records.mountImports(app, {
    principalOf: async ({ headers: { authorization } }) => {
      if (authorization === undefined) return publicPrincipal;
      const principal = principals[authorization];
      if (!principal) throw new HubError('UNAUTHENTICATED', 'The token is unknown.');
      return principal;
    },
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await records.imports.stop();
  await kit.close();
});

const rows = (seed: number, count: number): SampleCells[] =>
  [...sampleRows('cf', count * 2, { seed })]
    .filter(({ CF_XDR_LB }) => CF_XDR_LB !== '自然人')
    .slice(0, count)
    .map((row) => ({ ...row, CF_WSH: `${row['CF_WSH']}-${seed}`, FINALITY: '' }));

const post = (
  query: string,
  body: string | Buffer,
  { as = 'agency' as string | null, type = 'text/csv' } = {},
) =>
  app.inject({
    method: 'POST',
    url: `/imports?${query}`,
    headers: { 'content-type': type, ...(as === null ? {} : { authorization: as }) },
    payload: body,
  });

const get = (url: string, as: string | null = 'agency') =>
  app.inject({ url, headers: as === null ? {} : { authorization: as } });

describe('POST /imports', () => {
  it('answers 202 with where to ask how far it got, over HTTP and GraphQL, without a purpose', async () => {
    const answer = await post(
      `format=cf&${DECLARED}&fileName=%E5%A4%84%E7%BD%9A.csv`,
      csvOf('cf', rows(1, 4)),
    );
    expect(answer.statusCode).toBe(202);
    const received = answer.json();
    expect(received).toEqual({
      id: expect.any(String),
      number: expect.stringMatching(/^M20261123-/),
      status: 'RECEIVED',
      url: `/imports/${received.number}`,
    });
    await records.imports.idle();
    expect((await get(received.url)).json()).toMatchObject({
      id: received.id,
      format: 'CF',
      fileName: '处罚.csv',
      status: 'DONE',
      progress: 1,
      accepted: 4,
      rejectsUrl: null,
    });
    const { data } = await graphql({
      schema,
      source: `query ($id: ID!) { import(id: $id) { number status progress accepted rejectsUrl provider { code } rejects { totalCount } } }`,
      variableValues: { id: received.id },
      contextValue: contextFor(kit, principals['agency']!),
    });
    expect(data).toEqual({
      import: {
        number: received.number,
        status: 'DONE',
        progress: 1,
        accepted: 4,
        rejectsUrl: null,
        provider: { code: '11410928YB00000115' },
        rejects: { totalCount: 0 },
      },
    });
  });

  it('takes a workbook by its bytes', async () => {
    const chunks: Buffer[] = [];
    const stream = new PassThrough().on('data', (chunk: Buffer) => chunks.push(chunk));
    await writeSampleWorkbook(stream, 'xk', 5);
    const answer = await post('format=xk', Buffer.concat(chunks), { type: 'application/octet-stream' });
    expect(answer.statusCode).toBe(202);
    await records.imports.idle();
    expect((await get(answer.json().url)).json()).toMatchObject({ status: 'DONE', accepted: 5 });
  });

  it.each([
    ['no token', DECLARED, { as: null }, 401, 'UNAUTHENTICATED', undefined],
    ['an unknown token', DECLARED, { as: 'nobody' }, 401, 'UNAUTHENTICATED', undefined],
    ['a bank', DECLARED, { as: 'bank' }, 403, 'FORBIDDEN', undefined],
    ['a missing scope', DECLARED, { as: 'reader' }, 403, 'FORBIDDEN', undefined],
    ['no procedure', 'finality=FINAL', {}, 400, 'BAD_USER_INPUT', 'procedure'],
    ['no finality', 'procedure=ORDINARY', {}, 400, 'BAD_USER_INPUT', 'finality'],
    ['a wrong value', `${DECLARED}&disclosure=PUBLIC`, {}, 400, 'BAD_USER_INPUT', 'disclosure'],
    [
      'a mistyped parameter',
      `${DECLARED}&registryconfirmed=true`,
      {},
      400,
      'BAD_USER_INPUT',
      'registryconfirmed',
    ],
    ['a parameter given twice', `${DECLARED}&procedure=ORDINARY`, {}, 400, 'BAD_USER_INPUT', 'procedure'],
    ['a form', DECLARED, { type: 'multipart/form-data; boundary=x' }, 415, 'BAD_USER_INPUT', 'content-type'],
  ])('refuses %s by its code', async (_, query, options, status, code, field) => {
    const before = await importCount();
    const answer = await post(`format=cf&${query}`, csvOf('cf', rows(2, 1)), options);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code, message: expect.any(String), ...(field && { field }) });
    expect(await importCount()).toBe(before);
  });

  it('says that procedure and finality have no column', async () => {
    const answer = await post('format=cf', csvOf('cf', rows(2, 1)));
    expect(answer.json().message).toContain('no column for it');
  });

  it('takes entries only from who may propose them', async () => {
    expect((await post('format=entries', 'LIST_CODE\nX', { as: 'importer' })).json()).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('lists:write'),
    });
  });

  it('refuses a file that is too large, said or found while reading', async () => {
    const large = Buffer.alloc(1024 * 1024 + 1, 'x');
    const said = await post(`format=cf&${DECLARED}`, large);
    expect([said.statusCode, said.json().field]).toEqual([413, 'body']);
    // Over a real socket: a connection that is cut would lose the answer.
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const found = await fetch(`${address}/imports?format=cf&${DECLARED}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: 'agency' },
      body: Readable.toWeb(Readable.from([large, large, large])) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    expect([found.status, ((await found.json()) as { field: string }).field]).toEqual([413, 'body']);
  });
});

describe('an upload that breaks off', () => {
  it('leaves no import and no file behind', async () => {
    const before = await importCount();
    const { port } = app.server.address() as { port: number };
    const sending = request({
      port,
      method: 'POST',
      path: `/imports?format=cf&${DECLARED}`,
      headers: { 'content-type': 'text/csv', authorization: 'agency' },
    }).on('error', () => undefined);
    sending.write('x'.repeat(100_000));
    const folder = path.join(kit.config.dataDir, 'imports');
    await until(() => readdirSync(folder).length === 1);
    sending.destroy();
    await until(() => readdirSync(folder).length === 0);
    expect(await importCount()).toBe(before);
  });
});

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 500) throw new Error('it did not come to be so');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('GET /imports/:number/rejects.csv', () => {
  it('gives the refused rows as a file a spreadsheet can read, to the provider only', async () => {
    const broken = rows(3, 3);
    broken[0] = { ...broken[0]!, CF_WSH: '' };
    broken[2] = { ...broken[2]!, CF_NR_FK: '贰"千' };
    const { number } = (await post(`format=cf&${DECLARED}`, csvOf('cf', broken))).json();
    await records.imports.idle();
    const status = (await get(`/imports/${number}`)).json();
    expect(status).toMatchObject({ accepted: 1, rejected: 2, rejectsUrl: `/imports/${number}/rejects.csv` });
    const file = await get(status.rejectsUrl);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = file.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFF行号,问题');
    expect(lines[1]).toMatch(/^2,"CF_WSH .*不能为空/);
    expect(lines[2]).toMatch(/^4,"CF_NR_FK .*贰""千/);
    expect(lines.slice(3)).toEqual(['']);

    expect((await get(status.rejectsUrl, 'other')).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await get('/imports/M20261123-00000000/rejects.csv')).json()).toEqual(
      (await get(status.rejectsUrl, 'other')).json(),
    );
    expect((await get(status.rejectsUrl, null)).statusCode).toBe(401);
    expect((await get(`/imports/${number}`, 'other')).statusCode).toBe(404);
  });

  it('gives more rows than a page of it has, each once', async () => {
    const many = rows(4, 1)[0]!;
    const file = csvOf(
      'cf',
      Array.from({ length: 2_100 }, () => ({ CF_XDR_MC: many['CF_XDR_MC']! })),
    );
    const { number } = (await post(`format=cf&${DECLARED}`, file)).json();
    await records.imports.idle();
    const body = (await get(`/imports/${number}/rejects.csv`)).body.split('\r\n').slice(1, -1);
    expect(body.map((line) => Number(line.split(',')[0]))).toEqual(
      Array.from({ length: 2_100 }, (_, index) => index + 2),
    );
  });
});

const importCount = async () =>
  (await kit.database.one<{ n: number }>(sql`select count(*) as n from import`))!.n;

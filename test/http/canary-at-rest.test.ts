import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { raw, sql } from '../../src/kernel/sql.js';
import { type SampleCells, sampleRows } from '../../src/modules/records/sample.rules.js';
import { csvOf } from '../modules/records/support.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { type Caller, callerFor } from './support/caller.js';
import { roleNamed } from './support/canaries.js';
import { idNumber } from './support/codes.js';
import { captureLog } from './support/log.js';
import { plainRequests } from './support/probes.js';
import { done } from './support/steps.js';
import { type World, company, hidden, person, plantWorld } from './support/world.js';

/**
 * Invariant 6 where data rests: an ID number is in clear in no column of any table, no index, no file, no line of the log,
 * no metric and no error; a name stands in the columns that are for it, and nowhere else.
 */

const filed = { idNumber: idNumber('41092819900307123'), name: '枕石漱流客' };
const refused = { idNumber: idNumber('41092819910408321'), name: '洗耳恭听翁' };
const persons = [person, hidden, filed, refused];

/** The columns that are for names of persons: whose name it is, and the paper that is addressed to its person. */
const nameColumns = ['document.content', 'subject.name'];

let hub: TestHub;
let world: World;
let log: { text(): string };
const answers: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  log = captureLog(hub);
  world = await plantWorld(hub);
  await importFiles();
  await askWrongly();
  await sendWrongly();
  await repeatUnderKeys();
});
afterAll(() => hub.close());

/** An ID number in every form it could leave in, and the part that alone tells most of it. */
const formsOf = (id: string): string[] => [
  id,
  id.toLowerCase(),
  [...id].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''),
  [...id].join('\u200b'),
  Buffer.from(id).toString('hex'),
  id.slice(6, 17), // birth and serial
  // Base64 at each of the three places a text can begin at.
  ...['', 'x', 'xx'].map((lead) =>
    Buffer.from(lead + id)
      .toString('base64')
      .slice(lead === '' ? 0 : 4, -4),
  ),
];

const idNumbersIn = (text: string): string[] =>
  persons.flatMap(({ idNumber: id }) => formsOf(id).filter((form) => text.includes(form)));

const namesIn = (text: string): string[] =>
  persons.map(({ name }) => name).filter((name) => text.includes(name));

/** A file with a person in it and numbers in every column they do not belong into, a torn one and one of another format. */
const importFiles = async (): Promise<void> => {
  const token = await signIn(hub.url, 'demo-agency-tax');
  const base = [...sampleRows('cf', 60, { seed: 77 })].filter(({ CF_XDR_LB }) => CF_XDR_LB === '自然人');
  const row = (who: typeof filed, at: number, more: SampleCells): SampleCells => ({
    ...base[at]!,
    CF_WSH: `样罚〔2026〕77-${at}号`,
    CF_XDR_MC: who.name,
    CF_XDR_ZJHM: who.idNumber,
    PROCEDURE: '',
    FINALITY: '',
    MINOR_REMEDIED: '',
    ...more,
  });
  const id = refused.idNumber;
  const content = csvOf('cf', [
    row(filed, 0, { CF_SY: `当事人（${filed.idNumber}）逾期未改正`, BZ: `联系人 ${id.toLowerCase()}` }),
    row(refused, 1, { CF_WSH: id }),
    row(refused, 2, { CF_JDRQ: id, CF_NR_FK: id }),
    row(refused, 3, { CF_XDR_ZJHM: `${id}9` }),
    row(refused, 4, { CF_SY: `当事人病历在案，${id}` }),
    row(refused, 5, {
      CF_SY: `证件 ${[...id].join('\u200b')}`,
      CF_XDR_ZJHM: filed.idNumber,
      CF_XDR_MC: filed.name,
    }),
  ]);
  const files = [
    ['CF', content],
    ['CF', `${content}\n"${id}`],
    ['ENTRIES', content],
  ] as const;
  for (const [format, body] of files) {
    const answer = await fetch(`${hub.url}/imports?format=${format}&procedure=ORDINARY&finality=FINAL`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'text/csv',
        'content-disposition': `attachment; filename="${id}.csv"`,
      },
      body,
    });
    answers.push(await answer.text());
  }
  await hub.modules.records.imports.idle();
};

const callerOf = (name: string): Promise<Caller> => callerFor(hub, roleNamed(name, world));

/** Questions and acts with an ID number in every place it does not belong into. */
const askWrongly = async (): Promise<void> => {
  const [market, office] = [await callerOf('market'), await callerOf('office')];
  const entry = world.entries.published;
  const calls: [Caller, string][] = [
    [market, 'query ($x: String!) { listEntry(number: $x) { number } subject(code: $x) { name } }'],
    [market, 'query ($x: String!) { subjects(filter: { nameContains: $x }) { nodes { name } } }'],
    [market, 'query ($x: String!) { listEntries(after: $x) { nodes { number } } }'],
    [market, 'query ($x: ID!) { node(id: $x) { id } }'],
    [market, 'query ($x: Int!) { listEntries(first: $x) { nodes { number } } }'],
    [
      market,
      `mutation ($x: String!) { withdrawEntry(input: { entry: "${entry}", reason: $x }) { entry { id } } }`,
    ],
    [
      market,
      `mutation ($x: String!) { checkSubjects(input: { matter: LAND, businessNumber: $x, subjects: [{ code: "${company}" }] }) {
        check { number } } }`,
    ],
    [
      market,
      `mutation ($x: String!) { raiseObjection(input: { entry: "${entry}", ground: "有误", statement: $x, channel: WEB }) {
        objection { id } } }`,
    ],
    [
      office,
      `mutation ($x: String!) { raiseObjection(input: { entry: "${entry}", ground: "有误", statement: "有误", evidence: [$x],
        channel: PHONE }) { objection { id } } }`,
    ],
    [
      office,
      'mutation ($x: String!) { createClient(input: { clientId: $x, kind: FIRM, name: $x, scopes: [] }) { secret } }',
    ],
    [office, 'query ($x: String!) { person(idNumber: $x, name: "不是此人") { code } }'],
    [office, 'query ($x: String!) { person(idNumber: "41092819910408321?", name: $x) { code } }'],
  ];
  const id = refused.idNumber;
  for (const x of [id, id.toLowerCase(), [...id].join('\u200b'), `身份证${id}。`]) {
    for (const [caller, document] of calls) answers.push((await caller.ask(document, { x })).text);
    answers.push((await market.ask(`{ listEntry(number: "${x}") { number x${id} } }`)).text);
  }
};

/** Requests that are wrong before they are a question. */
const sendWrongly = async (): Promise<void> => {
  const id = refused.idNumber;
  const json = { 'content-type': 'application/json' };
  const query = '{"query":"{ viewer { kind } }"}';
  const basic = `Basic ${Buffer.from(`${id}:${id}`).toString('base64')}`;
  const requests: [string, RequestInit][] = [
    [`/graphql?query=${encodeURIComponent(`{ subject(code: "${id}") { name } }`)}`, {}],
    [`/${id}`, {}],
    [`/documents/${id}.pdf`, {}],
    [`/imports/${id}`, {}],
    [`/imports?format=${id}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: id }],
    ['/healthz', { headers: { 'user-agent': id, 'x-request-id': id, referer: `https://x.test/?id=${id}` } }],
    ['/graphql', { method: 'POST', headers: json, body: `{"query":"{ viewer { kind } }","${id}":` }],
    ['/graphql', { method: 'POST', headers: { ...json, authorization: `Bearer ${id}` }, body: query }],
    ['/graphql', { method: 'POST', headers: { ...json, 'x-purpose': `LAND;${id}` }, body: query }],
    ['/graphql', { method: 'POST', headers: { ...json, cookie: `session=${id}` }, body: query }],
    [
      '/oauth/token',
      { method: 'POST', body: new URLSearchParams({ grant_type: id, client_id: id, scope: id }) },
    ],
    [
      '/oauth/token',
      {
        method: 'POST',
        headers: { authorization: basic },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: id }),
      },
    ],
  ];
  for (const [at, init] of requests) answers.push(await (await fetch(`${hub.url}${at}`, init)).text());
};

/** A repeat under a key, so that an outcome is kept; and a key that is an ID number itself. */
const repeatUnderKeys = async (): Promise<void> => {
  const tax = await hub.as('demo-agency-tax');
  const act = (decisionNumber: string, idempotencyKey: string) =>
    tax(
      'mutation ($e: EntryInput!) { proposeEntry(input: { entry: $e }) { entry { number } } }',
      {
        e: {
          list: 'BLACK-TAX',
          subject: { kind: 'NATURAL_PERSON', ...filed },
          decisionNumber,
          decidedOn: '2026-08-01',
          ground: '逃避追缴欠税',
          basis: '《重大税收违法失信主体信息公布管理办法》',
          severity: 'SERIOUS',
          procedure: 'ORDINARY',
          finality: 'FINAL',
        },
      },
      { idempotencyKey },
    );
  const once = await done(act('REST-1', 'rest-1'));
  expect(await done(act('REST-1', 'rest-1'))).toEqual(once);
  for (const key of [refused.idNumber, `key-${refused.idNumber}`, `id${refused.idNumber}`]) {
    const { errors } = await act('REST-2', key);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'Idempotency-Key' });
    answers.push(JSON.stringify(errors));
  }
};

interface Cell {
  where: string;
  text: string;
}

/** Every value of every column of every table, as the owner of the tables reads it past the wall. */
const everyCell = async (): Promise<Cell[]> => {
  const owner = ownerOf(hub.database);
  const columns = await owner.rows<{ table: string; name: string; schema: string }>(sql`
    select table_schema as schema, table_name as "table", column_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const cells: Cell[] = [];
  for (const { schema, table, name } of columns) {
    const column = raw(`"${name}"`);
    const rows = await owner.rows<{ text: string }>(
      sql`select distinct ${column}::text as text from ${raw(`"${schema}"."${table}"`)} where ${column} is not null`,
    );
    cells.push(...rows.map(({ text }) => ({ where: `${table}.${name}`, text })));
  }
  return cells;
};

const columnsWith = (cells: readonly Cell[], found: (text: string) => string[]): string[] =>
  [...new Set(cells.filter(({ text }) => found(text).length > 0).map(({ where }) => where))].sort();

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());

describe('an ID number at rest', () => {
  it('was really sent, and is kept: sealed', async () => {
    const office = await hub.as('demo-office');
    for (const { idNumber: id, name } of [person, hidden, filed]) {
      const found = await done(
        office('query ($i: String!, $n: String!) { person(idNumber: $i, name: $n) { idNumber } }', {
          i: id,
          n: name,
        }),
      );
      expect(found.person.idNumber).toBe(id);
    }
    for (const form of persons.flatMap(({ idNumber: id }) => formsOf(id)))
      expect(form.length).toBeGreaterThan(10);
  });

  it('is in clear in no column of any table', async () => {
    const cells = await everyCell();
    expect(cells.length).toBeGreaterThan(1000);
    expect(columnsWith(cells, idNumbersIn)).toEqual([]);
  });

  it('is in no index and no page of the embedded database, nor in any file of the data folder', async () => {
    const { embedded } = hub.database;
    await ownerOf(hub.database).rows(sql`checkpoint`); // else some pages stand in the log alone, in pieces
    const pages = embedded && Buffer.from(await (await embedded.dumpDataDir('none')).arrayBuffer());
    const files = filesUnder(hub.config.dataDir).map((file) => readFileSync(file));
    const found = (pages ? [pages, ...files] : files).flatMap((bytes) =>
      persons.flatMap(({ idNumber: id }) => formsOf(id).filter((form) => bytes.includes(form))),
    );
    expect(found).toEqual([]);
    expect(pages?.includes(filed.name) ?? true).toBe(true); // the search itself can find something
  });

  it('is in no line of the log, however much is logged, nor is a name', () => {
    expect(log.text()).toContain('"route":"/graphql"');
    expect(idNumbersIn(log.text())).toEqual([]);
    expect(namesIn(log.text())).toEqual([]);
  });

  it('is in no answer to a mistake', () => {
    expect(answers.length).toBeGreaterThan(60);
    expect(idNumbersIn(answers.join('\n'))).toEqual([]);
  });

  it('is not in the metrics, the change feed, papers nor what became of a file', async () => {
    for (const name of ['auditor', 'services', 'tax']) {
      const caller = await callerOf(name);
      for (const { path: at, method = 'GET' } of plainRequests(world))
        expect(idNumbersIn((await caller.send(at, { method })).wire)).toEqual([]);
      const feed = await caller.ask(
        '{ changes(first: 100) { nodes { type summary } } auditHead { hub position } statistics { records } }',
      );
      expect(idNumbersIn(feed.wire)).toEqual([]);
    }
  });
});

describe('the name of a person at rest', () => {
  it('stands in the columns that are for it, and nowhere else', async () => {
    expect(columnsWith(await everyCell(), namesIn)).toEqual(nameColumns);
  });
});

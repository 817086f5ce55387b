import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { largestFile } from '../../src/modules/files/file.rules.js';
import { type TestHub, signIn, startTestHub, testDay } from '../support/hub.js';
import { textOfPdf } from '../support/pdf-text.js';
import { done } from './support/steps.js';
import { type World, company, person, plantWorld } from './support/world.js';

type Who =
  'public' | 'firm' | 'association' | 'owner' | 'other' | 'market' | 'housing' | 'office' | 'auditor';

let hub: TestHub;
let world: World;
const tokens = new Map<Who, string | null>();
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
  const clients = {
    firm: 'demo-firm',
    association: 'demo-association',
    other: 'demo-subject',
    market: 'demo-agency-market',
    housing: 'demo-agency-housing',
    office: 'demo-office',
    auditor: 'demo-auditor',
  };
  tokens.set('public', null);
  tokens.set('owner', await signIn(hub.url, 'zq-owner', world.ownerSecret));
  for (const [who, client] of Object.entries(clients)) tokens.set(who as Who, await signIn(hub.url, client));
});
afterAll(() => hub.close());

const send = (who: Who, path: string, init: RequestInit = {}, purpose: string | null = 'LICENSING;PAPERS') =>
  fetch(`${hub.url}${path}`, {
    ...init,
    headers: {
      ...(tokens.get(who) ? { authorization: `Bearer ${tokens.get(who)}` } : {}),
      ...(purpose === null ? {} : { 'x-purpose': purpose }),
      ...(init.headers as Record<string, string>),
    },
  });

const paperOf = async (entry: string): Promise<string> =>
  (await hub.database.one<{ number: string }>(sql`
    select doc.number from document doc join list_entry e on e.id = doc.target_id and doc.target = 'ListEntry'
    where e.number = ${entry}`))!.number;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
);
const upload = (
  who: Who,
  body: Buffer | string = png,
  query = 'name=%E5%87%AD%E8%AF%81.png',
  type = 'image/png',
) =>
  send(who, `/files?${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body as string,
  });

const everybody: Who[] = [
  'public',
  'firm',
  'association',
  'owner',
  'other',
  'market',
  'housing',
  'office',
  'auditor',
];
const statuses = async (path: string): Promise<Record<string, number>> =>
  Object.fromEntries(await Promise.all(everybody.map(async (who) => [who, (await send(who, path)).status])));

describe('a paper over HTTP', () => {
  it('is for its subject, its body, the office and the auditor; to others it is not there', async () => {
    const number = await paperOf(world.entries.published);
    for (const kind of ['html', 'pdf'])
      expect(await statuses(`/documents/${number}.${kind}`)).toEqual({
        public: 401,
        firm: 404,
        association: 404,
        owner: 200,
        other: 404,
        market: 200,
        housing: 404,
        office: 200,
        auditor: 200,
      });
  });

  it('of a person is not for the auditor, who reads people masked', async () => {
    const number = await paperOf(world.entries.ofPerson);
    expect(await statuses(`/documents/${number}.html`)).toMatchObject({
      market: 200,
      office: 200,
      auditor: 404,
    });
  });

  it('says the same whether it is forbidden or not there at all', async () => {
    const known = await paperOf(world.entries.published);
    for (const [one, other] of [
      [`${known}.pdf`, 'D20261020-ZZZZZZZZ.pdf'],
      [`${known}.html`, 'D20261020-ZZZZZZZZ.html'],
      [`${known}.html`, 'nothing'],
    ] as const) {
      const [a, b] = await Promise.all([
        send('housing', `/documents/${one}`),
        send('housing', `/documents/${other}`),
      ]);
      expect([a.status, await a.text()]).toEqual([b.status, await b.text()]);
    }
  });

  it('asks a government viewer for its purpose', async () => {
    const number = await paperOf(world.entries.published);
    for (const path of [`/documents/${number}.html`, '/documents/D20261020-ZZZZZZZZ.html']) {
      const answer = await send('office', path, {}, null);
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'PURPOSE_REQUIRED' }]);
    }
  });

  it('comes as a page that nothing outside belongs to', async () => {
    const answer = await send('owner', `/documents/${await paperOf(world.entries.published)}.html`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const style = /<style>([^]*)<\/style>/.exec(await answer.text())![1]!;
    expect(answer.headers.get('content-security-policy')).toContain(
      createHash('sha256').update(style).digest('base64'),
    );
  });

  it('is drawn as PDF once, also by two at the same time, and kept', async () => {
    const number = await paperOf(world.entries.watch);
    const path = `/documents/${number}.pdf`;
    const [one, two] = await Promise.all([send('owner', path), send('office', path)]);
    const [first, second] = [Buffer.from(await one.arrayBuffer()), Buffer.from(await two.arrayBuffer())];
    expect(first.equals(second)).toBe(true);
    expect(Buffer.from(await (await send('owner', path)).arrayBuffer()).equals(first)).toBe(true);
    const kept = await hub.database.rows<{ hash: string }>(sql`
      select f.hash from attachment at join file f on f.id = at.file_id join document doc on doc.id = at.target_id
      where at.target = 'Document' and doc.number = ${number}`);
    expect(kept).toEqual([{ hash: createHash('sha256').update(first).digest('hex') }]);
    expect(one.headers.get('content-type')).toBe('application/pdf');
    expect(textOfPdf(first).pages.join('')).toContain('ZqWatchGround');
  });

  it('puts the look on record before it is shown', async () => {
    const number = await paperOf(world.entries.published);
    await send('market', `/documents/${number}.pdf`, {}, 'INSPECTION;ZQ-PAPER-LOOK');
    const looks = await hub.database.rows(sql`
      select a.operation, a.matter, 'Document' = any(a.datasets) as document from access_event a
      join subject s on s.id = a.subject_id where s.code = ${company} and a.business_number = 'ZQ-PAPER-LOOK'`);
    expect(looks).toEqual([{ operation: 'GET /documents/:file', matter: 'INSPECTION', document: true }]);
  });

  it('never says an ID number in clear', async () => {
    const numbers = await hub.database.rows<{ number: string }>(sql`select number from document order by id`);
    expect(numbers.length).toBeGreaterThan(3);
    for (const { number } of numbers) {
      const html = await (await send('office', `/documents/${number}.html`)).text();
      expect(html).not.toContain(person.idNumber);
    }
    const ofPerson = await paperOf(world.entries.ofPerson);
    const pdf = Buffer.from(await (await send('office', `/documents/${ofPerson}.pdf`)).arrayBuffer());
    expect(textOfPdf(pdf).pages.join('')).toContain(person.name);
    expect(textOfPdf(pdf).pages.join('')).not.toContain(person.idNumber);
  });
});

describe('POST /files', () => {
  it('takes evidence of whoever may attach something', async () => {
    const answer = await upload('owner');
    expect(answer.status).toBe(201);
    const told = (await answer.json()) as { number: string };
    expect(told).toEqual({
      number: expect.stringMatching(/^F\d{8}-/),
      hash: createHash('sha256').update(png).digest('hex'),
      mediaType: 'image/png',
      size: png.length,
    });
    expect(answer.headers.get('location')).toBe(`/files/${told.number}`);
    for (const who of ['market', 'office', 'association'] as const)
      expect((await upload(who)).status).toBe(201);
    for (const [who, status] of [
      ['public', 401],
      ['firm', 403],
      ['auditor', 403],
    ] as const)
      expect([who, (await upload(who)).status]).toEqual([who, status]);
  });

  it('says what is wrong with a file', async () => {
    const wrong = async (answer: Promise<Response>) => {
      const { status, ...rest } = await answer;
      void rest;
      const { code, field } = (await (await answer).json()) as { code: string; field: string };
      return [status ?? (await answer).status, code, field];
    };
    expect(await wrong(upload('owner', 'MZ\u0000 no picture'))).toEqual([400, 'BAD_USER_INPUT', 'body']);
    expect(await wrong(upload('owner', png, ''))).toEqual([400, 'BAD_USER_INPUT', 'name']);
    expect(await wrong(upload('owner', png, `name=${person.idNumber}.png`))).toEqual([
      400,
      'BAD_USER_INPUT',
      'name',
    ]);
    expect(await wrong(upload('owner', png, 'name=a.png', 'text/html'))).toEqual([
      415,
      'BAD_USER_INPUT',
      'content-type',
    ]);
    const large = Buffer.concat([png, Buffer.alloc(largestFile)]);
    expect(await wrong(upload('owner', large))).toEqual([413, 'BAD_USER_INPUT', 'body']);
  });
});

describe('GET /files/:number', () => {
  it('gives a file that waits to its sender alone', async () => {
    const { number } = (await (await upload('market')).json()) as { number: string };
    expect(await statuses(`/files/${number}`)).toEqual({
      public: 401,
      firm: 404,
      association: 404,
      owner: 404,
      other: 404,
      market: 200,
      housing: 404,
      office: 404,
      auditor: 404,
    });
    const answer = await send('market', `/files/${number}`);
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%E5%87%AD%E8%AF%81.png",
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  });

  it('gives what is attached to an objection to whoever sees the objection, on record', async () => {
    const { number } = (await (await upload('owner')).json()) as { number: string };
    const { id } = (await hub.database.one<{ id: number }>(
      sql`select id from objection where number = ${world.objection}`,
    ))!;
    await hub.database.rows(
      sql`update attachment set target = 'Objection', target_id = ${id} where number = ${number}`,
    );
    expect(await statuses(`/files/${number}`)).toEqual({
      public: 401,
      firm: 404,
      association: 404,
      owner: 200,
      other: 404,
      market: 200,
      housing: 404,
      office: 200,
      auditor: 200,
    });
    await send('market', `/files/${number}`, {}, 'INSPECTION;ZQ-FILE-LOOK');
    const looks = await hub.database.rows(sql`
      select a.operation from access_event a join subject s on s.id = a.subject_id
      where s.code = ${company} and a.business_number = 'ZQ-FILE-LOOK'`);
    expect(looks).toEqual([{ operation: 'GET /files/:number' }]);
    const market = await hub.as('demo-agency-market');
    const data = await done(
      market(`{ objections(filter: { entry: "${world.entries.suspended}" }) { nodes {
        files { number name mediaType size url uploadedAt } documents { number } } } }`),
    );
    expect(data.objections.nodes[0]).toEqual({
      files: [
        {
          number,
          name: '凭证.png',
          mediaType: 'image/png',
          size: png.length,
          url: `/files/${number}`,
          uploadedAt: `${testDay}T04:00:00.000Z`,
        },
      ],
      documents: [],
    });
  });
});

describe('papers over GraphQL', () => {
  it('a subject finds those about itself, with what happened to them', async () => {
    const owner = await hub.as('demo-office');
    const data = await done(
      owner(
        `query ($c: String!) { subject(code: $c) { documents(first: 2) { nodes { number kind notice { servedOn } } pageInfo { hasNextPage endCursor } }
          instructions(status: [APPLIED]) { status } accessEvents(first: 1) { nodes { operation } } } }`,
        { c: company },
      ),
    );
    expect(data.subject.documents.nodes).toHaveLength(2);
    expect(data.subject.documents.pageInfo.hasNextPage).toBe(true);
    expect(data.subject.instructions).toEqual([{ status: 'APPLIED' }]);
    expect(data.subject.accessEvents.nodes).toHaveLength(1);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { done } from './support/steps.js';
import { type World, plantWorld } from './support/world.js';

/** Invariant 7 for evidence: while a look cannot be recorded, no byte of a file leaves, and the hub says that it cannot. */

const marker = 'ZqEvidenceMarker';
const body = Buffer.from(`%PDF-1.7\n${marker}\n%%EOF\n`);

let hub: TestHub;
let world: World;
let file: string;
const tokens = new Map<string, string>();
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
  for (const client of ['office', 'auditor', 'agency-market', 'agency-housing'])
    tokens.set(client, await signIn(hub.url, `demo-${client}`));
  tokens.set('owner', await signIn(hub.url, 'zq-owner', world.ownerSecret));
  file = await attached('agency-market');
  await ownerOf(hub.database).rows(sql`create function refuse_access() returns trigger language plpgsql as
    $$ begin raise exception 'the access log is full'; end $$`);
});
afterAll(() => hub.close());

const send = (client: string, path: string, init: RequestInit = {}) =>
  fetch(`${hub.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${tokens.get(client)!}`,
      'x-purpose': 'INSPECTION;EVIDENCE',
      ...(init.headers as Record<string, string>),
    },
  });

/** Sent by a client and attached to an objection that it raises; returns the number of the file. */
const attached = async (client: string): Promise<string> => {
  const sent = await send(client, '/files?name=evidence.pdf', {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: body as unknown as string,
  });
  expect(sent.status).toBe(201);
  const { number } = (await sent.json()) as { number: string };
  const ask = await hub.as(`demo-${client}`);
  await done(
    ask(
      `mutation ($e: String!, $f: [String!]) { raiseObjection(input: { entry: $e, ground: "事实不清", statement: "附证据",
        channel: WEB, files: $f }) { objection { number } } }`,
      { e: world.entries.published, f: [number] },
    ),
  );
  return number;
};

const looksAtFiles = async (): Promise<number> =>
  (await hub.database.one<{ n: number }>(
    sql`select count(*)::int as n from access_event where datasets @> array['Attachment'] and operation = 'GET /files/:number'`,
  ))!.n;

/** The whole answer as it came over the wire, headers too. */
const wireOf = async (answer: Response): Promise<string> =>
  `${answer.status} ${JSON.stringify([...answer.headers])} ${Buffer.from(await answer.arrayBuffer()).toString('latin1')}`;

describe('while the access log refuses', () => {
  beforeEach(() =>
    ownerOf(hub.database).rows(sql`create trigger refuse_access before insert on access_event
      for each statement execute function refuse_access()`),
  );
  afterEach(() => ownerOf(hub.database).rows(sql`drop trigger refuse_access on access_event`));

  it.each(['office', 'auditor', 'agency-market'])(
    '%s, who may see the file, is answered 503 and gets no byte of it',
    async (client) => {
      const before = await looksAtFiles();
      const answer = await send(client, `/files/${file}`);
      const { status } = answer;
      const wire = await wireOf(answer);
      expect(status).toBe(503);
      expect(wire).toContain('SERVICE_UNAVAILABLE');
      for (const part of [marker, '%PDF', '%%EOF', 'evidence.pdf', 'content-disposition', 'application/pdf'])
        expect({ part, sent: wire.includes(part) }).toEqual({ part, sent: false });
      expect(await looksAtFiles()).toBe(before);
    },
  );

  it('whoever may not see it is told as ever that it is not there', async () => {
    expect((await send('agency-housing', `/files/${file}`)).status).toBe(404);
  });
});

it('once it is mended, the file comes and the look is on record, about the subject', async () => {
  const before = await looksAtFiles();
  const answer = await send('office', `/files/${file}`);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  expect(await looksAtFiles()).toBe(before + 1);
  const row = await hub.database.one<{ code: string; matter: string; businessNumber: string }>(sql`
    select s.code, a.matter, a.business_number as "businessNumber" from access_event a join subject s on s.id = a.subject_id
    where a.operation = 'GET /files/:number' order by a.id desc limit 1`);
  expect(row).toEqual({ code: world.company, matter: 'INSPECTION', businessNumber: 'EVIDENCE' });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType } from 'graphql';
import { sql } from '../../src/kernel/sql.js';
import { type Ask, type TestHub, startTestHub } from '../support/hub.js';
import { organizationCode, unifiedCode } from './support/codes.js';
import { done, instructionOn } from './support/steps.js';

let hub: TestHub;
let office: Ask;
let market: Ask;
beforeAll(async () => {
  hub = await startTestHub();
  [office, market] = [await hub.as('demo-office'), await hub.as('demo-agency-market')];
});
afterAll(() => hub.close());

interface Walk {
  keys: string[];
  cursors: string[];
}

/** Walks a list to its end, doing `between` after each page. */
const walk = async (
  ask: Ask,
  field: string,
  { key, filter = '', first = 7 }: { key: string; filter?: string; first?: number },
  between: () => Promise<unknown> = async () => undefined,
): Promise<Walk> => {
  const found: Walk = { keys: [], cursors: [] };
  for (let after: string | null = null; ;) {
    const data: any = await done(
      ask(
        `query ($after: String) { list: ${field}(first: ${first}, after: $after ${filter}) {
          nodes { ${key} } edges { cursor node { ${key} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { after },
      ),
    );
    const { nodes, edges, pageInfo } = data.list;
    expect(nodes.length).toBeLessThanOrEqual(first);
    expect(edges.map(({ node }: any) => node)).toEqual(nodes);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    found.keys.push(...nodes.map((node: any) => node[key]));
    found.cursors.push(...edges.map(({ cursor }: any) => cursor));
    if (!pageInfo.hasNextPage) return found;
    expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
    after = pageInfo.endCursor;
    await between();
  }
};

let made = 0;
const raw = (text: string) => hub.database.rows({ text, values: [] } as never);
/** A new row of each kind, at the beginning, in the middle and at the end of its order. */
const newRows: Record<string, () => Promise<unknown>> = {
  listEntries: () =>
    raw(`insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground,
        basis, severity, status, published_at, published_by, valid_from, proof_url, proposed_by, created_at)
      select 'E-PAGE-${++made}-' || place, list_id, colour, subject_id, origin, identified_by_id, 'D-PAGE-${made}-' || place, decided_on,
        ground, basis, severity, 'PUBLISHED', published_at + (place || ' days')::interval, 'page', valid_from, proof_url, 'other', created_at
      from (select * from list_entry where status = 'PUBLISHED' and origin = 'UPSTREAM' order by id limit 1) e, unnest(array[-900, 0, 1]) as place`),
  creditRecords: () =>
    raw(`insert into credit_record (number, kind, subject_id, provider_id, title, document_number, decided_on, authority_name, disclosure,
        procedure, finality, fingerprint, created_at)
      select 'R-PAGE-${++made}', kind, subject_id, provider_id, title, document_number, decided_on, authority_name, disclosure, procedure,
        finality, 'page-${made}', created_at from credit_record order by id limit 1`),
  instructions: () =>
    raw(`insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status, issued_at, due_at)
      select 'I-PAGE-${++made}', entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, 'CANCELLED', issued_at, due_at
      from instruction order by id limit 1`),
  organizations: () =>
    raw(`insert into organization (code, name, kind, level) select prefix || 'PAGE${++made}', '样例单位', 'AGENCY', 'COUNTY'
      from unnest(array['00', '5', 'ZZ']) as prefix`),
  subjects: () => {
    const code = unifiedCode(`YB01${String(++made).padStart(4, '0')}`);
    return raw(`insert into subject (code, unified_code, check_digit, kind, name, created_at)
      values ('${code}', '${code}', 'VALID', 'LEGAL_PERSON', '样例公司', now())`);
  },
};

describe('a list walked page by page while rows are added', () => {
  test.each([
    ['listEntries', 'number', ''],
    ['listEntries', 'number', ', filter: { status: [PUBLISHED, SUSPENDED, PROPOSED] }'],
    ['creditRecords', 'number', ''],
    ['instructions', 'number', ''],
    ['organizations', 'code', ''],
    ['subjects', 'code', ', filter: { kind: LEGAL_PERSON }'],
  ])('%s(%s%s): every row that was there comes once', async (field, key, filter) => {
    const before = await walk(office, field, { key, filter, first: 100 });
    expect(before.keys.length).toBeGreaterThan(7);
    const met = await walk(office, field, { key, filter, first: 9 }, newRows[field]);
    expect(new Set(met.keys).size).toBe(met.keys.length);
    expect(met.keys.filter((each) => before.keys.includes(each))).toEqual(before.keys);
    expect(made).toBeGreaterThan(0);
  });

  test('cursors hold the place in the order and nothing else', async () => {
    const decoded = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const { cursors } = await walk(hub.asPublic, 'listEntries', { key: 'number', first: 100 });
    for (const cursor of cursors) {
      expect(decoded(cursor)).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        expect.any(Number),
      ]);
    }
  });
});

describe('every connection', () => {
  const connections = () =>
    Object.values(hub.schema.getQueryType()!.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map(({ name }) => name);
  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const nested = (inner: string): string[] => [
    `creditList(code: "BLACK-MARKET") { list: entries(${inner}) { nodes { number } } }`,
    `subject(code: "${organizationCode('market')}") { list: records(${inner}) { nodes { number } } }`,
  ];
  const refusal = async (selection: string) => (await office(`{ ${selection} }`)).errors?.[0]?.extensions;

  test('gives 1 to 100 rows and no more', async () => {
    expect(connections().length).toBeGreaterThan(8);
    for (const name of connections()) {
      for (const first of [0, -1, 101, 100_000]) {
        expect([name, await refusal(`${name}(first: ${first}) { nodes { __typename } }`)]).toEqual([
          name,
          { code: 'BAD_USER_INPUT', field: 'first' },
        ]);
      }
    }
    expect(await refusal(nested('first: 101')[0]!)).toEqual({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  test.each([
    ['no cursor at all', 'x'],
    ['no list', cursor({ id: 1 })],
    ['an empty list', cursor([])],
    ['too long a list', cursor(['2026-10-20T04:00:00.000Z', 1, 2])],
    ['an object', cursor([{ $ne: null }])],
    ['nothing', cursor([null])],
    ['a fraction', cursor([1.5])],
    ['a negative id', cursor([-1])],
    ['a number beyond all', cursor([1e300])],
    ['a character no text holds', cursor(['\0'])],
    ['SQL', cursor(['2026-10-20', "1'; drop table subject; --"])],
    ['a moment that is none', cursor(['9999-99-99T99:99:99.000Z', 1])],
  ])('refuses a cursor that is %s', async (_, after) => {
    const lists = connections().map((name) => `${name}(after: "${after}") { nodes { __typename } }`);
    for (const selection of [...lists, nested(`after: "${after}"`)[0]!]) {
      expect([selection, await refusal(selection)]).toEqual([
        selection,
        { code: 'BAD_USER_INPUT', field: 'after' },
      ]);
    }
  });
});

describe('the change feed', () => {
  interface Feed {
    nodes: { position: string; type: string }[];
    edges: { cursor: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
    completeFrom: string;
    completeTo: string;
  }
  const page = async (ask: Ask, after: string | null, first = 100): Promise<Feed> =>
    (
      await done(
        ask(
          `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
            nodes { position type } edges { cursor } pageInfo { hasNextPage endCursor } completeFrom completeTo } }`,
          { after, first },
        ),
      )
    ).changes;
  const toTheEnd = async (ask: Ask, after: string | null, first = 100, between = async () => {}) => {
    const positions: number[] = [];
    for (;;) {
      const feed = await page(ask, after, first);
      expect(feed.completeFrom).toBe(after ?? '0');
      expect(feed.pageInfo.endCursor).toBe(feed.completeTo);
      positions.push(...feed.nodes.map(({ position }) => Number(position)));
      after = feed.completeTo;
      if (!feed.pageInfo.hasNextPage) return { positions, completeTo: after };
      await between();
    }
  };
  /** A change that only the market bureau and the office may know. */
  const changeOfMarket = async () => {
    const data = await done(
      market(
        '{ instructions(first: 1, filter: { status: [ISSUED] }) { nodes { number entry { number } } } }',
      ),
    );
    const [instruction] = data.instructions.nodes;
    await done(
      market(
        'mutation ($i: String!) { acknowledgeInstruction(input: { instruction: $i }) { instruction { id } } }',
        {
          i: instruction.number,
        },
      ),
    );
    return instructionOn(market, instruction.entry.number);
  };

  test('is one order without gaps, complete for whoever may see all of it', async () => {
    const { positions, completeTo } = await toTheEnd(office, null, 50);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(completeTo).toBe(String(positions.length));
  });

  test('is met once and whole while changes are added', async () => {
    const { completeTo: before } = await toTheEnd(office, null);
    let left = 3;
    const { positions } = await toTheEnd(
      office,
      null,
      10,
      async () => void (left-- > 0 && (await addChange())),
    );
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(positions.length).toBe(Number(before) + 3);
  });

  test('resumes from any cursor', async () => {
    const { positions, completeTo } = await toTheEnd(office, null);
    for (const position of [0, 1, Math.floor(positions.length / 2), positions.length - 1, positions.length]) {
      expect((await toTheEnd(office, String(position))).positions).toEqual(positions.slice(position));
    }
    const { nodes, edges } = await page(office, null, 3);
    expect(edges.map(({ cursor }) => cursor)).toEqual(nodes.map(({ position }) => position));
    expect((await page(office, completeTo)).nodes).toEqual([]);
  });

  test('carries a reader on that sees nothing of what happened', async () => {
    const region = await hub.as('demo-region');
    const { completeTo } = await toTheEnd(region, null);
    await changeOfMarket();
    const feed = await page(region, completeTo);
    expect(feed.nodes).toEqual([]);
    expect(feed.completeFrom).toBe(completeTo);
    expect(Number(feed.completeTo)).toBe(Number(completeTo) + 1);
    expect((await page(market, completeTo)).nodes).toEqual([
      { position: feed.completeTo, type: 'INSTRUCTION_UPDATED' },
    ]);
    const row = await hub.database.one<{ head: number }>(
      sql`select change_position as head from ledger_head where id = 1`,
    );
    expect(feed.completeTo).toBe(String(row!.head));
  });

  const addChange = async (): Promise<void> => {
    const code = `PAGE-${++made}`;
    await done(
      office(`mutation { draftMeasure(input: { code: "${code}", name: "加强检查", kind: PUNISHMENT, tier: WATCH, level: COUNTY,
        matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: [] }) { measure { id } } }`),
    );
    const approver = await hub.as('demo-office-approver');
    await done(approver(`mutation { publishMeasure(input: { measure: "${code}" }) { measure { id } } }`));
  };
});

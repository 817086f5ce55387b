import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { sql } from '../../src/kernel/sql.js';
import { hubItself, type Viewer } from '../../src/db/viewer.js';
import { ScopedReader } from '../../src/db/scoped-reader.js';
import { publicPrincipal } from '../../src/kernel/principal.js';
import { heldSubjects } from '../../src/modules/subjects/index.js';
import { type TestHub, startTestHub, testDay } from '../support/hub.js';
import { type SentStatement, sentStatements } from '../support/statements.js';
import { callerFor } from './support/caller.js';
import { roleNamed } from './support/canaries.js';
import { crawlDocuments } from './support/crawler.js';
import { explainOn, functionStatements, isRead, scansOf, unboundedIn } from './support/plans.js';
import { handwritten, rootArguments } from './support/probes.js';
import { type World, company, plantWorld } from './support/world.js';

/**
 * Every query's plan is bounded: no statement of a read goes through a table that grows with the years. With scans of
 * whole tables made dear, PostgreSQL takes one only where no index serves: the size of the test's data does not matter.
 */

let hub: TestHub;
let world: World;
let plans: Awaited<ReturnType<typeof explainOn>>;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  world = await plantWorld(hub);
  plans = await explainOn(hub.database);
});
afterAll(async () => {
  await plans.close();
  await hub.close();
});

test('statements are planned as the hub says, on either database', async () => {
  const [settings] = await hub.database.rows(
    sql`select current_setting('plan_cache_mode') as plans, current_setting('random_page_cost') as page`,
  );
  expect(settings).toEqual({ plans: 'force_generic_plan', page: '1.1' });
});

const trusted = (): string[] =>
  ['schema/operations', 'schema/operations/my'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .filter((text) =>
        parse(text).definitions.some((each) => 'operation' in each && each.operation === 'query'),
      ),
  );

const keyOf = ({ text, viewer }: SentStatement): string => `${viewer?.kind ?? 'HUB'}\n${text}`;

const unboundedOf = async (statements: readonly SentStatement[]): Promise<string[]> => {
  const all = new Map(statements.filter(isRead).map((each) => [keyOf(each), each]));
  expect(all.size).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const { text, viewer } of all.values()) {
    const unbounded = unboundedIn(await plans.explain(viewer ?? hubItself, text));
    if (unbounded.length > 0)
      faults.push(`${viewer?.kind ?? 'HUB'}: ${[...new Set(unbounded)].join(', ')} in\n${text.trim()}`);
  }
  return faults;
};

const askedBy = async (name: string, documents: readonly string[]): Promise<SentStatement[]> => {
  const caller = await callerFor(hub, roleNamed(name, world));
  return sentStatements(async () => {
    for (const document of documents) await caller.ask(document);
  });
};

const roles = ['public', 'firm', 'subject itself', 'services', 'market', 'office', 'auditor'];

describe('no statement goes through a whole table that grows', () => {
  test.each(roles)('of the registered documents, asked by %s', async (role) => {
    expect(await unboundedOf(await askedBy(role, trusted()))).toEqual([]);
  });

  test.each(roles)('of any field there is, asked by %s', async (role) => {
    const documents = [...crawlDocuments(hub.schema, rootArguments(world), 2), ...handwritten(world)];
    expect(await unboundedOf(await askedBy(role, documents))).toEqual([]);
  });

  test('of a screening reads instructions from their index alone', async () => {
    const screening = `{ subject(code: "${company}") { entries { measures { basis } } } }`;
    const asked = await askedBy('services', [screening]);
    const due = asked.filter(({ text }) => text.includes('from instruction hi'));
    expect(due.length).toBeGreaterThan(0);
    // Which of the ways that can serve is cheapest goes by what a vacuum last saw of the table; that this one can, does not.
    for (const { text, viewer } of due) {
      const plan = await plans.explain(viewer ?? hubItself, text, ['seqscan', 'bitmapscan']);
      expect(scansOf(plan, 'instruction')).toEqual(['Index Only Scan']);
    }
  });

  test('of what memory holds of subjects', async () => {
    const { lists, enforcement } = hub.modules;
    const everybody = new ScopedReader(hub.database, publicPrincipal, testDay);
    const asked = await sentStatements(async () => {
      await heldSubjects.idsBelow(everybody, 1_000);
      for (const part of [heldSubjects, ...lists.held!, ...enforcement.held!])
        await part.read(everybody, [1, 2]);
    });
    expect(await unboundedOf(asked)).toEqual([]);
  });

  test('of the conditions that are functions of the database', async () => {
    const viewers: Viewer[] = ['PUBLIC', 'AGENCY', 'OFFICE', 'SUBJECT'].map((kind) => ({
      kind: kind as Viewer['kind'],
      organizationId: 1,
      subjectId: 1,
    }));
    expect(await unboundedOf(functionStatements(viewers))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import { HeldSubjects } from '../../src/db/held-subjects.js';
import { ScopedReader } from '../../src/db/scoped-reader.js';
import { today } from '../../src/kernel/clock.js';
import { finalStates } from '../../src/kernel/lifecycle.js';
import { type ViewerKind, viewerKinds } from '../../src/kernel/principal.js';
import { sql } from '../../src/kernel/sql.js';
import { dueMeasuresLoader } from '../../src/modules/enforcement/due.loader.js';
import { instructionLifecycle } from '../../src/modules/enforcement/instruction.lifecycle.js';
import { heldEntries, subjectEntriesLoader } from '../../src/modules/lists/entry.loader.js';
import { heldOrRead } from '../../src/modules/subjects/subject.loader.js';
import { subjectsByCode } from '../../src/modules/subjects/subject.repository.js';
import { type Ask, type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, callerFor, comparable } from './support/caller.js';
import { roleNamed, rolesOf } from './support/canaries.js';
import { unifiedCode } from './support/codes.js';
import { done, entry, instructionOn, propose, publish, serve } from './support/steps.js';
import { type World, everybody, plantWorld } from './support/world.js';

const code = unifiedCode('YB0021Q1');
const subject = { code, kind: 'LEGAL_PERSON', name: '濮阳县样例在册商贸有限公司' };

let hub: TestHub;
let world: World;
let office: Ask;
let approver: Ask;
let market: Ask;
let tax: Ask;
let services: Ask;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  world = await plantWorld(hub);
  [office, approver, market, tax, services] = await everybody(hub);
}, 120_000);
afterAll(() => hub.close());

const listed = async (by: Ask, list: string, ground: string, decision: string): Promise<string> => {
  const number = await propose(by, {
    ...entry(list, ground, decision, subject),
    responsiblePersons: [{ name: '某某', role: '法定代表人' }],
  });
  await serve(by, number, 'proof');
  await publish(approver, list, [number]);
  return number;
};

/** The database as if nothing were held. */
const bare = (database: Database): Database =>
  ({
    as: database.as.bind(database),
    rows: database.rows.bind(database),
    prove: database.prove.bind(database),
    held: database.held,
    heldSubjects: new HeldSubjects<ScopedReader>(),
  }) as unknown as Database;

const readerOf = (kind: ViewerKind, purpose: boolean, database: Database): ScopedReader =>
  new ScopedReader(
    database,
    {
      ...hub.principal(kind, organizations[kind === 'AGENCY' ? 'tax' : 'office'], 'somebody'),
      ...(kind === 'PUBLIC' || kind === 'SUBJECT' ? { organizationId: null } : {}),
      subjectId: kind === 'SUBJECT' ? subjectId : null,
      purpose: purpose ? { matter: 'LICENSING', businessNumber: 'M-1' } : null,
    },
    today(hub.clock),
  );

let organizations: Record<'tax' | 'office', number>;
let subjectId: number;

/** What a viewer is shown of the company, and what it is told of having left out. */
const seenBy = async (reader: ScopedReader) => {
  const subjects = await heldOrRead(reader, [code], (codes) => subjectsByCode(reader, codes));
  const entries = await Promise.all(subjects.map(async ({ id }) => subjectEntriesLoader(reader).load(id)));
  const loader = dueMeasuresLoader(reader);
  const due = await Promise.all(entries.flat().map(async (each) => loader.load(each)));
  return { subjects, entries, due, leftOut: reader.leftOut };
};

const isHeld = (): boolean => {
  const day = today(hub.clock);
  const id = hub.database.heldSubjects.idOf(code, day);
  return id !== undefined && hub.database.heldSubjects.of(heldEntries, id, day) !== undefined;
};

const sameForAll = async () => {
  for (const kind of viewerKinds)
    for (const purpose of [true, false]) {
      const shown = await seenBy(readerOf(kind, purpose, hub.database));
      expect({ kind, purpose, ...shown }).toEqual({
        kind,
        purpose,
        ...(await seenBy(readerOf(kind, purpose, bare(hub.database)))),
      });
    }
};

/** Until what was touched has been read anew. */
const settled = async (held: boolean) => {
  const until = Date.now() + 10_000;
  do {
    await readerOf('PUBLIC', false, hub.database).prove();
    await new Promise((resolve) => setTimeout(resolve, 300));
  } while (isHeld() !== held && Date.now() < until);
  expect(isHeld()).toBe(held);
};

const raise = async (on: string): Promise<string> =>
  (
    await done(
      office(
        `mutation { raiseObjection(input: { ${on}, ground: "主体错误", statement: "并非本企业", channel: PHONE }) {
          objection { number } } }`,
      ),
    )
  ).raiseObjection.objection.number;

const freshAfter = async (step: () => Promise<unknown>, held: boolean): Promise<void> => {
  await step();
  await sameForAll();
  await settled(held);
  await sameForAll();
};

describe('what memory holds of a company', () => {
  let before: Record<string, unknown>;
  let first: string;
  let callers: Caller[];
  const query = `query ($code: String!) { subject(code: $code) { id code name kind version createdAt entries {
    number ground basis decidedOn publishedAt validUntil status list { code } identifiedBy { name }
    responsiblePersons { name } notice { reason }
    measures { matter basis suspended suspendedBecause measure { code } memorandum { number } instruction { number status } } } } }`;
  const answers = async () =>
    Object.fromEntries(
      await Promise.all(
        callers.map(async (each) => {
          const { json } = await each.ask(query, { code });
          return [each.name, comparable(json)];
        }),
      ),
    );

  it('is answered to every role as the database answers it', async () => {
    first = await listed(market, 'BLACK-MARKET', '虚假宣传', 'H-1');
    await listed(tax, 'BLACK-TAX', '逃避追缴欠税', 'H-2');
    const [row] = await hub.database.rows<{ id: number; tax: number; office: number }>(sql`
      select s.id, (select organization_id from client where client_id = 'demo-agency-tax') as tax,
        (select organization_id from client where client_id = 'demo-office') as office from subject s where s.code = ${code}`);
    subjectId = row!.id;
    organizations = row!;
    callers = await Promise.all(
      rolesOf({ ownerSecret: '' }).map(({ name }) => callerFor(hub, roleNamed(name, world))),
    );
    before = await answers();
    expect(hub.database.heldSubjects.size).toBe(0);
    // One more node begins to hold; both are on one database object, and so in one memory.
    const holding = await startTestHub({}, undefined, hub);
    await holding.close();
    await settled(true);
    expect(await answers()).toEqual(before);
    expect(JSON.stringify(before)).toContain(first);
    await sameForAll();
    for (const other of [world.company, world.stored.personCode])
      expect(hub.database.heldSubjects.idOf(other, today(hub.clock))).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'an instruction acknowledged',
      async () => {
        const instruction = await instructionOn(tax, first);
        await done(
          tax(
            'mutation ($i: String!) { acknowledgeInstruction(input: { instruction: $i }) { instruction { id } } }',
            { i: instruction },
          ),
        );
      },
    ],
    [
      'an objection to an instruction',
      async () => raise(`instruction: "${await instructionOn(tax, first)}"`),
    ],
    [
      'a check',
      () =>
        done(
          services(`mutation { checkSubjects(input: { matter: LICENSING, businessNumber: "H-3",
      subjects: [{ code: "${code}" }] }) { check { number } } }`),
        ),
    ],
  ])('is as fresh at once after %s, and held again', (_, step) => freshAfter(step, true));

  it('is kept while instructions are issued that nothing stands against', async () => {
    await settled(true);
    const checked = await done(
      services(`mutation { checkSubjects(input: { matter: LICENSING, businessNumber: "H-5",
        subjects: [{ code: "${code}" }] }) { check { results { hits { measures { instruction { number } } } } } } }`),
    );
    expect(JSON.stringify(checked)).toContain('"number":"I');
    await readerOf('PUBLIC', false, hub.database).prove();
    expect(isHeld()).toBe(true);
    await sameForAll();
  });

  it('hears of every instruction that has ended', async () => {
    const [run] = await hub.database.rows<{ source: string }>(
      sql`select prosrc as source from pg_proc where proname = 'touch_subjects_of_instructions'`,
    );
    const states = [...run!.source.matchAll(/status in \(([^)]*)\)/g)].map(([, list]) =>
      [...list!.matchAll(/\w+/g)].map(String).toSorted(),
    );
    expect(states.length).toBeGreaterThan(0);
    for (const each of states) expect(each).toEqual(finalStates(instructionLifecycle).toSorted());
  });

  it('is taken once by a request: what is dropped while it waits for something else is not missing', async () => {
    await settled(true);
    const calm = await seenBy(readerOf('AGENCY', true, hub.database));
    expect(calm.due.flat().some(({ suspended }) => suspended)).toBe(true);
    // What binds on the lists has to be read anew.
    await hub.database.transaction((at) => at.rows(sql`update organization set name = name`));
    const waiting = readerOf('AGENCY', true, hub.database);
    await waiting.prove();
    const loader = dueMeasuresLoader(waiting);
    const entries = (await subjectEntriesLoader(waiting).load(subjectId))!;
    await hub.database.transaction((at) =>
      at.rows(sql`update instruction set version = version + 1 where subject_id = ${subjectId}`),
    );
    const turns = async () => {
      for (let n = 0; n < 5; n += 1) await new Promise(setImmediate);
    };
    // Where there is one session, both wait for the act in this order.
    const { dropped, due } = await hub.database.transaction(async (at) => {
      await at.rows(sql`select 1 as busy`);
      const asked = { dropped: readerOf('PUBLIC', false, hub.database).prove() };
      await turns();
      const dueThen = Promise.all(entries.map(async (each) => loader.load(each)));
      await turns();
      return { ...asked, due: dueThen };
    });
    await dropped;
    expect(isHeld()).toBe(false);
    expect(await due).toEqual(calm.due);
  });

  it.each([
    ['an entry', sql`update list_entry set ground = ground || '。' where subject_id = `],
    ['the company itself', sql`update subject set name = name || '有限公司' where id = `],
    [
      'an objection',
      sql`update objection set suspends = false where instruction_id is not null and subject_id = `,
    ],
    ['an instruction', sql`update instruction set objected = false where subject_id = `],
  ])('counts for nothing once %s was changed behind its back, and only if that stands', async (_, change) => {
    await settled(true);
    const changed = sql`${change}${subjectId}`;
    const undone = hub.database.transaction(async (at) => {
      await at.rows(changed);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await readerOf('PUBLIC', false, hub.database).prove();
    expect(isHeld()).toBe(true);
    await hub.database.transaction((at) => at.rows(changed));
    expect(isHeld()).toBe(true);
    await sameForAll();
    await settled(true);
    await sameForAll();
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a proposal',
      () => propose(tax, { ...entry('WATCH-PY', '轻微失信', 'H-4', subject), severity: 'GENERAL' }),
    ],
    [
      'its withdrawal',
      async () => {
        const [row] = await hub.database.rows<{ number: string }>(
          sql`select number from list_entry where decision_number = 'H-4'`,
        );
        await done(
          tax(
            'mutation ($n: String!) { withdrawEntry(input: { entry: $n, reason: "重复" }) { entry { id } } }',
            { n: row!.number },
          ),
        );
      },
    ],
    ['an objection to an entry', () => raise(`entry: "${first}"`)],
  ])('is as fresh at once after %s, and held no more: not everybody sees all of it', (_, step) =>
    freshAfter(step, false),
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { raw, sql } from '../../src/kernel/sql.js';
import { entryStatuses, measureStatuses, memorandumStatuses } from '../../src/kernel/terms.js';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase } from '../support/database.js';
import {
  type Otherwise,
  type World,
  addMemorandum,
  addWorld,
  attempt,
  clauseRow,
  commit,
  entryRow,
  insert,
  listRow,
  measureRow,
  memorandumRow,
  noticeRow,
  objectionRow,
} from './world.js';

/** Raw SQL against the database itself: what must never happen, whatever the code above it does (design section 5). */
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const stored = { refused: null, message: '' };
const unlawful = (why: string) => ({ refused: 'instruction_lawful', message: expect.stringContaining(why) });
const refusedBy = (constraint: string) => ({ refused: constraint, message: expect.any(String) });

type Sequel = Parameters<Parameters<typeof attempt>[1]>[0];
type Change = (to: Sequel, world: World) => Promise<Record<string, unknown>>;

const serveNotice = async (to: Sequel, world: World, instruction: number) => {
  await insert(to, 'notice', noticeRow(world, instruction));
};

/** The instruction comes in active at once. */
const insertActive = (otherwise: Otherwise, change?: Change, status = 'ISSUED') =>
  attempt(database, async (to) => {
    const world = await addWorld(to, otherwise);
    await insert(to, 'instruction', { ...world.instruction, status, ...(await change?.(to, world)) });
  });

/** The instruction is stored where it binds nobody, and becomes active after that. */
const bringToLife = (otherwise: Otherwise, change?: Change, status = 'ISSUED') =>
  attempt(database, async (to) => {
    const world = await addWorld(to, otherwise);
    const id = await insert(to, 'instruction', {
      ...world.instruction,
      status: 'CANCELLED',
      ...(await change?.(to, world)),
    });
    await to.rows(sql`update instruction set status = ${status} where id = ${id}`);
  });

const both = async (otherwise: Otherwise, change?: Change, status?: string) => [
  await insertActive(otherwise, change, status),
  await bringToLife(otherwise, change, status),
];

describe('an active instruction (invariants 1, 3, 4)', () => {
  it.each(['ISSUED', 'ACKNOWLEDGED'])('is stored %s when all is as it should be', async (status) => {
    expect(await both({}, undefined, status)).toEqual([stored, stored]);
  });

  it.each<[string, Otherwise]>([
    ['a watch measure on a watch entry', { list: { colour: 'WATCH' }, measure: { tier: 'WATCH' } }],
    ['a watch measure on a black entry (Henan 34)', { measure: { tier: 'WATCH', basis_rank: 'POLICY' } }],
    ['an incentive on a red entry', { list: { colour: 'RED' }, measure: { kind: 'INCENTIVE', tier: 'RED' } }],
    [
      'a black measure by administrative regulation',
      { measure: { basis_rank: 'ADMINISTRATIVE_REGULATION' } },
    ],
    ['a check at the same matter by the same agency', { check: {} }],
    [
      'the last day of its statutory limit',
      { measure: { max_months: 12 }, entry: { valid_from: '2025-03-01' } },
    ],
    [
      'an entry without a first day',
      { measure: { max_months: 12 }, entry: { valid_from: null, valid_until: null } },
    ],
  ])('is stored for %s', async (_, otherwise) => {
    expect(await both(otherwise)).toEqual([stored, stored]);
  });

  it.each(entryStatuses.filter((status) => status !== 'PUBLISHED'))(
    'is refused for an entry that is %s',
    async (status) => {
      const why = unlawful('entry is not published');
      expect(await both({ entry: { status } })).toEqual([why, why]);
    },
  );

  it.each(measureStatuses.filter((status) => status !== 'PUBLISHED'))(
    'is refused for a measure that is %s',
    async (status) => {
      const why = unlawful('measure is not published');
      expect(await both({ measure: { status } })).toEqual([why, why]);
    },
  );

  it.each(memorandumStatuses.filter((status) => status !== 'IN_FORCE'))(
    'is refused under a memorandum that is %s',
    async (status) => {
      const why = unlawful('memorandum is not in force');
      expect(await both({ memorandum: { status } })).toEqual([why, why]);
    },
  );

  it.each<[string, string, Otherwise]>([
    ['a list its memorandum does not name', 'memorandum does not name the list', { listNotNamed: true }],
    ['a black measure on a watch entry (Henan 34)', 'tier is above the entry', { list: { colour: 'WATCH' } }],
    ['a black measure on a red entry', 'tier is above the entry', { list: { colour: 'RED' } }],
    [
      'a watch measure on a red entry',
      'tier is above the entry',
      { list: { colour: 'RED' }, measure: { tier: 'WATCH' } },
    ],
    [
      'an incentive on a black entry',
      'tier is above the entry',
      { measure: { kind: 'INCENTIVE', tier: 'RED' } },
    ],
    ['a matter the measure is not for', 'matter is not related', { clause: { matter: 'FINANCE' } }],
    [
      'a check at another matter',
      'check was at another matter or by another agency',
      { check: { matter: 'LICENSING' } },
    ],
    [
      'the day after its statutory limit as China counts days, though not yet in Greenwich',
      'measure is past its statutory limit',
      {
        measure: { max_months: 12 },
        entry: { valid_from: '2025-03-01' },
        instruction: { issued_at: '2026-03-01T16:00:00Z' },
      },
    ],
    [
      'the day after its statutory limit',
      'measure is past its statutory limit',
      { measure: { max_months: 12 }, entry: { valid_from: '2025-02-28' } },
    ],
    ['another kind than the measure has', 'kind is not the measure', { instruction: { kind: 'INCENTIVE' } }],
  ])('is refused for %s', async (_, why, otherwise) => {
    expect(await both(otherwise)).toEqual([unlawful(why), unlawful(why)]);
  });

  it.each<[string, string, Change]>([
    [
      'another subject than the entry has',
      'subject is not the entry',
      async (_, world) => ({ subject_id: world.otherSubject }),
    ],
    [
      'another agency than the clause has',
      'clause does not name',
      async (_, world) => ({ agency_id: world.otherAgency }),
    ],
    [
      'another measure than the clause has',
      'clause does not name',
      async (to) => ({ measure_id: await insert(to, 'measure', measureRow()) }),
    ],
    [
      'another memorandum than the clause is of',
      'clause does not name',
      async (to, { agency, measure, list }) => {
        const { memorandum } = await addMemorandum(to, { agency, measure, lists: [list] });
        return { memorandum_id: memorandum };
      },
    ],
    [
      'a check by another agency',
      'check was at another matter or by another agency',
      async (to, { otherAgency }) => ({
        check_id: await insert(to, 'duty_check', {
          number: `other-${otherAgency}`,
          agency_id: otherAgency,
          matter: 'BIDDING',
          business_number: 'B1',
          actor: 'a',
          checked_at: '2026-03-01T00:00:00Z',
        }),
      }),
    ],
  ])('is refused for %s', async (_, why, change) => {
    expect(await both({}, change)).toEqual([unlawful(why), unlawful(why)]);
  });

  it.each(['ACKNOWLEDGED', 'APPLIED'])('is refused as %s as it is as ISSUED', async (status) => {
    const why = unlawful('measure is not published');
    expect(await both({ measure: { status: 'RETIRED' } }, undefined, status)).toEqual([why, why]);
  });

  it('is refused among others that are lawful: the whole statement falls', async () => {
    const outcome = await attempt(database, async (to) => {
      const [good, bad] = [await addWorld(to), await addWorld(to, { entry: { status: 'REVOKED' } })];
      const ids = [];
      for (const { instruction } of [good, bad]) {
        ids.push(await insert(to, 'instruction', { ...instruction, status: 'CANCELLED' }));
      }
      await to.rows(sql`update instruction set status = 'ISSUED' where id = any(${ids}::bigint[])`);
    });
    expect(outcome).toEqual(unlawful('entry is not published'));
  });

  it('that binds nobody may be kept whatever became of its grounds', async () => {
    const outcome = await attempt(database, async (to) => {
      const world = await addWorld(to, { entry: { status: 'REVOKED' } });
      for (const [index, status] of ['DECLINED', 'LIFTED', 'CANCELLED'].entries()) {
        await insert(to, 'instruction', {
          ...world.instruction,
          number: `kept-${index}`,
          status,
          check_id: null,
        });
      }
      await insert(to, 'instruction', {
        ...world.instruction,
        number: 'kept-suspended',
        status: 'SUSPENDED',
        status_before_suspension: 'ISSUED',
        clause_id: world.clause,
        entry_id: await insert(
          to,
          'list_entry',
          entryRow(world.list, world.otherSubject, world.agency, { status: 'SUSPENDED' }),
        ),
        subject_id: world.otherSubject,
      });
    });
    expect(outcome).toEqual(stored);
  });
});

describe('a punishment that is applied (invariant 3)', () => {
  const noNotice = unlawful('no notice was served');

  it('is refused without a notice', async () => {
    expect(await both({}, undefined, 'APPLIED')).toEqual([noNotice, noNotice]);
  });

  it('is stored after the notice', async () => {
    const outcome = await attempt(database, async (to) => {
      const world = await addWorld(to);
      const id = await insert(to, 'instruction', world.instruction);
      await serveNotice(to, world, id);
      await to.rows(sql`update instruction set status = 'APPLIED' where id = ${id}`);
    });
    expect(outcome).toEqual(stored);
  });

  it('is refused when the notice was of another instruction', async () => {
    const outcome = await attempt(database, async (to) => {
      const [world, other] = [await addWorld(to), await addWorld(to)];
      const id = await insert(to, 'instruction', world.instruction);
      await serveNotice(to, other, await insert(to, 'instruction', other.instruction));
      await to.rows(sql`update instruction set status = 'APPLIED' where id = ${id}`);
    });
    expect(outcome).toEqual(noNotice);
  });

  it('needs the notice again when it comes back from suspension', async () => {
    const outcome = await attempt(database, async (to) => {
      const world = await addWorld(to);
      const id = await insert(to, 'instruction', {
        ...world.instruction,
        status: 'SUSPENDED',
        status_before_suspension: 'APPLIED',
      });
      await to.rows(
        sql`update instruction set status = 'APPLIED', status_before_suspension = null where id = ${id}`,
      );
    });
    expect(outcome).toEqual(noNotice);
  });

  it('is unlike an incentive, of which nobody needs to be warned', async () => {
    const red: Otherwise = { list: { colour: 'RED' }, measure: { kind: 'INCENTIVE', tier: 'RED' } };
    expect(await both(red, undefined, 'APPLIED')).toEqual([stored, stored]);
  });
});

describe('grounds that end while an instruction binds', () => {
  const ends: [string, string, string][] = [
    ...['SUSPENDED', 'REMOVED', 'EXPIRED', 'REVOKED'].map((status): [string, string, string] => [
      'list_entry',
      'entry',
      status,
    ]),
    ['measure', 'measure', 'RETIRED'],
    ['memorandum', 'memorandum', 'ENDED'],
  ];

  it.each(ends)('%s (%s) cannot become %s at commit', async (table, key, status) => {
    let entry = 0;
    const outcome = await commit(database, async (to) => {
      const world = await addWorld(to);
      entry = world.entry;
      await insert(to, 'instruction', world.instruction);
      const id = world[key as 'entry' | 'measure' | 'memorandum'];
      await to.rows(sql`update ${raw(table)} set status = ${status} where id = ${id}`);
    });
    expect(outcome).toEqual(unlawful('still active'));
    expect(await database.rows(sql`select 1 from list_entry where id = ${entry}`)).toEqual([]);
  });

  it.each(ends)(
    '%s (%s) can become %s when its instructions end in the same transaction',
    async (table, key, status) => {
      const outcome = await attempt(database, async (to) => {
        const world = await addWorld(to);
        await insert(to, 'instruction', world.instruction);
        const id = world[key as 'entry' | 'measure' | 'memorandum'];
        await to.rows(sql`update ${raw(table)} set status = ${status} where id = ${id}`);
        await to.rows(sql`update instruction set status = 'CANCELLED' where entry_id = ${world.entry}`);
      });
      expect(outcome).toEqual(stored);
    },
  );
});

describe('an entry under an open objection (invariant 2)', () => {
  const underObjection = refusedBy('list_entry_objection_open');
  const published = (objection: Record<string, unknown>, otherwise: Otherwise = {}) =>
    commit(database, async (to) => {
      const world = await addWorld(to, { ...otherwise, entry: { status: 'SUSPENDED', objected: true } });
      await insert(to, 'objection', objectionRow(world, objection));
      await to.rows(sql`update list_entry set status = 'PUBLISHED' where id = ${world.entry}`);
    });

  it.each(['SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING'])(
    'cannot be published again at commit while the objection is %s',
    async (status) => {
      expect(await published({ status })).toEqual(underObjection);
    },
  );

  it.each([
    ['was decided', { status: 'DISMISSED' }],
    ['does not suspend: the same ground without new evidence', { suspends: false }],
  ])('can be published again when the objection %s', async (_, objection) => {
    expect(await published(objection)).toEqual(stored);
  });

  it('stays published when it is red: nobody is punished', async () => {
    const red: Otherwise = { list: { colour: 'RED' }, measure: { kind: 'INCENTIVE', tier: 'RED' } };
    expect(await published({}, red)).toEqual(stored);
  });

  it('cannot stay published when an objection that suspends is received', async () => {
    const received = (objection: Record<string, unknown>) =>
      commit(database, async (to) => {
        const world = await addWorld(to);
        await insert(to, 'objection', objectionRow(world, objection));
      });
    expect(await received({})).toEqual(underObjection);
    expect(await received({ suspends: false })).toEqual(stored);
  });

  it('can be published when the objection is decided in the same transaction', async () => {
    const outcome = await attempt(database, async (to) => {
      const world = await addWorld(to, { entry: { status: 'SUSPENDED', objected: true } });
      const id = await insert(to, 'objection', objectionRow(world));
      await to.rows(sql`update list_entry set status = 'PUBLISHED' where id = ${world.entry}`);
      await to.rows(sql`update objection set status = 'DISMISSED' where id = ${id}`);
    });
    expect(outcome).toEqual(stored);
  });
});

describe('facts that others rely on', () => {
  const fixed = refusedBy('23514');
  const change = (work: (to: Sequel, world: World) => Promise<unknown>, otherwise?: Otherwise) =>
    attempt(database, async (to) => work(to, await addWorld(to, otherwise)));

  it('list, colour and subject of an entry are fixed', async () => {
    const update = (column: string, value: (world: World, list: number) => unknown) =>
      change(async (to, world) => {
        const list = await insert(to, 'credit_list', listRow(world.agency));
        await to.rows(
          sql`update list_entry set ${raw(column)} = ${value(world, list) as string} where id = ${world.entry}`,
        );
      });
    expect(await update('list_id', (_, list) => list)).toEqual(fixed);
    expect(await update('subject_id', (world) => world.otherSubject)).toEqual(fixed);
    expect(await update('colour', () => 'WATCH')).toEqual(fixed);
    expect(await update('ground', () => '更正后的事实')).toEqual(stored);
  });

  it('an entry has the colour of its list', async () => {
    const outcome = await change(async (to, world) => {
      await insert(
        to,
        'list_entry',
        entryRow(world.list, world.otherSubject, world.agency, { colour: 'WATCH' }),
      );
    });
    expect(outcome).toEqual(fixed);
  });

  it('the statutory limit of a published measure is fixed', async () => {
    expect(
      await change((to, world) =>
        to.rows(sql`update measure set max_months = 60 where id = ${world.measure}`),
      ),
    ).toEqual(fixed);
  });

  it('a notice is never changed or taken away', async () => {
    const kept = refusedBy('42501');
    const withNotice = (work: (to: Sequel, id: number) => Promise<unknown>) =>
      change(async (to, world) => {
        const instruction = await insert(to, 'instruction', world.instruction);
        await work(to, await insert(to, 'notice', noticeRow(world, instruction)));
      });
    expect(await withNotice((to, id) => to.rows(sql`delete from notice where id = ${id}`))).toEqual(kept);
    expect(await withNotice((to, id) => to.rows(sql`update notice set proof = '' where id = ${id}`))).toEqual(
      kept,
    );
  });

  it('the colour of a list is fixed', async () => {
    const outcome = await change((to, world) =>
      to.rows(sql`update credit_list set colour = 'WATCH' where id = ${world.list}`),
    );
    expect(outcome).toEqual(fixed);
  });

  const measureFacts: [string, unknown][] = [
    ['tier', 'WATCH'],
    ['basis_rank', 'ADMINISTRATIVE_REGULATION'],
    ['matters', ['BIDDING', 'FINANCE']],
  ];

  it.each(measureFacts)('%s of a published measure is fixed, of a draft it is not', async (column, value) => {
    const update = (status: string) =>
      change(
        (to, world) =>
          to.rows(sql`update measure set ${raw(column)} = ${value as string} where id = ${world.measure}`),
        { measure: { status } },
      );
    expect(await update('PUBLISHED')).toEqual(fixed);
    expect(await update('RETIRED')).toEqual(fixed);
    expect(await update('DRAFT')).toEqual(stored);
  });

  describe.each(['SIGNING', 'IN_FORCE', 'ENDED'])('of a memorandum that is %s', (status) => {
    const memorandum = { memorandum: { status } };

    it('clauses are not changed, added or taken away', async () => {
      expect(
        await change(
          (to, { clause }) => to.rows(sql`update clause set feedback_days = 99 where id = ${clause}`),
          memorandum,
        ),
      ).toEqual(fixed);
      expect(
        await change(
          (to, world) =>
            insert(to, 'clause', clauseRow(world.memorandum, world.measure, world.agency, { number: 2 })),
          memorandum,
        ),
      ).toEqual(fixed);
      expect(
        await change((to, { clause }) => to.rows(sql`delete from clause where id = ${clause}`), memorandum),
      ).toEqual(fixed);
    });

    it('clauses are not moved to a draft either', async () => {
      const outcome = await change(async (to, { agency, clause }) => {
        const draft = await insert(to, 'memorandum', memorandumRow(agency));
        await to.rows(sql`update clause set memorandum_id = ${draft} where id = ${clause}`);
      }, memorandum);
      expect(outcome).toEqual(fixed);
    });

    it('lists are not added or taken away', async () => {
      expect(
        await change(async (to, world) => {
          const list = await insert(to, 'credit_list', listRow(world.agency));
          await insert(to, 'memorandum_list', { memorandum_id: world.memorandum, list_id: list });
        }, memorandum),
      ).toEqual(fixed);
      expect(
        await change(
          (to, world) => to.rows(sql`delete from memorandum_list where memorandum_id = ${world.memorandum}`),
          memorandum,
        ),
      ).toEqual(fixed);
    });
  });

  it('of a draft they may be changed', async () => {
    const outcome = await change(
      async (to, { clause, memorandum }) => {
        await to.rows(sql`update clause set feedback_days = 20 where id = ${clause}`);
        await to.rows(sql`delete from clause where id = ${clause}`);
        await to.rows(sql`delete from memorandum_list where memorandum_id = ${memorandum}`);
      },
      { memorandum: { status: 'DRAFT' } },
    );
    expect(outcome).toEqual(stored);
  });
});

describe('single rows', () => {
  const addMeasure = (row: Record<string, unknown>) =>
    attempt(database, (to) => insert(to, 'measure', measureRow(row)));
  const addEntry = (row: Record<string, unknown>) => attempt(database, (to) => addWorld(to, { entry: row }));

  it.each<[string, string | null, Record<string, unknown>]>([
    ['a black measure by local regulation', 'measure_black_needs_law', { basis_rank: 'LOCAL_REGULATION' }],
    ['a black measure by rule', 'measure_black_needs_law', { basis_rank: 'RULE' }],
    ['a black measure by policy', 'measure_black_needs_law', { basis_rank: 'POLICY' }],
    ['a black draft by policy', null, { basis_rank: 'POLICY', status: 'DRAFT', published_by: null }],
    ['a watch measure by policy', null, { tier: 'WATCH', basis_rank: 'POLICY' }],
    ['a published catch-all', 'measure_catch_all_never_runs', { catch_all: true }],
    ['a catch-all as a draft', null, { catch_all: true, status: 'DRAFT', published_by: null }],
    ['an incentive of the black tier', 'measure_tier_kind', { kind: 'INCENTIVE' }],
    ['a punishment of the red tier', 'measure_tier_kind', { tier: 'RED' }],
    ['a term beyond the limit', 'measure_limit', { term_months: 37, max_months: 36 }],
    ['a term at the limit', null, { term_months: 36, max_months: 36 }],
    ['a measure published by its drafter', 'measure_two_hands', { published_by: 'drafter' }],
  ])('measure: %s (%s)', async (_, constraint, row) => {
    expect((await addMeasure(row)).refused).toBe(constraint);
  });

  it.each<[string, string | null, Record<string, unknown>]>([
    ['published by its proposer', 'list_entry_two_hands', { published_by: 'proposer' }],
    ['published without a notice', 'list_entry_published_after_notice', { notice_served_on: null }],
    [
      'suspended without a notice',
      'list_entry_published_after_notice',
      { notice_served_on: null, status: 'SUSPENDED' },
    ],
    ['proposed without a notice', null, { notice_served_on: null, status: 'PROPOSED', published_by: null }],
    ['from above without proof', 'list_entry_upstream_proof', { origin: 'UPSTREAM' }],
    [
      'from above with proof, taken in and published by one hand',
      null,
      {
        origin: 'UPSTREAM',
        proof_url: 'https://example.cn/1',
        notice_served_on: null,
        published_by: 'proposer',
      },
    ],
    ['that ends before it begins', 'list_entry_term', { valid_until: '2026-01-31' }],
  ])('entry: %s (%s)', async (_, constraint, row) => {
    expect((await addEntry(row)).refused).toBe(constraint);
  });

  it('an instruction of a publication is given once for an entry and clause; a lifted one may be given again', async () => {
    const twice = (first: string) =>
      attempt(database, async (to) => {
        const { instruction } = await addWorld(to);
        await insert(to, 'instruction', { ...instruction, status: first });
        await insert(to, 'instruction', { ...instruction, number: `again-${first}` });
      });
    expect((await twice('ISSUED')).refused).toBe('instruction_once_by_publication');
    expect((await twice('DECLINED')).refused).toBe('instruction_once_by_publication');
    expect((await twice('LIFTED')).refused).toBeNull();
    expect((await twice('CANCELLED')).refused).toBeNull();
  });

  it('an instruction remembers its state exactly while it is suspended', async () => {
    const suspended = (row: Record<string, unknown>) =>
      attempt(database, async (to) => {
        const { instruction } = await addWorld(to);
        await insert(to, 'instruction', { ...instruction, ...row });
      });
    expect((await suspended({ status: 'SUSPENDED' })).refused).toBe('instruction_suspended_returns');
    expect((await suspended({ status_before_suspension: 'ISSUED' })).refused).toBe(
      'instruction_suspended_returns',
    );
    expect((await suspended({ status: 'SUSPENDED', status_before_suspension: 'ISSUED' })).refused).toBeNull();
  });

  it('the notice period of a list is at least five days', async () => {
    const list = (days: number) =>
      attempt(database, async (to) => {
        const { agency } = await addWorld(to);
        await insert(to, 'credit_list', listRow(agency, { notice_days: days }));
      });
    expect((await list(4)).refused).toBe('credit_list_notice_days');
    expect((await list(5)).refused).toBeNull();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { changePage } from '../../../src/modules/ledger/change.repository.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import type { ChangeNote } from '../../../src/modules/ledger/unit.service.js';
import { type TestKit, contextFor, openTestKit, principalFor } from '../../support/kit.js';
import { act, addOne, addTold, forgetEverything, head, office } from './support.js';

let kit: TestKit;
beforeAll(async () => {
  kit = await openTestKit();
});
afterAll(() => kit.close());
beforeEach(() => forgetEverything(kit.database));

const page = (principal: Principal, after?: string, first?: number) =>
  changePage(contextFor(kit, principal).reader, { after, first });

/** Follows the feed from a cursor as long as there is more. */
const follow = async (principal: Principal, from = '0', first = 3) => {
  const met: number[] = [];
  let after = from;
  for (;;) {
    const { nodes, pageInfo, completeFrom, completeTo } = await page(principal, after, first);
    expect(completeFrom).toBe(after);
    met.push(...nodes.map((node) => Number(node.position)));
    after = completeTo;
    if (!pageInfo.hasNextPage) return { met, after };
  }
};

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const tell = (notes: Partial<ChangeNote>[]) =>
  kit.work.run(act(), 'tell', {}, async (unit) => {
    for (const note of notes) {
      unit.change({ type: 'ENTRY_PUBLISHED', target: 'ListEntry', targetId: 1, audience: 'PUBLIC', ...note });
    }
  });

describe('the change feed', () => {
  it('has no gap and no double, however many write at once and some fail', async () => {
    const units = oneTo(24).map((index) =>
      kit.work
        .run(act(), 'add', {}, async (unit) => {
          for (let each = 0; each <= index % 3; each++) await addTold(unit, `U${index}-${each}`);
          if (index % 5 === 0) throw new Error('falls over');
        })
        .catch((error: Error) => {
          if (error.message !== 'falls over') throw error;
        }),
    );
    await Promise.all(units);
    const written = oneTo(24)
      .filter((index) => index % 5 !== 0)
      .reduce((sum, index) => sum + (index % 3) + 1, 0);
    expect(await head(kit.database)).toEqual({ audit: written, change: written });
    expect((await follow(office)).met).toEqual(oneTo(written));
    expect(await verifyAudit(kit.database)).toEqual({ rows: written, fault: null });
  });

  it('gives a reader who follows it while others write everything, in order, once', async () => {
    let writing = true;
    const writers = Promise.all(
      oneTo(4).map(async (writer) => {
        for (const step of oneTo(8)) {
          await kit.work.run(act(), 'add', {}, (unit) => addTold(unit, `W${writer}-${step}`));
        }
      }),
    ).finally(() => {
      writing = false;
    });
    const met: number[] = [];
    let after = '0';
    for (let last = false; !last;) {
      last = !writing; // one more round after the last write
      const followed = await follow(office, after);
      met.push(...followed.met);
      after = followed.after;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await writers;
    expect(met).toEqual(oneTo(32));
  });

  it('is resumed from any position', async () => {
    await tell(oneTo(7).map(() => ({})));
    for (const from of oneTo(7)) {
      expect((await follow(office, String(from), 2)).met).toEqual(oneTo(7).filter((each) => each > from));
    }
  });

  it('is complete to its head though nothing of it is for the reader, so that nobody asks for it again', async () => {
    await tell([{ audience: 'GOVERNMENT' }, { audience: 'PARTIES', parties: [4] }]);
    const { nodes, pageInfo, completeTo } = await page(principalFor('FIRM', 9));
    expect(nodes).toEqual([]);
    expect(pageInfo.hasNextPage).toBe(false);
    expect(completeTo).toBe('2');
  });

  it('shows each reader what is meant for it', async () => {
    await tell([
      { audience: 'PUBLIC' },
      { audience: 'GOVERNMENT', subjectId: 8 }, // of an entry the agencies below have no part in
      { audience: 'PARTIES', parties: [4, 5] },
      { audience: 'PARTIES', parties: [], subjectId: 8 },
    ]);
    const met = async (principal: Principal) => (await follow(principal)).met;
    expect(await met(office)).toEqual([1, 2, 3, 4]);
    expect(await met(principalFor('AUDITOR', 2))).toEqual([1, 2, 3, 4]);
    expect(await met(principalFor('AGENCY', 4))).toEqual([1, 3]);
    expect(await met(principalFor('AGENCY', 6))).toEqual([1]);
    expect(await met(principalFor('BANK', 5))).toEqual([1, 3]);
    expect(await met(principalFor('FIRM', 6))).toEqual([1]);
    expect(await met(principalFor('SUBJECT', null, { subjectId: 8 }))).toEqual([1, 2, 4]);
    expect(await met(principalFor('SUBJECT', null, { subjectId: 7 }))).toEqual([1]);
    expect(await met(principalFor('SUBJECT', null))).toEqual([1]);
    expect(await met(principalFor('FIRM', null))).toEqual([1]);
  });

  it('begins empty', async () => {
    const { nodes, completeFrom, completeTo } = await page(office);
    expect({ nodes, completeFrom, completeTo }).toEqual({ nodes: [], completeFrom: '0', completeTo: '0' });
  });

  it('waits at a position that is yet to come', async () => {
    await tell([{}]);
    const { nodes, completeTo } = await page(office, '40');
    expect(nodes).toEqual([]);
    expect(completeTo).toBe('40');
  });

  it.each(['x', '-1', '1.5', '1e3', ' 1', '0x10', '9'.repeat(16)])(
    'refuses %j as a position',
    async (after) => {
      await expect(page(office, after)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        extensions: { field: 'after' },
      });
    },
  );

  it('stays as it is for a unit that tells nothing', async () => {
    await kit.work.run(act(), 'add', {}, (unit) => addOne(unit, 'quiet'));
    expect(await head(kit.database)).toEqual({ audit: 0, change: 0 });
    expect(await kit.database.rows(sql`select 1 from audit_event`)).toEqual([]);
  });
});

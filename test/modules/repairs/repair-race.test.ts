import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { testDay } from '../../support/hub.js';
import { codeOfOutcome, fulfilled, overtake, rounds, together } from '../enforcement/in-flight.js';
import { type Loop, as, count, object, startLoop, statusesOf, storedEntry } from '../lists/support.js';
import {
  accept,
  applyFor,
  decideRepair,
  openTerms,
  passMinimumPeriod,
  storedRepair,
  taxEntry,
} from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

/** An application taken up for an entry whose minimum period is over. */
const ripe = async () => {
  hub.clock.set(testDay);
  const entry = await taxEntry(hub);
  passMinimumPeriod(hub);
  const repair = await applyFor(hub, entry);
  await accept(hub, repair.number);
  return { entry, repair };
};

describe('at the same time', () => {
  it('two applications are one', async () => {
    for (let round = 0; round < rounds; round++) {
      hub.clock.set(testDay);
      const entry = await taxEntry(hub);
      const outcomes = await together(
        round,
        () => applyFor(hub, entry),
        () => applyFor(hub, entry, { act: as(hub, 'office', 'clerk') }),
      );
      expect(outcomes.map(codeOfOutcome).sort()).toEqual(['CONFLICT', null].sort());
    }
  });

  it('two decisions are one: the second finds it decided', async () => {
    const orders = [true, false].map((approveFirst) => async () => {
      const { entry, repair } = await ripe();
      const approve = () => decideRepair(hub, repair.number, true);
      const refuse = () => decideRepair(hub, repair.number, false, { by: 'office' });
      const outcomes = await overtake(
        hub,
        ...((approveFirst ? [approve, refuse] : [refuse, approve]) as [typeof approve, typeof refuse]),
      );
      expect(outcomes.map(codeOfOutcome)).toEqual([null, 'ILLEGAL_TRANSITION']);
      expect((await storedRepair(hub, repair.id)).status).toBe(approveFirst ? 'APPROVED' : 'REFUSED');
      expect((await storedEntry(hub, entry.id)).status).toBe(approveFirst ? 'REMOVED' : 'PUBLISHED');
      const papers = sql`select count(*)::int as n from document where target = 'Repair' and target_id = ${repair.id}`;
      expect(await count(hub, papers)).toBe(1);
    });
    for (const order of orders) await order();
  });

  it('a decision and an objection come one after the other, and nothing stays active', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry, repair } = await ripe();
      const [decided] = await together(
        round,
        () => decideRepair(hub, repair.number, true),
        () => object(hub, { entry: entry.number }),
      );
      fulfilled(decided!);
      expect((await storedEntry(hub, entry.id)).status).toBe('REMOVED');
      for (const status of await statusesOf(hub, entry.id)) expect(['LIFTED', 'CANCELLED']).toContain(status);
    }
  });

  it('a decision and a revocation: one of them ends the entry, and no term stays open', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry, repair } = await ripe();
      const outcomes = await together(
        round,
        () => decideRepair(hub, repair.number, true),
        () =>
          hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
            entry: entry.number,
            reason: '错误',
          }),
      );
      expect(outcomes.map(codeOfOutcome).sort()).toEqual(['ILLEGAL_TRANSITION', null].sort());
      expect(await openTerms(hub, repair.id)).toEqual([]);
      const { status } = await storedEntry(hub, entry.id);
      expect((await storedRepair(hub, repair.id)).status).toBe(
        status === 'REMOVED' ? 'APPROVED' : 'WITHDRAWN',
      );
    }
  });

  it('hours recorded side by side never count more than a day holds', async () => {
    hub.clock.set(testDay);
    for (let round = 0; round < rounds; round++) {
      const entry = await taxEntry(hub);
      const { code } = (await hub.database.one<{ code: string }>(
        sql`select code from subject where id = ${entry.subjectId}`,
      ))!;
      const record = (by: 'association' | 'services') => () =>
        hub.modules.repairs.support.recordCommunityService(as(hub, by), {
          subject: code,
          activity: '清扫',
          servedOn: addDays(testDay, -1),
          hours: 8,
          proof: '签到表',
        });
      const outcomes = await together(round, record('association'), record('services'));
      expect(outcomes.map(codeOfOutcome).sort()).toEqual(['BAD_USER_INPUT', null].sort());
    }
  });
});

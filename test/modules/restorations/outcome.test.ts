import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import type { RecordOutcomeInput } from '../../../src/modules/restorations/outcome.types.js';
import { lockRecord, withdrawRecord } from '../../../src/modules/records/withdrawal.service.js';
import { testDay } from '../../support/hub.js';
import {
  end,
  freshRecord,
  handOf,
  inUnit,
  publishableByMarket,
  publishedByMarket,
} from '../delivery/support.js';
import {
  type BodyKey,
  type Loop,
  carryOut,
  count,
  instructionFor,
  object,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from '../lists/support.js';
import { restorationOf, restorationsOf } from './support.js';
import { ownerOf } from '../../support/database.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

let documents = 0;
const outcome = (more: Partial<RecordOutcomeInput>): RecordOutcomeInput => ({
  kind: 'LITIGATION',
  result: 'ANNULLED',
  authority: '濮阳县人民法院',
  documentNumber: `（2026）豫0928行初${++documents}号`,
  decidedOn: testDay,
  summary: '撤销被诉行为',
  ...more,
});
const record = (key: BodyKey, more: Partial<RecordOutcomeInput>) =>
  hub.modules.restorations.outcomes.recordOutcome(handOf(hub, key), outcome(more));
const revokeRecord = (key: BodyKey, number: string) =>
  hub.modules.restorations.outcomes.revokeRecord(handOf(hub, key), {
    record: number,
    reason: '处罚决定被撤销',
    documentNumber: '濮县政复决〔2026〕2号',
  });
const keyOf = async (query: ReturnType<typeof sql>): Promise<BodyKey> => {
  const row = await hub.database.one<{ id: number }>(query);
  return [...hub.bodies].find(([, id]) => id === row!.id)![0];
};
const providerOf = (id: number) => keyOf(sql`select provider_id as id from credit_record where id = ${id}`);

describe('an outcome about an entry', () => {
  it('ANNULLED: revoked in the same act, with the outcome as the cause', async () => {
    const entry = await publishedByMarket(hub);
    const { outcomeId } = await record('office', { entry: entry.number });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED' });
    expect(await restorationOf(hub, { entry: entry.id })).toMatchObject({
      cause: 'OUTCOME',
      outcomeId,
      status: 'OPEN',
    });
  });

  it('ANNULLED while an objection is open: revoked all the same', async () => {
    const entry = await publishedByMarket(hub);
    await object(hub, { entry: entry.number });
    await record('market', { entry: entry.number });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED', objected: false });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['CANCELLED']));
  });

  it('ANNULLED before it was published: rejected, and there is nothing to restore', async () => {
    const entry = await publishableByMarket(hub);
    await record('office', { entry: entry.number });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REJECTED' });
    expect(await restorationsOf(hub, { entry: entry.id })).toEqual([]);
  });

  it.each(['REMOVED', 'EXPIRED'] as const)(
    'ANNULLED after it was %s: unwound, once, without another end',
    async (status) => {
      const entry = await publishedByMarket(hub);
      await end(hub, entry, status);
      await record('office', { entry: entry.number });
      await record('office', { entry: entry.number, kind: 'ADMINISTRATIVE_REVIEW' });
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status });
      expect(await restorationOf(hub, { entry: entry.id })).toMatchObject({ cause: 'OUTCOME' });
    },
  );

  it('CHANGED: corrected as the decision says, never made longer', async () => {
    const entry = await publishedByMarket(hub);
    const longer = {
      entry: entry.number,
      result: 'CHANGED' as const,
      correction: { validUntil: addDays(entry.validUntil!, 1) },
    };
    expect(await refused(record('market', longer))).toMatchObject({ code: 'NOT_PROPORTIONATE' });
    const misplaced = { ...longer, correction: { title: '标题' } };
    expect(await refused(record('market', misplaced))).toMatchObject({ field: 'input.correction.title' });
    await record('market', { ...longer, correction: { ground: '变更后的事由' } });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
    expect(await restorationOf(hub, { entry: entry.id })).toMatchObject({ cause: 'OUTCOME' });
  });

  it('CONFIRMED and ENDED_OTHERWISE: kept, and nothing else', async () => {
    const entry = await publishedByMarket(hub);
    for (const result of ['CONFIRMED', 'ENDED_OTHERWISE'] as const)
      await record('office', { entry: entry.number, result });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
    expect(await restorationsOf(hub, { entry: entry.id })).toEqual([]);
    expect(await count(hub, sql`select count(*)::int as n from outcome where entry_id = ${entry.id}`)).toBe(
      2,
    );
  });

  it('is recorded by the office or the party, once, of a day that can be', async () => {
    const entry = await publishedByMarket(hub);
    const refusals = [
      [record('tax', { entry: entry.number }), { code: 'NOT_FOUND', field: 'input.entry' }],
      [record('office', { entry: 'E-NONE' }), { code: 'NOT_FOUND', field: 'input.entry' }],
      [record('office', {}), { code: 'BAD_USER_INPUT', field: 'input.entry' }],
      [
        record('office', { entry: entry.number, decidedOn: addDays(testDay, 1) }),
        { field: 'input.decidedOn' },
      ],
      [record('office', { entry: entry.number, decidedOn: '2020-01-01' }), { field: 'input.decidedOn' }],
    ] as const;
    for (const [attempt, expected] of refusals) expect(await refused(attempt)).toMatchObject(expected);
    const once = { entry: entry.number, documentNumber: '（2026）豫09行终1号', result: 'CONFIRMED' as const };
    await record('office', once);
    expect(await refused(record('market', once))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.documentNumber',
    });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
  });

  it('is kept for good', async () => {
    await expect(ownerOf(hub.database).rows(sql`update outcome set result = 'CONFIRMED'`)).rejects.toThrow();
    await expect(ownerOf(hub.database).rows(sql`delete from outcome`)).rejects.toThrow();
  });
});

describe('a record whose act was annulled (Henan 42)', () => {
  it('goes with what rests on it, and each is unwound', async () => {
    const { id, number } = await freshRecord(hub);
    const entry = await published(hub, { subject: {}, record: number });
    await revokeRecord(await providerOf(id), number);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED' });
    const [ofEntry, ofRecord] = [
      await restorationOf(hub, { entry: entry.id }),
      await restorationOf(hub, { record: id }),
    ];
    expect([ofEntry.cause, ofRecord.cause]).toEqual(['ANNULLED_ACT', 'ANNULLED_ACT']);
    expect(ofRecord.reason).toContain('濮县政复决〔2026〕2号');
    expect(await refused(revokeRecord('office', number))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('also what had rested on it and has ended: it was wrong then', async () => {
    const { id, number } = await freshRecord(hub);
    const entry = await published(hub, { subject: {}, record: number });
    await end(hub, entry, 'REMOVED');
    await inUnit(hub, async (unit) =>
      withdrawRecord(unit, (await lockRecord(unit, number))!, {
        kind: 'REPAIRED',
        reason: '修复',
        cause: { kind: 'REVOCATION' },
      }),
    );
    await record(await providerOf(id), { record: number });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REMOVED' });
    for (const thing of [{ entry: entry.id }, { record: id }])
      expect(await restorationOf(hub, thing)).toMatchObject({ cause: 'OUTCOME', status: 'OPEN' });
    const kept = await hub.database.one(sql`select withdrawal from credit_record where id = ${id}`);
    expect(kept).toEqual({ withdrawal: 'REVOKED' });
  });

  it('is revoked by its provider or the office, with a word', async () => {
    const { id, number } = await freshRecord(hub);
    const provider = await providerOf(id);
    const other = [...hub.bodies.keys()].find((key) => key !== provider && key !== 'office')!;
    expect(await refused(revokeRecord(other, number))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.record',
    });
    const { outcomes } = hub.modules.restorations;
    for (const field of ['reason', 'documentNumber'] as const) {
      const input = { record: number, reason: '撤销', documentNumber: '1号', [field]: ' ' };
      expect(await refused(outcomes.revokeRecord(handOf(hub, 'office'), input))).toMatchObject({
        field: `input.${field}`,
      });
    }
    expect(await restorationsOf(hub, { record: id })).toEqual([]);
    await revokeRecord('office', number);
    expect(await restorationOf(hub, { record: id })).toMatchObject({ cause: 'ANNULLED_ACT' });
  });

  it('CHANGED by a decision: corrected', async () => {
    const { id, number } = await freshRecord(hub);
    await record('office', { record: number, result: 'CHANGED', correction: { fineYuan: '100.00' } });
    const row = await hub.database.one(
      sql`select fine_yuan::text as fine, withdrawn_at as withdrawn from credit_record where id = ${id}`,
    );
    expect(row).toEqual({ fine: '100.00', withdrawn: null });
    expect(await restorationOf(hub, { record: id })).toMatchObject({ cause: 'OUTCOME' });
  });
});

describe('an outcome about an instruction', () => {
  it.each(['ANNULLED', 'CHANGED'] as const)(
    '%s: ended at once; what was applied is lifted',
    async (result) => {
      const entry = await publishedByMarket(hub);
      const { id, number } = await instructionFor(hub, entry.id, 'market');
      await carryOut(hub, 'market', number);
      await record('market', { instruction: number, result });
      expect(await instructionFor(hub, entry.id, 'market')).toMatchObject({ status: 'LIFTED' });
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
      expect(await restorationOf(hub, { instruction: id })).toMatchObject({
        cause: 'OUTCOME',
        responsibleId: hub.bodies.get('market'),
      });
    },
  );

  it('is the implementing agency’s or the office’s to record; what never took effect has nothing to restore', async () => {
    const entry = await publishedByMarket(hub);
    const { id, number } = await instructionFor(hub, entry.id, 'tax');
    expect(await refused(record('market', { instruction: number }))).toMatchObject({
      field: 'input.instruction',
    });
    await hub.executions.declineInstruction(handOf(hub, 'tax'), {
      instruction: number,
      reason: '不属本单位',
    });
    await record('tax', { instruction: number });
    expect(await restorationsOf(hub, { instruction: id })).toEqual([]);
  });
});

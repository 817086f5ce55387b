import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { today } from '../../../src/kernel/clock.js';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import { memorandumByNumber } from '../../../src/modules/memoranda/memorandum.repository.js';
import { memorandumEnded, memorandumInForce } from '../../../src/modules/memoranda/index.js';
import {
  type Catalogue,
  agencyAct,
  auditEvents,
  changeNotes,
  clauseInput,
  heard,
  measureInput,
  memorandumInput,
  officeAct,
  openCatalogue,
  publishedMeasure,
  refusal,
  startDay,
  storedMemorandum,
} from './support.js';

let hub: Catalogue;
beforeAll(async () => {
  hub = await openCatalogue();
  await publishedMeasure(hub);
});
afterAll(() => hub.database.close());

/** Each test has a memorandum of its own number, on the same first day. */
let number: string;
let signed: { memorandum: string };
beforeEach(() => {
  number = `MOU-${randomUUID()}`;
  signed = { memorandum: number };
  hub.clock.set(startDay);
});

const office = (clientId?: string) => officeAct(hub.organizations, clientId);
const agency = (name: 'MARKET' | 'TAX' | 'HALL') => agencyAct(hub.organizations, name);
const stored = () => storedMemorandum(hub.database, number);
const draft = (act: ReturnType<typeof office>, changes: Parameters<typeof memorandumInput>[0] = {}) =>
  hub.memoranda.draftMemorandum(act, memorandumInput({ number, ...changes }));

/** Drafted by the market agency, signed by both parties. */
const concluded = async (changes: Parameters<typeof memorandumInput>[0] = {}) => {
  await draft(agency('MARKET'), changes);
  await hub.memoranda.signMemorandum(agency('MARKET'), signed);
  await hub.memoranda.signMemorandum(agency('TAX'), signed);
};

describe('signing', () => {
  it('brings it into force with the last signature, not before', async () => {
    const begun = heard(hub.bus, memorandumInForce);
    const { memorandumId } = await draft(agency('MARKET'));
    expect(await stored()).toMatchObject({ status: 'DRAFT', signedOn: null });
    await hub.memoranda.signMemorandum(agency('MARKET'), signed);
    expect(await stored()).toMatchObject({ status: 'SIGNING', signedOn: null });
    expect(begun).toEqual([]);
    await hub.memoranda.signMemorandum(agency('TAX'), signed);
    expect(await stored()).toMatchObject({
      status: 'IN_FORCE',
      signedOn: startDay,
      filingDueOn: '2026-03-30',
    });
    expect(begun).toEqual([{ memorandumId }]);
    expect((await auditEvents(hub.database)).slice(-4)).toEqual([
      'memoranda.memorandumDrafted',
      'memoranda.memorandumSigned',
      'memoranda.memorandumSigned',
      'memoranda.memorandumInForce',
    ]);
    expect((await changeNotes(hub.database)).at(-1)).toMatchObject({
      type: 'MEMORANDUM_IN_FORCE',
      audience: 'PUBLIC',
      parties: [hub.organizations.MARKET, hub.organizations.TAX],
    });
  });

  it('is for each party itself, once', async () => {
    await draft(agency('MARKET'));
    const attempt = (act: ReturnType<typeof office>) => refusal(hub.memoranda.signMemorandum(act, signed));
    expect(await attempt(agency('HALL'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await attempt(office())).toMatchObject({ code: 'FORBIDDEN' });
    await hub.memoranda.signMemorandum(agency('MARKET'), signed);
    expect(await attempt(agency('MARKET'))).toMatchObject({ code: 'CONFLICT' });
    await hub.memoranda.signMemorandum(agency('TAX'), signed);
    expect(await attempt(agency('TAX'))).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'IN_FORCE' });
  });

  it('does not bring an unpublished measure into force', async () => {
    await hub.measures.draftMeasure(office(), measureInput({ code: 'W-2' }));
    await draft(agency('MARKET'), { clauses: [clauseInput(), clauseInput({ measure: 'W-2' })] });
    await hub.memoranda.signMemorandum(agency('MARKET'), signed);
    expect(await refusal(hub.memoranda.signMemorandum(agency('TAX'), signed))).toMatchObject({
      code: 'MEASURE_NOT_PUBLISHED',
      article: 'Policy 四(三)',
    });
    expect(await stored()).toMatchObject({ status: 'SIGNING', signedOn: null });
    await hub.measures.publishMeasure(office('office-2'), { measure: 'W-2' });
    await hub.memoranda.signMemorandum(agency('TAX'), signed);
    expect(await stored()).toMatchObject({ status: 'IN_FORCE' });
  });

  it('is recorded by a second hand of the office for a national memorandum', async () => {
    await draft(office('anna'), { level: 'NATIONAL', initiator: 'MARKET' });
    expect(await refusal(hub.memoranda.signMemorandum(agency('MARKET'), signed))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refusal(hub.memoranda.signMemorandum(office('anna'), signed))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
    });
    await hub.memoranda.signMemorandum(office('bo'), signed);
    expect(await stored()).toMatchObject({ status: 'IN_FORCE', signedOn: startDay });
  });
});

describe('with time', () => {
  it('comes into force on its first day, and ends after its last', async () => {
    const begun = heard(hub.bus, memorandumInForce);
    const ended = heard(hub.bus, memorandumEnded);
    await concluded({ effectiveFrom: '2026-04-01', effectiveUntil: '2026-04-30' });
    const { id } = (await stored())!;
    const sweep = async (day: string) => {
      hub.clock.set(day);
      await hub.memoranda.bringIntoForce(office('system'));
      await hub.memoranda.endExpired(office('system'));
      return (await stored())!.status;
    };
    expect(await sweep('2026-03-31')).toBe('SIGNING');
    expect(await sweep('2026-04-01')).toBe('IN_FORCE');
    expect(await sweep('2026-04-30')).toBe('IN_FORCE');
    expect(await sweep('2026-05-01')).toBe('ENDED');
    expect(await sweep('2026-05-02')).toBe('ENDED');
    expect(begun).toEqual([{ memorandumId: id }]);
    expect(ended).toEqual([{ memorandumId: id, reason: '有效期届满' }]);
  });

  it('waits for its measures, without holding up others', async () => {
    await hub.measures.draftMeasure(office(), measureInput({ code: 'W-3' }));
    await concluded({ effectiveFrom: '2026-04-01', clauses: [clauseInput({ measure: 'W-3' })] });
    const later = memorandumInput({ number: `${number}-2`, effectiveFrom: '2026-04-01' });
    await hub.memoranda.draftMemorandum(agency('MARKET'), later);
    await hub.memoranda.signMemorandum(agency('MARKET'), { memorandum: later.number });
    await hub.memoranda.signMemorandum(agency('TAX'), { memorandum: later.number });
    const ids = [(await stored())!.id, (await storedMemorandum(hub.database, later.number))!.id];
    hub.clock.set('2026-04-01');
    const act = { ...office('system'), idempotencyKey: 'sweep' };
    expect(await hub.memoranda.bringIntoForce(act)).toEqual({
      memorandumIds: [ids[1]],
      waitingIds: [ids[0]],
    });
    await hub.measures.publishMeasure(office('office-2'), { measure: 'W-3' });
    expect(await hub.memoranda.bringIntoForce(act)).toEqual({ memorandumIds: [ids[0]], waitingIds: [] });
  });

  it('cannot be signed when its term is over', async () => {
    await draft(agency('MARKET'), { effectiveUntil: '2026-03-20' });
    hub.clock.set('2026-03-21');
    expect(await refusal(hub.memoranda.signMemorandum(agency('MARKET'), signed))).toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('filing', () => {
  const overdue = async () => {
    const row = await memorandumByNumber(
      new ScopedReader(hub.database, office().principal, today(hub.clock)),
      number,
    );
    return row!.filingOverdue;
  };

  it('is late from the day after the tenth working day on, until it is done', async () => {
    await concluded();
    const due = (await stored())!.filingDueOn!;
    expect(due).toBe('2026-03-30');
    hub.clock.set(due);
    expect(await overdue()).toBe(false);
    hub.clock.set(addDays(due, 1));
    expect(await overdue()).toBe(true);
    await hub.memoranda.fileMemorandum(agency('MARKET'), signed);
    expect(await overdue()).toBe(false);
    expect((await auditEvents(hub.database)).at(-1)).toBe('memoranda.memorandumFiled');
  });

  it('is for the initiator or the office, after signing, once', async () => {
    await draft(agency('MARKET'));
    const attempt = (act: ReturnType<typeof office>) => refusal(hub.memoranda.fileMemorandum(act, signed));
    expect(await attempt(agency('MARKET'))).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'DRAFT' });
    await hub.memoranda.signMemorandum(agency('MARKET'), signed);
    await hub.memoranda.signMemorandum(agency('TAX'), signed);
    expect(await attempt(agency('TAX'))).toMatchObject({ code: 'FORBIDDEN' });
    await hub.memoranda.fileMemorandum(office(), signed);
    expect(await attempt(agency('MARKET'))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('ending', () => {
  const end = (act: ReturnType<typeof office>, reason = '依据废止') =>
    hub.memoranda.endMemorandum(act, { ...signed, reason });

  it('is for the initiator or the office, with a reason, and is announced', async () => {
    const ended = heard(hub.bus, memorandumEnded);
    await concluded();
    expect(await refusal(end(agency('TAX')))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(end(agency('HALL')))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(end(agency('MARKET'), ' '))).toMatchObject({ field: 'input.reason' });
    const { memorandumId } = await end(agency('MARKET'));
    expect(ended).toEqual([{ memorandumId, reason: '依据废止' }]);
    expect((await changeNotes(hub.database)).at(-1)).toMatchObject({
      type: 'MEMORANDUM_ENDED',
      audience: 'PUBLIC',
    });
    expect(await refusal(end(office()))).toMatchObject({ code: 'ILLEGAL_TRANSITION', state: 'ENDED' });
  });

  it('of a draft is known to its parties only', async () => {
    const ended = heard(hub.bus, memorandumEnded);
    await draft(agency('MARKET'));
    await end(office());
    expect(ended).toEqual([]);
    expect((await changeNotes(hub.database)).at(-1)).toMatchObject({
      type: 'MEMORANDUM_ENDED',
      audience: 'PARTIES',
    });
  });
});

describe('the database itself', () => {
  it('keeps clauses and lists of what is signed as they are', async () => {
    await concluded();
    const { id } = (await stored())!;
    for (const statement of [
      sql`update clause set feedback_days = 1 where memorandum_id = ${id}`,
      sql`delete from clause where memorandum_id = ${id}`,
      sql`delete from memorandum_list where memorandum_id = ${id}`,
      sql`insert into memorandum_list (memorandum_id, list_id) select ${id}::bigint, id from credit_list where code = 'LIST-WATCH'`,
    ]) {
      await expect(hub.database.rows(statement)).rejects.toThrow(/no draft any more/);
    }
  });
});

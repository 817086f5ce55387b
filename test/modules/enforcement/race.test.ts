import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import { sweep } from '../../../src/main.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  apply,
  as,
  carryOut,
  check,
  count,
  decide,
  draftMemorandum,
  entryInput,
  instructionFor,
  instructionsOf,
  memorandumInForce,
  newCompany,
  object,
  publish,
  publishable,
  published,
  publishedMeasure,
  serveOn,
  sign,
  startLoop,
  statusesOf,
  storedEntry,
  verdictsOf,
} from '../lists/support.js';
import {
  type Outcome,
  codeOfOutcome,
  fulfilled,
  overtake,
  rounds,
  theEntry,
  together,
  whileHeldUp,
} from './in-flight.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

type Run = (works: [() => Promise<unknown>, () => Promise<unknown>]) => Promise<Outcome[]>;

/** Both orders with the first at the brink of its commit, then any moments. */
const orders: Run[] = [
  ([one, other]) => overtake(hub, one, other),
  async ([one, other]) => (await overtake(hub, other, one)).reverse(),
  ...Array.from(
    { length: rounds },
    (_, round): Run =>
      (works) =>
        together(round, ...works),
  ),
];

const onCheck = async (entry: StoredEntry) =>
  (await instructionsOf(hub, entry.id)).filter(({ trigger }) => trigger === 'ON_CHECK');

describe('checks at the same time', () => {
  it('of one business issue its instructions once', async () => {
    for (const [index, run] of orders.entries()) {
      const subject = newCompany();
      const entry = await published(hub, { subject });
      const checking = () => check(hub, 'services', 'BIDDING', `SAME-${index}`, subject);
      const outcomes = await run([checking, checking]);
      outcomes.forEach(fulfilled);
      expect((await onCheck(entry)).map(({ measure }) => measure).sort()).toEqual([
        'HN32-4',
        'REG-ENTERPRISE-18-2',
      ]);
    }
  });

  it('under one idempotency key are one check', async () => {
    for (const [index, run] of orders.entries()) {
      const input = {
        subjects: [newCompany()],
        matter: 'BIDDING' as const,
        businessNumber: `KEY-${index}`,
      };
      const checking = () =>
        hub.checks.checkSubjects({ ...as(hub, 'services'), idempotencyKey: `key-${index}` }, input);
      const outcomes = await run([checking, checking]);
      const [done, ...alike] = outcomes.filter(({ status }) => status === 'fulfilled');
      fulfilled(done!);
      for (const each of alike) expect(each).toEqual(done);
      for (const each of outcomes)
        if (each.status === 'rejected')
          expect(each.reason).toMatchObject({ extensions: { code: 'CONFLICT', field: 'Idempotency-Key' } });
      expect(await checking()).toEqual((done as PromiseFulfilledResult<unknown>).value);
      const made = sql`select count(*)::int as n from duty_check where business_number = ${input.businessNumber}`;
      expect(await count(hub, made)).toBe(1);
    }
  });

  it('of the same subjects in any order, beside objections to them, come to an end', async () => {
    for (let round = 0; round < rounds; round++) {
      const subjects = [newCompany(), newCompany(), newCompany()];
      const entries: StoredEntry[] = [];
      for (const subject of subjects) entries.push(await published(hub, { subject }));
      const outcomes = await together(
        round,
        () => check(hub, 'services', 'BIDDING', `D1-${round}`, ...subjects),
        () => check(hub, 'services', 'BIDDING', `D2-${round}`, ...subjects.toReversed()),
        () => check(hub, 'housing', 'BIDDING', `D3-${round}`, ...subjects),
        ...entries.map(
          ({ number }) =>
            () =>
              object(hub, { entry: number }),
        ),
      );
      outcomes.forEach(fulfilled);
      for (const { id } of entries)
        expect(new Set(await statusesOf(hub, id))).toEqual(new Set(['SUSPENDED']));
    }
  });
});

describe('a check that waited for an entry', () => {
  const clausesHit = (checkId: number) =>
    hub.database.rows(sql`select clause_ids as "clauseIds" from check_hit where check_id = ${checkId}`);

  /** Both at the same brink: the check begins before the other is done, and answers after it. */
  const checkedAfter = async (subject: SubjectInput, business: string, other: () => Promise<unknown>) => {
    const checking = (again: string) => check(hub, 'services', 'BIDDING', `${business}${again}`, subject);
    const [done, waited] = await overtake(hub, other, () => checking(''));
    fulfilled(done);
    fulfilled(waited);
    return {
      told: await clausesHit((waited as PromiseFulfilledResult<number>).value),
      toldLater: await clausesHit(await checking('-LATER')),
    };
  };

  it('names no measure that was found wrong and taken back meanwhile', async () => {
    const subject = newCompany();
    const entry = await published(hub, { subject });
    const before = await check(hub, 'services', 'BIDDING', 'WRONG-1', subject);
    const wrong = (await onCheck(entry)).find(({ measure }) => measure === 'HN32-4')!;
    const objection = await object(hub, { instruction: wrong.number });
    const { told, toldLater } = await checkedAfter(subject, 'WRONG-2', () => decide(hub, objection, true));
    expect(told).toEqual(toldLater);
    expect(told).not.toEqual(await clausesHit(before));
  });

  it('issues nothing that it does not name: what came into effect meanwhile is hit as well', async () => {
    const subject = newCompany();
    const held = await published(hub, { subject });
    const other = await publishable(hub, { subject });
    const checkId = await whileHeldUp(
      hub,
      theEntry(held.id),
      () => check(hub, 'services', 'BIDDING', 'MEANWHILE-1', subject),
      () => publish(hub, 'BLACK-MARKET', [other.number]),
    );
    const issued = await hub.database.rows(sql`
      select entry_id as "entryId", array_agg(clause_id order by clause_id) as "clauseIds" from instruction
      where check_id = ${checkId} group by entry_id order by entry_id`);
    const named = await hub.database.rows(sql`
      select entry_id as "entryId", clause_ids as "clauseIds" from check_hit where check_id = ${checkId} order by entry_id`);
    expect(issued).toEqual(named);
    expect(named.map((each: any) => each.entryId)).toEqual([held.id, other.id]);
  });

  it('answers about whom it issues for: who was registered meanwhile is not told to be unknown', async () => {
    const [known, other] = [newCompany(), newCompany()];
    const held = await published(hub, { subject: known });
    const checkId = await whileHeldUp(
      hub,
      theEntry(held.id),
      () => check(hub, 'services', 'BIDDING', 'MEANWHILE-2', known, other),
      () => published(hub, { subject: other }),
    );
    const issuedFor = await hub.database.rows(sql`
      select subject_id as id from instruction where check_id = ${checkId} group by subject_id order by subject_id`);
    const answered = await hub.database.rows(sql`
      select subject_id as id from check_result where check_id = ${checkId} order by subject_id`);
    expect(issuedFor).toHaveLength(2);
    expect(answered).toEqual(issuedFor);
  });

  it('answers about whom it hits: also where it waited for another check, and nothing is issued', async () => {
    const subject = newCompany();
    const business = `check/${hub.bodies.get('tax')}/MEANWHILE-3`;
    const checkId = await whileHeldUp(
      hub,
      sql`select pg_advisory_xact_lock(hashtextextended(${business}::text, 0))::text as locked`,
      () => check(hub, 'tax', 'LICENSING', 'MEANWHILE-3', subject),
      () => published(hub, { subject }),
    );
    expect(await verdictsOf(hub, checkId)).toEqual(['PUNISHMENT']);
    expect(await count(hub, sql`select count(*)::int as n from check_hit where check_id = ${checkId}`)).toBe(
      1,
    );
    expect(
      await count(hub, sql`select count(*)::int as n from instruction where check_id = ${checkId}`),
    ).toBe(0);
  });

  it('names no measure of an entry whose memorandum ended meanwhile', async () => {
    const code = 'RACE-WAITED';
    await publishedMeasure(hub, code, { matters: ['BIDDING'] });
    const clauses = [
      { measure: code, matter: 'BIDDING', trigger: 'ON_CHECK', implementer: 'services' } as const,
    ];
    await memorandumInForce(hub, code, clauses, { lists: ['BLACK-MILITARY'] });
    const subject = newCompany();
    await published(hub, { subject, list: 'BLACK-MILITARY' });
    const before = await check(hub, 'services', 'BIDDING', 'ENDED-1', subject);
    const { told, toldLater } = await checkedAfter(subject, 'ENDED-2', () =>
      hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), { memorandum: code, reason: '终止' }),
    );
    expect(told).toEqual(toldLater);
    expect(told).not.toEqual(await clausesHit(before));
  });
});

describe('publications at the same time', () => {
  it('of one list are its versions one after the other', async () => {
    const version = () =>
      count(hub, sql`select current_version as n from credit_list where code = 'BLACK-MARKET'`);
    for (const run of orders) {
      const before = await version();
      const entries = [await publishable(hub), await publishable(hub)];
      const outcomes = await run([
        () => publish(hub, 'BLACK-MARKET', [entries[0]!.number]),
        () => publish(hub, 'BLACK-MARKET', [entries[1]!.number]),
      ]);
      outcomes.forEach(fulfilled);
      const versions = outcomes.map(
        (each) => (each as PromiseFulfilledResult<{ version: number }>).value.version,
      );
      expect(versions.sort((a, b) => a - b)).toEqual([before + 1, before + 2]);
      expect(await version()).toBe(before + 2);
    }
  });

  it('of one entry are one, and the other is told', async () => {
    for (const run of orders) {
      const { id, number } = await publishable(hub);
      const publishing = () => publish(hub, 'BLACK-MARKET', [number]);
      const codes = (await run([publishing, publishing])).map(codeOfOutcome);
      expect(codes.sort()).toEqual(['ILLEGAL_TRANSITION', null]);
      const clauses = (await instructionsOf(hub, id)).map(({ clauseId }) => clauseId);
      expect(new Set(clauses).size).toBe(clauses.length);
    }
  });

  it('beside a memorandum that comes into force: the instructions due from both are there, once', async () => {
    await publishedMeasure(hub, 'RACE-FORCE');
    for (const [index, run] of orders.slice(0, 8).entries()) {
      const code = `RACE-FORCE-${index}`;
      const entry = await publishable(hub, { list: 'BLACK-GEOLOGY' });
      await draftMemorandum(hub, code, [{ measure: 'RACE-FORCE' }], { lists: ['BLACK-GEOLOGY'] });
      await sign(hub, code, ['market', 'tax']);
      const outcomes = await run([
        () => publish(hub, 'BLACK-GEOLOGY', [entry.number]),
        () => sign(hub, code, ['services']),
      ]);
      outcomes.forEach(fulfilled);
      expect(await statusesOf(hub, entry.id)).toEqual(Array(index + 1).fill('ISSUED'));
    }
  });

  it('beside proposals of the same decision: one entry, and the other is told', async () => {
    for (const run of orders) {
      const input = entryInput(hub);
      const proposing = () => hub.modules.lists.proposals.proposeEntry(as(hub, 'office'), input);
      const codes = (await run([proposing, proposing])).map(codeOfOutcome);
      expect(codes.sort()).toEqual(['CONFLICT', null]);
    }
  });
});

describe('what ends while it is acted on', () => {
  const endings: [string, (code: string, entry: StoredEntry) => Promise<unknown>][] = [
    [
      'its measure',
      (code) =>
        hub.modules.measures.measures.retireMeasure(as(hub, 'office'), { measure: code, reason: '停用' }),
    ],
    [
      'its memorandum',
      (code) =>
        hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
          memorandum: code,
          reason: '终止',
        }),
    ],
    [
      'its entry',
      (_code, entry) =>
        hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '撤销',
        }),
    ],
  ];
  let codes = 0;
  const arrange = async () => {
    const code = `RACE-END-${++codes}`;
    await publishedMeasure(hub, code, { matters: ['FRANCHISE'] });
    await memorandumInForce(
      hub,
      code,
      [
        { measure: code, matter: 'FRANCHISE' },
        { measure: code, matter: 'FRANCHISE', trigger: 'ON_CHECK', implementer: 'services' },
      ],
      { lists: ['BLACK-MILITARY'] },
    );
    return code;
  };
  const ofCode = async (entry: StoredEntry, code: string) =>
    (await instructionsOf(hub, entry.id)).filter(({ memorandum }) => memorandum === code);
  const isActive = ({ status }: { status: string }) => ['ISSUED', 'ACKNOWLEDGED', 'APPLIED'].includes(status);

  it.each(endings)('%s: feedback counts and is lifted, or is refused', async (_name, end) => {
    for (const run of orders.slice(0, 10)) {
      const code = await arrange();
      const entry = await published(hub, { list: 'BLACK-MILITARY' });
      const [task] = await ofCode(entry, code);
      await hub.executions.acknowledgeInstruction(as(hub, 'tax'), { instruction: task!.number });
      await serveOn(hub, 'tax', task!.number);
      const [applied, ended] = await run([() => apply(hub, 'tax', task!.number), () => end(code, entry)]);
      fulfilled(ended!);
      const [after] = await ofCode(entry, code);
      expect([codeOfOutcome(applied!), after!.status]).toEqual(
        codeOfOutcome(applied!) === null ? [null, 'LIFTED'] : ['ILLEGAL_TRANSITION', 'CANCELLED'],
      );
    }
  });

  it.each(endings)('%s: a check issues nothing that goes on', async (_name, end) => {
    for (const run of orders.slice(0, 10)) {
      const code = await arrange();
      const subject = newCompany();
      const entry = await published(hub, { subject, list: 'BLACK-MILITARY' });
      const outcomes = await run([
        () => check(hub, 'services', 'FRANCHISE', code, subject),
        () => end(code, entry),
      ]);
      outcomes.forEach(fulfilled);
      expect((await ofCode(entry, code)).filter(isActive)).toEqual([]);
    }
  });

  it.each(endings.slice(0, 2))('%s: a publication issues nothing that goes on', async (_name, end) => {
    for (const run of orders.slice(0, 10)) {
      const code = await arrange();
      const entry = await publishable(hub, { list: 'BLACK-MILITARY' });
      const outcomes = await run([
        () => publish(hub, 'BLACK-MILITARY', [entry.number]),
        () => end(code, entry),
      ]);
      outcomes.forEach(fulfilled);
      expect((await storedEntry(hub, entry.id)).status).toBe('PUBLISHED');
      expect((await ofCode(entry, code)).filter(isActive)).toEqual([]);
    }
  });
});

describe('sweeps at the same time, beside work', () => {
  it('end what is over once, and whoever acts on it is told or was first', async () => {
    for (const run of orders.slice(0, 8)) {
      hub.clock.set(testDay);
      const subject = newCompany();
      const entry = await published(hub, { subject, validUntil: addDays(testDay, 3) });
      const { number } = await instructionFor(hub, entry.id, 'market');
      await carryOut(hub, 'market', number);
      hub.clock.set(addDays(testDay, 4));
      const outcomes = await run([
        async () => {
          await Promise.all([sweep(hub.modules), sweep(hub.modules)]);
        },
        () => check(hub, 'services', 'BIDDING', `SWEEP-${entry.id}`, subject),
      ]);
      outcomes.forEach(fulfilled);
      const receipt = (outcomes[1] as PromiseFulfilledResult<number>).value;
      expect(await verdictsOf(hub, receipt)).toEqual(['CLEAR']);
      await sweep(hub.modules);
      const ends = sql`select count(*)::int as n from change where type = 'ENTRY_ENDED' and target_id = ${entry.id}`;
      expect(await count(hub, ends)).toBe(1);
      expect((await instructionFor(hub, entry.id, 'market')).status).toBe('LIFTED');
    }
    hub.clock.set(testDay);
  });
});

it('leaves a whole audit chain and a feed without gaps', async () => {
  expect((await verifyAudit(hub.database)).fault).toBeNull();
  const feed = await hub.database.one(
    sql`select count(*)::int as n, min(position)::int as low, max(position)::int as high from change`,
  );
  const { n } = feed as { n: number };
  expect(feed).toEqual({ n, low: 1, high: n });
});

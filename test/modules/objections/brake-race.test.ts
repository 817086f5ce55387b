import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import {
  type Outcome,
  codeOfOutcome,
  fulfilled,
  overtake,
  rounds,
  together,
} from '../enforcement/in-flight.js';
import {
  type Loop,
  type StoredEntry,
  apply,
  as,
  check,
  count,
  decide,
  draftMemorandum,
  entryInput,
  instructionFor,
  instructionsOf,
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
import { testDay } from '../../support/hub.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const listed = async (): Promise<{ subject: SubjectInput; entry: StoredEntry }> => {
  const subject = newCompany();
  return { subject, entry: await published(hub, { subject }) };
};
/** Numbers of penalty records of organisations that nobody objected to and that ground nothing. */
const freshRecords = async (limit: number): Promise<string[]> =>
  (
    await hub.database.rows<{ number: string }>(sql`
      select r.number from credit_record r join subject s on s.id = r.subject_id
      where r.kind = 'PENALTY' and r.finality = 'FINAL' and s.kind = 'LEGAL_PERSON' and not r.objected and r.publish_until >= ${testDay}::date
        and not exists (select 1 from list_entry e where e.record_id = r.id)
        and not exists (select 1 from objection o where o.record_id = r.id) order by r.id limit ${limit}`)
  ).map(({ number }) => number);

const objecting = (entry: StoredEntry) => () => object(hub, { entry: entry.number });

/** Invariant 2: the objection stands, so the entry is suspended and marked and no punishment of it is active. */
const expectHeld = async (entry: StoredEntry, objection: Outcome): Promise<void> => {
  fulfilled(objection);
  expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
  const active = (await statusesOf(hub, entry.id)).filter((status) =>
    ['ISSUED', 'ACKNOWLEDGED', 'APPLIED'].includes(status),
  );
  expect(active).toEqual([]);
};

describe('an objection received while a check is in flight', () => {
  let businesses = 0;
  const checking = (subject: SubjectInput) => () =>
    check(hub, 'services', 'BIDDING', `RACE-${++businesses}`, subject, newCompany());

  /** The receipt and what came of it agree, whichever was first; and the next check says it. */
  const expectConsistent = async (subject: SubjectInput, entry: StoredEntry, checked: Outcome) => {
    fulfilled(checked);
    const [verdict] = await verdictsOf(hub, (checked as PromiseFulfilledResult<number>).value);
    const issued = (await instructionsOf(hub, entry.id)).filter(({ trigger }) => trigger === 'ON_CHECK');
    expect([verdict, issued.length]).toEqual(verdict === 'SUSPENDED' ? ['SUSPENDED', 0] : ['PUNISHMENT', 2]);
    const [next] = await verdictsOf(hub, await check(hub, 'housing', 'BIDDING', 'NEXT', subject));
    expect(next).toBe('SUSPENDED');
    return verdict;
  };

  it('that is done but for the commit: it says PUNISHMENT, and what it issued is suspended', async () => {
    const { subject, entry } = await listed();
    const [checked, objected] = await overtake(hub, checking(subject), objecting(entry));
    await expectHeld(entry, objected);
    expect(await expectConsistent(subject, entry, checked)).toBe('PUNISHMENT');
  });

  it('that comes while the receipt of the objection is not committed: it waits and says SUSPENDED', async () => {
    const { subject, entry } = await listed();
    const [objected, checked] = await overtake(hub, objecting(entry), checking(subject));
    await expectHeld(entry, objected);
    expect(await expectConsistent(subject, entry, checked)).toBe('SUSPENDED');
  });

  it('at any moment: the receipt and the instructions agree', async () => {
    for (let round = 0; round < rounds; round++) {
      const { subject, entry } = await listed();
      const [checked, objected] = await together(round, checking(subject), objecting(entry));
      await expectHeld(entry, objected!);
      await expectConsistent(subject, entry, checked!);
    }
  });
});

describe('an objection received while a feedback is in flight', () => {
  const ready = async () => {
    const { entry } = await listed();
    const { id, number } = await instructionFor(hub, entry.id, 'market');
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: number });
    await serveOn(hub, 'market', number);
    return { entry, id, applying: () => apply(hub, 'market', number) };
  };
  const before = async (id: number) =>
    (await hub.database.one<{ before: string; feedback: number }>(sql`
      select status_before_suspension as before, (select count(*)::int from feedback f where f.instruction_id = i.id) as feedback
      from instruction i where id = ${id}`))!;

  it('that is done but for the commit: it counts, and is suspended as applied', async () => {
    const { entry, id, applying } = await ready();
    const [applied, objected] = await overtake(hub, applying, objecting(entry));
    await expectHeld(entry, objected);
    expect(codeOfOutcome(applied)).toBeNull();
    expect(await before(id)).toEqual({ before: 'APPLIED', feedback: 1 });
  });

  it('that comes after the receipt: it waits, and is refused', async () => {
    const { entry, id, applying } = await ready();
    const [objected, applied] = await overtake(hub, objecting(entry), applying);
    await expectHeld(entry, objected);
    expect(codeOfOutcome(applied)).toBe('ILLEGAL_TRANSITION');
    expect(await before(id)).toEqual({ before: 'ACKNOWLEDGED', feedback: 0 });
  });

  it('at any moment: applied and stored, or refused and not', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry, id, applying } = await ready();
      const [applied, objected] = await together(round, applying, objecting(entry));
      await expectHeld(entry, objected!);
      expect(await before(id)).toEqual(
        codeOfOutcome(applied!) === null
          ? { before: 'APPLIED', feedback: 1 }
          : { before: 'ACKNOWLEDGED', feedback: 0 },
      );
    }
  });

  it('leaves the order of time on record: no APPLIED after the receipt', async () => {
    const late = sql`
      select count(*)::int as n from status_change applied join instruction i on i.id = applied.target_id
      join objection o on o.entry_id = i.entry_id
      join status_change received on received.target = 'Objection' and received.target_id = o.id and received.to_status = 'SUBMITTED'
      where applied.target = 'Instruction' and applied.to_status = 'APPLIED' and applied.from_status = 'ACKNOWLEDGED'
        and applied.id > received.id`;
    const { entry, applying } = await ready();
    await overtake(hub, objecting(entry), applying);
    expect(await count(hub, late)).toBe(0);
  });
});

describe('an objection received while a publication is in flight', () => {
  const publishing = (entry: StoredEntry) => () => publish(hub, 'BLACK-MARKET', [entry.number]);

  it('that is done but for the commit: the entry is suspended with all it set going', async () => {
    const entry = await publishable(hub);
    const [made, objected] = await overtake(hub, publishing(entry), objecting(entry));
    expect(codeOfOutcome(made)).toBeNull();
    await expectHeld(entry, objected);
    expect((await statusesOf(hub, entry.id)).length).toBeGreaterThan(0);
  });

  it('that comes after the receipt: it waits, and is refused', async () => {
    const entry = await publishable(hub);
    const [objected, made] = await overtake(hub, objecting(entry), publishing(entry));
    fulfilled(objected);
    expect(codeOfOutcome(made)).toBe('CONFLICT');
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'NOTIFIED', objected: true });
    expect(await statusesOf(hub, entry.id)).toEqual([]);
  });

  it('at any moment', async () => {
    for (let round = 0; round < rounds; round++) {
      const entry = await publishable(hub);
      const [made, objected] = await together(round, publishing(entry), objecting(entry));
      if (codeOfOutcome(made!) === null) await expectHeld(entry, objected!);
      else expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'NOTIFIED', objected: true });
    }
  });
});

describe('an objection beside other acts on its entry', () => {
  it('that ends while the objection waits: there is nothing left to object to', async () => {
    const { entry } = await listed();
    const revoking = () =>
      hub.modules.lists.publications.revokeEntry(as(hub, 'office'), { entry: entry.number, reason: '撤销' });
    const [revoked, objected] = await overtake(hub, revoking, objecting(entry));
    fulfilled(revoked);
    expect(codeOfOutcome(objected)).toBe('ILLEGAL_TRANSITION');
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED', objected: false });
    expect(await count(hub, sql`select count(*)::int as n from objection where entry_id = ${entry.id}`)).toBe(
      0,
    );
  });

  it('beside another objection: both hold, and only both decided release', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry } = await listed();
      const raised = await together(round, objecting(entry), () =>
        object(hub, { entry: entry.number }, { ground: '已经履行' }),
      );
      for (const each of raised) await expectHeld(entry, each);
      const numbers = raised.map((each) => (each as PromiseFulfilledResult<string>).value);
      const decided = await together(round, ...numbers.map((number) => () => decide(hub, number, false)));
      decided.forEach(fulfilled);
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
      expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['ISSUED']));
    }
  });

  it('beside the decision of an earlier one: what is held stays held', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry } = await listed();
      const first = await object(hub, { entry: entry.number });
      const [decided, second] = await together(
        round,
        () => decide(hub, first, false),
        () => object(hub, { entry: entry.number }, { ground: '已经履行' }),
      );
      fulfilled(decided!);
      await expectHeld(entry, second!);
    }
  });

  it('to its record, while the entry is raised from the record: never an unmarked entry on it', async () => {
    const records = await freshRecords(rounds + 2);
    const race = async (record: string, run: (works: (() => Promise<unknown>)[]) => Promise<Outcome[]>) => {
      const raising = () =>
        hub.modules.lists.proposals.proposeEntry(
          as(hub, 'office', 'proposer'),
          entryInput(hub, { record, subject: {} }),
        );
      const [proposed, objected] = await run([raising, () => object(hub, { record })]);
      fulfilled(objected!);
      if (codeOfOutcome(proposed!) !== null) return 'refused';
      const { entryId } = (proposed as PromiseFulfilledResult<{ entryId: number }>).value;
      expect(await storedEntry(hub, entryId)).toMatchObject({ status: 'PROPOSED', objected: true });
      return 'marked';
    };
    const [first, second, ...others] = records;
    expect(await race(first!, ([raise, objects]) => overtake(hub, raise!, objects!))).toBe('marked');
    const other = async ([raise, objects]: (() => Promise<unknown>)[]) =>
      (await overtake(hub, objects!, raise!)).reverse();
    expect(await race(second!, other)).toBe('refused');
    for (const [round, number] of others.entries()) await race(number, (works) => together(round, ...works));
  });

  it('to its record, while the entry is published: suspended, or not published', async () => {
    const records = await freshRecords(2);
    const [first, second] = [
      await publishable(hub, { record: records[0]!, subject: {} }),
      await publishable(hub, { record: records[1]!, subject: {} }),
    ];
    const publishing = (entry: StoredEntry) => () => publish(hub, 'BLACK-MARKET', [entry.number]);
    const [made, objected] = await overtake(hub, publishing(first), () =>
      object(hub, { record: records[0]! }),
    );
    fulfilled(made);
    await expectHeld(first, objected);
    const [early, late] = await overtake(hub, () => object(hub, { record: records[1]! }), publishing(second));
    fulfilled(early);
    expect(codeOfOutcome(late)).toBe('CONFLICT');
    expect(await storedEntry(hub, second.id)).toMatchObject({ status: 'NOTIFIED', objected: true });
  });

  it('to its record, beside one to itself and the decisions of both', async () => {
    const [record] = await freshRecords(1);
    const entry = await published(hub, { record: record!, subject: {} });
    for (let round = 0; round < rounds; round++) {
      const ground = `事由${round}`;
      const raised = await together(
        round,
        () => object(hub, { record: record! }, { ground }),
        () => object(hub, { entry: entry.number }, { ground }),
      );
      for (const each of raised) await expectHeld(entry, each);
      const [toRecord, toEntry] = raised.map((each) => (each as PromiseFulfilledResult<string>).value);
      const decided = await together(
        round,
        () => decide(hub, toRecord!, false),
        () => decide(hub, toEntry!, false),
      );
      decided.forEach(fulfilled);
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    }
  });

  it('whose dismissal meets a memorandum that comes into force: its instructions are never missing', async () => {
    await publishedMeasure(hub, 'MEET');
    const race = async (
      code: string,
      run: (works: [() => Promise<unknown>, () => Promise<unknown>]) => Promise<Outcome[]>,
    ) => {
      const entry = await published(hub, { list: 'BLACK-MILITARY' });
      const before = (await instructionsOf(hub, entry.id)).length;
      const objection = await object(hub, { entry: entry.number });
      await draftMemorandum(hub, code, [{ measure: 'MEET' }], { lists: ['BLACK-MILITARY'] });
      await sign(hub, code, ['market', 'tax']);
      const outcomes = await run([() => sign(hub, code, ['services']), () => decide(hub, objection, false)]);
      outcomes.forEach(fulfilled);
      const all = await instructionsOf(hub, entry.id);
      expect(all.map(({ status }) => status)).toEqual(Array(before + 1).fill('ISSUED'));
    };
    await race('MEET-A', ([signing, deciding]) => overtake(hub, signing, deciding));
    await race('MEET-B', ([signing, deciding]) => overtake(hub, deciding, signing));
    for (let round = 0; round < Math.min(rounds, 6); round++)
      await race(`MEET-${round}`, (works) => together(round, ...works));
  });
});

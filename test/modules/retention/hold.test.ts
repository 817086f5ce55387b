import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import { HoldService } from '../../../src/modules/retention/hold.service.js';
import type { PlaceLegalHoldInput } from '../../../src/modules/retention/hold.types.js';
import { type Ask, askWith, signIn, testDay } from '../../support/hub.js';
import { type Loop, as, asSubject, published, refused, startLoop } from '../lists/support.js';
import { applyFor } from '../repairs/support.js';
import { clear, due, isErased, newPerson, register } from './support.js';

let hub: Loop;
let holds: HoldService;
beforeAll(async () => {
  hub = await startLoop();
  holds = new HoldService(hub.work);
});
afterAll(() => hub.close());
beforeEach(() => hub.clock.set(testDay));

const placer = () => as(hub, 'office', 'hand-one');
const lifter = () => as(hub, 'office', 'hand-two');
const years = addDays(testDay, 1200);

const place = async (what: Partial<PlaceLegalHoldInput>, act: Act = placer()): Promise<string> => {
  const { holdId } = await holds.placeLegalHold(act, {
    reason: '法院调取',
    reference: '（2026）豫0928民初1号',
    ...what,
  });
  return (await hub.database.one<{ number: string }>(
    sql`select number from legal_hold where id = ${holdId}`,
  ))!.number;
};
const lift = (hold: string, act: Act = lifter()) => holds.liftLegalHold(act, { hold, reason: '案件审结' });

const codeOf = async (id: number): Promise<string> =>
  (await hub.database.one<{ code: string }>(sql`select code from subject where id = ${id}`))!.code;

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
let sent = 0;

/** A thing of each kind that goes with time, whether it is still there, and what to hold for it to stay. */
const things: Record<
  string,
  () => Promise<{ there: () => Promise<boolean>; matter?: string; subjectId?: number }>
> = {
  'a person': async () => {
    const subjectId = await register(hub, newPerson());
    return { subjectId, there: async () => !(await isErased(hub, subjectId)) };
  },
  'evidence of a withdrawn application': async () => {
    const entry = await published(hub);
    const self = asSubject(hub, entry.subjectId);
    const file = await hub.modules.files.files.takeIn(self, pdf(`repair ${++sent}`), '凭证.pdf');
    const repair = await applyFor(hub, entry, { files: [file.number] });
    await hub.modules.repairs.repairs.withdrawRepair(self, { repair: repair.number, reason: '改日再申请' });
    return {
      matter: repair.number,
      subjectId: entry.subjectId,
      there: async () =>
        (
          await hub.database.rows(
            sql`select 1 as one from attachment a join file f on f.id = a.file_id where f.hash = ${file.hash}`,
          )
        ).length === 1 &&
        (await hub.database.rows(sql`select 1 as one from file where hash = ${file.hash}`)).length === 1,
    };
  },
  'a file attached to nothing': async () => {
    const { subjectId } = await published(hub);
    const { hash } = await hub.modules.files.files.takeIn(
      asSubject(hub, subjectId),
      pdf(`waiting ${++sent}`),
      'a.pdf',
    );
    return {
      subjectId,
      there: async () =>
        (await hub.database.rows(sql`select 1 as one from file where hash = ${hash}`)).length === 1,
    };
  },
  'refused rows of an import': async () => {
    const number = `M-HOLD-${++sent}`;
    const made = await hub.database.one<{ id: number }>(sql`
      insert into import (number, format, file_name, file_hash, file_size, provider_id, procedure, finality, disclosure, status,
        rows_read, rejected, actor, created_at, finished_at)
      values (${number}, 'CF', 'a.csv', ${number}, 10, ${hub.bodies.get('tax')!}, 'ORDINARY', 'FINAL', 'OPEN', 'DONE', 3, 2, 'test',
        ${hub.clock.now()}, ${hub.clock.now()}) returning id`);
    await hub.database.rows(
      sql`insert into import_reject (import_id, "row", problems) values (${made!.id}, 2, array['a']), (${made!.id}, 3, array['b'])`,
    );
    return {
      matter: number,
      there: async () =>
        (await hub.database.rows(sql`select 1 as one from import_reject where import_id = ${made!.id}`))
          .length === 2,
    };
  },
  'a session that is over': async () => {
    const subjectId = await register(hub, newPerson());
    const id = `session-${++sent}`;
    await hub.database.rows(sql`
      insert into session (id, person, subject_id, capacity, created_at, expires_at)
      values (${id}, 'person:x', ${subjectId}, 'SELF', ${hub.clock.now()}, ${hub.clock.now()})`);
    return {
      subjectId,
      there: async () =>
        (await hub.database.rows(sql`select 1 as one from session where id = ${id}`)).length === 1,
    };
  },
};

describe('a hold', () => {
  const ways = Object.keys(things);

  it.each(ways)(
    'on its subject or matter keeps %s until another hand lifts it; without one it goes',
    async (name) => {
      const [held, other] = [await things[name]!(), await things[name]!()];
      const what =
        held.subjectId === undefined ? { matter: held.matter! } : { subject: await codeOf(held.subjectId) };
      const number = await place(what);
      hub.clock.set(years);
      await clear(hub);
      expect([await held.there(), await other.there()]).toEqual([true, false]);
      await lift(number);
      await clear(hub);
      expect(await held.there()).toBe(false);
    },
  );

  it.each(['evidence of a withdrawn application', 'refused rows of an import'])(
    'on one matter keeps %s of that matter alone',
    async (name) => {
      const [held, other] = [await things[name]!(), await things[name]!()];
      await place({ matter: held.matter! });
      hub.clock.set(years);
      await clear(hub);
      expect([await held.there(), await other.there()]).toEqual([true, false]);
    },
  );

  it('ends by itself after its last day', async () => {
    const person = await things['a person']!();
    const until = addDays(testDay, 500);
    await place({ subject: await codeOf(person.subjectId!), until });
    hub.clock.set(until);
    await clear(hub);
    expect(await person.there()).toBe(true);
    hub.clock.set(addDays(until, 1));
    expect((await due(hub)).PERSON).toBe(1);
    await clear(hub);
    expect(await person.there()).toBe(false);
  });

  it('keeps and discloses nothing longer: a record turns archive on its day all the same (Henan 19)', async () => {
    const { subjectId } = await published(hub);
    const record = await hub.database.one<{ id: number; number: string }>(sql`
      insert into credit_record (number, kind, subject_id, provider_id, title, document_number, decided_on, authority_name,
        disclosure, publish_until, procedure, finality, fingerprint, created_at)
      values ('R-HOLD-1', 'PENALTY', ${subjectId}, ${hub.bodies.get('market')!}, '样例', 'HOLD-1', '2026-01-05', '样例',
        'OPEN', ${testDay}::date, 'ORDINARY', 'FINAL', 'hold-1', now()) returning id, number`);
    await place({ matter: record!.number });
    await place({ subject: await codeOf(subjectId) });
    hub.clock.set(addDays(testDay, 1));
    expect((await clear(hub)).RECORD).toBe(1);
    const { data } = await hub.asPublic('{ creditRecords(first: 100) { nodes { number } } }');
    expect(data.creditRecords.nodes.map(({ number }: { number: string }) => number)).not.toContain(
      'R-HOLD-1',
    );
  });

  it('is not lifted by the hand that placed it, nor by a client of its organization where a person did', async () => {
    const { subjectId } = await published(hub);
    const subject = await codeOf(subjectId);
    const asPerson = (personId: string): Act => ({
      ...placer(),
      principal: { ...placer().principal, personId },
    });
    const cases: [Act, Act, boolean][] = [
      [placer(), placer(), false],
      [placer(), lifter(), true],
      [asPerson('person:a'), asPerson('person:a'), false],
      [asPerson('person:a'), asPerson('person:b'), true],
    ];
    for (const [by, other, may] of cases) {
      const number = await place({ subject }, by);
      const answer = await refused(lift(number, other)).catch(() => null);
      expect(answer).toEqual(may ? null : expect.objectContaining({ code: 'SEPARATION_OF_DUTIES' }));
    }
    const twice = await place({ subject });
    await lift(twice);
    expect(await refused(lift(twice))).toMatchObject({ code: 'ILLEGAL_TRANSITION', field: 'input.hold' });
    const raw = await place({ subject });
    await expect(
      hub.database.rows(
        sql`update legal_hold set lifted_at = now(), lifted_by_actor = placed_by_actor, lift_reason = 'x' where number = ${raw}`,
      ),
    ).rejects.toThrow('legal_hold_two_hands');
  });
});

describe('over the API', () => {
  const list = `query ($s: String) { legalHolds(filter: { subjectCode: $s }) { nodes { number reason reference inForce
    subject { name } placedBy { code } } } }`;
  let mine: { number: string; code: string };
  let owner: Ask;
  let office: Ask;
  beforeAll(async () => {
    hub.clock.set(testDay);
    const { subjectId } = await published(hub);
    const code = await codeOf(subjectId);
    office = await hub.as('demo-office');
    const { data, errors } = await office(
      `mutation ($s: String!) { placeLegalHold(input: { subject: $s, reason: "纪检调查", reference: "2026-7" }) {
        legalHold { number subject { code } } }
        createClient(input: { clientId: "held", kind: SUBJECT, name: "本人", scopes: [], subject: $s }) { secret } }`,
      { s: code },
    );
    expect(errors).toBeUndefined();
    mine = { number: data.placeLegalHold.legalHold.number, code };
    owner = askWith(hub.url, await signIn(hub.url, 'held', data.createClient.secret));
  });
  const numbers = async (ask: Ask, s: string | null = null): Promise<string[]> => {
    const { data, errors } = await ask(list, { s });
    expect(errors).toBeUndefined();
    return data.legalHolds.nodes.map(({ number }: { number: string }) => number);
  };

  it('is seen by office, auditor and the subject itself, of others by nobody', async () => {
    await place({ matter: (await published(hub)).number });
    expect(await numbers(owner)).toEqual([mine.number]);
    for (const supervisor of [office, await hub.as('demo-auditor')]) {
      expect(await numbers(supervisor, mine.code)).toEqual([mine.number]);
      expect((await numbers(supervisor)).length).toBeGreaterThan(1);
    }
    expect(await numbers(await hub.as('demo-subject'))).toEqual([]);
    for (const client of ['agency-market', 'firm', 'bank', 'association', 'region']) {
      const { errors } = await (await hub.as(`demo-${client}`))(list);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('looking at it is on record, and the subject finds it there', async () => {
    await office(list, { s: mine.code }, { purpose: 'INSPECTION;HOLD-LOOK' });
    const looks = await hub.database.rows<{ datasets: string[] }>(
      sql`select datasets from access_event where business_number = 'HOLD-LOOK'`,
    );
    expect(looks.flatMap(({ datasets }) => datasets)).toContain('LegalHold');
  });

  it('a repeat under its key places one hold', async () => {
    const send = () =>
      office(
        `mutation ($s: String!) { placeLegalHold(input: { subject: $s, reason: "同一请求", reference: "2026-8" }) { legalHold { number } } }`,
        { s: mine.code },
        { idempotencyKey: 'hold-once' },
      );
    const [one, two] = [await send(), await send()];
    expect(one.data.placeLegalHold.legalHold.number).toBe(two.data.placeLegalHold.legalHold.number);
  });

  it('an ID number in its reason is refused', async () => {
    const { errors } = await office(
      `mutation ($s: String!) { placeLegalHold(input: { subject: $s, reason: "涉及 11010519491231002X", reference: "1" }) { legalHold { number } } }`,
      { s: mine.code },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.reason' });
  });
});

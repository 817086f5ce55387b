import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../../src/kernel/errors.js';
import { defineEvent } from '../../../src/kernel/events.js';
import { type Sql, sql } from '../../../src/kernel/sql.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { canonical } from '../../../src/modules/ledger/idempotency.rules.js';
import { type Unit, UnitOfWork } from '../../../src/modules/ledger/unit.service.js';
import { OrganizationEntity } from '../../../src/modules/organizations/organization.entity.js';
import { type TestKit, openTestKit, principalFor } from '../../support/kit.js';
import { act, addOne, addTold, counts, forgetEverything, head } from './support.js';
import { ownerOf } from '../../support/database.js';
import { clearDue } from '../../support/retention.js';
import { sentStatements } from '../../support/statements.js';

let kit: TestKit;
beforeAll(async () => {
  kit = await openTestKit();
});
afterAll(() => kit.close());
beforeEach(() => forgetEverything(kit.database));

const plain = { name: '单位', kind: 'AGENCY', level: 'COUNTY', active: true } as const;
const nothing = { organization: 0, audit: 0, change: 0, status: 0, idempotency: 0 };
const run = <Result>(work: (unit: Unit) => Promise<Result>, key: string | null = null, input: unknown = {}) =>
  kit.work.run(act(key), 'addOrganization', input, work);

describe('a unit of work', () => {
  it('stores effect, audit row, change, history and key together', async () => {
    const id = await run(async (unit) => {
      const added = await addTold(unit, 'A');
      await unit.status({ target: 'Organization', targetIds: [added], from: null, to: 'ACTIVE' });
      return added;
    }, 'key');
    expect(await counts(kit.database)).toEqual({
      organization: 1,
      audit: 1,
      change: 1,
      status: 1,
      idempotency: 1,
    });
    const audit = await kit.database.one(sql`
      select position, event, actor, target, target_id as "targetId", request_id as "requestId", detail from audit_event`);
    expect(audit).toEqual({
      position: 1,
      event: 'test.added',
      actor: 'office',
      target: 'Organization',
      targetId: id,
      requestId: 'request',
      detail: { code: 'A' },
    });
    expect(await verifyAudit(kit.database)).toEqual({ rows: 1, fault: null });
  });

  it('links its rows to the chain as the verifier reckons it, whatever they say', async () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '\\', '\u2028', '\r\n'));
    // Keys are the hub's own words. (JSON.parse of Node 24.21 takes a key `"` for a key `\` that it read before.)
    const key = fc.oneof(fc.stringMatching(/^\w{1,8}$/), fc.constantFrom('姓名', '__proto__', '', '1'));
    const fact = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.date({ noInvalidDate: true }),
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(key, fc.integer(), { maxKeys: 3 }),
    );
    const details = fc.array(fc.dictionary(key, fact, { maxKeys: 4 }), { minLength: 1, maxLength: 8 });
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(details, async (all) => {
        await run(async (unit) => {
          for (const detail of all) unit.audit({ event: 'test.said', target: 'Test', targetId: 1, detail });
        });
        rows += all.length;
        expect(await verifyAudit(kit.database)).toEqual({ rows, fault: null });
      }),
      { numRuns: 60 },
    );
  });

  it('runs what is asked at once in the order asked, over what was made before', async () => {
    const told = await run(async (unit) => {
      unit.em.create(OrganizationEntity, { code: 'A', ...plain });
      const [made, renamed, seen] = await Promise.all([
        unit.rows<{ code: string }>(sql`select code from organization`),
        unit.rows(sql`update organization set name = '改名' where code = 'A'`),
        unit.rows<{ name: string }>(sql`select name from organization where code = 'A'`),
      ]);
      return { made, renamed, seen };
    });
    expect(told).toEqual({ made: [{ code: 'A' }], renamed: [], seen: [{ name: '改名' }] });
  });

  it('of which one statement fails has failed with all that was asked with it', async () => {
    const failing = run(async (unit) => {
      await addTold(unit, 'A');
      const told = await Promise.allSettled([
        unit.rows(sql`select 1 as one`),
        unit.rows(sql`select 1 / 0`),
        unit.rows(sql`select 1 as one`),
      ]);
      expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    });
    await expect(failing).rejects.toThrow();
    expect(await counts(kit.database)).toEqual(nothing);
    await run((unit) => addTold(unit, 'B'));
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 1 });
  });

  it('hears of a failure first from the statement that failed', async () => {
    const told = (query: Sql, unit: Unit) =>
      unit.rows(query).catch(async () => {
        await Promise.resolve();
        throw new HubError('CONFLICT', 'as told by the statement');
      });
    const failing = run(async (unit) => {
      await Promise.all([unit.rows(sql`select 1 as one`), told(sql`select 1 / 0`, unit)]);
    });
    await expect(failing).rejects.toThrow('as told by the statement');
    const others = run(async (unit) => {
      await Promise.all([told(sql`select 1 as one`, unit), unit.rows(sql`select 1 / 0`)]);
    });
    await expect(others).rejects.toThrow('A value cannot be stored');
  });

  it('whose last writes are refused leaves nothing', async () => {
    const failing = run(async (unit) => {
      await addTold(unit, 'A');
      unit.withCommit(sql`select 1 / 0`);
    });
    await expect(failing).rejects.toThrow();
    expect(await counts(kit.database)).toEqual(nothing);
    const given = run(async (unit) => {
      unit.withCommit(sql`select 1 / 0`);
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    await run((unit) => addTold(unit, 'B'));
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 1 });
  });

  it('says of its last write that was refused what that means, and of no other', async () => {
    const refused = new HubError('SERVICE_UNAVAILABLE', 'The record is full.');
    const write = (first: Sql, second: Sql) =>
      run(async (unit) => {
        unit.withCommit(first, () => refused);
        unit.withCommit(second);
      });
    const works = sql`select 1 as one`;
    // Refused as it runs, and as it is read.
    for (const fails of [sql`select 1 / 0`, sql`select 1 from no_such_table`]) {
      await expect(write(fails, works)).rejects.toBe(refused);
      await expect(write(works, fails)).rejects.not.toBe(refused);
    }
    await expect(write(works, works)).resolves.toBeUndefined();
  });

  describe('that is given up sends nothing of what it asked last', () => {
    const insertsOf = async (work: (unit: Unit, asked: Promise<unknown>[]) => Promise<void>) => {
      const asked: Promise<unknown>[] = [];
      const given = run(async (unit) => {
        await addOne(unit, 'A');
        await work(unit, asked);
        throw new Error('given up');
      }, 'key');
      const sent = await sentStatements(async () => {
        await expect(given).rejects.toThrow('given up');
        const told = await Promise.allSettled(asked);
        expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['rejected']));
      });
      expect(await counts(kit.database)).toEqual(nothing);
      return sent.filter(({ text }) => text.includes('insert into organization')).length;
    };

    it('at once, and later', async () => {
      const inserts = insertsOf(async (unit, asked) => {
        const late = ['C', 'D'].map((code) => nextTurn().then(() => addOne(unit, code)));
        asked.push(addOne(unit, 'B'), ...late);
      });
      expect(await inserts).toBe(1);
    });

    it('behind entities that are being written', async () => {
      const inserts = insertsOf(async (unit, asked) => {
        unit.em.create(OrganizationEntity, { ...plain, code: 'E' });
        asked.push(addOne(unit, 'B'));
        await new Promise<void>((resolve) => process.nextTick(resolve)); // it has begun to write them
      });
      expect(await inserts).toBe(1);
    });
  });

  it('tells of its own looks once they are on record, and not before', async () => {
    const told: unknown[] = [];
    const looks = [{ subjectId: 7, datasets: ['Check', 'Instruction'] }];
    const looking = (last: Sql) =>
      kit.work.run({ ...act(null), done: (each) => told.push(each) }, 'look', {}, async (unit) => {
        unit.look(looks, { matter: 'LICENSING', businessNumber: 'B-1' }, 'look');
        expect(told).toEqual([]);
        unit.withCommit(last);
      });
    const recorded = () =>
      kit.database.rows(sql`
        select subject_id as "subjectId", datasets, matter, business_number as "businessNumber", operation from access_event`);
    await expect(looking(sql`select 1 / 0`)).rejects.toThrow();
    expect(told).toEqual([]);
    expect(await recorded()).toEqual([]);
    await looking(sql`select 1 as one`);
    expect(told).toEqual([looks]);
    expect(await recorded()).toEqual([
      { ...looks[0], matter: 'LICENSING', businessNumber: 'B-1', operation: 'look' },
    ]);
  });

  it('that fails leaves nothing, and no gap in either order', async () => {
    await run((unit) => addTold(unit, 'A'));
    const before = await counts(kit.database);
    const failing = run(async (unit) => {
      await addTold(unit, 'B');
      await unit.status({ target: 'Organization', targetIds: [1], from: null, to: 'ACTIVE' });
      throw new Error('power cut');
    }, 'key');
    await expect(failing).rejects.toThrow('power cut');
    expect(await counts(kit.database)).toEqual(before);
    await run((unit) => addTold(unit, 'C'));
    expect(await head(kit.database)).toEqual({ audit: 2, change: 2 });
    expect(await kit.database.rows(sql`select position from change order by position`)).toEqual([
      { position: 1 },
      { position: 2 },
    ]);
    expect((await verifyAudit(kit.database)).fault).toBeNull();
  });

  it('that the database refuses at commit leaves nothing, though its ledger was written', async () => {
    await ownerOf(kit.database).rows(sql`create table late (id int unique deferrable initially deferred)`);
    await ownerOf(kit.database).rows(sql`grant insert on late to hub_app`);
    const failing = run(async (unit) => {
      await addTold(unit, 'A');
      await unit.rows(sql`insert into late values (1), (1)`);
    });
    await expect(failing).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await counts(kit.database)).toEqual(nothing);
    expect(await head(kit.database)).toEqual({ audit: 0, change: 0 });
  });

  it('includes what others do on its events, and fails with them', async () => {
    const added = defineEvent<{ id: number }>('test.added');
    kit.bus.on(added, async (unit, { id }) => {
      unit.audit({ event: 'test.noticed', target: 'Organization', targetId: id });
    });
    const both = async (unit: Unit, code: string) => unit.emit(added({ id: await addTold(unit, code) }));
    await run((unit) => both(unit, 'A'));
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 2 });
    kit.bus.on(added, async () => {
      throw new HubError('FORBIDDEN', 'no');
    });
    await expect(run((unit) => both(unit, 'B'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 2 });
  });

  it('stores entities before the SQL that builds on them, and undoes them too', async () => {
    const add = async (unit: Unit, code: string) => {
      const made = unit.em.create(OrganizationEntity, { code, ...plain });
      return unit.one(sql`select id from organization where code = ${made.code}`);
    };
    expect(await run((unit) => add(unit, 'A'))).not.toBeNull();
    const failing = run(async (unit) => {
      expect(await add(unit, 'B')).not.toBeNull();
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    expect((await counts(kit.database)).organization).toBe(1);
  });

  it('runs again when others were in its way, and says so when that does not help', async () => {
    const inTheWay = Object.assign(new Error('could not serialize access'), { code: '40001' });
    let tries = 0;
    const stumbling = async (unit: Unit) => {
      const id = await addTold(unit, 'A');
      tries += 1;
      if (tries < 3) throw inTheWay;
      return id;
    };
    await run(stumbling);
    expect(tries).toBe(3);
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 1, change: 1 });
    let attempts = 0;
    const hopeless = run(async () => {
      attempts += 1;
      throw inTheWay;
    });
    await expect(hopeless).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(attempts).toBe(3);
  });

  it('does not run again for any other fault, and shows no values of rows in what it says', async () => {
    await run((unit) => addOne(unit, 'A'));
    let tries = 0;
    const error = await run(async (unit) => {
      tries += 1;
      return addOne(unit, 'A');
    }).catch((refused: unknown) => refused as HubError);
    expect(tries).toBe(1);
    expect(error).toMatchObject({ code: 'CONFLICT' });
    expect(JSON.stringify(error)).not.toContain('单位');
  });

  it('tells the request that what it read before is stale, once it is done', async () => {
    let forgotten = 0;
    const withRows = { ...act(), done: () => (forgotten += 1) };
    await kit.work.run(withRows, 'x', {}, (unit) => addOne(unit, 'A'));
    expect(forgotten).toBe(1);
    const failing = kit.work.run(withRows, 'x', {}, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(forgotten).toBe(1);
  });

  it('writes history for many things at once, and none for none', async () => {
    await run(async (unit) => {
      await unit.status({
        target: 'Entry',
        targetIds: [1, 2, 3],
        from: 'PROPOSED',
        to: 'NOTIFIED',
        reason: '告知',
      });
      await unit.status({ target: 'Entry', targetIds: [], from: 'NOTIFIED', to: 'PUBLISHED' });
    });
    const rows = await kit.database.rows(
      sql`select target_id as id, from_status as "from", to_status as "to", reason from status_change order by target_id`,
    );
    expect(rows).toEqual([1, 2, 3].map((id) => ({ id, from: 'PROPOSED', to: 'NOTIFIED', reason: '告知' })));
  });
});

describe('an idempotency key', () => {
  it('answers a repeat with the stored result, without doing it again', async () => {
    let done = 0;
    const work = async (unit: Unit) => {
      done += 1;
      return { id: await addTold(unit, 'A'), list: [1, 2], nothing: null };
    };
    const first = await run(work, 'key', { code: 'A' });
    const again = await run(work, 'key', { code: 'A' });
    expect(again).toEqual(first);
    expect(done).toBe(1);
    expect(await counts(kit.database)).toMatchObject({
      organization: 1,
      audit: 1,
      change: 1,
      idempotency: 1,
    });
  });

  it('used with other input is a conflict', async () => {
    await run((unit) => addOne(unit, 'A'), 'key', { code: 'A' });
    const other = run((unit) => addOne(unit, 'B'), 'key', { code: 'B' });
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT', extensions: { field: 'Idempotency-Key' } });
    expect((await counts(kit.database)).organization).toBe(1);
  });

  it('of a try that failed is free again', async () => {
    const failing = run(
      async (unit) => {
        await addOne(unit, 'A');
        throw new HubError('BAD_USER_INPUT', 'no');
      },
      'key',
      { code: 'A' },
    );
    await expect(failing).rejects.toThrow('no');
    expect((await counts(kit.database)).idempotency).toBe(0);
    await run((unit) => addOne(unit, 'B'), 'key', { code: 'B' });
    expect((await counts(kit.database)).organization).toBe(1);
  });

  it('counts for one actor and one operation', async () => {
    const other = principalFor('AGENCY', null, { clientId: 'other' });
    await kit.work.run(act('key'), 'one', {}, (unit) => addOne(unit, 'A'));
    await kit.work.run(act('key', other), 'one', {}, (unit) => addOne(unit, 'B'));
    await kit.work.run(act('key'), 'two', {}, (unit) => addOne(unit, 'C'));
    expect((await counts(kit.database)).organization).toBe(3);
  });

  it('sent fifty times at once does its work once; the others are told to come again, and then get its outcome', async () => {
    let done = 0;
    const send = () =>
      run(
        async (unit) => {
          done += 1;
          return addTold(unit, 'A');
        },
        'key',
        { code: 'A' },
      );
    const results = await Promise.allSettled(Array.from({ length: 50 }, send));
    const faults = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(faults).toHaveLength(49);
    for (const fault of faults)
      expect(fault).toMatchObject({
        extensions: { code: 'CONFLICT', field: 'Idempotency-Key', http: { status: 409 } },
      });
    const [first] = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(await send()).toBe(first);
    expect(done).toBe(1);
    expect(await counts(kit.database)).toMatchObject({ organization: 1, audit: 1, change: 1 });
  });

  it('at work on another node is told from the database', async () => {
    const node = new UnitOfWork(kit.database, kit.clock, kit.bus, kit.keys);
    const send = (work: UnitOfWork, code = 'A') =>
      work.run(act('key'), 'addOrganization', { code }, (unit) => addTold(unit, code));
    const results = await Promise.allSettled([send(kit.work), send(node), send(node, 'B')]);
    expect((await counts(kit.database)).organization).toBe(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ extensions: { code: 'CONFLICT', field: 'Idempotency-Key' } });
  });

  it('is free again when what it was sent for took too long ago to matter', async () => {
    await run((unit) => addOne(unit, 'A'), 'key');
    await kit.database.rows(sql`update idempotency set created_at = ${kit.clock.now()}::timestamptz`);
    kit.clock.advance(6 * 24 * 60 * 60_000);
    await clearDue(kit);
    expect((await counts(kit.database)).idempotency).toBe(1);
    kit.clock.advance(2 * 24 * 60 * 60_000);
    await clearDue(kit);
    expect((await counts(kit.database)).idempotency).toBe(0);
  });

  it('of somebody who acts for two organizations stands for what was done for one of them', async () => {
    const person = (organizationId: number) =>
      act('key', principalFor('AGENCY', organizationId, { personId: 'person' }));
    await kit.work.run(person(1), 'one', {}, (unit) => addOne(unit, 'A'));
    await expect(kit.work.run(person(2), 'one', {}, (unit) => addOne(unit, 'B'))).rejects.toMatchObject({
      extensions: { http: { status: 422 } },
    });
  });

  it('keeps no text of the input, not even as a hash one could try values against', async () => {
    await run((unit) => addOne(unit, 'A'), 'key', { idNumber: 'X' });
    const [row] = await kit.database.rows<{ hash: string }>(sql`select input_hash as hash from idempotency`);
    const plain = ['{"idNumber":"X"}', '[[null,null,null],{"idNumber":"X"}]'];
    for (const text of plain) expect(row!.hash).not.toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('counts for the same input, in whatever order its fields were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
        const turned = Object.fromEntries(Object.entries(input).reverse());
        expect(canonical(turned)).toBe(canonical(input));
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [one, other].map((each) => JSON.parse(canonical(each)));
        expect(canonical(one) === canonical(other)).toBe(isDeepStrictEqual(a, b));
      }),
    );
  });

  it('is not needed', async () => {
    await run((unit) => addOne(unit, 'A'));
    await run((unit) => addOne(unit, 'B'));
    expect(await counts(kit.database)).toMatchObject({ organization: 2, idempotency: 0 });
  });
});

describe('an attempt inside a unit', () => {
  const refused = new HubError('BAD_USER_INPUT', 'not this one');

  it('that is refused leaves nothing of itself, and the unit goes on', async () => {
    const outcomes = await run(async (unit) => {
      const results: unknown[] = [];
      for (const code of ['A', 'bad', 'B']) {
        results.push(
          await unit.attempt(async () => {
            await addTold(unit, code);
            if (code === 'bad') throw refused;
            return code;
          }),
        );
      }
      return results;
    });
    expect(outcomes).toEqual(['A', refused, 'B']);
    expect(await kit.database.rows(sql`select code from organization order by code`)).toEqual([
      { code: 'A' },
      { code: 'B' },
    ]);
    expect(await counts(kit.database)).toMatchObject({ audit: 2, change: 2 });
    expect((await verifyAudit(kit.database)).fault).toBeNull();
  });

  it('undoes entities that were made in it', async () => {
    await run(async (unit) => {
      await unit.attempt(async () => {
        unit.em.create(OrganizationEntity, { code: 'A', ...plain });
        throw refused;
      });
      await addOne(unit, 'B');
    });
    expect(await kit.database.rows(sql`select code from organization`)).toEqual([{ code: 'B' }]);
  });

  it('around another undoes both', async () => {
    await run(async (unit) => {
      await addTold(unit, 'A');
      await unit.attempt(async () => {
        await addTold(unit, 'B');
        await unit.attempt(() => addTold(unit, 'C'));
        throw refused;
      });
    });
    expect(await kit.database.rows(sql`select code from organization`)).toEqual([{ code: 'A' }]);
    expect(await counts(kit.database)).toMatchObject({ audit: 1, change: 1 });
  });

  it('that fails in another way ends the unit', async () => {
    const failing = run(async (unit) => {
      await addTold(unit, 'A');
      await unit.attempt(async () => {
        throw new Error('a fault, no refusal');
      });
    });
    await expect(failing).rejects.toThrow('a fault, no refusal');
    expect(await counts(kit.database)).toEqual(nothing);
  });
});

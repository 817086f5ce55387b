import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AuditHeads,
  auditKey,
  hashesAt,
  keyMadeIfNone,
  publicKeyOf,
  storedHead,
  verifyAudit,
  verifyHeads,
} from '../../../src/modules/ledger/index.js';
import { chainHash, genesisHash, type StoredRow } from '../../../src/modules/ledger/ledger.rules.js';
import { sql } from '../../../src/kernel/sql.js';
import { ownerOf } from '../../support/database.js';
import { openTestKit, type TestKit } from '../../support/kit.js';
import { act, addTold, forgetEverything } from './support.js';

let kit: TestKit;
let folder: string;
let headFile: string;
let keyFile: string;
let heads: AuditHeads;

beforeAll(async () => {
  kit = await openTestKit();
}, 120_000);
afterAll(() => kit.close());

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-heads-'));
  headFile = path.join(folder, 'heads.jsonl');
  keyFile = path.join(folder, 'key.pem');
  heads = node();
});
afterEach(async () => {
  await forgetEverything(kit.database);
  rmSync(folder, { recursive: true, force: true });
});

const node = () => new AuditHeads(kit.database, kit.clock, { keyFile, headFile, minutes: 10, makeKey: true });

const addRows = async (from: number, to: number) => {
  for (let each = from; each <= to; each++)
    await kit.work.run(act(), 'add', {}, (unit) => addTold(unit, `U${each}`));
};

/** Rows 1–4, signed; 5–8, signed; 9–10. */
const chainWithTwoHeads = async () => {
  await addRows(1, 4);
  await heads.sign();
  await addRows(5, 8);
  await heads.sign();
  await addRows(9, 10);
};

const verify = async (text = readFileSync(headFile, 'utf8'), keys = [publicKeyOf(auditKey(keyFile))]) => {
  const { rows, fault } = await verifyAudit(kit.database);
  expect(fault).toBeNull(); // the chain by itself shows nothing
  const { hub } = await storedHead(kit.database);
  return verifyHeads(text, keys, { hub, rows, hashesAt: (each) => hashesAt(kit.database, each) });
};

/** As the owner of the database: triggers off, a row changed, every hash after it made anew, the head too. */
const rebuildFrom = async (position: number) => {
  const database = ownerOf(kit.database);
  await database.rows(sql`alter table audit_event disable trigger all`);
  await database.rows(sql`update audit_event set actor = 'nobody' where position = ${position}`);
  const rows = await kit.database.rows<Omit<StoredRow, 'at'> & { at: Date }>(sql`
    select position, at, event, actor, organization_id as "organizationId", target, target_id as "targetId",
      request_id as "requestId", detail, previous_hash as "previousHash", hash from audit_event order by position`);
  let previous = genesisHash;
  for (const row of rows) {
    const hash = chainHash(previous, { ...row, at: new Date(row.at).toISOString() });
    await database.rows(
      sql`update audit_event set previous_hash = ${previous}, hash = ${hash} where position = ${row.position}`,
    );
    previous = hash;
  }
  await database.rows(sql`alter table audit_event enable trigger all`);
  await database.rows(sql`update ledger_head set audit_hash = ${previous}`);
};

const cutAfter = async (position: number) => {
  const owner = ownerOf(kit.database);
  await owner.rows(sql`alter table audit_event disable trigger all`);
  await owner.rows(sql`delete from audit_event where position > ${position}`);
  await owner.rows(sql`alter table audit_event enable trigger all`);
  await owner.rows(sql`update ledger_head set audit_position = ${position},
    audit_hash = (select hash from audit_event where position = ${position})`);
};

describe('heads of a chain left alone', () => {
  it('bear the chain out, and nothing is added while no row comes', async () => {
    await chainWithTwoHeads();
    await heads.sign();
    await heads.sign();
    expect(await verify()).toEqual({ heads: 3, torn: [], fault: null });
    expect(heads.latest()).toMatchObject({
      position: '10',
      line: readFileSync(headFile, 'utf8').split('\n')[2],
    });
  });

  it('is signed once by nodes that sign at the same time, and by each in turn', async () => {
    const [one, other] = [node(), node()];
    for (let each = 1; each <= 5; each++) {
      await addRows(each, each);
      await Promise.all([
        one.sign(),
        other.sign(),
        one.sign(),
        addRows(each + 100, each + 100),
        other.sign(),
      ]);
    }
    const verdict = await verify();
    expect(verdict.fault).toBeNull();
    expect(verdict.heads).toBeGreaterThanOrEqual(5);
    const positions = readFileSync(headFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { position: number }).position);
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('goes on behind a line that a crash tore', async () => {
    await chainWithTwoHeads();
    const whole = readFileSync(headFile, 'utf8');
    appendFileSync(headFile, whole.slice(0, 57));
    expect(await verify()).toEqual({ heads: 2, torn: [3], fault: null });
    await heads.sign();
    expect(await verify()).toEqual({ heads: 3, torn: [3], fault: null });
    writeFileSync(headFile, whole.slice(0, -1)); // a whole line whose line feed alone is missing
    await heads.sign();
    expect(await verify()).toEqual({ heads: 3, torn: [], fault: null });
  });
});

describe('a chain that was tampered with by one who may do everything in the database', () => {
  it.each([
    [2, 1, 4],
    [4, 1, 4],
    [5, 5, 8],
    [8, 5, 8],
  ])('rebuilt from row %i: the rows %i to %i are named', async (changed, from, to) => {
    await chainWithTwoHeads();
    await rebuildFrom(changed);
    const { fault } = await verify();
    expect(fault?.position).toBe(from);
    expect(fault?.problem).toContain(`rows ${from} to ${to} are not those whose head was signed`);
  });

  it('cut off at the end: the first row that is missing is named', async () => {
    await chainWithTwoHeads();
    await cutAfter(6);
    const { fault } = await verify();
    expect(fault).toEqual({ position: 7, problem: expect.stringContaining('the end was cut off') });
  });

  it('cut off and grown again', async () => {
    await chainWithTwoHeads();
    await cutAfter(6);
    await addRows(20, 24);
    expect((await verify()).fault?.position).toBe(5);
  });

  it.each([
    ['rebuilt', () => rebuildFrom(3)],
    ['cut', () => cutAfter(3)],
  ])('%s: no node signs it, so that the evidence is not covered up', async (_how, tamper) => {
    await chainWithTwoHeads();
    await tamper();
    const before = readFileSync(headFile, 'utf8');
    await expect(node().sign()).rejects.toThrow('does not hold the head signed at');
    expect(readFileSync(headFile, 'utf8')).toBe(before);
  });
});

describe('a head file that was tampered with', () => {
  it('signed by another key', async () => {
    await chainWithTwoHeads();
    const other = createPublicKey(generateKeyPairSync('ed25519').privateKey);
    const { fault } = await verify(undefined, [other]);
    expect(fault).toEqual({
      position: 1,
      problem: expect.stringContaining('line 1: the head was signed by another key'),
    });
    expect((await verify(undefined, [other, publicKeyOf(auditKey(keyFile))])).fault).toBeNull();
  });

  it('goes over to a new key, and both must be known', async () => {
    await chainWithTwoHeads();
    const first = publicKeyOf(auditKey(keyFile));
    keyFile = path.join(folder, 'second.pem');
    await node().sign();
    const second = publicKeyOf(keyMadeIfNone(keyFile));
    expect((await verify(undefined, [first, second])).fault).toBeNull();
    expect((await verify(undefined, [first])).fault?.position).toBe(9);
  });

  it.each(['position', 'hash', 'count', 'at', 'hub', 'previous'])(
    '%s of a line was changed',
    async (field) => {
      await chainWithTwoHeads();
      const [one, two] = readFileSync(headFile, 'utf8').trim().split('\n') as [string, string];
      const head = JSON.parse(two) as Record<string, unknown>;
      const changed = JSON.stringify({
        ...head,
        [field]: field === 'position' || field === 'count' ? 7 : 'x',
      });
      expect((await verify(`${one}\n${changed}\n`)).fault).toEqual({
        position: 5,
        problem: 'line 2: the signature does not fit the head',
      });
    },
  );

  it('a line was taken out, or made to look torn', async () => {
    await chainWithTwoHeads();
    await heads.sign();
    const [one, two, three] = readFileSync(headFile, 'utf8').trim().split('\n') as [string, string, string];
    for (const text of [`${two}\n${three}\n`, `${one}\n${three}\n`, `${one}\n${two.slice(1)}\n${three}\n`])
      expect((await verify(text)).fault?.problem).toContain('a line was taken out or changed');
  });

  it('is of another hub', async () => {
    await chainWithTwoHeads();
    await kit.database.rows(sql`update ledger_head set hub_id = gen_random_uuid()`);
    expect((await verify()).fault?.problem).toContain('the head is of another hub');
    await expect(heads.sign()).rejects.toThrow('are of another hub');
  });
});

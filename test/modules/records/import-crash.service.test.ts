import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import type { Act, Unit, UnitOfWork } from '../../../src/modules/ledger/unit.service.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import type { Kit } from '../../../src/modules/module.js';
import { UploadRepository } from '../../../src/modules/records/upload.repository.js';
import { type TestKit, actFor, addOrganization, openTestKit, principalFor } from '../../support/kit.js';
import { receive, rejectsOf, sampleStream, startModule, storedImport } from './support.js';

const ROWS = 3_300;

let kit: TestKit;
/** What one undisturbed import of the file comes to. */
let undisturbed: Awaited<ReturnType<typeof storedImport>>;

beforeAll(async () => {
  kit = await openTestKit({}, '2026-11-23');
  const { id } = await take(kit, await sender());
  await finish();
  undisturbed = await storedImport(kit, id);
  expect(undisturbed).toMatchObject({ status: 'DONE', rowsRead: ROWS });
});
afterAll(() => kit.close());

let senders = 0;
/** Every test has a provider of its own, for which all records are new. */
const sender = async (): Promise<Act> => {
  const code = `11410928YB${String(++senders).padStart(8, '0')}`;
  return actFor(principalFor('AGENCY', await addOrganization(kit, code, 'AGENCY')));
};

const faults: unknown[] = [];
const take = async (on: Kit, act: Act, isOver?: (rowsRead: number) => void) => {
  const { imports } = startModule(on, (error) => faults.push(error));
  if (isOver) imports.observe(({ rowsRead }) => isOver(rowsRead));
  const received = await receive(imports, act, sampleStream('cf', ROWS));
  await imports.idle();
  return { ...received, imports };
};

/** A new process: what is unfinished goes on. */
const finish = async () => {
  const { imports } = startModule(kit);
  await imports.resume();
  await imports.idle();
};

type Work = (unit: Unit) => Promise<unknown>;

/** The kit with something in the way of its transactions. */
const kitWith = (around: (operation: string, work: Work) => Work | never): Kit => {
  const run: UnitOfWork['run'] = (act, operation, input, work) =>
    kit.work.run(act, operation, input, around(operation, work) as typeof work);
  return { ...kit, work: Object.assign(Object.create(kit.work) as UnitOfWork, { run }) };
};

/** Dies in the n-th batch, after its rows were written and before they are committed; nothing runs after that. */
const dyingIn = (batch: number): Kit => {
  let seen = 0;
  let dead = false;
  return kitWith((operation, work) => async (unit) => {
    const result = dead ? null : await work(unit);
    if (operation === 'importBatch' && ++seen === batch) dead = true;
    if (dead) throw new Error('the process ended');
    return result;
  });
};

const expectWhole = async (id: number) => {
  expect(await storedImport(kit, id)).toEqual(undisturbed);
  const stored = await kit.database.one(sql`
    select count(*) as records, count(distinct import_row) as "rows" from credit_record where import_id = ${id}`);
  expect(stored).toEqual({ records: undisturbed.accepted, rows: undisturbed.accepted });
  expect(await rejectsOf(kit, id)).toHaveLength(undisturbed.rejected);
  expect(readdirSync(path.join(kit.config.dataDir, 'imports'))).toEqual([]);
  const changes = await kit.database.rows(
    sql`select 1 from change where target = 'Import' and target_id = ${id}`,
  );
  expect(changes).toHaveLength(1);
  expect((await verifyAudit(kit.database)).fault).toBeNull();
};

describe('an import that is interrupted', () => {
  it.each([1, 2, 4])(
    'by a crash in batch %i goes on behind the last batch, nothing doubled',
    async (batch) => {
      const { id } = await take(dyingIn(batch), await sender());
      expect(await storedImport(kit, id)).toMatchObject({ status: 'RUNNING', rowsRead: (batch - 1) * 1_000 });
      await finish();
      await expectWhole(id);
    },
  );

  it('by a crash before its end was noted is not read again', async () => {
    const dying = kitWith((operation, work) => {
      if (operation === 'finishImport' || operation === 'failImport') throw new Error('the process ended');
      return work;
    });
    const { id } = await take(dying, await sender());
    expect(await storedImport(kit, id)).toMatchObject({ status: 'RUNNING', rowsRead: ROWS });
    await finish();
    await expectWhole(id);
  });

  it('by a stop of the hub goes on at the next start', async () => {
    const act = await sender();
    const { imports } = startModule(kit);
    imports.observe(({ rowsRead }) => void (rowsRead === 2_000 && imports.stop()));
    const { id } = await receive(imports, act, sampleStream('cf', ROWS));
    await imports.idle();
    expect(await storedImport(kit, id)).toMatchObject({ status: 'RUNNING', rowsRead: 2_000 });
    await finish();
    await expectWhole(id);
  });

  it('by a fault of the hub fails without telling details, and goes on when the file is sent again', async () => {
    let seen = 0;
    const failing = kitWith((operation, work) => {
      if (operation === 'importBatch' && ++seen === 3) throw new Error('value "王样甲" of some row');
      return work;
    });
    const act = await sender();
    const first = await take(failing, act);
    const failed = await storedImport(kit, first.id);
    expect(failed).toMatchObject({ status: 'FAILED', rowsRead: 2_000 });
    expect(failed.problem).toContain('前 2000 行');
    expect(failed.problem).not.toContain('王样甲');
    const again = await take(kit, act);
    expect(again.id).toBe(first.id);
    await expectWhole(first.id);
  });

  it('by nothing but a second runner is stored once', async () => {
    const act = await sender();
    const idle = startModule(kit).imports;
    await idle.stop();
    const { id } = await receive(idle, act, sampleStream('cf', ROWS));
    await Promise.all([finish(), finish()]);
    await expectWhole(id);
  });

  it('by the loss of its file says so', async () => {
    const act = await sender();
    const { id, number } = await take(dyingIn(2), act);
    await new UploadRepository(path.join(kit.config.dataDir, 'imports'), kit.keys, 1).remove(number);
    await finish();
    expect(await storedImport(kit, id)).toMatchObject({
      status: 'FAILED',
      rowsRead: 1_000,
      problem: expect.stringContaining('重新上传'),
    });
    await take(kit, act);
    await expectWhole(id);
  });
});

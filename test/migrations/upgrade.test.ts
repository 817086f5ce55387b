import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase, migrateDown, ownerOf } from '../support/database.js';
import { addWorld, insert, objectionRow } from './world.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a database that holds objections is brought up to date: the identifying body is the one that verifies', async () => {
  await migrateDown(database, 'Migration20261123000200_guards');
  const agency = await ownerOf(database).transaction(async (to) => {
    const world = await addWorld(to, { entry: { status: 'SUSPENDED' } });
    const { provider_id: verifier, ...row } = objectionRow(world);
    await insert(to, 'objection', row);
    return verifier;
  });
  await database.migrate();
  expect(await database.rows(sql`select provider_id as provider, status, suspends from objection`)).toEqual([
    { provider: Number(agency), status: 'SUBMITTED', suspends: true },
  ]);
});

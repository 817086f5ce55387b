import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { run } from '../../src/cli/program.js';
import { sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';
import { lockFolder } from '../../src/db/folder-lock.js';
import { openDatabase } from '../../src/db/orm.js';
import { verifyAudit } from '../../src/modules/ledger/ledger.repository.js';
import { retentionKeys } from '../../src/modules/retention/index.js';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-retention-'));
const kept = { ...process.env };
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let out: string[];
let complaints: string[];
let progress: string;

beforeEach(() => {
  [out, complaints, progress] = [[], [], ''];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (progress += String(text)) !== '');
  for (const name of Object.keys(process.env)) if (name.startsWith('HUB_')) delete process.env[name];
  Object.assign(process.env, { HUB_DATA_DIR: dataDir, HUB_URL: 'http://127.0.0.1:9' });
  process.exitCode = undefined;
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  Object.assign(process.env, kept);
});

const at = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
  const database = await openDatabase({ folder: path.join(dataDir, 'database') });
  try {
    await database.migrate();
    return await work(database);
  } finally {
    await database.close();
  }
};

const counts = () =>
  at(async (database) => ({
    ...(await database.one<object>(sql`
      select (select count(*)::int from session) as sessions, (select count(*)::int from oauth_token) as tokens,
        (select count(*)::int from audit_event) as audited`)),
    fault: (await verifyAudit(database)).fault,
  }));

const command = async (...words: string[]): Promise<Record<string, number>> => {
  await run(['node', 'hub', 'retention', 'run', ...words]);
  const rows = out.flatMap((line) => [...line.matchAll(/^([A-Z_]+) +(\d+) /gm)]);
  return Object.fromEntries(rows.map(([, key, count]) => [key, Number(count)]));
};

beforeAll(() =>
  at((database) =>
    database.rows(sql`
      with over as (
        insert into session (id, person, capacity, created_at, expires_at)
        select 's' || n, 'person:x', 'SELF', '2020-01-01', '2020-01-02' from generate_series(1, 3) as n)
      insert into oauth_token (id, model, payload, expires_at)
      select 't' || n, 'DPoP', '{}', '2020-01-02' from generate_series(1, 700) as n`),
  ),
);

describe('hub retention run', () => {
  test('--dry-run says of each rule how many rows are due, and changes nothing', async () => {
    const told = await command('--dry-run');
    expect(Object.keys(told)).toEqual(retentionKeys);
    expect(told).toMatchObject({ SESSION: 3, TOKEN: 700, PERSON: 0 });
    expect(await counts()).toEqual({ sessions: 3, tokens: 700, audited: 0, fault: null });
  });

  test('without it they go, in batches of which each is in the audit; a second run finds nothing', async () => {
    expect(await command()).toMatchObject({ SESSION: 3, TOKEN: 700 });
    expect(process.exitCode ?? 0).toBe(0);
    expect(progress).toBe(''); // the bar goes to stderr, so that the table can be piped
    expect(await counts()).toEqual({ sessions: 0, tokens: 0, audited: 3, fault: null });
    out = [];
    expect(Object.values(await command())).toEqual(retentionKeys.map(() => 0));
    expect(await counts()).toMatchObject({ audited: 3 });
  });

  test('says to stop the hub that has the embedded database', async () => {
    const unlock = lockFolder(dataDir);
    try {
      await command('--dry-run');
    } finally {
      unlock();
    }
    expect(process.exitCode).toBe(1);
    expect(complaints.join('\n')).toContain('Stop it first');
    expect(out).toEqual([]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createKeyFile, addKey } from '../../src/cli/keys.command.js';
import { auditKeyInUse } from '../../src/cli/key-audit.js';
import { Closers, openLocalKit } from '../../src/cli/local-kit.js';
import { commandAct } from '../../src/cli/organization.command.js';
import { readConfig } from '../../src/config.js';
import { keyUse, leftToRotate } from '../../src/db/key-rotation.js';
import { idNumberCheckDigit } from '../../src/kernel/codes.js';
import { parseKeys } from '../../src/kernel/key-file.js';
import { sql } from '../../src/kernel/sql.js';
import type { Kit } from '../../src/modules/module.js';
import { SubjectService } from '../../src/modules/subjects/subject.service.js';
import { firstRelease } from '../support/first-release.js';
import { startPostgres } from '../support/postgres-server.mjs';

/** Keys as an operator handles them: the command line as a process of its own, a server, and an embedded folder. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-keys-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const onServer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

let databases = 0;
/** The environment of a hub on a new database of the server, or on a new folder, with a new key file. */
const environment = async (on: 'PostgreSQL' | 'the embedded database') => {
  const name = `keys_${++databases}`;
  const keyFile = path.join(folder, `${name}.key`);
  createKeyFile(keyFile);
  const common = { HUB_DATA_DIR: path.join(folder, name), HUB_LOG_LEVEL: 'silent', HUB_KEY_FILE: keyFile };
  if (on !== 'PostgreSQL') return { ...common, HUB_MODE: 'demo' };
  await onServer(`create database ${name}`);
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  return { ...common, HUB_DATABASE_URL: url };
};
type Environment = Awaited<ReturnType<typeof environment>>;

/** Opens the database as every command does, and closes it behind the work. */
const atHub = async <Result>(
  settings: NodeJS.ProcessEnv,
  work: (kit: Kit) => Promise<Result>,
): Promise<Result> => {
  const closers = new Closers();
  try {
    return await work(await openLocalKit(readConfig(settings), closers, () => undefined));
  } finally {
    await closers.run();
  }
};

const idNumber = (serial: number): string => {
  const first17 = `4101001990${String(101 + Math.floor(serial / 1000)).padStart(4, '0')}${String(serial % 1000).padStart(3, '0')}`;
  return first17 + idNumberCheckDigit(first17);
};

/** Registers persons and files, and makes every third person one of the first release. */
const fill = (settings: Environment, persons: number) =>
  atHub(settings, async ({ work, database, keys, clock }) => {
    await work.run(commandAct('test'), 'test', null, (unit) =>
      new SubjectService(database, keys, clock).registerSubjects(
        unit,
        Array.from({ length: persons }, (_, serial) => ({
          kind: 'NATURAL_PERSON' as const,
          name: '样某',
          code: null,
          idNumber: idNumber(serial),
          codeWarning: null,
        })),
      ),
    );
    const { secrets } = parseKeys(readFileSync(settings.HUB_KEY_FILE, 'utf8'));
    const rows = await database.rows<{ id: number; code: string; text: string }>(
      sql`select id, code, id_number_cipher as text from subject where id % 3 = 0`,
    );
    for (const { id, code, text } of rows) {
      const clear = keys.open(text, { table: 'subject', column: 'id_number_cipher', row: code });
      await database.rows(
        sql`update subject set id_number_cipher = ${firstRelease(secrets.get('1')!, clear)} where id = ${id}`,
      );
    }
    for (let serial = 0; serial < 10; serial++) {
      const hash = createHash('sha256').update(String(serial)).digest('hex');
      const wrapped = keys.seal(`data key ${serial}`, { table: 'file', column: 'wrapped_key', row: hash });
      await database.rows(sql`insert into file (hash, media_type, size, content, wrapped_key, created_at)
        values (${hash}, 'text/plain', 1, '\\x00', ${wrapped}, now())`);
    }
  });

/** What is sealed, opened: every person by its index, every file by its data key. */
const readable =
  ({ database, keys, clock }: Kit) =>
  async () => {
    const subjects = new SubjectService(database, keys, clock);
    const rows = await database.rows<{ code: string; idNumberCipher: string; index: string }>(
      sql`select code, id_number_cipher as "idNumberCipher", id_number_index as index from subject`,
    );
    const files = await database.rows<{ hash: string; text: string }>(
      sql`select hash, wrapped_key as text from file`,
    );
    return {
      persons: rows.filter((row) => keys.blindIndex(subjects.revealIdNumber(row)!) === row.index).length,
      files: files
        .map(({ hash, text }) => keys.open(text, { table: 'file', column: 'wrapped_key', row: hash }))
        .filter((text) => text.startsWith('data key')).length,
    };
  };

interface Ended {
  code: number | null;
  signal: string | null;
  said: string;
}

/** `hub keys …` as a process of its own. */
const command = (
  words: string[],
  settings: NodeJS.ProcessEnv,
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript-hooks.mjs', 'src/cli.ts', 'keys', ...words],
    { env: { PATH: process.env['PATH'], ...settings } },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, said })),
  );
  return { child, ended };
};

const persons = 900;

describe('a rotation that is killed (kill -9) in the middle of a batch', () => {
  it('leaves every value readable, and the next run finishes it', async () => {
    const settings = await environment('PostgreSQL');
    await fill(settings, persons);
    expect(addKey(settings.HUB_KEY_FILE)).toBe('2');
    const admin = new pg.Client({
      connectionString: (settings as { HUB_DATABASE_URL: string }).HUB_DATABASE_URL,
    });
    await admin.connect();
    // The batch that comes to this row waits inside its transaction until the lock is let go.
    await admin.query(`create function hold() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(7); return new; end $$`);
    await admin.query(
      `create trigger hold before update on subject for each row when (new.id = 500) execute function hold()`,
    );
    await admin.query('select pg_advisory_lock(7)');
    const { child, ended } = command(['rotate'], settings);
    const waiting = `select pid from pg_locks where locktype = 'advisory' and not granted`;
    while ((await admin.query(waiting)).rows.length === 0) {
      if (child.exitCode !== null) throw new Error((await ended).said);
      await wait(20);
    }
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    await admin.query('select pg_advisory_unlock(7)');
    await admin.query('drop trigger hold on subject');

    await atHub(settings, async (kit) => {
      const left = await leftToRotate(kit.database, '2');
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(persons + 10);
      expect(await readable(kit)()).toEqual({ persons, files: 10 });
    });
    const again = await command(['rotate'], settings).ended;
    expect(again).toMatchObject({
      code: 0,
      said: expect.stringContaining('All values are sealed under key 2'),
    });
    await atHub(settings, async (kit) => {
      expect(await keyUse(kit.database)).toEqual([
        { table: 'subject', column: 'id_number_cipher', key: '2', values: persons },
        { table: 'file', column: 'wrapped_key', key: '2', values: 10 },
      ]);
      expect(await readable(kit)()).toEqual({ persons, files: 10 });
      await auditKeyInUse(kit);
      await auditKeyInUse(kit);
      const told = await kit.database.rows<{ event: string; detail: object }>(
        sql`select event, detail from audit_event where target = 'Key' order by position`,
      );
      // The run that was killed is on record by its beginning.
      expect(told.map(({ event }) => event)).toEqual([
        'keys.rotationBegun',
        'keys.rotationBegun',
        'keys.rotated',
        'keys.keyTaken',
      ]);
      expect(told[0]!.detail).toEqual({ key: '2', values: persons + 10 });
      const { secrets, index } = parseKeys(readFileSync(settings.HUB_KEY_FILE, 'utf8'));
      for (const secret of [index, ...secrets.values()]) expect(JSON.stringify(told)).not.toContain(secret);
    });
    await admin.end();
  }, 240_000);
});

describe.each(['PostgreSQL', 'the embedded database'] as const)('a hub on %s', (on) => {
  let settings: Environment;
  beforeAll(async () => {
    settings = await environment(on);
    await fill(settings, 9);
  }, 120_000);

  const refusal = (change: NodeJS.ProcessEnv) =>
    atHub({ ...settings, ...change }, () => Promise.resolve('opened')).catch((error: Error) => error.message);

  it('opens with its key file, also after a key was added', async () => {
    const file = path.join(folder, `added-${databases}.key`);
    cpSync(settings.HUB_KEY_FILE, file);
    addKey(file);
    expect(await refusal({})).toBe('opened');
    expect(await refusal({ HUB_KEY_FILE: file })).toBe('opened');
  });

  it('refuses another key file: what, which file, what to do', async () => {
    const file = path.join(folder, `other-${databases}.key`);
    createKeyFile(file);
    expect(await refusal({ HUB_KEY_FILE: file })).toMatch(
      new RegExp(
        `^HUB_KEY_FILE: ${file} does not fit this database: its key 1 is not the one.*Name the key file this database was used with`,
      ),
    );
  });

  it('refuses a file that lacks the key in use, and one with another index secret', async () => {
    const { secrets, index } = parseKeys(readFileSync(settings.HUB_KEY_FILE, 'utf8'));
    const write = (name: string, text: string) => {
      const file = path.join(folder, `${name}-${databases}.key`);
      writeFileSync(file, text);
      return file;
    };
    const lacking = write('lacking', `index ${index}\n2 ${'k'.repeat(40)}\n`);
    expect(await refusal({ HUB_KEY_FILE: lacking })).toContain(
      'it has no key 1, under which values of subject are sealed',
    );
    const strange = write('strange', `index ${'i'.repeat(40)}\n1 ${secrets.get('1')!}\n`);
    expect(await refusal({ HUB_KEY_FILE: strange })).toContain('its index secret is not the one');
  });

  it('is not kept from starting by one row that was moved', async () => {
    await atHub(settings, ({ database }) =>
      database.rows(sql`update subject t set id_number_cipher = o.id_number_cipher from subject o
        where t.id = (select min(id) from subject where id_number_cipher like 'v2.%')
          and o.id = (select max(id) from subject where id_number_cipher like 'v2.%')`),
    );
    expect(await refusal({})).toBe('opened');
  });
});

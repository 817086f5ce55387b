import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { describeFailure } from '../../src/cli/failure.js';
import { Closers } from '../../src/cli/local-kit.js';
import { run } from '../../src/cli/program.js';
import { banner, sampleQuery } from '../../src/cli/start.banner.js';
import { startHub } from '../../src/cli/start.command.js';
import { openDatabase } from '../../src/db/orm.js';
import { readConfig } from '../../src/config.js';
import { fakeClock } from '../../src/kernel/clock.js';
import { demoOrganizations } from '../../src/modules/organizations/index.js';
import { testDay } from '../support/hub.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-hub-cli-'));
const dataDir = path.join(folder, 'data');
const embedded = { HUB_DATA_DIR: dataDir, HUB_PORT: '0', HUB_LOG_LEVEL: 'silent' };
const kept = { ...process.env };

/** Starts a hub as `hub start` does; returns its address, what it told, and how to stop it. */
const start = async (environment: NodeJS.ProcessEnv = embedded) => {
  const closers = new Closers();
  const told: string[] = [];
  try {
    const url = await startHub(
      readConfig(environment),
      closers,
      (line) => told.push(line),
      fakeClock(testDay),
    );
    return { url, told, stop: () => closers.run() };
  } catch (error) {
    await closers.run();
    throw error;
  }
};

let hub: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  hub = await start();
}, 240_000);

afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

let out: string[];
let complaints: string[];

beforeEach(() => {
  out = [];
  complaints = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  process.exitCode = undefined;
  for (const name of Object.keys(process.env)) if (name.startsWith('HUB_')) delete process.env[name];
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  Object.assign(process.env, kept);
});

/** Runs a command as the shell would; returns its exit code. */
const command = async (words: string[], environment: NodeJS.ProcessEnv): Promise<number> => {
  Object.assign(process.env, environment);
  process.exitCode = undefined;
  await run(['node', 'hub', ...words]);
  return Number(process.exitCode ?? 0);
};

const file = (name: string) => path.join(folder, name);
const codeOf = (key: string) => demoOrganizations.find((each) => each.key === key)!.code;

describe('hub start', () => {
  test('from an empty folder: first data, and the request of the banner really works', async () => {
    expect(hub.told.join('\n')).toContain('Loading first data');
    expect(await (await fetch(`${hub.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const text = banner(readConfig(embedded), hub.url);
    const body = /-d '(.*)'/.exec(text)![1]!;
    expect(JSON.parse(body)).toEqual({ query: sampleQuery });
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data, errors } = (await answer.json()) as {
      data: { listEntries: { nodes: unknown[] } };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    expect(data.listEntries.nodes).toHaveLength(3);
  });

  test('the banner names the demo clients in demo mode only', () => {
    expect(banner(readConfig(embedded), hub.url)).toContain('demo-agency-services');
    const production = readConfig({ ...embedded, HUB_MODE: 'production', HUB_KEY_FILE: 'key' });
    expect(banner(production, hub.url)).not.toContain('demo-');
  });

  test('a second process on the folder is refused and told what to do', async () => {
    await expect(start()).rejects.toThrow(/Another hub \(process \d+\) uses the data folder/);
    expect(existsSync(path.join(dataDir, 'hub.lock'))).toBe(true);
  });

  test('a wrong setting is named, without a stack', async () => {
    expect(await command(['start'], { HUB_PORT: 'four thousand' })).toBe(1);
    expect(complaints.join()).toContain('HUB_PORT');
    expect(complaints.join()).not.toContain('    at ');
  });

  test('a key file or a database that cannot be used is named', async () => {
    await expect(start({ ...embedded, HUB_KEY_FILE: file('missing') })).rejects.toThrow('HUB_KEY_FILE');
    const away = {
      ...embedded,
      HUB_DATABASE_URL: 'postgres://hub:very-secret@127.0.0.1:9/hub',
      HUB_MODE: 'demo',
    };
    const failure = await start(away).catch(describeFailure);
    expect(failure).toContain('HUB_DATABASE_URL');
    expect(failure).not.toContain('very-secret');
  });

  test('a port in use is named, and the folder is given back', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const elsewhere = file('other');
    const busy = { ...embedded, HUB_DATA_DIR: elsewhere, HUB_PORT: String(port), HUB_MODE: 'production' };
    expect(await command(['keys', 'create', file('key')], {})).toBe(0);
    await expect(start({ ...busy, HUB_KEY_FILE: file('key') })).rejects.toThrow(
      `HUB_PORT: 127.0.0.1:${port} is in use`,
    );
    expect(existsSync(path.join(elsewhere, 'hub.lock'))).toBe(false);
    other.close();
  }, 120_000);
});

describe('hub keys, hub sample', () => {
  test('a key file is for this user only and never written over', async () => {
    expect(await command(['keys', 'create', file('new-key')], {})).toBe(0);
    const key = readFileSync(file('new-key'), 'utf8');
    expect(key.trim().length).toBeGreaterThanOrEqual(32);
    expect(statSync(file('new-key')).mode & 0o777).toBe(0o600);
    expect(await command(['keys', 'create', file('new-key')], {})).toBe(1);
    expect(readFileSync(file('new-key'), 'utf8')).toBe(key);
  });

  test('sample files have the rows asked for', async () => {
    const asked = [
      'sample',
      '--rows',
      '12',
      '--format',
      'entries',
      '--list',
      'RED-PY',
      '--out',
      file('red.csv'),
    ];
    expect(await command(asked, {})).toBe(0);
    const lines = readFileSync(file('red.csv'), 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^RED-PY,/);
    expect(
      await command(['sample', '--rows', '1', '--format', 'cf', '--list', 'X', '--out', file('x.csv')], {}),
    ).toBe(1);
  });
});

describe('with a hub running', () => {
  const running = () => ({ HUB_URL: hub.url, HUB_DATA_DIR: dataDir });

  test('import goes through its API; the refused rows come back as a file; again changes nothing', async () => {
    const penalties = file('penalties.csv');
    await command(['sample', '--rows', '30', '--format', 'cf', '--seed', '9', '--out', penalties], {});
    const importing = [
      'import',
      penalties,
      '--format',
      'cf',
      '--procedure',
      'ORDINARY',
      '--finality',
      'FINAL',
    ];
    expect(await command(importing, running())).toBe(0);
    const counts = out.find((line) => line.startsWith('Import '))!;
    expect(counts).toMatch(/^Import M\d{8}-\w+: DONE/);
    expect(counts).toContain('rows read 已读 30');
    expect(counts).toContain('refused 拒收 3');
    const rejects = readFileSync(`${penalties}.rejects.csv`, 'utf8');
    expect(rejects).toMatch(/5,"[^"]*第十三条/);
    expect(rejects).toMatch(/9,"[^"]*第二十条第二项/);
    expect(await command(importing, running())).toBe(0);
    expect(out.filter((line) => line.startsWith('Import ')).at(-1)).toBe(counts);
  });

  test('an unreadable file ends with 1 and says why', async () => {
    const broken = path.join('samples', 'red-list-50.csv');
    const importing = ['import', broken, '--format', 'cf', '--procedure', 'ORDINARY', '--finality', 'FINAL'];
    expect(await command(importing, running())).toBe(1);
    expect(complaints.join()).toContain('表头缺少必需的列');
    expect(await command(['import', broken, '--format', 'cf'], running())).toBe(1);
    expect(complaints.join()).toContain('procedure');
    expect(await command(['import', file('nowhere.csv'), '--format', 'xk'], running())).toBe(1);
  });

  test('a client is made, rotated and revoked, and the secret it was given works', async () => {
    const create = [
      'client',
      'create',
      '--client-id',
      'tax-platform',
      '--name',
      '税务业务系统',
      '--kind',
      'AGENCY',
    ];
    const scopes = ['--organization', codeOf('tax'), '--scope', 'checks:write', 'instructions:read'];
    expect(await command([...create, ...scopes], running())).toBe(0);
    const secret = secretIn(out);
    expect(await signIn('tax-platform', secret)).toBe(200);
    expect(await command(['client', 'rotate', 'tax-platform'], running())).toBe(0);
    expect(await signIn('tax-platform', secret)).toBe(401);
    expect(await signIn('tax-platform', secretIn(out))).toBe(200);
    expect(await command(['client', 'suspend', 'tax-platform', '--reason', '核查'], running())).toBe(0);
    expect(await signIn('tax-platform', secretIn(out))).toBe(401);
    expect(await command(['client', 'resume', 'tax-platform', '--reason', '核查完毕'], running())).toBe(0);
    expect(await signIn('tax-platform', secretIn(out))).toBe(200);
    const keys = file('tax-platform.jwks');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' };
    writeFileSync(keys, JSON.stringify({ keys: [key] }));
    expect(await command(['client', 'keys', 'tax-platform', keys], running())).toBe(0);
    expect(await signIn('tax-platform', secretIn(out))).toBe(401);
    expect(await command(['client', 'revoke', 'tax-platform', '--reason', '停用'], running())).toBe(0);
    expect(await signIn('tax-platform', secretIn(out))).toBe(401);
    expect(await command(['client', 'list'], running())).toBe(0);
    expect(out.at(-1)).toMatch(/tax-platform +REVOKED +AGENCY/);
  });

  test('a client that may not is refused with the reason', async () => {
    expect(await command(['client', 'list', '--client', 'demo-firm'], running())).toBe(1);
    expect(complaints.join()).toContain('FORBIDDEN');
    expect(await command(['client', 'list', '--secret', 'wrong'], running())).toBe(1);
    expect(complaints.join()).toContain('does not let the client demo-office sign in');
  });

  test('audit verify asks the hub', async () => {
    expect(await command(['audit', 'verify'], running())).toBe(0);
    expect(out.at(-1)).toMatch(/^OK: \d{2,} audit rows/);
    const heads = path.join(dataDir, 'audit-heads.jsonl');
    expect(await command(['audit', 'head'], running())).toBe(0);
    expect(readFileSync(heads, 'utf8')).toContain(`${out.at(-1)}\n`);
    // The key lies with the hub; an auditor has the public one.
    const key = path.join(folder, 'audit-public.pem');
    expect(await command(['audit', 'key', path.join(dataDir, 'audit-key.pem')], running())).toBe(0);
    writeFileSync(key, out.at(-1)!);
    expect(await command(['audit', 'verify', '--heads', heads, '--public-key', key], running())).toBe(0);
    expect(out.at(-1)).toMatch(/^OK: the chain bears out all \d+ signed heads/);
    expect(await command(['audit', 'key', path.join(folder, 'other.pem')], running())).toBe(0);
    writeFileSync(key, out.at(-1)!);
    expect(await command(['audit', 'verify', '--heads', heads, '--public-key', key], running())).toBe(1);
    expect(complaints.at(-1)).toContain('signed by another key');
  });

  test('organizations are listed; adding one asks to stop the hub first', async () => {
    expect(await command(['organization', 'list'], running())).toBe(0);
    expect(out.at(-1)).toContain(codeOf('tax'));
    const add = [
      'organization',
      'add',
      '--code',
      codeOf('tax'),
      '--name',
      'x',
      '--kind',
      'AGENCY',
      '--level',
      'COUNTY',
    ];
    expect(await command(add, running())).toBe(1);
    expect(complaints.join()).toContain('uses the data folder');
  });

  const signIn = async (clientId: string, secret: string): Promise<number> =>
    (
      await fetch(`${hub.url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
    ).status;
});

describe('with the hub stopped', () => {
  // Nothing listens there.
  const stopped = { HUB_URL: 'http://127.0.0.1:9', HUB_DATA_DIR: dataDir };

  beforeAll(() => hub.stop());

  test('the folder is given back', () => {
    expect(existsSync(path.join(dataDir, 'hub.lock'))).toBe(false);
  });

  test('migrate says that there is nothing to do', async () => {
    expect(await command(['migrate'], stopped)).toBe(0);
    expect(out.at(-1)).toContain('up to date');
  });

  test('an organization is registered once, with a code that can be one, and gets a client', async () => {
    const add = (code: string) => [
      ...['organization', 'add', '--code', code, '--name', '濮阳县样本局'],
      ...['--kind', 'AGENCY', '--level', 'COUNTY'],
    ];
    expect(await command(add('11410928YB00009901'), stopped)).toBe(1);
    expect(complaints.join()).toContain('BAD_USER_INPUT');
    const code = '11410928MB00000001';
    expect(await command(add(code), stopped)).toBe(0);
    expect(await command(add(code), stopped)).toBe(1);
    expect(complaints.join()).toContain('CONFLICT');
    const create = ['client', 'create', '--client-id', 'sample-office', '--name', '样本', '--kind', 'AGENCY'];
    expect(
      await command([...create, '--organization', code, '--scope', 'checks:write,audit:read'], stopped),
    ).toBe(0);
    expect(secretIn(out).length).toBeGreaterThan(20);
    expect(await command(['client', 'list'], stopped)).toBe(0);
    expect(out.at(-1)).toMatch(new RegExp(`sample-office +ACTIVE +AGENCY +${code} +audit:read checks:write`));
  });

  test('import needs to know whose file it is, then works at the database', async () => {
    const licences = file('licences.csv');
    await command(['sample', '--rows', '20', '--format', 'xk', '--out', licences], {});
    const importing = ['import', licences, '--format', 'xk'];
    expect(await command(importing, stopped)).toBe(1);
    expect(complaints.join()).toContain('--provider');
    expect(await command([...importing, '--provider', codeOf('approval')], stopped)).toBe(0);
    expect(out.at(-1)).toContain('accepted 入库 20');
  });

  test('a second start finds its data again', async () => {
    const again = await start();
    expect(again.told.join()).not.toContain('first data');
    const answer = await fetch(`${again.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ statistics { records } }' }),
    });
    const { data } = (await answer.json()) as { data: { statistics: { records: number } } };
    expect(data.statistics.records).toBeGreaterThan(200);
    await again.stop();
  }, 120_000);

  test('audit verify names the first row that was changed', async () => {
    expect(await command(['audit', 'verify'], stopped)).toBe(0);
    const heads = path.join(dataDir, 'audit-heads.jsonl');
    expect(await command(['audit', 'head'], stopped)).toBe(0);
    expect(readFileSync(heads, 'utf8')).toContain(`${out.at(-1)}\n`);
    expect(await command(['audit', 'verify', '--heads', heads], stopped)).toBe(0);
    const database = await openDatabase({ folder: path.join(dataDir, 'database') });
    await database.embedded!.exec(
      `set role none; alter table audit_event disable trigger all; update audit_event set actor = 'nobody' where position = 7`,
    );
    await database.close();
    expect(await command(['audit', 'verify'], stopped)).toBe(1);
    expect(complaints.at(-1)).toContain('row 7 of the audit chain');
  });
});

const secretIn = (lines: string[]): string =>
  /client_secret {2}(\S+)/.exec(lines.filter((line) => line.startsWith('client_id')).at(-1) ?? '')?.[1] ?? '';

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newNumber } from '../../src/kernel/ids.js';
import { askWith, signIn } from '../support/hub.js';
import { startPostgres } from '../support/postgres-server.mjs';
import { unifiedCode } from './support/codes.js';
import { done, entry, propose, publish, serve } from './support/steps.js';

/** Two processes on one PostgreSQL, started as the README says: what one does holds at once at the other. */

interface Node {
  url: string;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-hub-nodes-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
let one: Node;
let other: Node;

/** Whatever was started, also when it never came to listen. */
const started: { child: ChildProcess; ended: Promise<void> }[] = [];

const startNode = async (): Promise<Node> => {
  const child: ChildProcess = spawn(process.execPath, ['dist/src/cli.js', 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HUB_MODE: 'demo',
      HUB_DATABASE_URL: server.url,
      HUB_DATA_DIR: path.join(folder, 'data'), // the key file and the files are shared by all nodes
      HUB_PORT: '0',
      HUB_LOG_LEVEL: 'silent',
      HUB_QUOTA_COST: '8000',
    },
  });
  started.push({ child, ended: new Promise((resolve) => child.once('exit', () => resolve())) });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const found = /http:\/\/[\d.]+:\d+/.exec(line);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code} before it listened`)));
  });
  return { url };
};

beforeAll(async () => {
  execFileSync('npm', ['run', 'build:server'], { stdio: 'ignore' });
  server = await startPostgres();
  one = await startNode();
  other = await startNode();
}, 300_000);
afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = async (node: Node, clientId: string) => askWith(node.url, await signIn(node.url, clientId));
const company = { code: unifiedCode('YB0008N7'), kind: 'LEGAL_PERSON', name: '濮阳县样例两岸商贸有限公司' };

const checkAt = async (node: Node, clientId = 'demo-agency-services') =>
  (
    await done(
      (await as(node, clientId))(
        `mutation ($code: String!) { checkSubjects(input: { matter: LICENSING, businessNumber: "N-1",
          subjects: [{ code: $code }] }) { check { results { verdict hits { suspended measures { suspended } } } } } }`,
        { code: company.code },
      ),
    )
  ).checkSubjects.check.results[0];

describe('two nodes of one hub', () => {
  let number: string;

  test('what one publishes, the other finds at its next check', async () => {
    const market = await as(one, 'demo-agency-market');
    number = await propose(market, {
      ...entry('BLACK-MARKET', '虚假宣传', 'N-1', company),
      responsiblePersons: [{ name: '某某', role: '法定代表人' }],
    });
    expect((await checkAt(other)).verdict).not.toBe('PUNISHMENT');
    await serve(market, number, 'proof');
    await publish(await as(other, 'demo-office-approver'), 'BLACK-MARKET', [number]);
    const { verdict, hits } = await checkAt(one);
    expect(verdict).toBe('PUNISHMENT');
    expect(hits).toHaveLength(1);
    expect(hits[0].suspended).toBe(false);
    expect(hits[0].measures).toEqual([{ suspended: false }]);
    expect(await checkAt(other)).toEqual(await checkAt(one));
  });

  test('an objection at one stops the punishment at the other, whatever it holds in memory (Henan 41)', async () => {
    const office = await as(one, 'demo-office');
    const tax = await as(other, 'demo-agency-tax');
    const screened = async () =>
      (
        await done(
          tax(
            'query ($code: String!) { subject(code: $code) { entries { status measures { suspended } } } }',
            {
              code: company.code,
            },
          ),
        )
      ).subject.entries;
    const held = async () => {
      // Asked once, it reads anew what was touched.
      await screened();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const metrics = await (await fetch(`${other.url}/metrics`)).text();
      return Number(/^hub_held_subjects (\d+)$/m.exec(metrics)![1]);
    };
    const before = await held();
    expect(await screened()).toEqual([{ status: 'PUBLISHED', measures: [{ suspended: false }] }]);
    await done(
      office(
        `mutation ($n: String!) { raiseObjection(input: { entry: $n, ground: "主体错误", statement: "并非本企业",
          channel: PHONE }) { objection { number } } }`,
        { n: number },
      ),
    );
    // Its own entry is shown to the agency that must act on it, suspended.
    expect(await screened()).toEqual([{ status: 'SUSPENDED', measures: [{ suspended: true }] }]);
    expect(await held()).toBe(before - 1);
    for (const node of [other, one]) {
      const { verdict, hits } = await checkAt(node);
      expect(verdict).toBe('SUSPENDED');
      expect(hits).toEqual([{ suspended: true, measures: [{ suspended: true }] }]);
    }
  });

  test('a token of one counts at the other, and ends at both at once', async () => {
    const token = await signIn(one.url, 'demo-bank');
    const look = (node: Node) => askWith(node.url, token)('{ viewer { kind } }');
    expect((await look(other)).data).toEqual({ viewer: { kind: 'BANK' } });
    const office = await as(other, 'demo-office');
    await done(
      office(
        'mutation { suspendClient(input: { clientId: "demo-bank", reason: "演示" }) { client { status } } }',
      ),
    );
    for (const node of [one, other]) expect((await look(node)).status).toBe(401);
    await done(
      office(
        'mutation { resumeClient(input: { clientId: "demo-bank", reason: "演示" }) { client { status } } }',
      ),
    );
    expect((await askWith(one.url, await signIn(one.url, 'demo-bank'))('{ viewer { kind } }')).status).toBe(
      200,
    );
  });

  test('what one holds in memory counts for nothing once the other changed it', async () => {
    const token = await signIn(one.url, 'demo-association');
    const ask = (node: Node) =>
      askWith(node.url, token)('{ creditList(code: "BLACK-MARKET") { name keeper { code active } } }');
    const office = await as(one, 'demo-office');
    const found = async (node: Node) => (await ask(node)).data!['creditList'];
    // Asked often enough to come compiled, with token and catalogue from memory.
    const before = await found(other);
    for (let n = 0; n < 5; n += 1) expect(await found(other)).toEqual(before);
    const step = (name: string) =>
      done(
        office(
          `mutation { ${name}(input: { code: "${before.keeper.code}", reason: "演示" }) { organization { active } } }`,
        ),
      );
    await step('suspendOrganization');
    expect((await found(other)).keeper.active).toBe(false);
    await step('resumeOrganization');
    expect((await found(other)).keeper.active).toBe(true);
    await done(
      office(
        'mutation { revokeClient(input: { clientId: "demo-association", reason: "演示" }) { client { status } } }',
      ),
    );
    expect((await ask(other)).status).toBe(401);
  });

  test('one key is one act, wherever it is sent', async () => {
    const key = newNumber('T', '2026-11-25');
    const asks = await Promise.all([one, other].map((node) => as(node, 'demo-agency-tax')));
    const send = (which: number) =>
      asks[which]!(
        `mutation ($code: String!) { checkSubjects(input: { matter: LICENSING, businessNumber: "N-2",
          subjects: [{ code: $code }] }) { check { number } } }`,
        { code: company.code },
        { idempotencyKey: key },
      );
    const first = await Promise.all(Array.from({ length: 10 }, (_, n) => send(n % 2)));
    const again = await Promise.all([send(0), send(1)]);
    const numbers = [...first, ...again].flatMap(({ data }) => data?.checkSubjects.check.number ?? []);
    expect(new Set(numbers).size).toBe(1);
    expect(again.map(({ status, errors }) => [status, errors])).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
    expect(first.filter(({ data }) => !data).map(({ status }) => status)).toEqual(
      first.filter(({ data }) => !data).map(() => 409),
    );
  });

  test('what a client may ask of both together is one quota', async () => {
    const tokens = await Promise.all([one, other].map((node) => signIn(node.url, 'demo-region')));
    const ask = (which: number) =>
      askWith([one, other][which]!.url, tokens[which]!)('{ measures(first: 100) { nodes { code } } }');
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(n % 2)));
    const cost = 200; // two for each row
    const through = answers.filter(({ status }) => status === 200).length;
    // A minute may end within: then there were two quotas.
    expect(through).toBeLessThanOrEqual((2 * 8000) / cost);
    expect(answers.some(({ status }) => status === 429) || through >= 8000 / cost).toBe(true);
  });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError, readConfig } from '../../src/config.js';
import { demoPersons, demoTrader } from '../../src/modules/identity/index.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type TestIssuer, issuerClient, startIssuer } from '../support/issuer.js';
import { captureLog } from './support/log.js';
import { Visitor, askAs } from './support/visitor.js';

let issuer: TestIssuer;
let hub: TestHub;
const { person } = demoPersons;

beforeAll(async () => {
  issuer = await startIssuer();
  hub = await startTestHub({
    HUB_OIDC_ISSUER: issuer.url,
    HUB_OIDC_CLIENT_ID: issuerClient.id,
    HUB_OIDC_CLIENT_SECRET: issuerClient.secret,
    HUB_OIDC_CLAIM_NAME: 'xm',
    HUB_OIDC_CLAIM_ID_NUMBER: 'sfzh',
    HUB_OIDC_CLAIM_ORGANIZATIONS: 'dbdw',
    HUB_SESSION_MINUTES: '5',
  });
  issuer.redirectUri = `${hub.url}/signin/callback`;
});
afterAll(async () => {
  await hub.close();
  await issuer.close();
});

const signIn = async (account: TestIssuer['account'], query = 'for=self') => {
  issuer.account = account;
  const who = new Visitor();
  return { who, end: await who.follow(`${hub.url}/signin?${query}`) };
};
const viewerOf = async (who: Visitor) =>
  (await askAs(who, hub.url, '{ viewer { kind capacity subject { code name } } }')).data.viewer;

test('claims under the names of the settings, told at the userinfo endpoint, make a person known', async () => {
  const { who, end } = await signIn({
    sub: 'u1',
    xm: ` ${person.name} `,
    sfzh: person.idNumber.toLowerCase(),
  });
  expect(end.url).toBe(`${hub.url}/my/`);
  expect(await viewerOf(who)).toMatchObject({
    kind: 'SUBJECT',
    capacity: 'SELF',
    subject: { name: person.name },
  });
  expect(who.cookieText('hub_session')).toContain('Max-Age=300;');
});

test('another name under the same ID number is nobody: nothing is held', async () => {
  const { who } = await signIn({ sub: 'u2', xm: '别样人', sfzh: person.idNumber });
  expect(await viewerOf(who)).toEqual({ kind: 'SUBJECT', capacity: 'SELF', subject: null });
});

test('a number that is no ID number is nobody', async () => {
  const { who } = await signIn({ sub: 'u3', xm: person.name, sfzh: 'E12345678' });
  expect((await viewerOf(who)).subject).toBeNull();
});

test('an issuer that does not say who it is signs nobody in', async () => {
  for (const account of [
    { sub: 'u4' },
    { sub: 'u4', xm: person.name },
    { sub: 'u4', sfzh: person.idNumber },
  ]) {
    const { who, end } = await signIn(account);
    expect(end.response.status).toBe(403);
    expect(await end.response.text()).toContain('缺少身份信息');
    expect(who.cookie('hub_session')).toBeUndefined();
  }
});

test('a representative is taken at the word of the issuer, and nobody else', async () => {
  const dbdw = [{ code: demoTrader.code, name: demoTrader.name, capacity: '经办人' }];
  const { who } = await signIn({ sub: 'u5', dbdw }, `for=${demoTrader.code}`);
  expect(await viewerOf(who)).toMatchObject({ capacity: '经办人', subject: { code: demoTrader.code } });
  for (const odd of [undefined, 'none', [], [null, 7, {}], [{ code: 12 }], { code: demoTrader.code }]) {
    const { end } = await signIn({ sub: 'u6', dbdw: odd }, `for=${demoTrader.code}`);
    expect(end.response.status).toBe(403);
  }
});

test('a capacity that says SELF does not make a representative the person itself', async () => {
  const { who } = await signIn(
    { sub: 'u7', dbdw: [{ code: demoTrader.code, capacity: 'SELF' }] },
    `for=${demoTrader.code}`,
  );
  expect((await viewerOf(who)).capacity).toBe('代表人');
});

test('every sign-in asks the issuer anew', async () => {
  const { who } = await signIn({ sub: 'u8', xm: person.name, sfzh: person.idNumber });
  const before = issuer.granted;
  const begun = await who.send(`${hub.url}/signin?for=self`);
  const asked = new URL(begun.headers.get('location')!);
  expect(asked.origin).toBe(issuer.url);
  expect(asked.searchParams.get('prompt')).toBe('login');
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
  expect(issuer.granted).toBe(before);
});

test('with an issuer of its own the demonstration brings none', async () => {
  for (const at of ['', '/auth', '/token', '/identities.json', '/.well-known/openid-configuration'])
    expect((await fetch(`${hub.url}/demo-issuer${at}`)).status).toBe(404);
});

test('an issuer that does not answer is told so, without its words', async () => {
  const away = await startTestHub({ HUB_OIDC_ISSUER: 'http://127.0.0.1:9', HUB_OIDC_CLIENT_ID: 'hub' });
  try {
    const log = captureLog(away);
    const response = await fetch(`${away.url}/signin?for=self`, { redirect: 'manual' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('身份认证服务暂时不可用');
    expect(log.text()).toContain('"why":"unavailable"');
  } finally {
    await away.close();
  }
});

test('production without an issuer says that sign-in is not there, and has no demo issuer', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-key-'));
  const keyFile = path.join(folder, 'hub.key');
  writeFileSync(keyFile, 'a-key-of-the-tests-a-key-of-the-tests-00\n');
  const production = await startTestHub({ HUB_MODE: 'production', HUB_KEY_FILE: keyFile });
  try {
    const response = await fetch(`${production.url}/signin?for=self`, { redirect: 'manual' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('还没有接入统一身份认证');
    for (const at of ['/auth', '/token', '/pick/x', '/identities.json', '/.well-known/openid-configuration'])
      for (const method of ['GET', 'POST'])
        expect((await fetch(`${production.url}/demo-issuer${at}`, { method })).status).toBe(404);
  } finally {
    await production.close();
  }
});

test('settings that would send claims over an open network, or nowhere back, stop the start', () => {
  const configured = (more: NodeJS.ProcessEnv) => () => readConfig({ HUB_OIDC_CLIENT_ID: 'hub', ...more });
  for (const url of [
    'http://idp.example',
    'ftp://127.0.0.1',
    'https://idp.example/?a=1',
    'http://127.0.0.1.evil.example',
  ])
    expect(configured({ HUB_OIDC_ISSUER: url })).toThrow(ConfigError);
  for (const url of [
    'https://idp.example/realms/county',
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://[::1]:80',
  ])
    expect(configured({ HUB_OIDC_ISSUER: url })().issuer?.url).toBe(url);
  expect(() => readConfig({ HUB_OIDC_ISSUER: 'https://idp.example' })).toThrow('HUB_OIDC_CLIENT_ID');
  const production = { HUB_MODE: 'production', HUB_KEY_FILE: 'k', HUB_OIDC_ISSUER: 'https://idp.example' };
  expect(configured(production)).toThrow('HUB_URL');
  expect(configured({ ...production, HUB_URL: 'https://hub.example/' })().publicUrl).toBe(
    'https://hub.example',
  );
  expect(configured({ HUB_OIDC_SCOPE: 'profile' })).toThrow('openid');
});

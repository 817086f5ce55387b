import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sql } from '../../src/kernel/sql.js';
import { demoOrganizations } from '../../src/modules/organizations/demo.rules.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type TestIssuer, issuerClient, startIssuer } from '../support/issuer.js';
import { startChromium } from './chromium.js';

/** Somebody of the staff at GraphiQL, signed in at the county's identity provider. */

let issuer: TestIssuer;
let hub: TestHub;
let browser: Browser;
beforeAll(async () => {
  issuer = await startIssuer();
  hub = await startTestHub(
    {
      HUB_OIDC_ISSUER: issuer.url,
      HUB_OIDC_CLIENT_ID: issuerClient.id,
      HUB_OIDC_CLIENT_SECRET: issuerClient.secret,
      HUB_OIDC_CLAIM_STAFF: 'gw',
      HUB_OIDC_CLAIM_NAME: 'xm',
      HUB_OIDC_CLAIM_ID_NUMBER: 'sfzh',
    },
    new Date().toISOString(),
  );
  issuer.redirectUri = `${hub.url}/signin/callback`;
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
  await issuer?.close();
});

const organization = (key: string) => demoOrganizations.find((each) => each.key === key)!;
const post = (key: string, ...roles: string[]) => ({ organization: organization(key).code, roles });

/** Pages of this test, each in a browser context of its own: another person at another screen. */
const screens: { page: Page; errors: string[] }[] = [];
afterEach(async () => {
  const errors = screens.flatMap((each) => each.errors);
  for (const { page } of screens.splice(0)) await page.context().close();
  expect(errors).toEqual([]);
});

/** Opens GraphiQL and signs in from its header. */
const comeIn = async (sub: string, ...gw: object[]): Promise<Page> => {
  issuer.account = { sub, gw };
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const errors: string[] = [];
  screens.push({ page, errors });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${hub.url}/graphiql/`);
  await page.getByTestId('staff-sign-in').click();
  return page;
};

const signedIn = async (page: Page): Promise<string> => {
  await page.locator('[data-testid="sign-in-bar"][data-phase="signedIn"]').waitFor();
  await page.locator('[data-testid="examples"][data-ready="true"]').waitFor();
  return page.getByTestId('session-status').innerText();
};

/** Writes a document into the editor and runs it; what the result pane shows. */
const run = async (page: Page, document: string, expected: RegExp): Promise<string> => {
  await page.locator('.graphiql-query-editor .monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(document);
  await page.getByRole('button', { name: /execute query/i }).click();
  const pane = page.locator('.graphiql-response .view-lines');
  await pane.filter({ hasText: expected }).waitFor({ timeout: 20_000 });
  return pane.innerText();
};

const draft = (code: string) =>
  `mutation { draftMeasure(input: { code: "${code}", name: "加强检查", kind: PUNISHMENT, tier: WATCH, level: COUNTY, matters: [INSPECTION], basisText: "《样例条例》第一条", basisRank: LOCAL_REGULATION, implementers: ["${organization('market').code}"] }) { measure { code status } } }`;
const publish = (code: string) =>
  `mutation { publishMeasure(input: { measure: "${code}" }) { measure { code status } } }`;
const statusOf = async (code: string) =>
  (await hub.database.one<{ status: string }>(sql`select status from measure where code = ${code}`))?.status;

describe('staff at GraphiQL', () => {
  test('a clerk drafts and cannot approve; an approver of the same office does', async () => {
    const clerk = await comeIn('clerk', post('office', 'clerk'));
    const status = await signedIn(clerk);
    expect(status).toContain(organization('office').name);
    expect(await clerk.getByTestId('session-role').innerText()).toBe('经办');
    expect(await clerk.getByTestId('session-kind').getAttribute('data-kind')).toBe('OFFICE');
    await run(clerk, draft('STAFF-1'), /STAFF-1/);
    expect(await statusOf('STAFF-1')).toBe('DRAFT');
    await run(clerk, publish('STAFF-1'), /FORBIDDEN/);
    expect(await statusOf('STAFF-1')).toBe('DRAFT');

    const approver = await comeIn('approver', post('office', 'approver'));
    await signedIn(approver);
    expect(await approver.getByTestId('session-role').innerText()).toBe('审核');
    await run(approver, publish('STAFF-1'), /PUBLISHED/);
    expect(await statusOf('STAFF-1')).toBe('PUBLISHED');
  });

  test('who holds both roles does not approve what it drafted itself', async () => {
    const both = await comeIn('both', post('office', 'clerk', 'approver'));
    await signedIn(both);
    await run(both, draft('STAFF-2'), /STAFF-2/);
    await run(both, publish('STAFF-2'), /SEPARATION_OF_DUTIES/);
    expect(await statusOf('STAFF-2')).toBe('DRAFT');
  });

  test('stays signed in over a reload, and signs out from the header', async () => {
    const page = await comeIn('reader', post('tax', '查看'));
    await signedIn(page);
    await page.reload();
    expect(await signedIn(page)).toContain(organization('tax').name);
    await page.getByTestId('sign-out').click();
    await page.getByTestId('staff-sign-in').waitFor();
    expect(await page.getByTestId('session-status').innerText()).toContain('未登录');
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('hub_session');
    await run(page, 'query { viewer { kind } }', /PUBLIC/);
  });

  test('of two organizations says in which it acts', async () => {
    const page = await comeIn('of-two', post('tax', 'clerk'), post('market', '查看'));
    await page.getByText('请选择本次代表哪个单位办理').waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('hub_session');
    await page.getByTestId(`post-${organization('market').code}`).click();
    expect(await signedIn(page)).toContain(organization('market').name);
    expect(await page.getByTestId('session-role').innerText()).toBe('查看');
  });

  test('is told when its session was ended', async () => {
    const page = await comeIn('leaving', post('tax', 'clerk'));
    await signedIn(page);
    await hub.database.rows(sql`delete from session`);
    await run(page, 'query { viewer { kind } }', /UNAUTHENTICATED/);
    await page.getByTestId('sign-in-error').getByText('工作人员登录已经结束').waitFor();
    await page.getByTestId('staff-sign-in').waitFor();
  });
});

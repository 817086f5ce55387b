import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Watch, startChromium, watchPage } from './chromium.js';

let hub: TestHub;
let browser: Browser;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  // The page fills in today, so the hub stands at the real day.
  hub = await startTestHub({}, new Date().toISOString());
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  watch = watchPage(page, hub.url);
  await page.goto(`${hub.url}/graphiql`);
  await page.locator('[data-testid="examples"][data-ready="true"]').waitFor();
});

afterEach(() => page.close());

const at = (id: string) => page.getByTestId(id);

const signInAs = async (clientId: string) => {
  await at('demo-role').selectOption(clientId);
  await at('demo-sign-in').click();
  await page.locator('[data-testid="sign-in-bar"][data-phase="signedIn"]').waitFor();
};

/** Runs the operation of the open tab and returns what the result pane shows. */
const run = async (expected: RegExp): Promise<string> => {
  await page.getByRole('button', { name: /execute query/i }).click();
  // The hub marks its answers: the pane is an editor that keeps only visible lines in the page.
  const pane = page.locator('.graphiql-response .view-lines');
  await pane.filter({ hasText: expected }).waitFor({ timeout: 20_000 });
  return pane.innerText();
};

describe('the GraphiQL page', () => {
  test('answers the public without signing in, and reaches nothing outside', async () => {
    await at('example-open-browse-list').click();
    expect(await run(/listEntries/)).toContain('nodes');
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('signs in by role, checks a subject and shows the receipt', async () => {
    await signInAs('demo-agency-services');
    expect(await at('session-kind').getAttribute('data-kind')).toBe('AGENCY');
    await at('example-open-check-subjects').click();
    expect(await run(/checkSubjects/)).toMatch(/verdict|number/);
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('shows the schema to who may read it, once signed in', async () => {
    const docs = page.getByRole('button', { name: /documentation explorer/i });
    await docs.click();
    await page.getByText('schema:read', { exact: false }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Query' }).count()).toBe(0);
    await signInAs('demo-auditor');
    await page.getByRole('link', { name: 'Query', exact: true }).first().waitFor();
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('tells a wrong secret, and signs in with the right one', async () => {
    await at('sign-in-with-secret').click();
    await at('sign-in-client-id').fill('demo-auditor');
    await at('sign-in-secret').fill('wrong');
    await at('sign-in-submit').click();
    await at('sign-in-error').waitFor();
    await at('sign-in-secret').fill('demo');
    await at('sign-in-submit').click();
    await page.locator('[data-testid="sign-in-bar"][data-phase="signedIn"]').waitFor();
    expect(await at('session-kind').getAttribute('data-kind')).toBe('AUDITOR');
  });

  test('feeds back step by step as the market bureau', async () => {
    await signInAs('demo-agency-market');
    const purpose = { matter: 'INSPECTION', number: 'JC-2026-1' };
    await at('purpose-matter').selectOption(purpose.matter);
    await at('purpose-business-number').fill(purpose.number);
    await at('example-open-my-instructions').click();
    await run(/instructions/);
    await at('example-open-acknowledge-instruction').click();
    expect(await run(/acknowledgeInstruction/)).not.toContain('errors');
    await at('example-open-serve-notice').click();
    expect(await run(/serveNotice/)).not.toContain('errors');
    await at('example-open-report-feedback').click();
    expect(await run(/reportFeedback/)).not.toContain('errors');
    expect(watch).toEqual({ errors: [], strangers: [] });
  });
});

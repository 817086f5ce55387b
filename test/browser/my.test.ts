import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sql } from '../../src/kernel/sql.js';
import { demoPersons } from '../../src/modules/identity/index.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Watch, startChromium, watchPage } from './chromium.js';

let hub: TestHub;
let browser: Browser;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  hub = await startTestHub({}, new Date().toISOString());
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

beforeEach(async () => {
  // A context of its own has cookies of its own: nobody is signed in yet.
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  watch = watchPage(page, hub.url);
  await page.goto(`${hub.url}/my/`);
});

afterEach(() => page.context().close());

const at = (id: string) => page.getByTestId(id);

const pick = async (sub: string) => {
  await at(`pick-${sub}`).click();
  await at('who').waitFor();
};

const signIn = async (sub: string) => {
  await at('sign-in-self').click();
  await pick(sub);
};

const statusOf = async (list: string) =>
  (await hub.database.one<{ status: string }>(sql`
    select e.status from list_entry e join credit_list l on l.id = e.list_id join subject s on s.id = e.subject_id
    where l.code = ${list} and s.kind = 'NATURAL_PERSON'`))!.status;

/** The least a reader of PDF takes for one. */
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

describe('the page of a subject', () => {
  test('shows a person what is held about it, takes its objection with evidence, and suspends at once', async () => {
    await signIn('demo-person');
    expect(await at('who').innerText()).toContain(demoPersons.person.name);
    expect(await at('standing').innerText()).toContain('失信被执行人名单');
    await at('nav-entries').click();
    await at('object-to-entry').click();
    await at('objection-submit').click();
    await page.getByText('请选择事由。').waitFor();
    await at('objection-ground').selectOption('义务已经履行');
    await at('objection-statement').fill('执行款已于上月全部缴清，见收据。');
    await at('files').setInputFiles({ name: '收据.pdf', mimeType: 'application/pdf', buffer: pdf });
    await at('uploaded').getByText('收据.pdf').waitFor();
    await at('objection-submit').click();
    expect(await at('objection-received').innerText()).toContain('惩戒措施已经暂停');
    expect(await statusOf('BLACK-COURT')).toBe('SUSPENDED');
    await at('nav-overview').click();
    await page.getByText('暂停执行').first().waitFor();
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('keeps what was typed when the session ends in the middle', async () => {
    await signIn('demo-person');
    await at('nav-records').click();
    await page.goto(`${hub.url}/my/#object/entry/E20260101-NOTTHERE`);
    await at('objection-ground').selectOption('其他');
    await at('objection-statement').fill('写到一半的说明');
    await hub.database.rows(sql`delete from session`);
    await at('objection-submit').click();
    await page.getByRole('button', { name: '重新登录' }).click();
    await pick('demo-person');
    expect(await at('objection-statement').inputValue()).toBe('写到一半的说明');
    await at('sign-out').click();
    await at('sign-in-self').waitFor();
    expect(await page.evaluate<number>('Object.keys(sessionStorage).length')).toBe(0);
  });

  test('lets a representative act for its organisation and take its credit report', async () => {
    await at('demo-for-demo-representative').click();
    await pick('demo-representative');
    expect(await at('who').innerText()).toContain('法定代表人');
    await at('nav-reports').click();
    expect(await at('report-standing').innerText()).toContain('已领取 0 次');
    await at('take-report').click();
    await page.getByText('已领取 1 次').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), at('paper-pdf').first().click()]);
    expect(await download.failure()).toBeNull();
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('tells what is missing before a repair can be had', async () => {
    await at('demo-for-demo-trader').click();
    await pick('demo-trader');
    await at('nav-entries').click();
    await at('repair-outlook').getByText('修复条件').first().click();
    await page.getByText('适用规则').waitFor();
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test('says plainly that nothing is held', async () => {
    await signIn('demo-stranger');
    expect(await at('nothing-held').innerText()).toContain('没有关于您的信息');
    expect(watch).toEqual({ errors: [], strangers: [] });
  });

  test.each(['410928198206150318', '123', 'O'.repeat(18)])(
    'sends %s nowhere in place of a code',
    async (text) => {
      await at('sign-in-code').fill(text);
      await at('sign-in-organisation').click();
      await page.getByText('这不是统一社会信用代码').waitFor();
      expect(page.url()).toBe(`${hub.url}/my/`);
    },
  );

  test('every input has a label, every page one main and one first heading', async () => {
    await signIn('demo-person');
    for (const section of [
      'overview',
      'entries',
      'records',
      'measures',
      'documents',
      'objections',
      'repairs',
      'restorations',
      'looks',
      'reports',
    ]) {
      await at(`nav-${section}`).click();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect({
        section,
        mains: await page.getByRole('main').count(),
        titles: await page.getByRole('heading', { level: 1 }).count(),
        wide: await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'),
      }).toEqual({ section, mains: 1, titles: 1, wide: false });
    }
    await page.goto(`${hub.url}/my/#object/grade/mine`);
    await at('objection-form').waitFor();
    const unlabelled = await page.evaluate<number>(
      "[...document.querySelectorAll('input, select, textarea')].filter((each) => !each.labels?.length).length",
    );
    expect(unlabelled).toBe(0);
  });
});

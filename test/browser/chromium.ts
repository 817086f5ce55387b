import { existsSync } from 'node:fs';
import { type Browser, type Page, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the installed Chromium without anything that would reach outside. */
export const startChromium = (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM'] ?? places.find((each) => existsSync(each));
  if (!executablePath)
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.',
    );
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** What a page did that it should not: errors it logged, and requests that left its origin. */
export interface Watch {
  readonly errors: string[];
  readonly strangers: string[];
}

export const watchPage = (page: Page, origin: string): Watch => {
  const watch: Watch = { errors: [], strangers: [] };
  page.on('console', (message) => message.type() === 'error' && watch.errors.push(message.text()));
  page.on('pageerror', (error) => watch.errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      watch.strangers.push(url);
  });
  return watch;
};

import { afterAll, beforeAll, expect } from 'vitest';
import { BROWSER_NAMES, type BrowserName } from '../../../scripts/browsers.ts';
import { type Guests, openCafe } from '../../cafe/server.ts';
import { type OpenOptions, openBrowser, type TestBrowser } from './index.ts';

export { BROWSER_NAMES };

/** Filled before the first test of a `describe`; closed after the last. */
export interface Table {
  browser: TestBrowser;
}

export interface TableOptions extends Partial<OpenOptions> {
  readonly guests?: Guests;
}

/** A café and a browser for all tests of one `describe`. */
export function sitAtTable(name: BrowserName, { guests, ...options }: TableOptions = {}): Table {
  const table = {} as Table;
  beforeAll(async () => {
    table.browser = await openBrowser(name, {
      cafe: await openCafe(guests),
      hasFewProcesses: true,
      ...options,
    });
  });
  afterAll(async () => {
    if (!table.browser) return;
    const { browser } = table;
    try {
      await expectNoRequests(browser);
    } finally {
      await browser.close();
      await browser.cafe.close();
    }
  });
  return table;
}

/** Checks that the extension made no network requests during the tests. */
export async function expectNoRequests({ backend, cafe }: TestBrowser): Promise<void> {
  const begun = await backend.requestsBegunBy(backend.extensionUrl.slice(0, -1));
  // Chromium lists the extension as the initiator of navigations that the person requested ("Try the HTTPS address").
  const navigations = cafe.requests.filter(
    // Over HTTP browsers send no `sec-fetch-mode`, but navigations have `upgrade-insecure-requests`.
    ({ headers }) => headers['sec-fetch-mode'] === 'navigate' || headers['upgrade-insecure-requests'] === '1',
  );
  // The HTTPS address of the same page may have been refused.
  const asked = new Set(navigations.map(({ host, path }) => `${host}${path}`));
  expect(begun.filter((url) => !asked.has(url.replace(/^https?:\/\//, '')))).toEqual([]);
}

import { beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../cafe/sites.ts';
import { openBrowser, type TestBrowser, within } from './harness/index.ts';
import { readJournal, writeJournal } from './harness/journal.ts';
import { beginTidy, click, leave, receiptOn, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { forum, keeps } = SITES;
const SECRET = 'nine-blue-kettles';

/** A cookie from before the session. */
const setCookie = (browser: TestBrowser) =>
  browser.inExtension((api) =>
    api.cookies.set({ url: 'https://other.example/', name: 'theirs', value: 'x', expirationDate: 4e9 }),
  );
const hasCookie = (browser: TestBrowser) =>
  browser.inExtension(
    async (api) => (await api.cookies.get({ url: 'https://other.example/', name: 'theirs' })) !== null,
  );

describe.each(BROWSER_NAMES)('a forged journal, in %s', (name) => {
  const table = sitAtTable(name);

  async function restart(): Promise<void> {
    const { cafe, profileDir } = table.browser;
    await table.browser.quit();
    table.browser = await openBrowser(name, { cafe, profileDir, hasFewProcesses: true });
  }

  it('cannot be written by content scripts', async () => {
    await setCookie(table.browser);
    await startSession(table.browser);
    const page = await table.browser.openPage(keeps.url);
    const tabId = await table.browser.tabIdOf(keeps.url);
    await table.browser.inExtension(async (api, tab) => {
      const write = async () => {
        const { browser, chrome } = globalThis as unknown as Record<
          string,
          { storage: { local: { set(entries: object): Promise<void> } } } | undefined
        >;
        const entry = { scope: 'everything', finished: [] };
        const names = { steps: ['scope-everything'], journal: entry, tidy: entry };
        await (browser ?? chrome)?.storage.local.set(names).catch(() => undefined);
        // As the extension does it, but in the page's own origin.
        const opening = indexedDB.open('journal', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('tidy').put(entry, 0);
        await new Promise((resolve) => {
          opening.onsuccess = opening.onerror = resolve;
        });
      };
      await api.scripting.executeScript({ target: { tabId: tab }, func: write });
    }, tabId);
    await page.close();
    expect(await table.browser.inExtension(readJournal)).toBeUndefined();
    await restart();
    const popup = await table.browser.extensionPage('popup.html');
    await untilShown(popup, '[data-cut-short="visit"]');
    expect(await hasCookie(table.browser)).toBe(true);
    await popup.close();
  });

  it('that is malformed is asked about', async () => {
    await table.browser.inExtension(writeJournal, { scope: 'everything', finished: ['cookies', 'no-step'] });
    await restart();
    const popup = await table.browser.extensionPage('popup.html');
    await untilShown(popup, '[data-cut-short="tidy"]');
    expect(await hasCookie(table.browser)).toBe(true);
    await popup.close();
  });
});

describe.each(BROWSER_NAMES)('session storage filled by pages, in %s', (name) => {
  const LONG = `${'x'.repeat(100_000)}`;
  const table = sitAtTable(name, { keepsPage: true });
  const bytes = () =>
    table.browser.inExtension(async (api) => JSON.stringify(await api.storage.session.get(null)).length);

  beforeAll(() => startSession(table.browser));

  it('keeps no URL of 100 kB', async () => {
    const before = await bytes();
    // One that is upgraded, and one that asks for a password.
    const pages = [
      await table.browser.openPage(`${forum.url}?${LONG}`),
      // Where it ends differs, and may be nowhere.
      await within(table.browser.openPage(`http://nowhere.example.net/?${LONG}`), 15_000).catch(
        () => undefined,
      ),
    ];
    expect(await bytes()).toBeLessThan(before + 20_000);
    for (const page of pages) await page?.close();
  });

  it('still holds a password back when full, and lets a tidy start', async () => {
    await table.browser.inExtension(async (api) => {
      // Fills it completely.
      for (let size = 4_000_000, count = 0; size >= 1 && count < 40; count++) {
        await api.storage.session.set({ [`junk-${count}`]: 'x'.repeat(size) }).catch(() => {
          size = Math.floor(size / 4);
        });
      }
    });
    const page = await table.browser.openPage(forum.url);
    await page.bringToFront();
    await page.click('#password');
    await page.keyboard.type(SECRET);
    const stop = await table.browser.findPage(`${table.browser.backend.extensionUrl}stop.html`);
    await untilShown(stop, '[data-stop="insecure-password-field"]');
    expect(table.browser.cafe.requests.filter(({ body }) => body.includes(SECRET))).toEqual([]);
    await stop.close();
    const receipt = await leave(table.browser);
    expect(receipt.kind).toBe('complete');
    expect(await bytes()).toBeLessThan(20_000);
  });
});

describe.each(BROWSER_NAMES)('a tab that a page navigated to an extension URL, in %s', (name) => {
  const HOST = 'way.evil.example';
  const target = { url: '' };
  const answer = () => ({ status: 302, headers: { Location: target.url }, body: '' });
  const table = sitAtTable(name, { guests: { suffix: HOST, hosts: [HOST], answer } });

  it('is not mistaken for the leaving page, and closes with the session', async () => {
    const { browser } = table;
    const leaveUrl = `${browser.backend.extensionUrl}leave.html`;
    const addresses = () =>
      browser.inExtension(async (api) => (await api.tabs.query({})).map(({ url = '' }) => url));
    target.url = leaveUrl;
    await startSession(browser);
    const page = await browser.openPage();
    await within(page.goto(`http://${HOST}/`), 15_000).catch(() => undefined);
    // Firefox keeps the previous URL.
    if (name === 'chromium') expect(await addresses(), 'the address stays').toContain(leaveUrl);
    const popup = await browser.extensionPage('popup.html');
    await untilShown(popup, '[data-action="leave"]');
    await click(popup, '[data-action="leave"]');
    // Asks the page itself: an error page is not ours.
    const leaving = await browser.findPage(leaveUrl);
    await untilShown(leaving, '[data-action="tidy"]');
    await beginTidy(leaving);
    expect((await receiptOn(leaving)).kind).toBe('complete');
    expect((await addresses()).filter((url) => url.startsWith(leaveUrl))).toHaveLength(1);
  });
});

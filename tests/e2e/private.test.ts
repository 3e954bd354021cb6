import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../cafe/sites.ts';
import { waitFor, within } from './harness/index.ts';
import { beginTidy, click, readingOfPlace, receiptOn, STARTED, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { forum, mail } = SITES;
const SECRET = 'nine-quiet-herons';

/**
 * Each test continues from the last one.
 *
 * Headless Chromium reports every window as focused (`windows.getAll`), so the tests check the active tab of a window
 * instead of the window in front.
 */
describe.each(BROWSER_NAMES)('a session in a private window, in %s', (name) => {
  const table = sitAtTable(name);
  const interstitials = () => `${table.browser.backend.extensionUrl}stop.html`;

  function privateWindows(): Promise<readonly { id: number; urls: readonly string[] }[]> {
    return table.browser.inExtension(async (api) =>
      (await api.windows.getAll({ populate: true }))
        .filter(({ incognito }) => incognito)
        .map(({ id = -1, tabs = [] }) => ({ id, urls: tabs.map(({ url = '' }) => url) })),
    );
  }

  /** Opens the popup and chooses the café. */
  async function arrive(): Promise<Page> {
    const before = await table.browser.inExtension((api) => api.tabs.query({}));
    const popup = await table.browser.extensionPage(`popup.html?tab=${before[0]?.id}`);
    await click(popup, '[data-action="open-start"]');
    await click(popup, 'input[name="place"][value="cafe"]');
    return popup;
  }

  it('is only recommended if it is not allowed, and a session starts in this window nevertheless', async () => {
    const popup = await arrive();
    await untilShown(popup, '[data-private="not-allowed"]');
    expect(await popup.$('[data-action="start-private"]')).toBeNull();
    await click(popup, '[data-action="start"]');
    await untilShown(popup, STARTED);
    await table.browser.openPage(forum.url);
    const reading = await readingOfPlace(table.browser, forum);
    expect(reading).toMatchObject({ state: 'ready', level: forum.level, findings: forum.findings });
  });

  describe('if it is allowed', () => {
    let page: Page;
    /** A private window from before the session, and the session's own. */
    let theirs: number;
    let ours: number;

    beforeAll(async () => {
      for (const open of (await table.browser.backend.browser.pages()).slice(1)) await open.close();
      await table.browser.backend.allowInPrivate(true);
      const isAnswered = () =>
        table.browser.inExtension((api) => api.runtime.sendMessage({ name: 'session/get', input: {} }));
      await waitFor('the extension to answer again', () => within(isAnswered(), 3000));
      theirs = await table.browser.inExtension(
        async (api) => (await api.windows.create({ incognito: true })).id ?? -1,
      );
    });

    it('starts with one click, and opens the window', async () => {
      const popup = await arrive();
      await untilShown(popup, '[data-private="allowed"]');
      await click(popup, '[data-action="start-private"]');
      await untilShown(popup, STARTED);
      await popup.close();
      const windows = await privateWindows();
      expect(windows).toHaveLength(2);
      ours = windows.find(({ id }) => id !== theirs)?.id ?? -1;
    });

    it('reports findings there', async () => {
      await table.browser.inExtension((api, tab) => api.tabs.create(tab), {
        windowId: ours,
        url: forum.url,
      });
      page = await table.browser.findPage(forum.url);
      const reading = await readingOfPlace(table.browser, forum);
      expect(reading).toMatchObject({ state: 'ready', level: forum.level, findings: forum.findings });
      const window = (await privateWindows()).find(({ id }) => id === ours);
      expect(window?.urls).toContain(forum.url);
    });

    it('holds a password back there, visibly', async () => {
      await page.bringToFront();
      await page.click('#password');
      const stop = await table.browser.findPage(interstitials());
      await untilShown(stop, '[data-stop="insecure-password-field"]');
      await page.bringToFront();
      await page.type('#password', SECRET);
      expect(await page.$eval('#password', (field) => (field as HTMLInputElement).value)).toBe('');
    });

    it('goes back to the page concerned', async () => {
      const stop = await table.browser.findPage(interstitials());
      await click(stop, '[data-action="back"]');
      await waitFor('the interstitial to close', async () =>
        (await table.browser.addresses()).every((address) => !address.startsWith(interstitials())),
      );
      expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
      expect(table.browser.cafe.requests.filter(({ body }) => body.includes(SECRET))).toEqual([]);
    });

    it('closes only that window in the end, and leaves nothing', async () => {
      await page.bringToFront();
      const popup = await table.browser.extensionPage(
        `popup.html?tab=${await table.browser.tabIdOf(forum.url)}`,
      );
      await click(popup, '[data-action="leave"]');
      const leaving = await table.browser.findPage(`${table.browser.backend.extensionUrl}leave.html`);
      await beginTidy(leaving);
      const receipt = await receiptOn(leaving);
      expect(receipt.steps.filter(({ status }) => status === 'failed' || status === 'left')).toEqual([]);
      expect(receipt.kind).toBe('complete');
      expect((await privateWindows()).map(({ id }) => id)).toEqual([theirs]);
      expect(await table.browser.inExtension(() => indexedDB.databases())).toEqual([]);
    });

    it('forgets the sites of a private window with it, where nobody pressed Start', async () => {
      const listed = () =>
        table.browser.inExtension(async (api) => {
          const key = 'sign-out-entries';
          return Object.keys((await api.storage.session.get(key))[key] ?? {});
        });
      await table.browser.inExtension((api, tab) => api.tabs.create(tab), {
        windowId: theirs,
        url: mail.url,
      });
      const inbox = await table.browser.findPage(mail.url);
      await inbox.type('#password', SECRET);
      await inbox.keyboard.press('Enter');
      await waitFor('the site to be listed', async () => (await listed()).length > 0);
      await table.browser.inExtension((api, id) => api.windows.remove(id), theirs);
      await waitFor('the site to be forgotten', async () => (await listed()).length === 0);
    });
  });
});

import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { type Desktop, SHOWN_MS, waitUntilShown } from '../e2e/harness/desktop.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';
import type { Canaries } from './channels.ts';
import { lookOf } from './looks.ts';
import type { OwnActs } from './own-acts.ts';
import type { ForensicSite } from './site.ts';

/** Simulated keyboard and mouse. The driver only checks the results. */
export interface Hands extends OwnActs {
  /** Plants all channels that only hands can. */
  plantTheRest(): Promise<void>;
}

export function handsOn(
  browser: TestBrowser,
  desktop: Desktop,
  site: ForensicSite,
  canaries: Canaries,
): Hands {
  const { of } = canaries;
  const look = lookOf(browser, desktop);
  const visit = (url: string) => visitByHand(browser, desktop, look.window, url);
  const at = (path: string) => `https://${site.host}/${path}`;

  async function group(url: string, name: string): Promise<void> {
    await visit(url);
    await look.openTabMenu();
    await desktop.see('the window of the group', look.chooseNewGroup);
    await desktop.see('the name of the group', async () => {
      await desktop.type(name);
      await desktop.press('Return');
    });
    await waitUntilShown('the page to be in a group', () => isGrouped(browser, url));
  }

  async function saveAs(name: string | undefined, isSaved: (file: string) => boolean): Promise<void> {
    const { x, y, width, height } = await desktop.focus(look.saveWindow);
    if (name !== undefined) {
      await desktop.press('ctrl+a');
      await desktop.type(name);
    }
    // “Save”, in the lower right corner of both.
    await desktop.click({ x: x + width - 49, y: y + height - 24 });
    await waitUntilShown('the file to be saved', async () => readdirSync(browser.downloadsDir).some(isSaved));
  }

  return {
    async zoom(url) {
      const page = await visit(url);
      // A person does not close a page while it is being zoomed.
      await desktop.see('the larger page', () => desktop.press('ctrl+plus', 'ctrl+plus'));
      await waitUntilShown('the page to be larger', () => page.evaluate(() => devicePixelRatio > 1));
      return page;
    },

    async keep(title, url) {
      await visit(url);
      await desktop.see('the window of the bookmark', () => desktop.press('ctrl+d'));
      await desktop.press('ctrl+a');
      await desktop.type(title);
      await desktop.press('Return');
      await waitUntilShown('the bookmark', async () => look.hasBookmark(title));
    },

    async addWord(word) {
      await look.addWord(word, at('letter'), visit);
      await waitUntilShown('the word in the dictionary', async () => look.hasWord(word));
    },

    group: (url) => group(url, of['group-name']),

    async plantTheRest() {
      await visit(at(of['typed-url']));

      await desktop.see('the bar for finding', () => desktop.press('ctrl+f'));
      await desktop.see('what is looked for', () => desktop.type(of['found-words']));
      await desktop.press('Escape');

      await visit(at('form'));
      await desktop.type(of['typed-words']);
      await desktop.press('Return');
      await browser.findPage(at('done'), SHOWN_MS);

      const closed = at(of['reopened-url']);
      await visit(closed);
      await desktop.press('ctrl+w');
      await waitUntilShown('the tab to close', async () => !(await browser.addresses()).includes(closed));
      await desktop.press('ctrl+shift+t');
      await browser.findPage(closed, SHOWN_MS);

      await visit(at('to-print'));
      await desktop.press('ctrl+p');
      await waitUntilShown('the window of the print', look.isPrinting);
      await desktop.press('Escape');
      await waitUntilShown('that window to go', async () => !(await look.isPrinting()));

      const asking = await visit(`https://${site.allowedHost}/`);
      await desktop.see('the question', () => desktop.press('Return'));
      const isAllowed = () =>
        asking.evaluate(
          async () => (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted',
        );
      await waitUntilShown('the site to be allowed', async () => {
        if (!(await isAllowed())) await look.allow();
        return isAllowed();
      });

      const grouped = `https://${site.listsHost}/${of['closed-group-url']}`;
      await group(grouped, of['closed-group-name']);
      await look.closeGroup(of['closed-group-name']);
      await waitUntilShown('the group to close', async () => !(await browser.addresses()).includes(grouped));

      const { readingList } = look;
      if (readingList) {
        await visit(`https://${site.listsHost}/${of['reading-url']}`);
        await look.openTabMenu();
        await desktop.press(...readingList.keys);
        await waitUntilShown('the page in the reading list', async () =>
          readingList.has(of['reading-title']),
        );
      }

      await visit(at('to-save'));
      await desktop.press('ctrl+s');
      await saveAs(undefined, (file) => file === `${of['saved-page-name']}.html`);

      await visit(at('links'));
      await desktop.see('the menu of the link', () => desktop.press('Menu'));
      await desktop.press('k');
      await saveAs(`${of['given-name']}.txt`, (file) => file === `${of['given-name']}.txt`);
    },
  };
}

function isGrouped(browser: TestBrowser, url: string): Promise<boolean> {
  return browser.inExtension(async (api, address) => {
    const tabs: readonly { url?: string; groupId?: number }[] = await api.tabs.query({});
    return tabs.some((tab) => tab.url === address && (tab.groupId ?? -1) !== -1);
  }, url);
}

/** Types the URL and waits for the page. */
export async function visitByHand(
  browser: TestBrowser,
  desktop: Desktop,
  window: string,
  url: string,
): Promise<Page> {
  await (await browser.openPage()).bringToFront();
  const page = await waitUntilShown(`${url} to come`, async () => {
    const { x, y } = await desktop.focus(window);
    // Not Ctrl+L: Chromium gives it to the page first, and then discards what was typed meanwhile.
    await desktop.click({ x: x + 400, y: y + 63 });
    await desktop.see('the address', () => desktop.type(url));
    await desktop.press('Return');
    // On a busy machine a new tab may lose some keys; the caller tries again.
    return browser.findPage(url, 10_000);
  });
  await waitUntilShown(`${url} to stand`, () => page.evaluate(() => document.readyState === 'complete'));
  await desktop.focus(window);
  return page;
}

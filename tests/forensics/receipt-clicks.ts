import type { Page } from 'puppeteer';
import { type Desktop, type Point, SHOWN_MS, waitUntilShown } from '../e2e/harness/desktop.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';
import type { ClearedRange } from '../e2e/harness/own-windows.ts';
import type { Canaries } from './channels.ts';
import { visitByHand } from './hands.ts';
import { lookOf } from './looks.ts';

/** Options of the dialog for a range, in order. */
const RANGES: { readonly [Range in ClearedRange]: readonly string[] } = {
  'last hour': ['Last hour'],
  everything: ['More', 'All time'],
};

/** Follows the receipt's instructions for Chromium, by keyboard and mouse. The driver only locates elements. */
export async function followReceipt(
  browser: TestBrowser,
  desktop: Desktop,
  { of }: Canaries,
  range: ClearedRange,
): Promise<void> {
  const look = lookOf(browser, desktop);

  async function click(page: Page, text: string): Promise<void> {
    await desktop.click(await waitUntilShown(`“${text}”`, () => page.evaluate(spotOf, text)));
  }

  async function openBy(keys: string, start: string): Promise<Page> {
    await desktop.focus(look.window);
    await desktop.press(keys);
    return browser.findPage(start, SHOWN_MS);
  }

  // Before clearing: the history keeps URL and title of bookmarks.
  const bookmarks = await openBy('ctrl+shift+o', 'chrome://bookmarks/');
  await click(bookmarks, 'Other bookmarks');
  await click(bookmarks, of['bookmark-title']);
  await desktop.press('Delete');
  await waitUntilShown('the bookmark to go', async () => !look.hasBookmark(of['bookmark-title']));

  const words = await visitByHand(browser, desktop, look.window, 'chrome://settings/editDictionary');
  await click(words, 'Delete word');
  await waitUntilShown('the word to go', async () => !look.hasWord(of.word));

  await look.deleteGroup(of['closed-group-name']);

  const clearing = await openBy('ctrl+shift+Delete', 'chrome://settings/clearBrowserData');
  for (const text of RANGES[range]) await click(clearing, text);
  await click(clearing, 'Show more');
  await click(clearing, 'Site settings');
  await click(clearing, 'Delete from this device');
  await waitUntilShown('the window to close', () =>
    clearing.evaluate(() => location.pathname !== '/clearBrowserData'),
  );

  const { x, y } = await desktop.focus(look.window);
  await desktop.see('the menu', () => desktop.press('alt+e'));
  await desktop.see('the lists', () => desktop.press('b'));
  await desktop.see('the reading list', () => desktop.press('r', 's'));
  await desktop.see('the list without the page', () => desktop.click({ x: x + 983, y: y + 202 }));
}

/** Runs in a Chromium page: screen position of the element with this text. */
function spotOf(text: string): Point | undefined {
  const all = (root: Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const says = (element: Element) =>
    element.textContent?.trim() === text || element.getAttribute('title') === text;
  const box = all(document)
    .filter(says)
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .at(-1);
  return (
    box && {
      x: screenX + box.x + box.width / 2,
      y: screenY + outerHeight - innerHeight + box.y + box.height / 2,
    }
  );
}

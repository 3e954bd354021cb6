import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Desktop, type Point, SHOWN_MS, waitUntilShown } from '../e2e/harness/desktop.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';

/** Visual differences between Chromium 156 and Firefox 153, in English. */
export interface Look {
  /** Pattern for the titles of its windows. */
  readonly window: string;
  /** Title of its save dialog. */
  readonly saveWindow: string;
  /** Opens the context menu of the active tab. */
  openTabMenu(): Promise<void>;
  /** Chooses a new group in that menu; its name can then be typed. */
  chooseNewGroup(): Promise<void>;
  /** Allows a permission request permanently; browsers ignore clicks in its first moment. */
  allow(): Promise<void>;
  /** @param letter - URL of a page with a text field */
  addWord(word: string, letter: string, visit: Visit): Promise<void>;
  closeGroup(name: string): Promise<void>;
  /** Deletes the only closed group. */
  deleteGroup(name: string): Promise<void>;
  isPrinting(): Promise<boolean>;
  hasBookmark(title: string): boolean;
  hasWord(word: string): boolean;
  /** The reading list: keys in the context menu of a tab, and whether it contains a page. */
  readonly readingList?: { readonly keys: readonly string[]; has(title: string): boolean };
}

export type Visit = (url: string) => Promise<Page>;

export function lookOf(browser: TestBrowser, desktop: Desktop): Look {
  return LOOKS[browser.name](browser, desktop);
}

const LOOKS: { readonly [Name in BrowserName]: (browser: TestBrowser, desktop: Desktop) => Look } = {
  chromium(browser, desktop) {
    const { backend, profileDir } = browser;
    const own = join(profileDir, 'Default');
    const window = ' - Chromium$';
    const lists = join(own, 'Sync Data', 'LevelDB');
    return {
      window,
      saveWindow: '^Save File$',
      async openTabMenu() {
        const frame = await desktop.focus(window);
        // The active tab is white below its title, the others are not.
        const at = desktop.middleOf([255, 255, 255], frame, frame.y + 32);
        if (!at) throw new Error('No tab is in front.');
        await desktop.see('the menu of the tab', () => desktop.click(at, 'right'));
      },
      chooseNewGroup: () => desktop.press('a', 'a', 'Return'),
      async allow() {
        const { x, y } = await desktop.focus(window);
        await desktop.click({ x: x + 286, y: y + 216 });
      },
      // Not by the context menu of a misspelt word: dictionaries come from the network.
      async addWord(word, _letter, visit) {
        const page = await visit('chrome://settings/editDictionary');
        await waitUntilShown('the list of words', () =>
          page.evaluate(`${DEEPEST_FOCUS}?.id === 'closeButton'`),
        );
        await desktop.press('Tab');
        await desktop.see('the word', () => desktop.type(word));
        await desktop.press('Return');
      },
      closeGroup: () => desktop.press('alt+shift+w'),
      async deleteGroup() {
        // On the bookmarks bar, which new tabs show.
        await desktop.press('ctrl+t');
        await browser.findPage('chrome://new-tab-page', SHOWN_MS);
        const { x, y } = await desktop.focus(window);
        await desktop.see('the menu of the group', () => desktop.click({ x: x + 40, y: y + 100 }, 'right'));
        await desktop.see('the question', () => desktop.press('d'));
        await desktop.see('the page without it', () => desktop.press('Return'));
      },
      isPrinting: async () =>
        backend.browser.targets().some((target) => target.url().startsWith('chrome://print/')),
      hasBookmark: (title) => isIn([join(own, 'Bookmarks')], title),
      hasWord: (word) => isIn([join(own, 'Custom Dictionary.txt')], word),
      readingList: {
        keys: ['a', 'a', 'a', 'Return'],
        has: (title) =>
          isIn(existsSync(lists) ? readdirSync(lists).map((name) => join(lists, name)) : [], title),
      },
    };
  },

  firefox({ backend, profileDir }, desktop) {
    async function inParent(expression: string): Promise<unknown> {
      return backend.inParent?.(expression);
    }
    /** Middle of an element of the browser's UI, once it is shown and stable. */
    function middle(element: string): Promise<Point> {
      let last: unknown;
      return waitUntilShown(`${element} on the screen`, async () => {
        const found = await inParent(`(() => {
          const element = ${element};
          const box = element?.getBoundingClientRect();
          if (!box?.width) return undefined;
          const { mozInnerScreenX, mozInnerScreenY } = element.ownerDocument.defaultView;
          return JSON.stringify({
            x: mozInnerScreenX + box.x + box.width / 2,
            y: mozInnerScreenY + box.y + box.height / 2,
          });
        })()`);
        const isStill = found === last;
        last = found;
        return typeof found === 'string' && isStill ? (JSON.parse(found) as Point) : undefined;
      });
    }
    const stateOf = (menu: string) => inParent(`${menu}.state`);
    return {
      window: ' — Mozilla Firefox$|^Mozilla Firefox$',
      saveWindow: '^Save As|^Enter name of file',
      async openTabMenu() {
        const menu = `document.getElementById('tabContextMenu')`;
        // The tab strip may still be animated.
        await waitUntilShown('the menu of the tab', async () => {
          if ((await stateOf(menu)) === 'closed')
            await desktop.click(await middle('gBrowser.selectedTab'), 'right');
          return (await stateOf(menu)) === 'open';
        });
      },
      async chooseNewGroup() {
        const others = `document.getElementById('context_moveTabToGroup')`;
        const hasOthers = (await inParent(`!${others}.hidden`)) === true;
        await desktop.press('g');
        if (hasOthers) {
          await waitUntilShown('the groups', async () => (await stateOf(`${others}.menupopup`)) === 'open');
          await desktop.press('g');
        }
        await waitUntilShown(
          'the place for its name',
          async () => (await inParent('document.activeElement?.id')) === 'tab-group-name',
        );
      },
      async allow() {
        const box = `document.querySelector('.popup-notification-checkbox')`;
        const at = await middle(box);
        if ((await inParent(`${box}.checked`)) !== true) await desktop.click(at);
        await desktop.click(await middle(`document.querySelector('.popup-notification-primary-button')`));
      },
      async addWord(word, letter, visit) {
        await visit(letter);
        // A word is checked once the caret has left it.
        await desktop.type(`${word} `);
        await desktop.press('Left', 'Left');
        const choice = `document.getElementById('spell-add-to-dictionary')`;
        await waitUntilShown('the word to be wrong', async () => {
          await desktop.see('the menu of the word', () => desktop.press('Menu'));
          if ((await inParent(`!${choice}.hidden`)) === true) return true;
          await desktop.press('Escape');
          return false;
        });
        await desktop.click(await middle(choice));
      },
      async closeGroup(name) {
        const label = `document.querySelector('tab-group[label="${name}"] .tab-group-label')`;
        await desktop.click(await middle(label), 'right');
        await desktop.click(await middle(`document.getElementById('tabGroupEditor_saveAndCloseGroup')`));
      },
      async deleteGroup(name) {
        await desktop.click(await middle(`document.getElementById('alltabs-button')`));
        const group = `document.querySelector('.all-tabs-group-saved-group[label="${name}"]')`;
        await desktop.click(await middle(group), 'right');
        await desktop.click(await middle(`document.getElementById('saved-tab-group-context-menu_delete')`));
      },
      isPrinting: async () => (await inParent(`!!document.querySelector('.printSettingsBrowser')`)) === true,
      hasBookmark: (title) =>
        isIn(
          ['places.sqlite', 'places.sqlite-wal'].map((name) => join(profileDir, name)),
          title,
        ),
      hasWord: (word) => isIn([join(profileDir, 'persdict.dat')], word),
    };
  },
};

/** The focused element of a Chromium page, inside its shadow roots. */
const DEEPEST_FOCUS = `(function deepest({ activeElement }) {
  return activeElement?.shadowRoot?.activeElement ? deepest(activeElement.shadowRoot) : activeElement;
})(document)`;

function isIn(paths: readonly string[], words: string): boolean {
  return paths.some((path) => existsSync(path) && readFileSync(path).includes(words));
}

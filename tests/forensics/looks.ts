import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Desktop, type Point, SHOWN_MS, waitUntilShown } from '../e2e/harness/desktop.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';

/** What the two browsers show differently to hands: in English, as Chromium 156 and Firefox 153 draw it. */
export interface Look {
  /** Title of each of its windows, as a pattern. */
  readonly window: string;
  /** Title of the window in which a file gets its name. */
  readonly saveWindow: string;
  /** Of the tab in front. */
  openTabMenu(): Promise<void>;
  /** Chooses a new group for it, in the menu of a tab; then its name can be typed. */
  chooseNewGroup(): Promise<void>;
  /** Gives the site what it asks for, for good; the browsers do not listen in the first moment of a question. */
  allow(): Promise<void>;
  /** @param letter - address of a page to write in */
  addWord(word: string, letter: string, visit: Visit): Promise<void>;
  closeGroup(name: string): Promise<void>;
  /** One that was closed, and the only one. */
  deleteGroup(name: string): Promise<void>;
  isPrinting(): Promise<boolean>;
  hasBookmark(title: string): boolean;
  hasWord(word: string): boolean;
  /** The list of pages to read later: keys in the menu of a tab, and whether a page is in it. */
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
        // The one in front is white below its title, the others are not.
        const at = desktop.middleOf([255, 255, 255], frame, frame.y + 32);
        if (!at) throw new Error('No tab is in front.');
        await desktop.see('the menu of the tab', () => desktop.click(at, 'right'));
      },
      chooseNewGroup: () => desktop.press('a', 'a', 'Return'),
      async allow() {
        const { x, y } = await desktop.focus(window);
        await desktop.click({ x: x + 286, y: y + 216 });
      },
      // Not by the menu of a wrong word: its dictionaries come from the network, and without one no word is wrong.
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
        // On the bar of bookmarks, which a new tab shows.
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
    /** The middle of an element of its own windows, once it is shown and stands still. */
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
        // The row of tabs may still be moving.
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
        // A word is looked at once one has left it.
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

/** What has the focus in a page of Chromium's own, whose parts stand in shadow roots. */
const DEEPEST_FOCUS = `(function deepest({ activeElement }) {
  return activeElement?.shadowRoot?.activeElement ? deepest(activeElement.shadowRoot) : activeElement;
})(document)`;

function isIn(paths: readonly string[], words: string): boolean {
  return paths.some((path) => existsSync(path) && readFileSync(path).includes(words));
}

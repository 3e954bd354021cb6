import type { Page } from 'puppeteer';
import type { TestBrowser } from '../e2e/harness/index.ts';

/** A person's actions in the browser's own windows. */
export interface OwnActs {
  /** @returns the page, zoomed */
  zoom(url: string): Promise<Page>;
  keep(title: string, url: string): Promise<void>;
  addWord(word: string): Promise<void>;
  /** Creates a tab group with the page of this URL. */
  group(url: string): Promise<void>;
}

/** By extension APIs and by the calls of the browser's own windows. */
export function actsByInterface(browser: TestBrowser): OwnActs {
  const { ownWindows } = browser.backend;
  return {
    async zoom(url) {
      const page = await browser.openPage(url);
      const tabId = await browser.tabIdOf(url);
      await browser.inExtension(async (api, id) => api.tabs.setZoom(id, 1.5), tabId);
      return page;
    },
    async keep(title, url) {
      await browser.openPage(url);
      await ownWindows.addBookmark(title, url);
    },
    addWord: ownWindows.addWord,
    async group(url) {
      await browser.openPage(url);
      const tabId = await browser.tabIdOf(url);
      await browser.inExtension((api, tabIds) => api.tabs.group({ tabIds }), tabId);
    },
  };
}

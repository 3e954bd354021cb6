import browser from 'webextension-polyfill';

/** An open extension page (`runtime.ExtensionContext`). */
interface Context {
  readonly tabId: number;
}

/** Chromium 116. Some Firefox versions lack it; there pages do not know the extension's URLs, whose host is random. */
const { getContexts } = browser.runtime as typeof browser.runtime & {
  getContexts?: (filter: { contextTypes: readonly 'TAB'[] }) => Promise<readonly Context[]>;
};

type Shown = Pick<browser.Tabs.Tab, 'id' | 'status' | 'discarded'>;

/**
 * When a web page navigates its tab to an extension page, Chromium blocks it but keeps the URL in the tab. Only
 * `getContexts` shows that no extension page is there.
 *
 * @returns whether a tab with an extension URL really shows the page, is loading it, or has it discarded
 */
export async function whichAreOurs(): Promise<(tab: Shown) => boolean> {
  const contexts = await getContexts?.({ contextTypes: ['TAB'] });
  if (!contexts) return () => true;
  const ids = new Set(contexts.map(({ tabId }) => tabId));
  return ({ id = -1, status, discarded }) => ids.has(id) || status === 'loading' || discarded === true;
}

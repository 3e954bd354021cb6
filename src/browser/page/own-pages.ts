import browser from 'webextension-polyfill';

/** A page of ours that lives, as the browser tells of it. */
interface Context {
  readonly tabId: number;
}

/** Chromium 116; not in every Firefox, where no page knows our addresses, which are made anew for each installation. */
const { getContexts } = browser.runtime as typeof browser.runtime & {
  getContexts?: (filter: { contextTypes: readonly 'TAB'[] }) => Promise<readonly Context[]>;
};

type Shown = Pick<browser.Tabs.Tab, 'id' | 'status' | 'discarded'>;

/**
 * Chromium leaves an address of ours in a tab that a web page sent there and that it kept from opening it. Only asking
 * tells that nothing of ours is shown in it.
 *
 * @returns tells of a tab at one of our addresses whether our page is there, on its way, or put to sleep
 */
export async function whichAreOurs(): Promise<(tab: Shown) => boolean> {
  const contexts = await getContexts?.({ contextTypes: ['TAB'] });
  if (!contexts) return () => true;
  const ids = new Set(contexts.map(({ tabId }) => tabId));
  return ({ id = -1, status, discarded }) => ids.has(id) || status === 'loading' || discarded === true;
}

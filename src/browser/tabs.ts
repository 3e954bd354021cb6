import browser from 'webextension-polyfill';
import type { OwnPage, Tabs } from '#app/tabs.ts';
import { shortText } from '#core/session/bounds.ts';
import { BROWSER } from './kind.ts';
import { whichAreOurs } from './page/own-pages.ts';
import { hashOf } from './tidy/hash.ts';

/** A tab that was only active for a moment before the person opened another was not used. */
const MOMENT_MS = 30_000;

/** Excludes empty tabs and pages of the browser and the extension. */
function isPage(url: string): boolean {
  return /^(https?|file):/.test(url);
}

function ownUrl(page: OwnPage): string {
  return browser.runtime.getURL(`${page}.html`);
}

async function findTab(tabId: number): Promise<browser.Tabs.Tab | undefined> {
  return browser.tabs.get(tabId).catch(() => undefined);
}

async function openOwn(page: OwnPage, query = '', besideTabId?: number): Promise<number | undefined> {
  const beside = besideTabId === undefined ? undefined : await findTab(besideTabId);
  const url = ownUrl(page) + (query && `?${query}`);
  const place = beside ? besidePlace(beside) : page === 'leave' ? await outsidePrivate(true) : undefined;
  // Chromium does not open extension pages in private windows; use a normal one.
  const tab = await browser.tabs
    .create({ url, active: true, ...place })
    .catch(() => browser.tabs.create({ url, active: true }));
  // A new tab does not bring its window to the front.
  if (tab.windowId !== undefined && tab.windowId !== beside?.windowId) await bringForward(tab.windowId);
  return tab.id;
}

/**
 * Place for the leaving page. Firefox would open it in a private window, which then stays open, although a private
 * window forgets its data only when it closes.
 *
 * @param mayOpen - open a normal window if there is none; it would take the screen
 */
async function outsidePrivate(mayOpen: boolean): Promise<{ windowId?: number }> {
  const last = await browser.windows.getLastFocused().catch(() => undefined);
  if (!last?.incognito) return {};
  const windows = await browser.windows.getAll({ windowTypes: ['normal'] });
  const normal =
    windows.find(({ incognito }) => !incognito) ??
    // Rejects if private windows are enforced.
    (mayOpen ? await browser.windows.create({ incognito: false }).catch(() => undefined) : undefined);
  return normal?.id === undefined ? {} : { windowId: normal.id };
}

async function bringForward(windowId: number): Promise<void> {
  await browser.windows.update(windowId, { focused: true }).catch(() => undefined);
}

function besidePlace({ id, index, windowId }: browser.Tabs.Tab): browser.Tabs.CreateCreatePropertiesType {
  return {
    index: index + 1,
    ...(id !== undefined && { openerTabId: id }),
    ...(windowId !== undefined && { windowId }),
  };
}

async function ownTabs(): Promise<readonly { id: number; url: string }[]> {
  const own = browser.runtime.getURL('');
  const [tabs, isOurs] = await Promise.all([browser.tabs.query({}), whichAreOurs()]);
  return tabs.flatMap((tab) => {
    const { id, url } = tab;
    return id !== undefined && url?.startsWith(own) && isOurs(tab) ? [{ id, url }] : [];
  });
}

async function show(tabId: number): Promise<void> {
  const tab = await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (tab?.windowId !== undefined) await bringForward(tab.windowId);
}

async function minimiseOtherWindows(tabId: number | undefined): Promise<void> {
  const mine = tabId === undefined ? undefined : (await findTab(tabId))?.windowId;
  const windows = await browser.windows.getAll();
  await Promise.allSettled(
    windows
      .filter(({ id }) => id !== mine)
      .flatMap(({ id }) => (id === undefined ? [] : [browser.windows.update(id, { state: 'minimized' })])),
  );
}

export const tabs: Tabs = {
  get: async (tabId) => {
    const tab = await findTab(tabId);
    if (!tab) return undefined;
    const isLoading = tab.status === 'loading';
    return { id: tabId, url: tab.url ?? '', isPrivate: tab.incognito, isLoading, isActive: tab.active };
  },
  earlier: async ({ tabIds, tabAddresses }, startedAtMs) => {
    const before = new Map(tabIds.map((id, index) => [id, tabAddresses[index]]));
    const open = await browser.tabs.query({});
    const earlier = open.map(async ({ id = -1, url = '', title, lastAccessed = 0 }) => {
      if (!before.has(id)) return [];
      const wasShown = isPage(url) && lastAccessed > startedAtMs + MOMENT_MS;
      const hasMoved = isPage(url) && before.get(id) !== (await hashOf(url));
      return [{ id, title: shortText(title || url), hasMoved, wasShown }];
    });
    return (await Promise.all(earlier)).flat();
  },
  openOwn,
  showOwn: async (tabId, page, query) => {
    const tab = await findTab(tabId);
    if (BROWSER === 'chromium' && tab?.incognito) await openOwn(page, query, tabId);
    else await browser.tabs.update(tabId, { url: `${ownUrl(page)}?${query}` });
  },
  openBehind: async (page) => {
    const place = page === 'leave' ? await outsidePrivate(false) : undefined;
    await browser.tabs.create({ url: ownUrl(page), active: false, ...place });
  },
  findOwn: async (page) => (await ownTabs()).find(({ url }) => url.startsWith(ownUrl(page)))?.id,
  closeOwn: async (except) => {
    const open = await ownTabs();
    const closing = open.filter(({ url }) => !except.some((page) => url.startsWith(ownUrl(page))));
    await browser.tabs.remove(closing.map(({ id }) => id));
  },
  open: async (url) => {
    await browser.tabs.create({ url, active: true });
  },
  navigate: async (tabId, url) => {
    await browser.tabs.update(tabId, { url });
  },
  back: async (tabId) => {
    await browser.tabs.goBack(tabId).catch(() => browser.tabs.update(tabId, { url: 'about:blank' }));
  },
  reload: (tabId) => browser.tabs.reload(tabId),
  show,
  close: async (tabIds) => {
    await Promise.allSettled(tabIds.map((id) => browser.tabs.remove(id)));
  },
  minimiseOtherWindows,
};

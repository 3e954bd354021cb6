import browser from 'webextension-polyfill';
import type { TidyContext } from '#core/tidy/context.ts';
import { pause } from '#lib/pause.ts';

/**
 * Chromium's log of open and closed pages (`Sessions/Session_*`, `Tabs_*`) contains URLs, titles, form text, even
 * passwords in URLs. It is append-only, and clearing the history removes what the UI shows but not the files.
 *
 * Two events make the browser start new files and drop the old ones (measured in Chromium 156, see docs/leaving.md): a
 * normal window that opens when there was none, and, for closed pages, two clearings of the history that are saved
 * separately.
 */

/** Changes are saved 2.5 s after the first unsaved one (`CommandStorageManager`). */
const SAVE_DELAY_MS = 2700;

/** Each moved tab flickers as a window; with more tabs than this the slower way is used. */
const MAX_MOVED_TABS = 12;
/** The log is rewritten after 250 changes (`SessionService::kWritesPerReset`). */
const CHANGES_PER_REWRITE = 260;

/** Renews the log, and clears the history once more; if dates cannot be trusted, only the entry added here. */
export async function rewriteSessionLog({ sinceMs, hasTrueDates }: TidyContext): Promise<void> {
  const startedAtMs = performance.now();
  const tabs = await tabsToMove();
  if (tabs.length <= MAX_MOVED_TABS) {
    await reopenNormalWindows(tabs);
    await pause(startedAtMs + SAVE_DELAY_MS - performance.now());
  } else {
    await churn(tabs[0]);
  }
  // A clearing that finds nothing is not saved, so add an entry for it to find.
  const addedAtMs = Date.now();
  await browser.history.addUrl({ url: browser.runtime.getURL('leave.html') });
  if (hasTrueDates) await browser.browsingData.remove({ since: sinceMs }, { history: true });
  else await browser.history.deleteRange({ startTime: addedAtMs, endTime: Date.now() + 1 });
}

/** Includes an extension page in a popup window, left by a background that ended halfway. */
async function tabsToMove(): Promise<readonly browser.Tabs.Tab[]> {
  const [normal, all] = await Promise.all([
    browser.tabs.query({ windowType: 'normal' }),
    browser.tabs.query({}),
  ]);
  const known = new Set(normal.map(({ id }) => id));
  const own = browser.runtime.getURL('');
  // Private tabs are not in the log, and cannot be moved to a normal window.
  return [
    ...normal.filter(({ incognito }) => !incognito),
    ...all.filter(({ id, url }) => !known.has(id) && url?.startsWith(own)),
  ];
}

/**
 * Moves every tab to a popup window, so that no normal window is left, and back. Twice, because the previous log is
 * kept. Moved tabs are not reloaded.
 */
async function reopenNormalWindows(tabs: readonly browser.Tabs.Tab[]): Promise<void> {
  const windows = new Map<number | undefined, browser.Tabs.Tab[]>();
  for (const tab of tabs) windows.set(tab.windowId, [...(windows.get(tab.windowId) ?? []), tab]);
  for (const { id: tabId, windowId = -1 } of tabs) {
    const { type } = await browser.windows.get(windowId);
    if (tabId !== undefined && type === 'normal') {
      await browser.windows.create({ type: 'popup', tabId, focused: false });
    }
  }
  await untilNoNormalWindow();
  const between = await browser.windows.create({ type: 'normal', focused: false });
  if (between.id !== undefined) await browser.windows.remove(between.id);
  await untilNoNormalWindow();
  for (const group of windows.values()) await gather(group);
}

async function gather([first, ...others]: readonly browser.Tabs.Tab[]): Promise<void> {
  if (first?.id === undefined) return;
  const window = await browser.windows.create({ type: 'normal', tabId: first.id });
  const ids = others.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (ids.length > 0 && window.id !== undefined) {
    await browser.tabs.move(ids, { windowId: window.id, index: -1 });
  }
  const active = [first, ...others].find((tab) => tab.active);
  if (active?.id !== undefined) await browser.tabs.update(active.id, { active: true });
}

const WINDOW_TIMEOUT_MS = 3000;

async function untilNoNormalWindow(): Promise<void> {
  const giveUpAtMs = performance.now() + WINDOW_TIMEOUT_MS;
  while (performance.now() < giveUpAtMs) {
    const windows = await browser.windows.getAll({ windowTypes: ['normal'] });
    if (windows.every(({ incognito }) => incognito)) return;
    await pause(25);
  }
  throw new Error('a window did not go');
}

/** The slower way, without moving tabs: changes one until the log is rewritten, twice. */
async function churn(tab: browser.Tabs.Tab | undefined): Promise<void> {
  if (tab?.id === undefined) return;
  for (let round = 0; round < 2; round++) {
    for (let change = 0; change < CHANGES_PER_REWRITE; change++) {
      await browser.tabs.update(tab.id, { pinned: change % 2 === 0 ? !tab.pinned : tab.pinned });
    }
    await pause(SAVE_DELAY_MS);
  }
}

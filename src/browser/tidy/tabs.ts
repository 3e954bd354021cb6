import browser from 'webextension-polyfill';
import { shortText } from '#core/session/bounds.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import { pause } from '#lib/pause.ts';
import { BROWSER } from '../kind.ts';
import { whichAreOurs } from '../page/own-pages.ts';
import { emptyPageStores } from './store-eraser.ts';

/** A page that opens others as fast as they close must not block the tidy. A busy computer closes slowly. */
const GIVE_UP_AFTER_MS = 14_000;
/** Short, so that pages that open others are closed before those do the same. */
const LOOK_MS = 50;
/** A page still open after this time shows a `beforeunload` dialog. */
const PATIENCE_MS = 400;
/** Pages may open others while they close; after this time without any, none will come. */
const QUIET_MS = 500;
/** A hanging page never finishes its preparation. */
const PREPARE_MS = 1500;

/** Counts by tabs; includes unsure tabs that stay open. */
export async function countTabs(context: TidyContext): Promise<number> {
  const [closing, stay] = await Promise.all([tabsToClose(context), openOf(context.unsureTabIds)]);
  return closing.length + stay.length;
}

/** The same by windows. */
export async function countInWindows(context: TidyContext): Promise<number> {
  const [windows, isOurs] = await Promise.all([browser.windows.getAll({ populate: true }), whichAreOurs()]);
  const tabs = windows.flatMap(({ tabs: ofWindow = [] }) => ofWindow);
  const unsure = tabs.filter(({ id }) => id !== undefined && context.unsureTabIds.includes(id));
  return tabs.filter((tab) => isToClose(tab, context, isOurs)).length + unsure.length;
}

async function tabsToClose(context: TidyContext): Promise<readonly browser.Tabs.Tab[]> {
  const [tabs, isOurs] = await Promise.all([browser.tabs.query({}), whichAreOurs()]);
  return tabs.filter((tab) => isToClose(tab, context, isOurs));
}

/** The page opened by the tidy itself, whose URL is not known at once. */
let ownTabId: number | undefined;

function isToClose(
  tab: browser.Tabs.Tab,
  { keepTabIds }: TidyContext,
  isOurs: Awaited<ReturnType<typeof whichAreOurs>>,
): boolean {
  const { id, url, pendingUrl } = tab;
  // A leaving page opened during the tidy shows its progress.
  const leavePage = browser.runtime.getURL('leave.html');
  const isLeavePage = url?.startsWith(leavePage) || pendingUrl?.startsWith(leavePage);
  return id !== undefined && id !== ownTabId && !keepTabIds.includes(id) && !(isLeavePage && isOurs(tab));
}

async function openOf(ids: readonly number[]): Promise<readonly browser.Tabs.Tab[]> {
  if (ids.length === 0) return [];
  return (await browser.tabs.query({})).filter(({ id }) => id !== undefined && ids.includes(id));
}

/**
 * Closes the session's tabs and waits until they are gone, because open pages write back what is being cleared.
 *
 * @returns titles of tabs that did not close, and of unsure tabs that stay
 */
export async function closeTabs(context: TidyContext): Promise<readonly string[]> {
  ownTabId = undefined;
  const first = await tabsToClose(context);
  // Closing the last tab would end the browser.
  if (first.length > 0 && first.length === (await browser.tabs.query({})).length) {
    const own = await browser.tabs.create({ url: browser.runtime.getURL('leave.html'), active: true });
    ownTabId = own.id;
  }
  await Promise.race([prepare(first, context), pause(PREPARE_MS)]);
  const giveUpAtMs = performance.now() + GIVE_UP_AFTER_MS;
  let closing = await tabsToClose(context);
  let busyAtMs = performance.now();
  const toldAtMs = new Map<number, number>();
  for (let nowMs = busyAtMs; nowMs < giveUpAtMs && nowMs < busyAtMs + QUIET_MS; nowMs = performance.now()) {
    for (const { id = -1 } of closing) {
      const firstMs = toldAtMs.get(id) ?? nowMs;
      toldAtMs.set(id, firstMs);
      close(id, nowMs > firstMs + PATIENCE_MS);
      busyAtMs = nowMs;
    }
    await untilTabOpens(LOOK_MS);
    closing = await tabsToClose(context);
  }
  const stay = await openOf(context.unsureTabIds);
  return [...closing, ...stay].map(({ title, url }) => shortText(title || url || ''));
}

/** At most this long: what opens is to be closed before it has loaded and can open another. */
function untilTabOpens(maxMs: number): Promise<void> {
  return new Promise((resolve) => {
    const { onCreated } = browser.tabs;
    function end(): void {
      clearTimeout(timer);
      onCreated.removeListener(end);
      resolve();
    }
    const timer = setTimeout(end, maxMs);
    onCreated.addListener(end);
  });
}

/** Clears what only an open page can. */
async function prepare(closing: readonly browser.Tabs.Tab[], { leaveOut }: TidyContext): Promise<void> {
  const ids = closing.flatMap(({ id }) => id ?? []);
  await Promise.allSettled([
    BROWSER === 'chromium' && leaveGroups(closing),
    BROWSER === 'firefox' && !leaveOut.includes('site-storage') && emptyPageStores(ids),
  ]);
}

/**
 * Closes a tab. Not awaited, because a `beforeunload` dialog keeps the call pending. Firefox skips the dialog if called
 * twice in a row (seen in 153), Chromium if the tab is discarded first, which changes its id (seen in 156).
 */
function close(id: number, isStubborn: boolean): void {
  const ignore = () => undefined;
  browser.tabs.remove(id).catch(ignore);
  if (BROWSER === 'firefox') browser.tabs.remove(id).catch(ignore);
  else if (isStubborn) {
    browser.tabs
      .discard(id)
      // Chromium resolves to the tab with its new id, although the types say otherwise.
      .then((asleep: unknown) => browser.tabs.remove((asleep as browser.Tabs.Tab | undefined)?.id ?? id))
      .catch(ignore);
  }
}

/**
 * Chromium stores the tabs of a group with title and URL, and forgets one only when it leaves a group that still has
 * another tab (seen in 156). So each group gets an empty tab, which leaves last.
 */
async function leaveGroups(closing: readonly browser.Tabs.Tab[]): Promise<void> {
  const groups = new Map<number, { ids: number[]; windowId: number | undefined }>();
  for (const { id, groupId = -1, windowId } of closing) {
    if (id === undefined || groupId === -1) continue;
    groups.set(groupId, { ids: [...(groups.get(groupId)?.ids ?? []), id], windowId });
  }
  await Promise.allSettled(
    [...groups].map(([groupId, { ids, windowId }]) => emptyGroup(groupId, ids, windowId)),
  );
}

async function emptyGroup(groupId: number, ids: number[], windowId: number | undefined): Promise<void> {
  const place = windowId === undefined ? {} : { windowId };
  const { id: lastId } = await browser.tabs.create({ url: 'about:blank', active: false, ...place });
  if (lastId === undefined) return;
  await browser.tabs.group({ groupId, tabIds: [lastId] });
  await browser.tabs.ungroup(ids);
  await browser.tabs.ungroup([lastId]);
  await browser.tabs.remove(lastId);
}

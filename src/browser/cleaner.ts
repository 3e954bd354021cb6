import browser from 'webextension-polyfill';
import type { Baseline, Cleaner, TidyContext } from '#app/ports.ts';
import type { PlannedStep, StepId } from '#core/tidy/plan.ts';
import { emptyPageStores } from './clear/page-stores.ts';
import { type DataTypes, removeData } from './clear/removal.ts';
import { downloadsSince } from './downloads.ts';
import { BROWSER } from './kind.ts';
import { pause } from './pause.ts';
import { rewriteSessionLog } from './session-log.ts';
import { settings } from './settings.ts';

/** One step: how to clear it and how to see what is left. `undefined`: the browser cannot say. */
interface Clearing {
  clear(context: TidyContext, method: PlannedStep['method']): Promise<void>;
  countLeft(context: TidyContext): Promise<number | undefined>;
}

/** An unknown type makes the whole call fail, in both browsers. */
const SITE_STORAGE: DataTypes =
  BROWSER === 'firefox'
    ? { localStorage: true, indexedDB: true, serviceWorkers: true }
    : { localStorage: true, indexedDB: true, serviceWorkers: true, cacheStorage: true, fileSystems: true };

const uncounted = async (): Promise<undefined> => undefined;

const CLEARINGS: { readonly [Id in StepId]?: Clearing } = {
  files: { clear: deleteFiles, countLeft: countFiles },
  tabs: { clear: closeTabs, countLeft: async (context) => (await tabsToClose(context)).length },
  cookies: { clear: clearCookies, countLeft: async (context) => (await newCookies(context)).length },
  cache: { clear: (context) => remove(context, { cache: true }), countLeft: uncounted },
  'site-storage': {
    clear: (context, method) =>
      method === 'hosts' && BROWSER === 'firefox'
        ? removeByHosts(context.hosts, SITE_STORAGE)
        : remove(context, SITE_STORAGE),
    countLeft: uncounted,
  },
  forms: { clear: (context) => remove(context, { formData: true }), countLeft: uncounted },
  history: { clear: clearHistory, countLeft: countHistory },
  downloads: { clear: eraseDownloads, countLeft: async (context) => (await listed(context)).length },
  'closed-tabs': { clear: forgetClosed, countLeft: async (context) => (await closedSince(context)).length },
  'session-log': { clear: (context) => rewriteSessionLog(startOf(context)), countLeft: uncounted },
  passwords: { clear: (context) => remove(sinceOnly(context), { passwords: true }), countLeft: uncounted },
  clipboard: {
    clear: async ({ clipboardCleared }) => {
      // Only a page can reach it; the leaving page did so, or could not.
      if (!clipboardCleared) throw new Error('the clipboard was not emptied');
    },
    countLeft: uncounted,
  },
  settings: { clear: settings.restoreAll, countLeft: settings.countHeld },
  'own-notes': { clear: forgetOwn, countLeft: async () => (await ownKeys()).length },
};

export const cleaner: Cleaner = {
  clear: ({ id, method }, context) => clearingOf(id).clear(context, method),
  countLeft: ({ id }, context) => clearingOf(id).countLeft(context),
};

function clearingOf(id: StepId): Clearing {
  const clearing = CLEARINGS[id];
  if (!clearing) throw new Error(`no way to clear ${id}`);
  return clearing;
}

// --- what browsingData can do ---

/** The start of what may be cleared, in ms since the epoch. */
function startOf({ scope, sinceMs }: TidyContext): number {
  return scope === 'everything' ? 0 : sinceMs;
}

/** Saved passwords and files of other people stay, whatever the scope. */
function sinceOnly(context: TidyContext): TidyContext {
  return { ...context, scope: 'sitting' };
}

/**
 * For everything Firefox is given no moment: it refuses one for localStorage, and takes even 0 for a range,
 * which it goes through row by row (3.4 s for 20,000 pages of history; without it 0.3 s to 0.8 s).
 */
function remove(context: TidyContext, types: DataTypes): Promise<void> {
  const isWhole = BROWSER === 'firefox' && context.scope === 'everything';
  return removeData(isWhole ? {} : { since: startOf(context) }, types);
}

/** Firefox: names are matched literally, port included, and an empty list would mean "all". */
async function removeByHosts(hosts: readonly string[], types: DataTypes): Promise<void> {
  if (hosts.length > 0) await removeData({ hostnames: [...hosts] }, types);
}

// --- files and their list ---

async function deleteFiles(context: TidyContext): Promise<void> {
  const files = (await downloadsSince(context.sinceMs)).filter(({ id }) => !context.keepFiles.includes(id));
  const results = await Promise.allSettled(
    files.map(async ({ id, state, exists }) => {
      if (state === 'in_progress') await browser.downloads.cancel(id);
      else if (exists) await browser.downloads.removeFile(id);
    }),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure && (await countFiles(context)) > 0) throw failure.reason;
}

async function countFiles({ sinceMs, keepFiles }: TidyContext): Promise<number> {
  const files = (await downloadsSince(sinceMs)).filter(({ id }) => !keepFiles.includes(id));
  const left = await Promise.all(files.map(isStillThere));
  return left.filter(Boolean).length;
}

/** Firefox goes on saying that a deleted file exists; a second deletion tells (it is refused). */
async function isStillThere({ id, state, exists }: browser.Downloads.DownloadItem): Promise<boolean> {
  if (state === 'in_progress') return true;
  if (BROWSER === 'chromium' || !exists) return exists;
  return browser.downloads.removeFile(id).then(
    () => true,
    () => false,
  );
}

async function eraseDownloads(context: TidyContext): Promise<void> {
  await remove(context, { downloads: true });
  await Promise.all((await listed(context)).map(({ id }) => browser.downloads.erase({ id })));
}

function listed(context: TidyContext): Promise<readonly browser.Downloads.DownloadItem[]> {
  return downloadsSince(startOf(context));
}

// --- tabs ---

const CLOSE_TIMEOUT_MS = 4000;
const SETTLE_MS = 400;

async function tabsToClose({ keepTabIds }: TidyContext): Promise<readonly number[]> {
  const tabs = await browser.tabs.query({});
  // Whoever opens the leaving page again on the way wants to see how it goes.
  const leavePage = browser.runtime.getURL('leave.html');
  return tabs.flatMap(({ id, url }) =>
    id === undefined || keepTabIds.includes(id) || url?.startsWith(leavePage) ? [] : [id],
  );
}

/** Open pages write back what is being cleared, so wait until they are gone. */
async function closeTabs(context: TidyContext): Promise<void> {
  const closing = await tabsToClose(context);
  // Closing the last tab would end the browser in the middle of the work.
  if (closing.length > 0 && closing.length === (await browser.tabs.query({})).length) {
    await browser.tabs.create({ url: browser.runtime.getURL('leave.html'), active: true });
  }
  await Promise.allSettled(closing.map(resetZoom));
  if (BROWSER === 'firefox' && !context.leaveOut.includes('site-storage')) await emptyPageStores(closing);
  await Promise.allSettled(closing.map((id) => browser.tabs.remove(id)));
  const giveUpAtMs = Date.now() + CLOSE_TIMEOUT_MS;
  while (Date.now() < giveUpAtMs) {
    const open = new Set(await tabsToClose(context));
    if (!closing.some((id) => open.has(id))) break;
    await pause(100);
  }
  await pause(SETTLE_MS);
}

/** A zoom of its own is kept by the name of the site, and only an open tab of that site can undo it. */
async function resetZoom(tabId: number): Promise<void> {
  const { defaultZoomFactor = 1 } = await browser.tabs.getZoomSettings(tabId);
  if ((await browser.tabs.getZoom(tabId)) !== defaultZoomFactor) await browser.tabs.setZoom(tabId, 0);
}

// --- cookies, history, closed tabs ---

/** Of all jars and partitions; an empty key is "any partition". */
async function allCookies(): Promise<readonly browser.Cookies.Cookie[]> {
  const stores = await browser.cookies.getAllCookieStores();
  const jars = await Promise.all(
    stores.map(({ id: storeId }) =>
      browser.cookies.getAll({ storeId, partitionKey: {} } as browser.Cookies.GetAllDetailsType),
    ),
  );
  return jars.flat();
}

/** A 53-bit hash of what makes a cookie the same and unchanged: enough to compare, useless to read. */
function hashOf({ storeId, domain, path, name, value, partitionKey }: browser.Cookies.Cookie): number {
  const identity = JSON.stringify([storeId, domain, path, name, value, partitionKey]);
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < identity.length; index++) {
    const code = identity.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}

/** Those that came, or changed, since the person sat down. */
export async function newCookies({
  knownCookies,
}: Pick<TidyContext, 'knownCookies'>): Promise<readonly browser.Cookies.Cookie[]> {
  const known = new Set(knownCookies);
  return (await allCookies()).filter((cookie) => !known.has(hashOf(cookie)));
}

/** Firefox dates a cookie that is written again by its first day, so `since` alone leaves a new sign-in behind. */
async function clearCookies(context: TidyContext): Promise<void> {
  await remove(context, { cookies: true });
  await Promise.all((await newCookies(context)).map(removeCookie));
}

async function removeCookie(cookie: browser.Cookies.Cookie): Promise<void> {
  const { domain, path, secure, name, storeId, partitionKey, firstPartyDomain } = cookie;
  await browser.cookies.remove({
    url: `http${secure ? 's' : ''}://${domain.replace(/^\./, '')}${path}`,
    name,
    storeId,
    ...(partitionKey && { partitionKey }),
    // Chromium does not know this one and refuses the whole call.
    ...(BROWSER === 'firefox' && { firstPartyDomain }),
  });
}

const MANY = 10_000;

/**
 * Chromium forgets its rating of sites by use (`site_engagement`) only for a part of the history that it
 * finds, not for all of it; and a part as large as all takes ten times longer. So first the sitting, then all:
 * it keeps to the order in which it is asked (`BrowsingDataRemoverImpl::task_queue_`).
 */
async function clearHistory(context: TidyContext): Promise<void> {
  const needsPart = BROWSER === 'chromium' && context.scope === 'everything';
  await Promise.all([
    needsPart && browser.browsingData.remove({ since: context.sinceMs || 1 }, { history: true }),
    remove(context, { history: true }),
  ]);
}

async function countHistory(context: TidyContext): Promise<number> {
  const found = await browser.history.search({ text: '', startTime: startOf(context), maxResults: MANY });
  // Our own pages are listed by no browser today; if one did, they would not be the person's.
  return found.filter(({ url }) => !url?.startsWith(browser.runtime.getURL(''))).length;
}

async function closedSince(context: TidyContext): Promise<readonly browser.Sessions.Session[]> {
  const sessions = await browser.sessions.getRecentlyClosed();
  // Chromium counts in seconds, Firefox in milliseconds.
  const unit = BROWSER === 'chromium' ? 1000 : 1;
  const closed = sessions.filter(({ lastModified }) => lastModified * unit >= startOf(context));
  return BROWSER === 'chromium' && context.scope === 'sitting' ? closed.filter(isOfSitting) : closed;

  /** Chromium keeps a page that somebody had opened before and that was closed since: it is theirs. */
  function isOfSitting({ tab, window }: browser.Sessions.Session): boolean {
    const urls = [tab, ...(window?.tabs ?? [])].flatMap((closedTab) => closedTab?.url ?? []);
    return urls.some((url) => context.hosts.includes(hostOf(url)));
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** The list shows 25 at a time (`MAX_SESSION_RESULTS`). */
const FORGET_ROUNDS = 8;

/** Chromium forgets them with the history and has no call of its own. */
async function forgetClosed(context: TidyContext): Promise<void> {
  if (BROWSER === 'chromium') return;
  for (let round = 0; round < FORGET_ROUNDS; round++) {
    const closed = await closedSince(context);
    if (closed.length === 0) return;
    // One that is refused, its window being gone, keeps none of the others; what is left is counted.
    await Promise.allSettled(closed.map(forgetOne));
  }
}

async function forgetOne({ tab, window }: browser.Sessions.Session): Promise<void> {
  if (tab?.sessionId) await browser.sessions.forgetClosedTab(tab.windowId ?? -1, tab.sessionId);
  else if (window?.sessionId) await browser.sessions.forgetClosedWindow(window.sessionId);
}

// --- our own ---

/** The journal is needed to the very end, and is removed there. */
async function ownKeys(): Promise<readonly string[]> {
  const [local, sync] = await Promise.all([browser.storage.local.get(null), browser.storage.sync.get(null)]);
  return [...Object.keys(local).filter((key) => key !== 'steps'), ...Object.keys(sync)];
}

async function forgetOwn(): Promise<void> {
  const keys = [...(await ownKeys())];
  await Promise.all([browser.storage.local.remove(keys), browser.storage.sync.remove(keys)]);
}

/** What is there before the person sits down. */
export async function takeBaseline(): Promise<Baseline> {
  const [tabs, cookies] = await Promise.all([browser.tabs.query({}), allCookies()]);
  return {
    tabIds: tabs.flatMap(({ id }) => (id === undefined ? [] : [id])),
    cookies: cookies.map(hashOf),
  };
}

import browser from 'webextension-polyfill';
import type { TidyContext } from '#core/tidy/context.ts';
import { MAX_TOUCHED_HOSTS } from '#core/tidy/plan.ts';
import { BROWSER } from '../kind.ts';

type Closed = browser.Sessions.Session;

/** Session's closed tabs, by the time they were closed. */
export async function closedByDate(context: TidyContext): Promise<readonly Closed[]> {
  if (!context.hasTrueDates) return closedByName(context);
  return (await closed(context)).filter((session) => closedAtMs(session) >= context.sinceMs);
}

// Chromium reports seconds, Firefox milliseconds.
function closedAtMs({ lastModified }: Closed): number {
  return lastModified * (BROWSER === 'chromium' ? 1000 : 1);
}

/** Session's closed tabs, by id: those not in the baseline, including older pages closed since. */
export async function closedByName({ baseline }: TidyContext): Promise<readonly Closed[]> {
  const sessions = await browser.sessions.getRecentlyClosed();
  return sessions.filter(
    (session) =>
      !baseline.closedIds.includes(nameOf(session)) &&
      urlsOf(session).some((url) => /^(https?|file):/.test(url)),
  );
}

/** Ids of the tabs and windows that can be reopened now. */
export async function closedNow(): Promise<readonly string[]> {
  return (await browser.sessions.getRecentlyClosed()).map(nameOf);
}

/** Names of those that were closed before a moment, in ms since the epoch. */
export async function closedBefore(untilMs: number): Promise<readonly string[]> {
  const sessions = await browser.sessions.getRecentlyClosed();
  return sessions.filter((session) => closedAtMs(session) < untilMs).map(nameOf);
}

function nameOf({ tab, window }: Closed): string {
  return tab?.sessionId ?? window?.sessionId ?? '';
}

/** Chromium keeps pages that somebody else had opened and that were closed since. */
async function closed({ scope, hosts }: TidyContext): Promise<readonly Closed[]> {
  const sessions = await browser.sessions.getRecentlyClosed();
  const isHostsKnown = hosts.length < MAX_TOUCHED_HOSTS;
  if (BROWSER === 'firefox' || scope === 'everything' || !isHostsKnown) return sessions;
  return sessions.filter((session) =>
    urlsOf(session).some((url) => URL.canParse(url) && hosts.includes(new URL(url).host)),
  );
}

function urlsOf({ tab, window }: Closed): readonly string[] {
  return [tab, ...(window?.tabs ?? [])].flatMap((closedTab) => closedTab?.url ?? []);
}

/** `getRecentlyClosed` returns at most 25 (`MAX_SESSION_RESULTS`). */
const FORGET_ROUNDS = 8;

export async function forgetClosed(context: TidyContext): Promise<void> {
  if (BROWSER === 'chromium') return forgetWithHistory(context);
  // Behind those that go older ones come up, whose names nobody has seen.
  const rounds = context.hasTrueDates ? FORGET_ROUNDS : 1;
  for (let round = 0; round < rounds; round++) {
    const found = new Set([...(await closedByDate(context)), ...(await closedByName(context))]);
    if (found.size === 0) return;
    // A refused entry, whose window is gone, must not stop the others; what is left is counted.
    await Promise.allSettled([...found].map(forgetOne));
  }
}

/**
 * Chromium forgets them with the history and has no call of its own. A page that it loaded over HTTP after it had tried
 * HTTPS by itself outlasts a clearing by date, and goes with its address alone (seen in 156). An address that somebody
 * else's history holds stays: it would go there too.
 */
async function forgetWithHistory(context: TidyContext): Promise<void> {
  const left = new Set([...(await closedByDate(context)), ...(await closedByName(context))]);
  const urls = new Set([...left].flatMap((session) => urlsOf(session)).filter((url) => /^https?:/.test(url)));
  await Promise.allSettled([...urls].map(forgetAddress));
}

async function forgetAddress(url: string): Promise<void> {
  if ((await browser.history.getVisits({ url })).length > 0) return;
  // Only what is listed can be deleted.
  await browser.history.addUrl({ url });
  await browser.history.deleteUrl({ url });
}

async function forgetOne({ tab, window }: Closed): Promise<void> {
  if (tab?.sessionId) await browser.sessions.forgetClosedTab(tab.windowId ?? -1, tab.sessionId);
  else if (window?.sessionId) await browser.sessions.forgetClosedWindow(window.sessionId);
}

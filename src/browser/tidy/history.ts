import browser from 'webextension-polyfill';
import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { BROWSER } from '../kind.ts';
import { removeSince } from './removal.ts';

const MANY = 10_000;
const LARGE = 5_000;
const DAY_MS = 86_400_000;
const CENTURY_MS = 36_525 * DAY_MS;
/** As many recently visited pages are queried for the ids of their visits. */
const RECENT = 50;
/** Each search by host scans all URLs of the history, which takes long. */
const MAX_NAMES = 20;

/**
 * Clears the history. Chromium removes its engagement score of sites (`site_engagement`) only with a clearing by
 * time, not with one of everything; and a clearing by time that covers everything takes ten times longer. So first
 * the session, then everything: they run in this order (`BrowsingDataRemoverImpl::task_queue_`).
 */
export async function clearHistory(context: TidyContext, method: Method): Promise<void> {
  if (method !== 'all' && !context.hasTrueDates) return deleteVisits(await visitsOfSession(context));
  if (BROWSER === 'firefox' && method !== 'all' && context.leaveOut.includes('closed-tabs')) {
    // `browsingData` would forget all closed tabs, other people's too (seen in 153).
    return browser.history.deleteRange({ startTime: context.sinceMs, endTime: Date.now() + DAY_MS });
  }
  const needsPart = BROWSER === 'chromium' && method === 'all';
  await Promise.all([
    needsPart && browser.browsingData.remove({ since: partStart(context) }, { history: true }),
    removeSince(context, method, { history: true }),
  ]);
}

/** Also covers a session that was interrupted, whose start is unknown. */
function partStart({ startedAtMs, followsCutOff }: TidyContext): number {
  return followsCutOff ? 1 : startedAtMs || 1;
}

/** Counts pages by date. */
export async function countPages(context: TidyContext): Promise<number> {
  if (context.scope === 'sitting' && !context.hasTrueDates) return (await visitsOfSession(context)).length;
  return (await search({ startTime: context.sinceMs, maxResults: MANY })).length;
}

/** Counts visits by id, whatever their date; for everything, by the hosts of the session. */
export async function countVisits(context: TidyContext): Promise<number> {
  if (context.scope === 'sitting') return (await visitsOfSession(context)).length;
  const named = context.hosts
    .slice(0, MAX_NAMES)
    .map((text) => search({ text, startTime: 0, maxResults: RECENT }));
  return (await Promise.all(named)).flat().length;
}

export async function isLargeHistory(): Promise<boolean> {
  return (await search({ startTime: 0, maxResults: LARGE })).length >= LARGE;
}

/** Id of the newest visit. If the clock was wrong, that is not the one with the latest date. */
export async function lastVisitId(): Promise<number> {
  const found = await Promise.all([
    search({ startTime: 0, maxResults: RECENT }),
    search({ startTime: 0, endTime: Date.now(), maxResults: RECENT }),
  ]);
  const visits = await visitsOf(found.flat());
  return visits.reduce((last, { visitId }) => Math.max(last, Number(visitId)), -1);
}

/** @param untilMs - in ms since the epoch, where dates can be believed */
export async function lastVisitIdBefore(untilMs: number): Promise<number> {
  const visits = await visitsOf(await search({ startTime: 0, endTime: untilMs, maxResults: RECENT }));
  return visits.reduce(
    (last, { visitId, visitTime = 0 }) => (visitTime < untilMs ? Math.max(last, Number(visitId)) : last),
    -1,
  );
}

/** Something is dated later than this minute. */
export async function hasLaterVisits(): Promise<boolean> {
  return (await search({ startTime: Date.now() + 60_000, maxResults: 1 })).length > 0;
}

async function visitsOfSession({
  baseline,
  hosts,
  hasTrueDates,
}: TidyContext): Promise<readonly browser.History.VisitItem[]> {
  const pages = hasTrueDates
    ? await search({ startTime: 0, maxResults: RECENT })
    : (await search({ startTime: 0, maxResults: MANY })).filter(({ url }) => isOf(hosts, url));
  const visits = await visitsOf(pages);
  return visits.filter(({ visitId }) => Number(visitId) > baseline.lastVisitId);
}

/** Pages that are not web pages have no host to tell them apart by. */
function isOf(hosts: readonly string[], url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return true;
  const { host, protocol } = new URL(url);
  return !protocol.startsWith('http') || hosts.includes(host);
}

async function visitsOf(
  pages: readonly browser.History.HistoryItem[],
): Promise<readonly browser.History.VisitItem[]> {
  const urls = new Set(pages.flatMap(({ url }) => url ?? []));
  const visits = await Promise.all([...urls].map((url) => browser.history.getVisits({ url })));
  return visits.flat();
}

/** Individually, because other people's visits may be in between. */
async function deleteVisits(visits: readonly browser.History.VisitItem[]): Promise<void> {
  for (const { visitTime } of visits) {
    if (visitTime === undefined) continue;
    await browser.history.deleteRange({
      startTime: Math.floor(visitTime),
      endTime: Math.ceil(visitTime) + 1,
    });
  }
}

async function search(
  query: Partial<browser.History.SearchQueryType>,
): Promise<readonly browser.History.HistoryItem[]> {
  // Without `endTime` Chromium omits visits dated in the future (seen in 156).
  const found = await browser.history.search({ text: '', endTime: Date.now() + CENTURY_MS, ...query });
  // Browsers do not list extension pages today; if one did, they would not be the person's.
  return found.filter(({ url }) => !url?.startsWith(browser.runtime.getURL('')));
}

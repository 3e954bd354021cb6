import browser from 'webextension-polyfill';
import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { BROWSER } from '../kind.ts';
import { removeSince } from './removal.ts';

const MANY = 10_000;
const LARGE = 5_000;
const DAY_MS = 86_400_000;
const CENTURY_MS = 36_525 * DAY_MS;
/** Of the pages visited last, this many are asked for the numbers of their visits. */
const RECENT = 50;
/** A name is looked for in every address of the history, which takes its time. */
const MAX_NAMES = 20;

/**
 * Chromium forgets its rating of sites by use (`site_engagement`) only for a part of the history that it
 * finds, not for all of it; and a part as large as all takes ten times longer. So first the session, then all:
 * it keeps to the order in which it is asked (`BrowsingDataRemoverImpl::task_queue_`).
 */
export async function clearHistory(context: TidyContext, method: Method): Promise<void> {
  if (method !== 'all' && !context.hasTrueDates) return deleteVisits(await visitsOfSession(context));
  if (BROWSER === 'firefox' && method !== 'all' && context.leaveOut.includes('closed-tabs')) {
    // The other way forgets all closed tabs, whoever closed them (seen in 153).
    return browser.history.deleteRange({ startTime: context.sinceMs, endTime: Date.now() + DAY_MS });
  }
  const needsPart = BROWSER === 'chromium' && method === 'all';
  await Promise.all([
    needsPart && browser.browsingData.remove({ since: partStart(context) }, { history: true }),
    removeSince(context, method, { history: true }),
  ]);
}

/** After a session that was cut off, its part is wanted too, and nobody knows when it began. */
function partStart({ startedAtMs, followsCutOff }: TidyContext): number {
  return followsCutOff ? 1 : startedAtMs || 1;
}

/** By the dates of pages. */
export async function countPages(context: TidyContext): Promise<number> {
  if (context.scope === 'sitting' && !context.hasTrueDates) return (await visitsOfSession(context)).length;
  return (await search({ startTime: context.sinceMs, maxResults: MANY })).length;
}

/** By the numbers of visits, whatever date they have; where all is to go, by the names of the sites. */
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

/** The number of the newest visit. After a clock that was wrong it is not the one with the latest date. */
export async function lastVisitId(): Promise<number> {
  const found = await Promise.all([
    search({ startTime: 0, maxResults: RECENT }),
    search({ startTime: 0, endTime: Date.now(), maxResults: RECENT }),
  ]);
  const visits = await visitsOf(found.flat());
  return visits.reduce((last, { visitId }) => Math.max(last, Number(visitId)), -1);
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

/** What is no web page is named by no host, and cannot be told apart by one. */
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

/** One by one: between them may be other people's. */
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
  // Without an end Chromium lists nothing that is dated later than now (seen in 156).
  const found = await browser.history.search({ text: '', endTime: Date.now() + CENTURY_MS, ...query });
  // Our own pages are listed by no browser today; if one did, they would not be the person's.
  return found.filter(({ url }) => !url?.startsWith(browser.runtime.getURL('')));
}

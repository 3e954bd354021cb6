import browser from 'webextension-polyfill';
import type { Baseline } from '#core/tidy/baseline.ts';
import { closedNow } from './closed-tabs.ts';
import { allCookies, cookieHash } from './cookies.ts';
import { lastDownloadId } from './files.ts';
import { hashOf } from './hash.ts';
import { hasLaterVisits, lastVisitId } from './history.ts';

/** Records what exists before the session starts. */
export async function takeBaseline(): Promise<Baseline> {
  const [tabs, cookies, downloadId, visitId, closedIds, hasLaterThings] = await Promise.all([
    browser.tabs.query({}),
    allCookies(),
    lastDownloadId(),
    // A policy may disable these APIs, which must not prevent a session; the fallbacks attribute nothing to others.
    lastVisitId().catch(() => Number.MAX_SAFE_INTEGER),
    closedNow().catch(() => []),
    hasLaterVisits().catch(() => true),
  ]);
  const open = tabs.flatMap(({ id, url }) => (id === undefined ? [] : [{ id, url }]));
  return {
    tabIds: open.map(({ id }) => id),
    tabAddresses: await Promise.all(open.map(({ url }) => hashOf(url))),
    cookies: await Promise.all(cookies.map(cookieHash)),
    lastDownloadId: downloadId,
    lastVisitId: visitId,
    closedIds,
    hasLaterThings,
  };
}

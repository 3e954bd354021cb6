import browser from 'webextension-polyfill';
import type { Baseline } from '#core/tidy/baseline.ts';
import { closedBefore } from './closed-tabs.ts';
import { allCookies, cookieHash, isOfHosts } from './cookies.ts';
import { lastDownloadIdBefore } from './files.ts';
import { hashOf } from './hash.ts';
import { lastVisitIdBefore } from './history.ts';

/**
 * The baseline of a moment at which none was taken: what was there at an earlier one, and what came between the two as
 * far as dates, hosts and tabs can tell. Browsers do not say when a cookie came, so those of the hosts count as later.
 *
 * @param sinceMs - the moment, in ms since the epoch
 * @param hosts - that pages were opened of since
 * @param tabIds - that were used since
 */
export async function baselineAt(
  earlier: Baseline,
  sinceMs: number,
  hosts: readonly string[],
  tabIds: readonly number[],
): Promise<Baseline> {
  const [tabs, cookies, downloadId, visitId, closedIds] = await Promise.all([
    browser.tabs.query({}),
    allCookies(),
    lastDownloadIdBefore(sinceMs),
    lastVisitIdBefore(sinceMs).catch(() => earlier.lastVisitId),
    closedBefore(sinceMs).catch(() => []),
  ]);
  const open = tabs.flatMap(({ id, url }) =>
    id === undefined || tabIds.includes(id) || earlier.tabIds.includes(id) ? [] : [{ id, url }],
  );
  // In a tab from before that was in front since, cookies may have come without a page being opened.
  const shown = tabs.flatMap(({ url = '', lastAccessed = 0 }) =>
    lastAccessed >= sinceMs && /^https?:/.test(url) ? new URL(url).host : [],
  );
  const used = [...new Set([...hosts, ...shown])];
  const others = cookies.filter((cookie) => !isOfHosts(used, cookie));
  const [addresses, hashes] = await Promise.all([
    Promise.all(open.map(({ url }) => hashOf(url))),
    Promise.all(others.map(cookieHash)),
  ]);
  return {
    tabIds: [...earlier.tabIds, ...open.map(({ id }) => id)],
    tabAddresses: [...earlier.tabAddresses, ...addresses],
    cookies: [...new Set([...earlier.cookies, ...hashes])],
    lastDownloadId: Math.max(earlier.lastDownloadId, downloadId),
    lastVisitId: Math.max(earlier.lastVisitId, visitId),
    closedIds: [...new Set([...earlier.closedIds, ...closedIds])],
    hasLaterThings: earlier.hasLaterThings,
  };
}

import { shortUrl } from '#core/network/address.ts';
import { goingOn, type Trail, type UpgradeAttempt } from '#core/network/https-first.ts';

/** What each tab shows, and what it asked for in a row since. Lives as long as the background. */
export interface Trails {
  /** @param url - `undefined`: the tab shows no web page */
  shows(tabId: number, url: string | undefined): void;
  /**
   * The tab asks for this address.
   *
   * @param sameTry - the attempt that this continues; `undefined`: a new one
   */
  goOn(tabId: number, url: string, startedAtMs: number, sameTry: UpgradeAttempt | undefined): Trail;
  /** The person is asked: what comes after is a new beginning. */
  end(tabId: number): void;
  forget(tabId: number): void;
}

/** @param now - in milliseconds since the epoch */
export function createTrails(now: () => number): Trails {
  // By the time that anybody asked the browser, a refusal may stand in the tab.
  const shown = new Map<number, { readonly url: string; readonly atMs: number }>();
  const trails = new Map<number, Trail>();
  return {
    shows: (tabId, url) => {
      const from = shortUrl(url);
      if (from === undefined) shown.delete(tabId);
      else shown.set(tabId, { url: from, atMs: now() });
    },
    goOn: (tabId, url, startedAtMs, sameTry) => {
      const page = shown.get(tabId);
      const before = trails.get(tabId);
      const trail = sameTry
        ? { turns: {}, ...before, from: sameTry.from }
        : goingOn(before, url, page?.url, page && startedAtMs - page.atMs);
      trails.set(tabId, trail);
      return trail;
    },
    end: (tabId) => void trails.delete(tabId),
    forget: (tabId) => {
      shown.delete(tabId);
      trails.delete(tabId);
    },
  };
}

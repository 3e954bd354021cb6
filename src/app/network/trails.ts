import { shortUrl } from '#core/network/address.ts';
import { goingOn, type Trail, type UpgradeAttempt } from '#core/network/https-first.ts';

/** Current page and recent navigations of each tab. Held in the background's memory. */
export interface Trails {
  /** @param url - `undefined`: the tab shows no web page */
  shows(tabId: number, url: string | undefined): void;
  /**
   * The tab requests this URL.
   *
   * @param sameTry - the attempt that this continues; `undefined`: a new one
   */
  goOn(tabId: number, url: string, startedAtMs: number, sameTry: UpgradeAttempt | undefined): Trail;
  /** An interstitial is shown, which ends the trail. */
  end(tabId: number): void;
  forget(tabId: number): void;
}

/** @param now - in milliseconds since the epoch */
export function createTrails(now: () => number): Trails {
  // By the time the browser could be asked, the tab may show an error page.
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

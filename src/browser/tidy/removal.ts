import browser from 'webextension-polyfill';
import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { BROWSER } from '../kind.ts';

/** Firefox's types know less than the browsers do. */
export type DataTypes = browser.BrowsingData.DataTypeSet & { cacheStorage?: boolean; fileSystems?: boolean };

/** Nor about `origins`. */
type Limits = browser.BrowsingData.RemovalOptions & { origins?: string[] };

interface Asked {
  readonly types: DataTypes;
  resolve(): void;
  reject(reason: unknown): void;
}

/** What was asked for in this moment and not yet passed on, by what it is limited to. */
const asked = new Map<string, Asked[]>();

/**
 * `browsingData.remove`, where kinds that are asked for in the same moment and within the same limits go in one
 * call: Chromium works through calls one after another, but through the kinds of one call at the same time.
 *
 * @throws what the browser says of these kinds alone: where it refuses the call for all, each is asked for again
 */
export function removeData(limits: Limits, types: DataTypes): Promise<void> {
  return new Promise((resolve, reject) => {
    const key = JSON.stringify(limits);
    const others = asked.get(key);
    asked.set(key, [...(others ?? []), { types, resolve, reject }]);
    if (!others) queueMicrotask(() => void passOn(key, limits));
  });
}

async function passOn(key: string, limits: Limits): Promise<void> {
  const all = asked.get(key) ?? [];
  asked.delete(key);
  const types: DataTypes = Object.assign({}, ...all.map((one) => one.types));
  try {
    await browser.browsingData.remove(limits, types);
    for (const { resolve } of all) resolve();
  } catch (reason) {
    if (all.length === 1) return all[0]?.reject(reason);
    for (const one of all) browser.browsingData.remove(limits, one.types).then(one.resolve, one.reject);
  }
}

/**
 * For all of it Firefox is given no moment: it refuses one for localStorage, and takes even 0 for a range,
 * which it goes through row by row (3.4 s for 20,000 pages of history; without it 0.3 s to 0.8 s).
 */
export function removeSince({ sinceMs }: TidyContext, method: Method, types: DataTypes): Promise<void> {
  const since = method === 'all' ? 0 : sinceMs;
  return removeData(BROWSER === 'firefox' && since === 0 ? {} : { since }, types);
}

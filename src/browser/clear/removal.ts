import browser from 'webextension-polyfill';
import { pause } from '../pause.ts';

/** Firefox's types know less than the browsers do. */
export type DataTypes = browser.BrowsingData.DataTypeSet & { cacheStorage?: boolean; fileSystems?: boolean };
type Limits = browser.BrowsingData.RemovalOptions;

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
 * @throws what the browser says of these kinds alone, the second time that they are asked for
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
  } catch {
    const isJoined = all.length > 1;
    for (const one of all) removeAlone(limits, one.types, isJoined).then(one.resolve, one.reject);
  }
}

/** At its start, and most of all after a crash, Firefox refuses form data until its windows are ready. */
const NOT_READY_MS = 3000;

async function removeAlone(limits: Limits, types: DataTypes, isFirstTry: boolean): Promise<void> {
  if (isFirstTry) {
    try {
      return await browser.browsingData.remove(limits, types);
    } catch {
      // It may not be ready yet.
    }
  }
  await pause(NOT_READY_MS);
  await browser.browsingData.remove(limits, types);
}

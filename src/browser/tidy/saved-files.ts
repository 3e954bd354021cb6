import browser from 'webextension-polyfill';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import { type Download, downloadsOfSession, nameOf, search } from './files.ts';

/** Files downloaded since the baseline that exist or are still downloading, by the browser's list. No side effects. */
export async function savedFiles(baseline: Baseline): Promise<readonly SavedFile[]> {
  const found = await downloadsOfSession({ baseline }, listed);
  return found
    .filter((item) => (item.state === 'complete' ? item.exists : isUnderWay(item)))
    .map((item) => ({
      id: item.id,
      name: nameOf(item),
      bytes: item.bytesReceived,
      isRunning: item.state !== 'complete',
    }));
}

function isUnderWay({ state, paused }: Download): boolean {
  return state === 'in_progress' || (state !== 'complete' && paused);
}

let known: Promise<readonly Download[]> | undefined;

/**
 * Cached list of downloads. An open leaving page polls every second, and each request postpones Chromium's next check
 * of the files (`existence.ts`). So the list is requested again only after a change, or while a download runs.
 */
async function listed(): Promise<readonly Download[]> {
  for (const event of [
    browser.downloads.onCreated,
    browser.downloads.onChanged,
    browser.downloads.onErased,
  ]) {
    if (!event.hasListener(forget)) event.addListener(forget);
  }
  known ??= search({});
  known.then((items) => items.some(isUnderWay) && forget(), forget);
  return known;
}

function forget() {
  known = undefined;
}

import type { Page } from 'puppeteer';
import type { StepId } from '#core/tidy/plan.ts';

/** Whatever stands in the place of the journal; `undefined`: there is none. */
export type Written = { readonly scope?: string; readonly finished?: readonly StepId[] } | undefined;

/**
 * Runs in a page of the extension, so it stands alone. Makes nothing that is not there, and keeps nothing open, which
 * would keep it from being removed.
 */
export async function readJournal(): Promise<Written> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'journal')) return undefined;
  const opening = indexedDB.open('journal');
  return new Promise((resolve) => {
    // Removed meanwhile: this would be a new one.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction('tidy').objectStore('tidy').get(0);
      reading.onsuccess = () => {
        database.close();
        resolve(reading.result ?? {});
      };
    };
  });
}

/** Writes into its place; runs in a page of the extension. */
export async function writeJournal(_: unknown, value: unknown): Promise<void> {
  const opening = indexedDB.open('journal', 1);
  return new Promise((resolve) => {
    opening.onupgradeneeded = () => opening.result.createObjectStore('tidy');
    opening.onsuccess = () => {
      const writing = opening.result.transaction('tidy', 'readwrite');
      writing.objectStore('tidy').put(value, 0);
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

/**
 * @param page - of the extension
 * @param then - called each time that steps are written down, with all that are; with none once there is no journal
 * @param heldAt - once this one is, nothing goes on in the thread of the page for a while: in Firefox it is that of
 *   the background too, and a tidy is often quicker than whoever is to kill it
 */
export async function whenWritten(
  page: Page,
  then: (names: readonly string[]) => void,
  heldAt?: StepId,
): Promise<void> {
  await page.exposeFunction('reached', then);
  await page.evaluate(`globalThis.readJournal = ${readJournal}`);
  await page.evaluate((held) => {
    const world = globalThis as unknown as {
      reached(names: readonly string[]): Promise<void>;
      readJournal(): Promise<Written>;
    };
    let known = '[]';
    const look = async () => {
      const names = (await world.readJournal())?.finished ?? [];
      if (JSON.stringify(names) !== known) {
        known = JSON.stringify(names);
        void world.reached(names);
        if (held !== undefined && names.includes(held)) {
          for (const until = Date.now() + 1000; Date.now() < until; );
        }
      }
      setTimeout(look);
    };
    void look();
  }, heldAt);
}

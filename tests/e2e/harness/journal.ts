import type { Page } from 'puppeteer';
import type { StepId } from '#core/tidy/plan.ts';

/** Content of the journal; `undefined` if there is none. */
export type Written = { readonly scope?: string; readonly finished?: readonly StepId[] } | undefined;

/**
 * Runs in an extension page, so it must be self-contained. Neither creates the database nor keeps it open, which would
 * prevent its deletion.
 */
export async function readJournal(): Promise<Written> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'journal')) return undefined;
  const opening = indexedDB.open('journal');
  return new Promise((resolve) => {
    // Deleted meanwhile: do not create a new one.
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

/** Overwrites the journal; runs in an extension page. */
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
 * @param then - called with all recorded steps whenever some are added; with none once the journal is gone
 * @param heldAt - blocks the page's thread for a while after this step: in Firefox the background shares it, and a tidy
 *   is often faster than the test that kills it
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

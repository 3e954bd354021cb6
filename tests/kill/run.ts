import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '#core/tidy/plan.ts';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Cafe, openCafe } from '../cafe/server.ts';
import { openBrowser, pause, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import { beginTidy, click, openLeave, startSession } from '../e2e/harness/person.ts';
import { isOnDisk, KINDS, type Kind, keptOf } from './kept.ts';
import { GUESTS, originOf } from './site.ts';

const EARLIER = 'earlier';
/** Without closed tabs: Firefox clears their list with any part of the history, Chromium with the browser. */
const NOT_ONES_OWN = KINDS.filter((kind) => kind !== 'closed tabs');

export interface Death {
  readonly scope: Scope;
  /** From the receipt to the kill. */
  readonly delayMs: number;
}

export interface Aftermath {
  /** Data of the tidied session. */
  readonly cameBack: readonly Kind[];
  /** Data of an earlier person from before the session. */
  readonly lost: readonly Kind[];
  /** The extension itself reports that something went wrong. */
  readonly isTold: boolean;
}

export interface Rehearsal {
  /** Runs a session and its tidy, kills the browser, reopens it, and counts what is there. */
  die(death: Death): Promise<Aftermath>;
  close(): Promise<void>;
}

/**
 * Opens a profile with an earlier person's data.
 *
 * @param waitsForDisk - flush each session to disk before its tidy, as after half a minute in real life: data in memory
 *   does not come back anyway
 */
export async function openRehearsal(name: BrowserName, waitsForDisk: boolean): Promise<Rehearsal> {
  const cafe = await openCafe(GUESTS);
  let browser = await openBrowser(name, { cafe, hasFewProcesses: true });
  await leaveTraces(browser, EARLIER);
  const { profileDir } = browser;
  // Quits normally, so that everything is flushed.
  await browser.quit();
  browser = await reopen(name, cafe, profileDir);
  const { [EARLIER]: theirs = [] } = await keptOf(browser, [EARLIER]);
  const missing = NOT_ONES_OWN.filter((kind) => !theirs.includes(kind));
  if (missing.length > 0) {
    await browser.close();
    await cafe.close();
    throw new Error(`The earlier person left nothing in: ${missing.join(', ')}.`);
  }
  let visits = 0;

  return {
    async die({ scope, delayMs }) {
      const who = `visit${++visits}`;
      await startSession(browser);
      await leaveTraces(browser, who);
      if (waitsForDisk) await untilOnDisk(browser, who);
      const leaving = await openLeave(browser);
      const shown = receiptShown(leaving);
      await beginTidy(leaving, { scope });
      await shown;
      if (delayMs > 0) await pause(delayMs);
      await browser.kill();
      browser = await reopen(name, cafe, profileDir);
      const { [who]: cameBack = [], [EARLIER]: kept = [] } = await keptOf(browser, [who, EARLIER]);
      const wanted = scope === 'everything' ? [] : NOT_ONES_OWN;
      const lost = wanted.filter((kind) => !kept.includes(kind));
      return { cameBack, lost, isTold: cameBack.length > 0 && (await isTold(browser)) };
    },
    async close() {
      await browser.close();
      await cafe.close();
    },
  };
}

function reopen(name: BrowserName, cafe: Cafe, profileDir: string): Promise<TestBrowser> {
  return openBrowser(name, { cafe, profileDir, hasFewProcesses: true });
}

async function leaveTraces(browser: TestBrowser, who: string): Promise<void> {
  const origin = originOf(who);
  const page = await browser.openPage(`${origin}/visit`);
  await waitFor('the page to write', () =>
    page.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  await page.bringToFront();
  await page.type('#story', who);
  await click(page, 'button');
  await waitFor('the form to be sent', () => page.evaluate(() => location.pathname === '/sent'));
  await page.evaluate((url) => location.assign(url), `${origin}/saved.bin`);
  await waitFor('the file', async () => existsSync(join(browser.downloadsDir, `${who}.bin`)));
  await page.close();
}

/**
 * Chromium flushes cookies after half a minute, or when more than 512 changes are pending.
 *
 * @source net/extras/sqlite/sqlite_persistent_cookie_store.cc, kCommitAfterBatchSize
 */
async function untilOnDisk(browser: TestBrowser, who: string): Promise<void> {
  await browser.inExtension(async (api, url) => {
    const isFirefox = 'getBrowserInfo' in api.runtime;
    for (let index = 0; index < 600 && !isFirefox; index += 20) {
      const names = Array.from({ length: 20 }, (_, offset) => `change${index + offset}`);
      await Promise.all(names.map((name) => api.cookies.set({ url, name, expirationDate: 4e9 })));
      await Promise.all(names.map((name) => api.cookies.remove({ url, name })));
    }
  }, originOf('others'));
  await waitFor('the visit to be on the disk', async () => isOnDisk(browser, who));
}

/** Resolves as soon as the receipt is shown; polling would be late. */
function receiptShown(leaving: Awaited<ReturnType<typeof openLeave>>): Promise<void> {
  return leaving.evaluate(
    () =>
      new Promise<void>((done) => {
        const look = () => {
          if (document.querySelector('[data-receipt]')) done();
        };
        new MutationObserver(look).observe(document, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['data-receipt'],
        });
        look();
      }),
  );
}

/** Whether the popup reports an interrupted tidy, or the leaving page opened by itself. */
async function isTold(browser: TestBrowser): Promise<boolean> {
  const { extensionUrl } = browser.backend;
  if ((await browser.addresses()).some((url) => url.startsWith(`${extensionUrl}leave.html`))) return true;
  const popup = await browser.extensionPage('popup.html');
  await pause(500);
  const isCutShort = await popup.evaluate(() => document.querySelector('[data-cut-short]') !== null);
  await popup.close();
  return isCutShort;
}

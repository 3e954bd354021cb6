import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { REMIND_BEFORE_MS, type SessionTimer } from '#core/session/session-timer.ts';
import { SITES } from '../cafe/sites.ts';
import { pause, type TestBrowser, waitFor } from './harness/index.ts';
import {
  beginTidy,
  click,
  openLeave,
  openPopup,
  receiptOn,
  startSession,
  untilShown,
} from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { keeps } = SITES;

/** Two ticks of the background's clock, and some air. */
const TWO_TICKS_MS = 50_000;

/** Longer than a background lives that nobody calls. */
const LIFE_WITHOUT_TICK_MS = 32_000;

/** The tabs are closed by then; one that opens just now would be closed with them. */
const COMES_BACK_MS = 4000;

/** As a person does: in the popup, which says how many minutes are left. */
async function payFor(browser: TestBrowser, minutes: number): Promise<void> {
  const popup = await openPopup(browser, await browser.tabIdOf(keeps.url));
  await untilShown(popup, 'select[name="limit"]');
  await popup.select('select[name="limit"]', String(minutes));
  await untilShown(popup, `[data-minutes="${minutes}"]`);
  await popup.close();
}

/** Time that nobody waits for: the product has no short way, so its own note of what is left is moved. */
function moveTime(browser: TestBrowser, kind: 'limit' | 'ending', leftMs: number): Promise<void> {
  return browser.inExtension(
    async (api, input) => {
      const { timer } = (await api.storage.session.get('timer')) as { timer: Record<string, object> };
      const span = { ...timer[input.kind], leftMs: input.leftMs, seenAtMs: Date.now() };
      await api.storage.session.set({ timer: { ...timer, [input.kind]: span } });
    },
    { kind, leftMs },
  );
}

async function timerOf(browser: TestBrowser): Promise<SessionTimer | undefined> {
  const memory = await browser.inExtension((api) => api.storage.session.get('timer'));
  return memory.timer as SessionTimer | undefined;
}

function leavePage(browser: TestBrowser, timeoutMs = TWO_TICKS_MS): Promise<Page> {
  return browser.findPage(`${browser.backend.extensionUrl}leave.html`, timeoutMs);
}

async function untilCountdown(browser: TestBrowser): Promise<Page> {
  const page = await leavePage(browser);
  await waitFor(
    'the countdown',
    () => page.evaluate(() => document.querySelector('[data-countdown]') !== null),
    TWO_TICKS_MS,
  );
  return page;
}

const cookiesIn = (browser: TestBrowser) =>
  browser.inExtension(async (api) => (await api.cookies.getAll({})).length);

// These wait, each for its own browser: they wait at the same time.
describe.concurrent.each(BROWSER_NAMES)('the time that was paid for, in %s', (name) => {
  const table = sitAtTable(name);

  it.sequential('nearly over: the leaving page waits behind', async () => {
    const { browser } = table;
    await startSession(browser);
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
    await payFor(browser, 15);
    await keeper.bringToFront();
    await moveTime(browser, 'limit', REMIND_BEFORE_MS + LIFE_WITHOUT_TICK_MS);
    // Nothing wakes the background meanwhile: if its own clock does not keep it alive, nobody is reminded.
    await pause(LIFE_WITHOUT_TICK_MS);
    const page = await leavePage(browser);
    expect(await page.evaluate(() => document.hidden), 'it takes neither screen nor keyboard').toBe(true);
    await untilShown(page, '[data-minutes]');
    expect(await page.title()).toMatch(/\d/);
    // Last, for it opens a tab and closes it, and the browser picks which one is seen then.
    expect((await timerOf(browser))?.limit?.leftMs).toBeLessThanOrEqual(REMIND_BEFORE_MS);
  });

  it.sequential('over: a countdown, and “I am still here” ends it', async () => {
    const { browser } = table;
    await moveTime(browser, 'limit', 0);
    const page = await untilCountdown(browser);
    const focused = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.action);
    expect(focused).toBe('still-here');
    await click(page, '[data-action="still-here"]');
    await untilShown(page, 'input[name="scope"]');
    await waitFor('the note of it', async () => (await timerOf(browser))?.ending === undefined);
    expect(await cookiesIn(browser)).toBeGreaterThan(0);
  });

  it.sequential('a closed page is somebody who is here', async () => {
    const { browser } = table;
    await payFor(browser, 15);
    await moveTime(browser, 'limit', 0);
    const page = await untilCountdown(browser);
    await page.close();
    await waitFor('the end of it', async () => !(await timerOf(browser))?.ending, TWO_TICKS_MS);
    expect(await cookiesIn(browser)).toBeGreaterThan(0);
  });

  it.sequential('run out: it tidies up by itself, also when the background died on the way, and leaves no note', async () => {
    const { browser } = table;
    await payFor(browser, 15);
    await moveTime(browser, 'limit', 0);
    const page = await untilCountdown(browser);
    await browser.backend.killBackground();
    await moveTime(browser, 'ending', 3000);
    await page.bringToFront();
    const receipt = await receiptOn(page);
    expect(receipt.kind).toBe('complete');
    expect(await cookiesIn(browser)).toBe(0);
    const notes = await browser.inExtension(async (api) => ({
      local: await api.storage.local.get(null),
      databases: await indexedDB.databases(),
      session: Object.keys(await api.storage.session.get(null)).sort(),
      alarms: 'alarms' in api && api.alarms !== undefined,
    }));
    expect(notes).toEqual({ local: {}, databases: [], session: ['aftercare', 'finished'], alarms: false });
  });
});

describe.concurrent('a chair that seems empty', () => {
  const table = sitAtTable('firefox');

  /** The shortest time without input that a browser tells of. */
  const SHORTEST_IDLE_S = 15;

  // Chromium without a screen is never told that there was no input; what follows is the same code.
  it.sequential('Firefox tells of it, the countdown begins, and whoever is still there ends it', async () => {
    const { browser } = table;
    await startSession(browser);
    await browser.openPage(keeps.url);
    await browser.inExtension((api, seconds) => api.idle.setDetectionInterval(seconds), SHORTEST_IDLE_S);
    const page = await untilCountdown(browser);
    expect((await timerOf(browser))?.ending?.cause).toBe('idle');
    await click(page, '[data-action="still-here"]');
    await waitFor('the end of it', async () => !(await timerOf(browser))?.ending);
  });
});

describe.each(BROWSER_NAMES)('a tidy that is disturbed, in %s', (name) => {
  const table = sitAtTable(name);

  async function startAndVisit(browser: TestBrowser): Promise<void> {
    await startSession(browser);
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
  }

  /** As the leaving page does, from another page of ours. */
  function ask(browser: TestBrowser, scope: 'sitting' | 'everything', times: number): Promise<void> {
    return browser.inExtension(
      async (api, input) => {
        const request = { scope: input.scope, keepFiles: [], clipboardCleared: true };
        const message = { name: 'leave/tidy', input: request };
        await Promise.all(Array.from({ length: input.times }, () => api.runtime.sendMessage(message)));
      },
      { scope, times },
    );
  }

  it('pressed three times is one tidy', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    const page = await openLeave(browser);
    await page.evaluate(() => {
      for (const _ of [1, 2, 3]) document.querySelector<HTMLElement>('[data-action="tidy"]')?.click();
    });
    const receipt = await receiptOn(page);
    expect(receipt.kind).toBe('complete');
    expect(new Set(receipt.steps.map(({ step }) => step)).size).toBe(receipt.steps.length);
    expect(await cookiesIn(browser)).toBe(0);
    await page.close();
  });

  it('with its page closed on the way it ends all the same, and the receipt waits', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    const page = await openLeave(browser);
    await beginTidy(page);
    await untilShown(page, 'progress');
    await page.close();
    await pause(COMES_BACK_MS);
    const again = await browser.extensionPage('leave.html');
    expect((await receiptOn(again)).kind).toBe('complete');
    expect(await cookiesIn(browser)).toBe(0);
    await again.close();
  });

  it('asked for from several pages at once it runs once', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    await ask(browser, 'sitting', 3).catch(() => undefined);
    await pause(COMES_BACK_MS);
    const page = await browser.extensionPage('leave.html');
    const { steps } = await receiptOn(page);
    expect(new Set(steps.map(({ step }) => step)).size).toBe(steps.length);
    await page.close();
  });

  it('with the extension loaded anew on the way, what is left to do is told', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    const page = await openLeave(browser);
    await beginTidy(page);
    // Its page ends with it and cannot answer.
    const reloading = page.evaluate(async () => {
      const { browser: firefox, chrome } = globalThis as unknown as Record<
        string,
        typeof import('webextension-polyfill')
      >;
      const api = firefox ?? chrome;
      // Not before it is written down that there is something to finish.
      while ((await indexedDB.databases()).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      api?.runtime.reload();
    });
    await reloading.catch(() => undefined);
    const popup = await waitFor(
      'the popup of the new one',
      async () => {
        const opened = await browser.extensionPage('popup.html').catch(() => undefined);
        if (!opened) return undefined;
        const isNotice = await waitFor(
          'the notice',
          () => opened.evaluate(() => document.querySelector('[data-cut-short="tidy"]') !== null),
          3000,
        ).catch(() => false);
        if (isNotice) return opened;
        await opened.close().catch(() => undefined);
        return undefined;
      },
      30_000,
    );
    const held = await browser.inExtension(
      async (api) => (await api.privacy.services.passwordSavingEnabled.get({})).levelOfControl,
    );
    expect(held).toBe('controllable_by_this_extension');
    await click(popup, '[data-action="finish"]');
    const leaving = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    await click(leaving, '[data-action="tidy"]');
    expect((await receiptOn(leaving)).kind).toBe('complete');
    expect(await cookiesIn(browser)).toBe(0);
  });
});

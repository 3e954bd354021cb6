import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';

import { REMIND_BEFORE_MS, type SessionTimer } from '#core/session/session-timer.ts';
import { SITES } from '../cafe/sites.ts';
import { pause, type TestBrowser, waitFor, within } from './harness/index.ts';
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

/** Longer than an idle background lives. */
const LIFE_WITHOUT_TICK_MS = 32_000;

/** Sets the paid time in the popup. */
async function payFor(browser: TestBrowser, minutes: number): Promise<void> {
  const popup = await openPopup(browser, await browser.tabIdOf(keeps.url));
  await click(popup, '[data-fact="time"]');
  await untilShown(popup, 'select[name="limit"]');
  await popup.select('select[name="limit"]', String(minutes));
  await untilShown(popup, `[data-minutes="${minutes}"]`);
  await popup.close();
}

/** Changes the stored remaining time, because a test cannot wait. */
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

/** An extension page asks for the time, which does what the next tick would do up to 20 seconds later. */
async function lookAtTime(browser: TestBrowser): Promise<void> {
  await browser.inExtension((api) => api.runtime.sendMessage({ name: 'timer/get', input: {} }));
}

async function timerOf(browser: TestBrowser): Promise<SessionTimer | undefined> {
  const memory = await browser.inExtension((api) => api.storage.session.get('timer'));
  return memory.timer as SessionTimer | undefined;
}

function leavePage(browser: TestBrowser): Promise<Page> {
  return browser.findPage(`${browser.backend.extensionUrl}leave.html`);
}

async function untilCountdown(browser: TestBrowser): Promise<Page> {
  const page = await leavePage(browser);
  await waitFor('the countdown', () =>
    page.evaluate(() => document.querySelector('[data-countdown]') !== null),
  );
  return page;
}

const cookiesIn = (browser: TestBrowser) =>
  browser.inExtension(async (api) => (await api.cookies.getAll({})).length);

// In parallel, because these tests mostly wait.
/** After a receipt: it, what looks after it, and what the next person's pages are observed by. */
const SESSION_AFTER = ['aftercare', 'baseline', 'clock', 'finished', 'hosts', 'mark', 'touched-tabs'];

describe.concurrent.each(BROWSER_NAMES)('the paid time, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });

  it.sequential('nearly over: the leaving page opens in the background', async () => {
    const { browser } = table;
    await startSession(browser);
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
    await payFor(browser, 15);
    await keeper.bringToFront();
    await moveTime(browser, 'limit', REMIND_BEFORE_MS + LIFE_WITHOUT_TICK_MS);
    // Nothing else wakes the background: without its own ticks there would be no reminder.
    await pause(LIFE_WITHOUT_TICK_MS);
    const page = await leavePage(browser);
    expect(await page.evaluate(() => document.hidden), 'it takes neither screen nor keyboard').toBe(true);
    await untilShown(page, '[data-minutes]');
    expect(await page.title()).toMatch(/\d/);
    // Last, because it opens and closes a tab, which changes the active one.
    expect((await timerOf(browser))?.limit?.leftMs).toBeLessThanOrEqual(REMIND_BEFORE_MS);
  });

  it.sequential('over: a countdown, which “I am still here” cancels', async () => {
    const { browser } = table;
    await moveTime(browser, 'limit', 0);
    await lookAtTime(browser);
    const page = await untilCountdown(browser);
    const focused = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.action);
    expect(focused).toBe('still-here');
    await click(page, '[data-action="still-here"]');
    await untilShown(page, 'input[name="scope"]');
    await waitFor('the note of it', async () => (await timerOf(browser))?.ending === undefined);
    expect(await cookiesIn(browser)).toBeGreaterThan(0);
  });

  it.sequential('a closed page cancels the countdown', async () => {
    const { browser } = table;
    await payFor(browser, 15);
    await moveTime(browser, 'limit', 0);
    await lookAtTime(browser);
    const page = await untilCountdown(browser);
    await page.close();
    await lookAtTime(browser);
    await waitFor('the end of it', async () => !(await timerOf(browser))?.ending);
    expect(await cookiesIn(browser)).toBeGreaterThan(0);
  });

  it.sequential('run out: a tidy starts by itself, even after the background ended, and leaves no trace', async () => {
    const { browser } = table;
    await payFor(browser, 15);
    await moveTime(browser, 'limit', 0);
    await lookAtTime(browser);
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
    expect(notes).toEqual({ local: {}, databases: [], session: SESSION_AFTER, alarms: false });
  });
});

describe.concurrent('an abandoned computer', () => {
  const table = sitAtTable('firefox');

  /** The shortest idle time that browsers report. */
  const SHORTEST_IDLE_S = 15;

  // Headless Chromium never reports idle time; the code that follows is the same.
  it.sequential('Firefox reports idle time, the countdown starts, and the person cancels it', async () => {
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

describe.each(BROWSER_NAMES)('an interrupted tidy, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });

  // Opened before the session, so that the tidy leaves it open.
  beforeAll(() => table.browser.inExtension(() => undefined));

  /** A tab opened earlier would be closed with the session's. */
  function untilTidied(browser: TestBrowser): Promise<boolean> {
    return waitFor('the end of the tidy', () =>
      browser.inExtension(async (api) => 'finished' in (await api.storage.session.get(null))),
    );
  }

  async function startAndVisit(browser: TestBrowser): Promise<void> {
    await startSession(browser);
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
  }

  /** Requests a tidy like the leaving page, from another extension page. */
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

  it('clicked three times runs once', async () => {
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

  it('completes after its page was closed, and keeps the receipt', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    const page = await openLeave(browser);
    await beginTidy(page);
    await untilShown(page, 'progress');
    await page.close();
    await untilTidied(browser);
    const again = await browser.extensionPage('leave.html');
    expect((await receiptOn(again)).kind).toBe('complete');
    expect(await cookiesIn(browser)).toBe(0);
    await again.close();
  });

  it('requested from several pages runs once', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    await ask(browser, 'sitting', 3).catch(() => undefined);
    await untilTidied(browser);
    const page = await browser.extensionPage('leave.html');
    const { steps } = await receiptOn(page);
    expect(new Set(steps.map(({ step }) => step)).size).toBe(steps.length);
    await page.close();
  });

  it('is reported if the extension was reloaded during it', async () => {
    const { browser } = table;
    await startAndVisit(browser);
    const page = await openLeave(browser);
    await beginTidy(page);
    // Its page ends with it and cannot reply.
    const reloading = page.evaluate(async () => {
      const { browser: firefox, chrome } = globalThis as unknown as Record<
        string,
        typeof import('webextension-polyfill')
      >;
      const api = firefox ?? chrome;
      // Not before the journal exists.
      while ((await indexedDB.databases()).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      api?.runtime.reload();
    });
    await reloading.catch(() => undefined);
    const popup = await waitFor('the popup of the new one', async () => {
      if (!(await browser.backend.hasBackground())) return undefined;
      // Opened while the old one was still ending it never comes.
      const opened = await within(browser.extensionPage('popup.html'), 10_000).catch(() => undefined);
      if (!opened) return undefined;
      const isNotice = await waitFor(
        'the notice',
        () => opened.evaluate(() => document.querySelector('[data-cut-short="tidy"]') !== null),
        3000,
      ).catch(() => false);
      if (isNotice) return opened;
      await opened.close().catch(() => undefined);
      return undefined;
    });
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

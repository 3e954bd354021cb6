/** What a person does with the extension, by the names that docs/testing.md promises. */
import type { Page } from 'puppeteer';
import type { Place } from '../../cafe/sites.ts';
import { pause, type TestBrowser, waitFor, within } from './index.ts';

export interface ShownFinding {
  readonly code: string;
  readonly severity: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the popup says of one tab. */
export interface Reading {
  readonly state: string;
  readonly level: string;
  readonly findings: readonly ShownFinding[];
}

export interface ShownStep {
  readonly step: string;
  readonly status: string;
  readonly left: string;
}

export interface ShownReceipt {
  readonly kind: string;
  readonly steps: readonly ShownStep[];
}

const MAX_PRESSES = 10;

/** Clicks once the thing is there, as a person would wait for it. */
export async function click(page: Page, selector: string): Promise<void> {
  await untilShown(page, selector);
  // A tab in the background draws no frames, and a click waits for one.
  await page.bringToFront();
  for (let tries = 1; ; tries += 1) {
    try {
      await page.click(selector);
      return;
    } catch (error) {
      const { message } = error as Error;
      // What is pressed may close the page before the finger is up again.
      if (/Target closed|Session closed|detached/.test(message)) return;
      // Drawn anew between the look at it and the press: whoever wants it presses again.
      if (!message.includes('not clickable') || tries === MAX_PRESSES) throw error;
      await pause(100);
    }
  }
}

/** By asking, not by `waitForSelector`, which waits for frames that a tab in the background never draws. */
export async function untilShown(page: Page, selector: string): Promise<void> {
  await waitFor(`${selector} at ${page.url()}`, () => isShown(page, selector));
}

function isShown(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const element = document.querySelector<HTMLElement>(wanted);
    return element !== null && element.getClientRects().length > 0;
  }, selector);
}

/**
 * First click on the icon: this is a café computer (or one's own); then the first view of the session.
 *
 * In an empty tab that stays: a real popup is no tab, and closing one would leave a closed tab from
 * before the session, which no tidy of the session takes away.
 */
export async function startSession(browser: TestBrowser, place: 'cafe' | 'own' = 'cafe'): Promise<void> {
  const pages = await browser.backend.browser.pages();
  const isEmpty = await Promise.all(pages.map(isEmptyTab));
  const empty = pages.find((_, index) => isEmpty[index]);
  const popup = empty ?? (await browser.openPage());
  await browser.goTo(popup, `${browser.backend.extensionUrl}popup.html`);
  await click(popup, `input[name="place"][value="${place}"]`);
  await click(popup, '[data-action="start"]');
  await untilShown(popup, '[data-action="leave"]');
  await browser.goTo(popup, 'about:blank');
}

/** By asking it: the driver for Firefox may go on listing a tab that the extension closed. */
function isEmptyTab(page: Page): Promise<boolean> {
  if (page.url() !== 'about:blank') return Promise.resolve(false);
  return within(
    page.evaluate(() => location.href === 'about:blank'),
    2000,
  ).catch(() => false);
}

function popupAddress({ backend }: TestBrowser, tabId: number): string {
  return `${backend.extensionUrl}popup.html?tab=${tabId}`;
}

/** Opens the popup for a tab in a tab of its own. */
export async function openPopup(browser: TestBrowser, tabId: number): Promise<Page> {
  const popup = await browser.openPage(popupAddress(browser, tabId));
  await untilShown(popup, '[data-state]');
  return popup;
}

export function readPopup(popup: Page): Promise<Reading> {
  return popup.evaluate(() => {
    const root = document.querySelector<HTMLElement>('[data-state]');
    return {
      state: root?.dataset.state ?? '',
      level: root?.dataset.level ?? '',
      findings: [...document.querySelectorAll<HTMLElement>('[data-finding]')].map(({ dataset }) => ({
        code: dataset.finding ?? '',
        severity: dataset.severity ?? '',
        facts: JSON.parse(dataset.facts ?? '{}'),
      })),
    };
  });
}

/**
 * Opens the popup for the tab at this address, again and again, until it says what is awaited.
 *
 * @returns what it said last, so that a test can show the difference
 */
export async function readingOf(
  browser: TestBrowser,
  url: string,
  isAwaited: (reading: Reading) => boolean = ({ state }) => state === 'ready',
): Promise<Reading> {
  // One tab for all of it: each new one costs more than what is asked in it.
  const popup = await openPopup(browser, await browser.tabIdOf(url));
  const deadline = Date.now() + 15_000;
  for (;;) {
    const reading = await waitFor(
      'the popup',
      async () => {
        const now = await readPopup(popup);
        return isAwaited(now) && now;
      },
      2500,
    ).catch(() => readPopup(popup));
    if (isAwaited(reading) || Date.now() > deadline) {
      await popup.close().catch(() => undefined);
      return reading;
    }
    await browser.goTo(popup, popup.url());
    await untilShown(popup, '[data-state]');
  }
}

/** What the popup says of a place of the café, once it says what that place must bring. */
export function readingOfPlace(browser: TestBrowser, place: Place): Promise<Reading> {
  const wanted = place.findings.map(({ code }) => code).join();
  return readingOf(
    browser,
    place.url,
    ({ state, findings }) => state === 'ready' && findings.map(({ code }) => code).join() === wanted,
  );
}

export interface LeaveChoices {
  readonly scope?: 'sitting' | 'everything';
}

export async function openLeave(browser: TestBrowser): Promise<Page> {
  const page = await browser.extensionPage('leave.html');
  await untilShown(page, '[data-action="tidy"]');
  return page;
}

/** Chooses, waits for the numbers as whoever reads them does, and begins; the page then shows how it goes. */
export async function beginTidy(page: Page, { scope = 'sitting' }: LeaveChoices = {}): Promise<void> {
  await click(page, `input[name="scope"][value="${scope}"]`);
  await untilShown(page, '[data-preview]');
  await click(page, '[data-action="tidy"]');
}

export async function receiptOn(page: Page, timeoutMs = 60_000): Promise<ShownReceipt> {
  return waitFor(
    'the receipt',
    () =>
      page.evaluate(() => {
        const root = document.querySelector<HTMLElement>('[data-receipt]');
        return (
          root && {
            kind: root.dataset.receipt ?? '',
            steps: [...document.querySelectorAll<HTMLElement>('[data-step][data-status]')].map(
              ({ dataset }) => ({
                step: dataset.step ?? '',
                status: dataset.status ?? '',
                left: dataset.left ?? '',
              }),
            ),
          }
        );
      }),
    timeoutMs,
  );
}

/** The whole way out. */
export async function leave(browser: TestBrowser, choices?: LeaveChoices): Promise<ShownReceipt> {
  const page = await openLeave(browser);
  await beginTidy(page, choices);
  return receiptOn(page);
}

/** Saves the file and waits until it lies on the disk and is complete. */
export async function saveFile(page: Page, isSaved: () => boolean): Promise<void> {
  await click(page, '#download');
  await waitFor('the file to be saved', async () => isSaved());
}

/** A person's actions in the extension, by the names in docs/testing.md. */
import type { Page } from 'puppeteer';
import type { Place } from '../../cafe/sites.ts';
import { PATIENCE_MS, pause, type TestBrowser, waitFor, within } from './index.ts';

export interface ShownFinding {
  readonly code: string;
  readonly severity: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Content of the popup for a tab. */
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

/** The popup once a session runs. */
export const STARTED = '[data-life]:not([data-life="not-started"]) [data-action="leave"]';

/** Clicks an element once it exists. */
export async function click(page: Page, selector: string): Promise<void> {
  await untilShown(page, selector);
  // Background tabs render no frames, which a click waits for.
  await page.bringToFront();
  for (let tries = 1; ; tries += 1) {
    try {
      await page.click(selector);
      return;
    } catch (error) {
      const { message } = error as Error;
      // A click may close the page before the mouse button is released.
      if (/Target closed|Session closed|detached/.test(message)) return;
      // The element was redrawn between look-up and click: try again.
      if (!message.includes('not clickable') || tries === MAX_PRESSES) throw error;
      await pause(100);
    }
  }
}

/** Polls, because `waitForSelector` waits for frames that background tabs never render. */
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
 * Starts a session from the popup, with the given place.
 *
 * In an empty tab that stays open: a real popup is no tab, and closing a tab would leave an entry from before the
 * session.
 */
export async function startSession(browser: TestBrowser, place: 'cafe' | 'own' = 'cafe'): Promise<void> {
  const pages = await browser.backend.browser.pages();
  const isEmpty = await Promise.all(pages.map(isEmptyTab));
  const empty = pages.find((_, index) => isEmpty[index]);
  const popup = empty ?? (await browser.openPage());
  await browser.goTo(popup, `${browser.backend.extensionUrl}popup.html`);
  await click(popup, '[data-action="open-start"]');
  await click(popup, `input[name="place"][value="${place}"]`);
  await click(popup, '[data-action="start"]');
  await untilShown(popup, STARTED);
  await browser.goTo(popup, 'about:blank');
}

/** By asking the page: Firefox's driver may keep listing tabs that the extension closed. */
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
 * Opens the popup for the tab with this URL until it shows what is expected.
 *
 * @returns its last content, for the error message of a test
 */
export async function readingOf(
  browser: TestBrowser,
  url: string,
  isAwaited: (reading: Reading) => boolean = ({ state }) => state === 'ready',
): Promise<Reading> {
  // Reuses one tab, because new ones are slow.
  const popup = await openPopup(browser, await browser.tabIdOf(url));
  const deadline = Date.now() + PATIENCE_MS;
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

/** Content of the popup for a site of the café, once it shows the expected findings. */
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
  /** Without Start: the answer to when the visit began. */
  readonly begin?: '15-minutes' | 'hour' | 'mark' | 'everything';
}

export async function openLeave(browser: TestBrowser): Promise<Page> {
  const page = await browser.extensionPage('leave.html');
  await untilShown(page, '[data-action="tidy"]');
  return page;
}

/** Chooses the scope, waits for the counts, and starts the tidy. */
export async function beginTidy(page: Page, { scope = 'sitting', begin }: LeaveChoices = {}): Promise<void> {
  const choice = begin ? `input[name="begin"][value="${begin}"]` : `input[name="scope"][value="${scope}"]`;
  await click(page, choice);
  await untilShown(page, '[data-preview]');
  await click(page, '[data-action="tidy"]');
}

export async function receiptOn(page: Page): Promise<ShownReceipt> {
  return waitFor('the receipt', () =>
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
  );
}

/** Leaves, from opening the page to the receipt. */
export async function leave(browser: TestBrowser, choices?: LeaveChoices): Promise<ShownReceipt> {
  const page = await openLeave(browser);
  await beginTidy(page, choices);
  return receiptOn(page);
}

/** Downloads the file and waits until it is complete on disk. */
export async function saveFile(page: Page, isSaved: () => boolean): Promise<void> {
  await click(page, '#download');
  await waitFor('the file to be saved', async () => isSaved());
}

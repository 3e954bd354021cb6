import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { planTidy, type Scope, type StepId } from '#core/tidy/plan.ts';
import texts from '#locales/en/pages.json';
import { SITES } from '../cafe/sites.ts';
import { openBrowser, PATIENCE_MS, type TestBrowser, waitFor } from './harness/index.ts';
import { readJournal, whenWritten } from './harness/journal.ts';
import {
  beginTidy,
  click,
  openLeave,
  receiptOn,
  saveFile,
  startSession,
  untilShown,
} from './harness/person.ts';
import { BROWSER_NAMES, expectNoRequests, sitAtTable, type Table } from './harness/setup.ts';

const { keeps, files } = SITES;

/** State of what the receipt reports, read from the browser. */
function leftIn(browser: TestBrowser): Promise<unknown> {
  return browser.inExtension(async (api) => ({
    cookies: (await api.cookies.getAll({})).length,
    history: (await api.history.search({ text: 'harbour', startTime: 0 })).length,
    downloads: (await api.downloads.search({})).length,
    passwordSaving: (await api.privacy.services.passwordSavingEnabled.get({})).levelOfControl,
    notes: await indexedDB.databases(),
  }));
}

const NOTHING_LEFT = {
  cookies: 0,
  history: 0,
  downloads: 0,
  passwordSaving: 'controllable_by_this_extension',
  notes: [],
};

describe.each(BROWSER_NAMES)('a tidy whose background ends in %s', (name) => {
  const table = sitAtTable(name);
  const steps = planTidy(name, 'sitting').map(({ id }) => id);

  // Any step may be the last; three of them, and all in one tidy, are tested.
  const some = [0, Math.floor(steps.length / 2), steps.length - 2].flatMap((index) => steps[index] ?? []);
  it.each<[string, readonly StepId[]]>([
    ...some.map((step): [string, readonly StepId[]] => [step, [step]]),
    ['each of its steps', steps],
  ])('after “%s” continues, and its receipt is true', async (_, deadly) => {
    const { browser } = table;
    await startSession(browser);
    const saved = join(browser.downloadsDir, 'timetable.txt');
    await saveFile(await browser.openPage(files.url), () => existsSync(saved));
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');

    const page = await openLeave(browser);
    const diedAfter = new Set<string>();
    let killed = Promise.resolve();
    await whenWritten(page, (names) => {
      if (!deadly.some((step) => names.includes(step) && !diedAfter.has(step))) return;
      for (const name of names) diedAfter.add(name);
      // One kill after another, each of the background that runs then.
      killed = killed.then(browser.backend.killBackground);
    });
    await beginTidy(page);
    const receipt = await receiptOn(page);
    // Notifications of a step may arrive after the receipt.
    await expect
      .poll(() => [...diedAfter], { timeout: PATIENCE_MS, message: 'the background was killed on the way' })
      // The record of the last step is removed with the journal.
      .toEqual(expect.arrayContaining(deadly.filter((step) => step !== 'own-notes')));
    await killed;

    expect(receipt.steps.map(({ step }) => step).toSorted()).toEqual(steps.toSorted());
    expect(receipt.steps.filter(({ status }) => status === 'failed' || status === 'left')).toEqual([]);
    expect(receipt.kind).toBe('complete');
    expect(await leftIn(browser)).toEqual(NOTHING_LEFT);
    expect(existsSync(saved)).toBe(false);
    await page.close();
  });
});

describe.each(BROWSER_NAMES)('a tidy whose browser ends in %s', (name) => {
  const table = sitAtTable(name);

  it.each(['tabs', 'history'] as const)(
    'after “%s”, of everything, is completed at the next start',
    async (step) => {
      await dieAfter(step, 'everything', table);
      const { browser } = table;
      // It opens its own page before closing the last tab, so that the browser does not end.
      const page = await leavingPage(browser);
      const receipt = await receiptOn(page);
      const steps = planTidy(name, 'everything').map(({ id }) => id);
      expect(receipt.steps.map((shown) => shown.step).toSorted()).toEqual(steps.toSorted());
      // The page that could empty the clipboard ended with the browser.
      const undone = receipt.steps.filter(({ status }) => status === 'failed' || status === 'left');
      expect(undone).toEqual([{ step: 'clipboard', status: 'failed', left: '' }]);
      expect(await page.evaluate(() => document.body.textContent)).toContain(texts.receipt.interrupted);
      expect(await leftIn(browser)).toEqual(NOTHING_LEFT);
      await click(page, '[data-action="finish"]');
      await browser.openPage();
      await page.close();
    },
  );

  it.each(['tabs', 'history'] as const)(
    'after “%s”, of the session, is reported in the popup',
    async (step) => {
      await dieAfter(step, 'sitting', table);
      const { browser } = table;
      const popup = await browser.extensionPage('popup.html');
      await untilShown(popup, '[data-cut-short="tidy"]');
      const { passwordSaving } = (await leftIn(browser)) as typeof NOTHING_LEFT;
      expect(passwordSaving).toBe(NOTHING_LEFT.passwordSaving);
      const written = await browser.inExtension(readJournal);
      expect(written?.scope).toBe('sitting');
      expect(written?.finished).toContain(step);
      expect(written?.finished).not.toContain('own-notes');

      await click(popup, '[data-action="finish"]');
      const page = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
      await click(page, '[data-action="leave-as-is"]');
      await waitFor('it to be forgotten', () =>
        browser.inExtension(async () => (await indexedDB.databases()).length === 0),
      );
      await browser.openPage();
      await page.close();
    },
  );
});

/** The driver for Firefox may lose track of a tab opened by the extension; `tabs.query` finds it. */
async function leavingPage(browser: TestBrowser): Promise<Page> {
  const url = `${browser.backend.extensionUrl}leave.html`;
  return waitFor('the leaving page', async () => {
    const seen = await browser.findPage(url, 3000).catch(() => undefined);
    if (seen) return seen;
    const open = await browser.inExtension(async (api) => (await api.tabs.query({})).map((tab) => tab.url));
    return open.some((one) => one?.startsWith(url)) && browser.extensionPage('leave.html');
  });
}

const MAX_DEATHS = 3;

/**
 * Starts a tidy, kills the browser once a step is recorded, and starts it again. If the tidy was faster, repeats it
 * in a new profile.
 */
async function dieAfter(step: StepId, scope: Scope, table: Table): Promise<void> {
  for (let deaths = 1; !(await diesAfter(step, scope, table)) && deaths < MAX_DEATHS; deaths += 1) {
    const { name, cafe } = table.browser;
    await table.browser.close();
    table.browser = await openBrowser(name, { cafe, hasFewProcesses: true });
  }
}

/** @returns whether it was interrupted */
async function diesAfter(step: StepId, scope: Scope, table: Table): Promise<boolean> {
  const { browser } = table;
  const { name, cafe, profileDir } = browser;
  await startSession(browser);
  const keeper = await browser.openPage(keeps.url);
  await untilShown(keeper, 'body[data-kept="yes"]');
  const page = await openLeave(browser);
  await expectNoRequests(browser);
  // Killing Firefox while it creates its form history corrupts that permanently (seen in 153), so create it before.
  await browser.inExtension((api) => api.browsingData.remove({ since: Date.now() }, { formData: true }));
  let killed: Promise<void> | undefined;
  let isOnTheWay = true;
  await whenWritten(
    page,
    (names) => {
      // The tidy ends with the last step.
      if (names.length === 0 || names.includes('own-notes')) isOnTheWay = false;
      if (names.includes(step)) killed ??= browser.kill();
    },
    step,
  );
  // The page ends with the browser and cannot reply.
  await beginTidy(page, { scope }).catch(() => undefined);
  await waitFor('the browser to be killed', async () => killed !== undefined);
  await killed;
  table.browser = await openBrowser(name, { cafe, profileDir, hasFewProcesses: true });
  return isOnTheWay;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { planTidy, type Scope, type StepId } from '#core/tidy/plan.ts';
import texts from '#locales/en/pages.json';
import { SITES } from '../cafe/sites.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
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

/** What the receipt speaks of, asked from the browser itself. */
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

describe.each(BROWSER_NAMES)('a tidy whose background dies in %s', (name) => {
  const table = sitAtTable(name);
  const steps = planTidy(name, 'sitting').map(({ id }) => id);

  // Every step is one after which it can die; three of them, and all in one tidy, are looked at.
  const some = [0, Math.floor(steps.length / 2), steps.length - 2].flatMap((index) => steps[index] ?? []);
  it.each<[string, readonly StepId[]]>([
    ...some.map((step): [string, readonly StepId[]] => [step, [step]]),
    ['each of its steps', steps],
  ])('after “%s” goes on, and its receipt is true', async (_, deadly) => {
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
      // One death after another, each of the background that is there by then.
      killed = killed.then(browser.backend.killBackground);
    });
    await beginTidy(page);
    const receipt = await receiptOn(page);
    // What is told of a step can come after the receipt.
    await expect
      .poll(() => [...diedAfter], { timeout: 15_000, message: 'the background was killed on the way' })
      // The note of the last step goes with all notes.
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

describe.each(BROWSER_NAMES)('a tidy whose browser dies in %s', (name) => {
  const table = sitAtTable(name);

  it.each(['tabs', 'history'] as const)('after “%s”, of everything, ends at the next start', async (step) => {
    await dieAfter(step, 'everything', table);
    const { browser } = table;
    // It closes all tabs, and so opens its own page, for the browser must not end.
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
  });

  it.each(['tabs', 'history'] as const)('after “%s”, of the session, is told in the popup', async (step) => {
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
  });
});

/** The driver for Firefox may lose sight of a tab that the extension opened; the browser itself then knows of it. */
async function leavingPage(browser: TestBrowser): Promise<Page> {
  const url = `${browser.backend.extensionUrl}leave.html`;
  return browser.findPage(url, 30_000).catch(async () => {
    const open = await browser.inExtension(async (api) => (await api.tabs.query({})).map((tab) => tab.url));
    expect(open).toContainEqual(expect.stringContaining(url));
    return browser.extensionPage('leave.html');
  });
}

const MAX_DEATHS = 3;

/**
 * A tidy begins, and once a step of it is written down the browser is killed and started again. Where the tidy was
 * quicker than the killer, once more in a new profile.
 */
async function dieAfter(step: StepId, scope: Scope, table: Table): Promise<void> {
  for (let deaths = 1; !(await diesAfter(step, scope, table)) && deaths < MAX_DEATHS; deaths += 1) {
    const { name, cafe } = table.browser;
    await table.browser.close();
    table.browser = await openBrowser(name, { cafe, hasFewProcesses: true });
  }
}

/** @returns it died on the way */
async function diesAfter(step: StepId, scope: Scope, table: Table): Promise<boolean> {
  const { browser } = table;
  const { name, cafe, profileDir } = browser;
  await startSession(browser);
  const keeper = await browser.openPage(keeps.url);
  await untilShown(keeper, 'body[data-kept="yes"]');
  const page = await openLeave(browser);
  await expectNoRequests(browser);
  // Whoever ends Firefox while it makes its list of typed words breaks that for good (seen in 153): made before.
  await browser.inExtension((api) => api.browsingData.remove({ since: Date.now() }, { formData: true }));
  let killed: Promise<void> | undefined;
  let isOnTheWay = true;
  await whenWritten(
    page,
    (names) => {
      // With the last step, or once all notes are gone, it has ended.
      if (names.length === 0 || names.includes('own-notes')) isOnTheWay = false;
      if (names.includes(step)) killed ??= browser.kill();
    },
    step,
  );
  // The page ends with the browser and cannot answer.
  await beginTidy(page, { scope }).catch(() => undefined);
  await waitFor('the browser to be killed', async () => killed !== undefined);
  await killed;
  table.browser = await openBrowser(name, { cafe, profileDir, hasFewProcesses: true });
  return isOnTheWay;
}

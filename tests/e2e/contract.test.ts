import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { SITES } from '../cafe/sites.ts';
import { ROOT } from './harness/extension.ts';
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

/** Names in the table of docs/testing.md, by page. */
function documentedNames(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(ROOT, 'docs', 'testing.md'), 'utf8');
  const names = new Map<string, string[]>();
  let page = '';
  for (const line of text.slice(text.indexOf('## Names that are a contract')).split('\n')) {
    const [, first = '', second = ''] = /^\|([^|]*)\|((?:\\\||[^|])*)\|/.exec(line) ?? [];
    page = /`(\w+\.html)`/.exec(first)?.[1] ?? page;
    for (const [, name = ''] of second.matchAll(/`([^`]+)`/g)) {
      names.set(page, [...(names.get(page) ?? []), name.replaceAll('\\|', '|')]);
    }
  }
  return names;
}

/** `data-state="unknown|ready"` → `[data-state]`; a single value stays in the selector. */
function selectorOf(name: string): string {
  const [attribute = '', value = ''] = name.split('=');
  return /^"[\w-]+"$/.test(value) ? `[${attribute}=${value}]` : `[${attribute}]`;
}

async function missingOn(page: Page, names: readonly string[]): Promise<readonly string[]> {
  const selectors = names.map(selectorOf);
  const missing = await page.evaluate(
    (all) => all.filter((selector) => document.querySelector(selector) === null),
    selectors,
  );
  return missing;
}

const documented = documentedNames();
const POPUP = documented.get('popup.html') ?? [];
const STOP = documented.get('stop.html') ?? [];
const LEAVE = documented.get('leave.html') ?? [];
const isOfFirstScreen = (name: string) => /place|start/.test(name);
/** Appears only for a blocked navigation; tested in `https-first.test.ts`. */
const isOfWay = (name: string) => name.includes('portal');
const isOfReceipt = (name: string) => /receipt|step|status|left/.test(name);

it('the names can be read from the document', () => {
  expect([POPUP.length, STOP.length, LEAVE.length]).toEqual([10, 6, 8]);
});

describe.each(BROWSER_NAMES)('the names that docs/testing.md promises, in %s', (name) => {
  const table = sitAtTable(name);

  it('are on the first screen', async () => {
    const page = await table.browser.extensionPage('popup.html');
    await click(page, '[data-action="open-start"]');
    await untilShown(page, '[data-action="start"]');
    expect(await missingOn(page, POPUP.filter(isOfFirstScreen))).toEqual([]);
    const values = await page.$$eval('input[name="place"]', (inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(values).toEqual(['own', 'cafe']);
    await page.close();
  });

  it('are in the popup of a page with findings', async () => {
    const { browser } = table;
    await startSession(browser);
    await browser.openPage(SITES.forum.url);
    const popup = await openPopup(browser, await browser.tabIdOf(SITES.forum.url));
    await untilShown(popup, '[data-state="ready"] [data-finding]');
    const names = POPUP.filter((one) => !isOfFirstScreen(one) && !one.startsWith('?'));
    expect(await missingOn(popup, names)).toEqual([]);
    await popup.close();
  });

  it('are on the interstitial', async () => {
    const { browser } = table;
    const page = await browser.findPage(SITES.forum.url);
    await page.bringToFront();
    await page.click('#password');
    const stop = await browser.findPage(`${browser.backend.extensionUrl}stop.html`);
    await click(stop, '[data-action="more"]');
    await untilShown(stop, '[data-action="continue"]');
    expect(
      await missingOn(
        stop,
        STOP.filter((one) => !isOfWay(one)),
      ),
    ).toEqual([]);
    const first = await stop.$eval('[data-action]', (button) => (button as HTMLElement).dataset.action);
    expect(first).toBe('back');
    await click(stop, '[data-action="continue"]');
  });

  it('are on the leaving page and the receipt', async () => {
    const { browser } = table;
    const page = await browser.findPage(SITES.forum.url);
    await page.bringToFront();
    await page.click('#password');
    await page.keyboard.type('not-a-real-one');
    await page.keyboard.press('Tab');
    await click(await browser.openPage(SITES.files.url), '#download');
    const leaving = await openLeave(browser);
    expect(
      await missingOn(
        leaving,
        LEAVE.filter((one) => !isOfReceipt(one)),
      ),
    ).toEqual([]);
    const values = await leaving.$$eval('input[name="scope"]', (inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(values).toEqual(['sitting', 'everything']);
    expect(await leaving.$$eval('.button.primary', (buttons) => buttons.length)).toBe(1);
    await beginTidy(leaving);
    await receiptOn(leaving);
    expect(await missingOn(leaving, LEAVE.filter(isOfReceipt))).toEqual([]);
  });
});

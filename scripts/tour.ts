/** The guided tour: a whole session in the practice café without a display, with screenshots. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { ALL_SITES, SITES, START_URL } from '../tests/cafe/sites.ts';
import { type TestBrowser, waitFor } from '../tests/e2e/harness/index.ts';
import {
  beginTidy,
  click,
  openLeave,
  openPopup,
  type Reading,
  readingOfPlace,
  receiptOn,
  type ShownReceipt,
  saveFile,
  startSession,
  untilShown,
} from '../tests/e2e/harness/person.ts';

const POPUP = { width: 400, height: 600 };
const PAGE = { width: 1024, height: 600 };

const LEVEL_WORDS: Readonly<Record<string, string>> = {
  L0: 'quiet',
  L1: 'note',
  L2: 'care',
  L3: 'stop',
};

const STATUS_WORDS: Readonly<Record<string, string>> = {
  done: 'done, looked again: nothing left',
  unverified: 'asked for; the browser has no way to count',
  failed: 'failed',
  cannot: 'no add-on can do this here; the page says where to click',
};

/** @param folder - for the screenshots; its content is deleted */
export async function takeTour(browser: TestBrowser, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  async function picture(page: Page, name: string, size = PAGE): Promise<void> {
    count += 1;
    await page.bringToFront();
    await page.setViewport(size);
    const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`) as `${string}.png`;
    await page.screenshot({ path });
  }

  await picture(await browser.openPage(START_URL), 'the-cafe');
  const first = await browser.extensionPage('popup.html');
  await untilShown(first, '[data-action="open-start"]');
  await picture(first, 'first-click', POPUP);
  await first.close();
  await startSession(browser);
  console.log('Sat down at a café computer.\n');

  const rows: string[][] = [];
  for (const place of ALL_SITES) {
    const page = await browser.openPage(place.url);
    const reading = await readingOfPlace(browser, place);
    rows.push([LEVEL_WORDS[reading.level] ?? reading.level, place.url, wordsOf(reading)]);
    await picture(page, place.id);
    const popup = await openPopup(browser, await browser.tabIdOf(place.url));
    await waitFor('the popup', () =>
      popup.evaluate(() => document.querySelector('[data-state="ready"]') !== null),
    );
    await picture(popup, `${place.id}-popup`, POPUP);
    await popup.close();
  }
  console.log(table([['level', 'page', 'findings'], ...rows]));

  await meetStopPage(browser, picture);
  await signInWhereItIsProtected(browser);
  const saved = join(browser.downloadsDir, 'timetable.txt');
  await saveFile(await browser.openPage(SITES.files.url), () => existsSync(saved));

  const page = await openLeave(browser);
  await picture(page, 'leaving');
  await beginTidy(page);
  const receipt = await receiptOn(page);
  await picture(page, 'receipt');
  console.log('Left. The receipt:\n');
  console.log(table(receiptRows(receipt)));
  console.log(`The saved file is ${existsSync(saved) ? 'STILL THERE' : 'gone from the disk'}.`);
  console.log(`\n${count} pictures: ${folder}`);
}

async function meetStopPage(
  browser: TestBrowser,
  picture: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const page = await browser.openPage(SITES.forum.url);
  await page.bringToFront();
  await page.click('#password');
  const stop = await browser.findPage(`${browser.backend.extensionUrl}stop.html`);
  await untilShown(stop, '[data-action="back"]');
  await picture(stop, 'stop');
  await click(stop, '[data-action="back"]');
  await page.close();
  console.log('Entered the password field of the forum: the interstitial came, and nothing was sent.');
}

async function signInWhereItIsProtected(browser: TestBrowser): Promise<void> {
  const page = await browser.openPage(SITES.mail.url);
  await page.bringToFront();
  await page.type('#name', 'sam');
  await page.type('#password', 'not-a-real-one');
  await page.keyboard.press('Enter');
  await waitFor('the sign-in', async () => browser.cafe.requests.some(({ method }) => method === 'POST'));
  console.log('Signed in at Harbour mail, which is protected, and saved a file.\n');
}

function wordsOf({ findings }: Reading): string {
  if (findings.length === 0) return '–';
  return findings.map(({ code, severity, facts }) => `${code} (${severity}${detailOf(facts)})`).join(', ');
}

function detailOf({ names, provider, target, host, count, cause }: Record<string, unknown>): string {
  if (Array.isArray(names)) return `: ${names.join(', ')}`;
  if (provider !== undefined) return `: ${provider}`;
  if (cause !== undefined) return `: ${cause}`;
  if (target !== undefined && target !== host) return `: to ${target}`;
  return count === undefined ? '' : `: ${count}`;
}

function receiptRows({ kind, steps }: ShownReceipt): string[][] {
  const rows = steps.map(({ step, status, left }) => [
    step,
    status === 'left' ? `${left} still there` : (STATUS_WORDS[status] ?? status),
  ]);
  return [['step', 'what came of it'], ...rows, ['all in all', kind]];
}

function table([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line), ''].join('\n');
}

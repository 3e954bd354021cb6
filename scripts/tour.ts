/** The guided tour: two visits to the practice café without a display, one without Start and one with; screenshots. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { Begin } from '../src/core/session/begin.ts';
import { ALL_SITES, type Place, SITES, START_URL } from '../tests/cafe/sites.ts';
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

  console.log('Sat down at a café computer, and pressed nothing.\n');
  await openAndPhotograph(SITES.forum, 'before-start');
  await meetStopPage(browser, picture);
  await signInWhereItIsProtected(browser);
  await saveAndLeave({ begin: 'mark' });

  await startSession(browser);
  console.log('Sat down once more, and pressed Start.\n');
  const rows: string[][] = [];
  for (const place of ALL_SITES) {
    const reading = await openAndPhotograph(place);
    rows.push([LEVEL_WORDS[reading.level] ?? reading.level, place.url, wordsOf(reading)]);
  }
  console.log(table([['level', 'page', 'findings'], ...rows]));

  await meetStopPage(browser, picture);
  await signInWhereItIsProtected(browser);
  await saveAndLeave();
  console.log(`${count} pictures: ${folder}`);

  async function openAndPhotograph(place: Place, when?: string): Promise<Reading> {
    const name = when === undefined ? place.id : `${place.id}-${when}`;
    const page = await browser.openPage(place.url);
    const reading = await readingOfPlace(browser, place);
    await picture(page, name);
    const popup = await openPopup(browser, await browser.tabIdOf(place.url));
    await untilShown(popup, '[data-state="ready"]');
    await picture(popup, `${name}-popup`, POPUP);
    await popup.close();
    if (when !== undefined) await page.close();
    return reading;
  }

  async function saveAndLeave(answer?: { readonly begin: Begin }): Promise<void> {
    const saved = join(browser.downloadsDir, 'timetable.txt');
    await saveFile(await browser.openPage(SITES.files.url), () => existsSync(saved));
    const way = answer ? 'without-start' : 'after-start';
    const page = await openLeave(browser);
    await picture(page, `leaving-${way}`);
    await beginTidy(page, answer);
    const receipt = await receiptOn(page);
    await picture(page, `receipt-${way}`);
    console.log('Left. The receipt:\n');
    console.log(table(receiptRows(receipt)));
    console.log(`The saved file is ${existsSync(saved) ? 'STILL THERE' : 'gone from the disk'}.\n`);
  }
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
  const arrived = () => browser.cafe.requests.filter(({ method }) => method === 'POST').length;
  const before = arrived();
  await page.keyboard.press('Enter');
  await waitFor('the sign-in', async () => arrived() > before);
  console.log('Signed in at Harbour mail, which is protected.\n');
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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { openCafe } from '../cafe/server.ts';
import { SITES } from '../cafe/sites.ts';
import { openBrowser, type TestBrowser } from '../e2e/harness/index.ts';
import { receiptOn, saveFile, startSession, untilShown } from '../e2e/harness/person.ts';

const ROUNDS = 5;
const VISITED = [SITES.mail, SITES.news, SITES.shop] as const;

/** From the press on the toolbar's icon until the receipt of the quick way is shown, in ms; the hold itself included. */
export async function timeQuickWay(name: BrowserName): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const browser = await openBrowser(name, { cafe: await openCafe() });
    try {
      times.push(await leaveQuickly(browser));
    } finally {
      await browser.close();
      await browser.cafe.close();
    }
  }
  return times;
}

async function leaveQuickly(browser: TestBrowser): Promise<number> {
  await startSession(browser);
  for (const { url } of VISITED) await browser.openPage(url);
  const saved = join(browser.downloadsDir, 'timetable.txt');
  await saveFile(await browser.openPage(SITES.files.url), () => existsSync(saved));
  const tabId = await browser.tabIdOf(SITES.mail.url);
  const startMs = performance.now();
  const popup = await browser.extensionPage(`popup.html?tab=${tabId}`);
  await untilShown(popup, '[data-hold="tidy-now"]');
  await popup.hover('[data-hold="tidy-now"]');
  await popup.mouse.down();
  await receiptOn(await browser.findPage(`${browser.backend.extensionUrl}leave.html`));
  return performance.now() - startMs;
}

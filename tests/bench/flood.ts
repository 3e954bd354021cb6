import type { BrowserName } from '../../scripts/browsers.ts';
import { floodPage } from '../cafe/pages/flood.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import { startSession } from '../e2e/harness/person.ts';
import { median } from './numbers.ts';

const ROUNDS = 7;
const URL = 'http://high.water.example/';

export interface FloodTimes {
  /** Until the page has done all that it wants, in ms. */
  readonly without: readonly number[];
  readonly sameSetting: readonly number[];
  readonly withSession: readonly number[];
  /** Medians of the ratios of rounds that followed one another. */
  readonly ratio: number;
  readonly ratioToSameSetting: number;
}

/**
 * Browsers in turns: what else the machine does falls on all. Firefox itself takes longer for a change of the
 * history in a page with many forms once it may not save passwords (153, also while no session runs), which a
 * session asks of it: so one browser has that setting and no session runs.
 */
export async function timeFlood(name: BrowserName): Promise<FloodTimes> {
  const cafe = await openCafe({
    suffix: '.water.example',
    httpOnly: ['high.water.example'],
    answer: () => ({ body: floodPage('https://static.hotjar.com', 0.2) }),
  });
  const browsers = {
    without: await openBrowser(name, { cafe }),
    sameSetting: await openBrowser(name, { cafe, preferences: { 'signon.rememberSignons': false } }),
    withSession: await openBrowser(name, { cafe }),
  };
  const times = { without: [] as number[], sameSetting: [] as number[], withSession: [] as number[] };
  try {
    await startSession(browsers.withSession);
    for (let round = 0; round < ROUNDS; round += 1) {
      const turns = ['without', 'sameSetting', 'withSession'] as const;
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
        times[turn].push(await timeOne(browsers[turn]));
      }
    }
    const ratioTo = (others: readonly number[]) =>
      median(times.withSession.map((ms, round) => ms / (others[round] ?? ms)));
    return { ...times, ratio: ratioTo(times.without), ratioToSameSetting: ratioTo(times.sameSetting) };
  } finally {
    await Promise.all(Object.values(browsers).map((browser) => browser.close()));
    await cafe.close();
  }
}

async function timeOne(browser: TestBrowser): Promise<number> {
  const page = await browser.openPage(URL);
  const took = await waitFor(
    'the page to have done it all',
    () => page.evaluate(() => document.documentElement.dataset.took),
    120_000,
  );
  await page.close();
  return Number(took);
}

import type { BrowserName } from '../../scripts/browsers.ts';
import { floodPage } from '../cafe/pages/flood.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import { startSession } from '../e2e/harness/person.ts';
import { median } from './numbers.ts';

const ROUNDS = 7;
const URL = 'http://high.water.example/';

export interface FloodTimes {
  /** Until the page has finished, in ms. */
  readonly without: readonly number[];
  readonly sameSetting: readonly number[];
  readonly withSession: readonly number[];
  /** Median ratios of consecutive rounds. */
  readonly ratio: number;
  readonly ratioToSameSetting: number;
}

/**
 * Alternates between browsers, so that other load affects all of them. Firefox itself takes longer for `pushState` in a
 * page with many forms once it may not save passwords (153, even without a session), which a session sets: so one
 * browser has that setting and no session.
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

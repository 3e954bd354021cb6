import { SITES } from '../cafe/sites.ts';
import { pause, type TestBrowser } from '../e2e/harness/index.ts';
import { median } from './numbers.ts';
import { treeMs } from './processor.ts';

const ROUNDS = 12;
const LOADS_PER_ROUND = 8;

export interface PageCost {
  /** Processor time of the whole browser per page, in ms. */
  readonly without: number;
  readonly withSession: number;
  /** Median ratio of consecutive rounds. */
  readonly ratio: number;
}

/**
 * Cost of a session per page. Two browsers, equal except for the session, alternately load the same pages, in a random
 * order per round, so that other load affects both. Linux only: reads /proc.
 */
export async function measurePageCost(
  without: TestBrowser,
  withSession: TestBrowser,
): Promise<PageCost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const costs = { without: [] as number[], withSession: [] as number[] };
  await loadPages(without);
  await loadPages(withSession);
  for (let round = 0; round < ROUNDS; round += 1) {
    const turns =
      Math.random() < 0.5 ? (['without', 'withSession'] as const) : (['withSession', 'without'] as const);
    for (const turn of turns) {
      const browser = turn === 'without' ? without : withSession;
      const before = treeMs(browser.backend.pid ?? 0);
      const pages = await loadPages(browser);
      // Work started by a page continues briefly after its load event.
      await pause(300);
      costs[turn].push((treeMs(browser.backend.pid ?? 0) - before) / pages);
    }
  }
  const ratios = costs.withSession.map((cost, round) => cost / (costs.without[round] ?? cost));
  return {
    without: median(costs.without),
    withSession: median(costs.withSession),
    ratio: median(ratios),
  };
}

async function loadPages(browser: TestBrowser): Promise<number> {
  const urls = [SITES.article.url, SITES.news.url, SITES.mail.url, SITES.notices.url];
  const page = await browser.openPage();
  for (let load = 0; load < LOADS_PER_ROUND; load += 1) {
    await browser.goTo(page, urls[load % urls.length] ?? urls[0] ?? '');
  }
  await page.close();
  return LOADS_PER_ROUND;
}

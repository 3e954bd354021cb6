import { readdirSync, readFileSync } from 'node:fs';
import { PLACES } from '../cafe/places.ts';
import { pause, type TestBrowser } from '../e2e/harness/index.ts';
import { median } from './numbers.ts';

const ROUNDS = 12;
const LOADS_PER_ROUND = 8;
const TICKS_PER_SECOND = 100;

export interface PageCost {
  /** Processor time of the whole browser for one page, in ms. */
  readonly without: number;
  readonly withSitting: number;
  /** Median of the ratios of rounds that followed one another. */
  readonly ratio: number;
}

/**
 * What a sitting costs per page. Two browsers in the same state but for the sitting load the same
 * pages in turns, in an order drawn anew for each round, so that what else the machine does falls
 * on both. Linux only: it reads /proc.
 */
export async function measurePageCost(
  without: TestBrowser,
  withSitting: TestBrowser,
): Promise<PageCost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const costs = { without: [] as number[], withSitting: [] as number[] };
  await loadPages(without);
  await loadPages(withSitting);
  for (let round = 0; round < ROUNDS; round += 1) {
    const turns =
      Math.random() < 0.5 ? (['without', 'withSitting'] as const) : (['withSitting', 'without'] as const);
    for (const turn of turns) {
      const browser = turn === 'without' ? without : withSitting;
      const before = processorMs(browser.backend.pid ?? 0);
      const pages = await loadPages(browser);
      // What a page sets going goes on a little after it stands.
      await pause(300);
      costs[turn].push((processorMs(browser.backend.pid ?? 0) - before) / pages);
    }
  }
  const ratios = costs.withSitting.map((cost, round) => cost / (costs.without[round] ?? cost));
  return {
    without: median(costs.without),
    withSitting: median(costs.withSitting),
    ratio: median(ratios),
  };
}

async function loadPages(browser: TestBrowser): Promise<number> {
  const urls = [PLACES.article.url, PLACES.news.url, PLACES.mail.url, PLACES.notices.url];
  const page = await browser.openPage();
  for (let load = 0; load < LOADS_PER_ROUND; load += 1) {
    await browser.goTo(page, urls[load % urls.length] ?? urls[0] ?? '');
  }
  await page.close();
  return LOADS_PER_ROUND;
}

/** User and system time of a process and all that descend from it, also those that are gone. */
function processorMs(root: number): number {
  const parents = new Map<number, number>();
  const times = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(fields[1]));
      // utime, stime, and those of children that were waited for (proc(5), fields 14 to 17).
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      times.set(Number(name), ticks);
    } catch {
      // It ended meanwhile.
    }
  }
  let ticks = 0;
  for (const [pid, time] of times) {
    for (let at: number | undefined = pid; at; at = parents.get(at)) {
      if (at !== root) continue;
      ticks += time;
      break;
    }
  }
  return (ticks / TICKS_PER_SECOND) * 1000;
}

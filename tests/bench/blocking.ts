import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, pause, type TestBrowser } from '../e2e/harness/index.ts';
import { startSession } from '../e2e/harness/person.ts';
import { KNOWN_HOSTS, PIXEL, SETTLE_MS, visitKnown } from './guests.ts';
import { median, shuffled } from './numbers.ts';
import { openWithBackground, openWithExtension, openWithout } from './others.ts';
import { processMs, treeMs } from './processor.ts';

/**
 * Cost and benefit of blocking: pages with 116 requests to trackers and others, all answered by one local server, in a
 * fresh profile per round.
 */

const SUFFIX = '.blocking.example';
const ROUNDS = 5;
const PAGES = 8;
const WARM_UP_PAGES = 2;

/** As in the measured corpus: 116 requests per page, about one in five to a tracker. */
const WATCHING_PER_PAGE = 24;
const OTHERS_PER_PAGE = 91;

export interface BlockingCost {
  /** Processor time of the extension's process per page, in ms. */
  readonly own: number;
  /** The same for the whole browser. */
  readonly whole: number;
  /** From the start of the navigation to the load event, in ms. */
  readonly load: number;
  /** Median difference to the same round without an extension, in ms. */
  readonly loadBeyond: number;
  /** Requests per page that reached the server. */
  readonly requests: number;
}

interface Run {
  readonly own: number;
  readonly whole: number;
  readonly load: number;
  readonly requests: number;
}

/**
 * @param peers - folders of other unpacked extensions, for comparison
 * @returns by kind of browser; `undefined` without /proc
 */
export async function measureBlocking(
  name: BrowserName,
  peers: readonly string[],
): Promise<ReadonlyMap<string, BlockingCost> | undefined> {
  if (process.platform !== 'linux') return undefined;
  const { watching, others } = realHosts();
  const cafe = await openCafe({
    suffix: SUFFIX,
    hosts: [...watching, ...others, ...KNOWN_HOSTS],
    answer: (question) => answerOf(question, watching, others),
  });
  const kinds = new Map<string, () => Promise<TestBrowser>>([
    [NOTHING, () => openWithout(name, cafe)],
    ['an empty extension', () => openWithBackground(name, cafe, '')],
    ['ours, no session runs', () => openBrowser(name, { cafe })],
    [
      'ours, in a session',
      async () => {
        const browser = await openBrowser(name, { cafe });
        await startSession(browser);
        return browser;
      },
    ],
    ...peers.map((folder) => [basename(folder), () => openWithExtension(name, cafe, folder)] as const),
  ]);
  const runs = new Map<string, Run[]>([...kinds.keys()].map((kind) => [kind, []]));
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [kind, open] of shuffled([...kinds])) {
        const browser = await open();
        try {
          runs.get(kind)?.push(await measureRun(browser));
        } finally {
          await browser.close();
        }
      }
    }
  } finally {
    await cafe.close();
  }
  const bare = runs.get(NOTHING) ?? [];
  return new Map([...runs].map(([kind, all]) => [kind, costOf(all, bare)]));
}

const NOTHING = 'no extension';

function costOf(runs: readonly Run[], bare: readonly Run[]): BlockingCost {
  const middle = (of: (run: Run) => number) => median(runs.map(of));
  return {
    own: middle(({ own }) => own),
    whole: middle(({ whole }) => whole),
    load: middle(({ load }) => load),
    loadBeyond: median(runs.map(({ load }, round) => load - (bare[round]?.load ?? load))),
    requests: middle(({ requests }) => requests),
  };
}

async function measureRun(browser: TestBrowser): Promise<Run> {
  await visitKnown(browser);
  const page = await browser.openPage();
  const open = (index: number) => browser.goTo(page, `https://site${index}${SUFFIX}/page${index}`);
  for (let index = 0; index < WARM_UP_PAGES; index += 1) await open(index);
  await pause(SETTLE_MS);
  const { pid = 0 } = browser.backend;
  const ownPid = await browser.backend.extensionProcess();
  const ownMs = () => (ownPid === undefined ? 0 : processMs(ownPid));
  const before = { own: ownMs(), whole: treeMs(pid), requests: browser.cafe.requests.length };
  const loads: number[] = [];
  for (let index = 0; index < PAGES; index += 1) {
    await open(WARM_UP_PAGES + index);
    loads.push(
      await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        return navigation?.loadEventEnd ?? Number.NaN;
      }),
    );
  }
  await pause(300);
  const after = { own: ownMs(), whole: treeMs(pid), requests: browser.cafe.requests.length };
  await page.close();
  return {
    own: (after.own - before.own) / PAGES,
    whole: (after.whole - before.whole) / PAGES,
    requests: (after.requests - before.requests) / PAGES,
    load: median(loads),
  };
}

interface Entity {
  readonly category: string;
  readonly domains: readonly string[];
  readonly totalOccurrences: number;
}

/** Frequently called hosts, by purpose. */
function realHosts(): { watching: readonly string[]; others: readonly string[] } {
  const path = createRequire(import.meta.url).resolve('third-party-web/dist/entities.json');
  const entities = (JSON.parse(readFileSync(path, 'utf8')) as readonly Entity[]).toSorted(
    (one, other) => other.totalOccurrences - one.totalOccurrences,
  );
  const hostsOf = (categories: readonly string[], count: number) =>
    entities
      .filter(({ category }) => categories.includes(category))
      .flatMap(({ domains }) => domains.filter((domain) => !domain.includes('*')).slice(0, 1))
      .slice(0, count);
  return {
    watching: hostsOf(['ad', 'analytics', 'marketing'], 60),
    others: hostsOf(['cdn', 'hosting', 'utility', 'content', 'video', 'customer-success'], 60),
  };
}

function answerOf({ path }: { path: string }, watching: readonly string[], others: readonly string[]) {
  const headers = { 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' };
  if (path.startsWith('/page')) {
    const number = Number(path.slice('/page'.length)) || 0;
    const from = (hosts: readonly string[], count: number) =>
      Array.from(
        { length: count },
        (_, index) => hosts[(number * 7 + index) % Math.min(hosts.length, 24)] ?? '',
      );
    const parts = [...from(watching, WATCHING_PER_PAGE), ...from(others, OTHERS_PER_PAGE)].map(asPart);
    return {
      headers: { ...headers, 'Content-Type': 'text/html' },
      body: `<!doctype html><title>${number}</title>${parts.join('')}`,
    };
  }
  if (path.endsWith('.js')) {
    return { headers: { ...headers, 'Content-Type': 'text/javascript' }, body: '0;' };
  }
  return { headers: { ...headers, 'Content-Type': 'image/gif' }, body: PIXEL };
}

function asPart(host: string, index: number): string {
  const url = `https://${host}/part${index}`;
  if (index % 3 === 0) return `<script async src="${url}.js"></script>`;
  if (index % 3 === 1) return `<img src="${url}.gif">`;
  return `<script>fetch('${url}.json').catch(() => undefined)</script>`;
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Cafe, openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import { whenWritten } from '../e2e/harness/journal.ts';
import { beginTidy, openLeave, receiptOn, startSession } from '../e2e/harness/person.ts';

const PAIRS = 5;
const HISTORY_ROWS = 20_000;
const COOKIES = 2_000;
const ORIGINS = 50;
const CACHE_FILES = 40;
const CACHE_FILE_BYTES = 5 * 1024 * 1024;
const SUFFIX = '.big.example';

export interface TidyTimes {
  /** One call of `browsingData` for the types below, in ms. */
  readonly oneCall: readonly number[];
  /** Our steps for the same types, in ms. */
  readonly sameKinds: readonly number[];
  /** The step for the session log, in ms; 0 without one. */
  readonly sessionLog: readonly number[];
  /** From the click to the receipt, in ms. */
  readonly whole: readonly number[];
}

/** Steps equivalent to the one call. */
const SAME_KINDS = ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'];

/** Uses a large profile, filled once and copied for each round. */
export async function timeTidy(name: BrowserName): Promise<TidyTimes> {
  const cafe = await openCafe({ suffix: SUFFIX, answer: answerBig });
  const full = mkdtempSync(join(tmpdir(), `clean-table-big-${name}-`));
  const times = {
    oneCall: [] as number[],
    sameKinds: [] as number[],
    sessionLog: [] as number[],
    whole: [] as number[],
  };
  try {
    await fill(name, cafe, full);
    for (let pair = 0; pair < PAIRS; pair++) {
      const both = [
        async () => void times.oneCall.push(await withCopy(name, cafe, full, timeOneCall)),
        async () => {
          const ours = await withCopy(name, cafe, full, timeOurs);
          times.sameKinds.push(ours.sameKinds);
          times.sessionLog.push(ours.sessionLog);
          times.whole.push(ours.whole);
        },
      ];
      for (const run of pair % 2 === 0 ? both : both.toReversed()) await run();
    }
    return times;
  } finally {
    await cafe.close();
    rmSync(full, { recursive: true, force: true });
  }
}

function answerBig({ path }: { path: string }) {
  if (path.startsWith('/heavy')) {
    return { headers: { 'Cache-Control': 'max-age=86400' }, body: Buffer.alloc(CACHE_FILE_BYTES, path) };
  }
  return {
    body: `<!doctype html><title>site</title><script>
localStorage.setItem('k', 'v'.repeat(5000));
const request = indexedDB.open('d', 1);
request.onupgradeneeded = () => request.result.createObjectStore('s').put('v'.repeat(50000), 'k');
request.onsuccess = () => { document.documentElement.dataset.written = 'yes'; };
</script>`,
  };
}

async function fill(name: BrowserName, cafe: Cafe, profileDir: string): Promise<void> {
  const browser = await openBrowser(name, { cafe, profileDir });
  const page = await browser.openPage(`https://o0${SUFFIX}/`);
  for (let origin = 0; origin < ORIGINS; origin++) {
    await browser.goTo(page, `https://o${origin}${SUFFIX}/`);
    await waitFor('the site to have written', () =>
      page.evaluate(() => document.documentElement.dataset.written === 'yes'),
    );
  }
  await page.evaluate(async (count) => {
    for (let file = 0; file < count; file++) await (await fetch(`/heavy${file}`)).arrayBuffer();
  }, CACHE_FILES);
  await browser.inExtension(
    async (api, [rows, cookies]) => {
      const batch = 500;
      for (let from = 0; from < rows; from += batch) {
        const adds = Array.from({ length: batch }, (_, index) =>
          api.history.addUrl({ url: `https://h${(from + index) % 997}.example/page/${from + index}` }),
        );
        await Promise.all(adds);
      }
      const expirationDate = Date.now() / 1000 + 86_400;
      const sets = Array.from({ length: cookies }, (_, index) =>
        api.cookies.set({
          url: `https://c${index % 400}.example/`,
          name: `n${index}`,
          value: 'v',
          expirationDate,
        }),
      );
      await Promise.all(sets);
    },
    [HISTORY_ROWS, COOKIES] as const,
  );
  await browser.quit();
}

async function withCopy<Result>(
  name: BrowserName,
  cafe: Cafe,
  full: string,
  run: (browser: TestBrowser) => Promise<Result>,
): Promise<Result> {
  const profileDir = mkdtempSync(join(tmpdir(), `clean-table-tidy-${name}-`));
  cpSync(full, profileDir, { recursive: true });
  const browser = await openBrowser(name, { cafe, profileDir });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

async function timeOneCall(browser: TestBrowser): Promise<number> {
  await startSession(browser);
  return browser.inExtension(async (api) => {
    const common = { cache: true, cookies: true, downloads: true, formData: true, history: true };
    const storage = { indexedDB: true, localStorage: true, serviceWorkers: true };
    const isFirefox = 'getBrowserInfo' in api.runtime;
    const types = isFirefox
      ? { ...common, ...storage }
      : { ...common, ...storage, cacheStorage: true, fileSystems: true };
    const startMs = performance.now();
    await api.browsingData.remove({}, types);
    return performance.now() - startMs;
  });
}

async function timeOurs(browser: TestBrowser) {
  await startSession(browser);
  const page = await openLeave(browser);
  // The journal records the end of each step.
  const ends: [string, number][] = [];
  await whenWritten(page, (names) => {
    const news = names.filter((name) => !ends.some(([known]) => known === name));
    for (const name of news) ends.push([name, performance.now()]);
  });
  const startMs = performance.now();
  await beginTidy(page, { scope: 'everything' });
  await receiptOn(page);
  const whole = performance.now() - startMs;
  const lasted = (id: string) => {
    const at = ends.findIndex(([name]) => name === id);
    return at < 1 ? 0 : (ends[at]?.[1] ?? 0) - (ends[at - 1]?.[1] ?? 0);
  };
  const sameKinds = SAME_KINDS.map(lasted).reduce((sum, time) => sum + time, 0);
  return { sameKinds, sessionLog: lasted('session-log'), whole };
}

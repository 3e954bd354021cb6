import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Cafe, openCafe } from '../cafe/server.ts';
import { builtExtension } from '../e2e/harness/extension.ts';
import { openBrowser, pause, type TestBrowser } from '../e2e/harness/index.ts';
import { sitDown } from '../e2e/harness/person.ts';
import { median } from './numbers.ts';

const SUFFIX = '.visits.example';
const PARTS_PER_PAGE = 100;
const ROUNDS = 4;
const PAGES_PER_ROUND = 10;
const PAGES_FOR_GROWTH = 200;

export interface VisitCost {
  /** From the end of the answer until the page is judged, in ms. */
  readonly verdict: readonly number[];
  /** Processor time of the extension's own process for one page of 101 requests, in ms. */
  readonly ours: number;
  /** The same of an extension that does nothing. */
  readonly empty: number;
  /** Bytes of session memory and of the extension's process, before and after 200 more pages. */
  readonly memory: { readonly before: Memory; readonly after: Memory };
}

interface Memory {
  readonly session: number;
  readonly process: number;
}

/** Linux only: it reads /proc. */
export async function measureVisits(name: BrowserName): Promise<VisitCost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const cafe = await openCafe({ suffix: SUFFIX, answer: answerPage });
  const ours = await openBrowser(name, { cafe });
  let empty: TestBrowser | undefined;
  try {
    await sitDown(ours);
    const verdict = await timeVerdicts(ours);
    empty = await openEmpty(name, cafe);
    const costs = { ours: [] as number[], empty: [] as number[] };
    for (const browser of [ours, empty]) await loadPages(browser, PAGES_PER_ROUND);
    for (let round = 0; round < ROUNDS; round += 1) {
      const turns = Math.random() < 0.5 ? (['ours', 'empty'] as const) : (['empty', 'ours'] as const);
      for (const turn of turns) costs[turn].push(await costOfPage(turn === 'ours' ? ours : empty));
    }
    const before = await memoryOf(ours);
    await loadPages(ours, PAGES_FOR_GROWTH, 'bare');
    const after = await memoryOf(ours);
    return { verdict, ours: median(costs.ours), empty: median(costs.empty), memory: { before, after } };
  } finally {
    await ours.close();
    await empty?.close();
    await cafe.close();
  }
}

/** One point. A drawing would be a document of its own, a hundred times a page. */
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

function answerPage({ path }: { path: string }) {
  if (path.startsWith('/part')) {
    return {
      headers: { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store' },
      body: PIXEL,
    };
  }
  const count = path.startsWith('/bare') ? 0 : PARTS_PER_PAGE;
  const parts = Array.from({ length: count }, (_, part) => `<img src="/part${part}">`).join('');
  return {
    headers: { 'Cache-Control': 'no-store' },
    body: `<!doctype html><title>parts</title>${parts}<form><input type="password"><input></form>`,
  };
}

/** A browser whose only extension has a background without a line in it. */
async function openEmpty(name: BrowserName, cafe: Cafe): Promise<TestBrowser> {
  const profileDir = mkdtempSync(join(tmpdir(), `clean-table-empty-${name}-`));
  const built = mkdtempSync(join(tmpdir(), 'clean-table-built-'));
  const { key, browser_specific_settings } = builtExtension(name, built).manifest;
  const folder = join(profileDir, 'extension');
  mkdirSync(folder, { recursive: true });
  const background = name === 'chromium' ? { service_worker: 'empty.js' } : { scripts: ['empty.js'] };
  const manifest = {
    ...{ manifest_version: 3, name: 'Empty', version: '1', key, browser_specific_settings, background },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'empty.js'), '');
  writeFileSync(join(folder, 'guide.html'), '<!doctype html><title>empty</title>');
  return openBrowser(name, { cafe, profileDir });
}

/** @param kind - `bare`: with nothing to load in it */
async function loadPages(browser: TestBrowser, count: number, kind: 'page' | 'bare' = 'page'): Promise<void> {
  const page = await browser.openPage();
  for (let visit = 0; visit < count; visit += 1) {
    await browser.goTo(page, `https://site${visit % 10}${SUFFIX}/${kind}${visit}`);
  }
  await page.close();
}

async function costOfPage(browser: TestBrowser): Promise<number> {
  // A page of ours keeps the process of the extension, so that its time is not lost with it.
  const keeper = await browser.extensionPage('guide.html');
  await pause(300);
  const before = await extensionProcess(browser);
  await loadPages(browser, PAGES_PER_ROUND);
  await pause(300);
  const after = await extensionProcess(browser);
  await keeper.close();
  return (after.cpuMs - before.cpuMs) / PAGES_PER_ROUND;
}

async function memoryOf(browser: TestBrowser): Promise<Memory> {
  const session = await browser.inExtension(
    async (api) => JSON.stringify(await api.storage.session.get(null)).length,
  );
  return { session, process: (await extensionProcess(browser)).bytes };
}

/** One page of ours looks on while another is loaded: both clocks are the computer's. */
async function timeVerdicts(browser: TestBrowser): Promise<readonly number[]> {
  const onlooker = await browser.extensionPage('guide.html');
  await onlooker.evaluate(() => {
    const { browser: firefox, chrome } = globalThis as unknown as Record<
      string,
      typeof import('webextension-polyfill')
    >;
    const judgedAtMs: Record<string, number> = {};
    Object.assign(globalThis, { judgedAtMs });
    (firefox ?? chrome)?.storage.session.onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) {
        const visit = newValue as { isLookedAt?: boolean; page?: { host: string } } | undefined;
        if (key.startsWith('visit-') && visit?.isLookedAt && visit.page) {
          judgedAtMs[visit.page.host] ??= performance.timeOrigin + performance.now();
        }
      }
    });
  });
  const times: number[] = [];
  const page = await browser.openPage();
  for (let visit = 0; visit < PAGES_PER_ROUND; visit += 1) {
    const host = `verdict${visit}${SUFFIX}`;
    await browser.goTo(page, `https://${host}/`);
    const answeredAtMs = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return performance.timeOrigin + (navigation?.responseEnd ?? 0);
    });
    await pause(100);
    const judged = (await onlooker.evaluate('globalThis.judgedAtMs')) as Record<string, number>;
    const judgedAtMs = judged[host];
    if (judgedAtMs !== undefined) times.push(judgedAtMs - answeredAtMs);
  }
  await page.close();
  await onlooker.close();
  return times;
}

const TICK_MS = 10;
const PAGE_BYTES = 4096;

/** The process that holds the extension's background and pages, and nothing of any web page. */
async function extensionProcess(browser: TestBrowser): Promise<{ cpuMs: number; bytes: number }> {
  const own = (await browser.backend.extensionProcess()) ?? -1;
  const stat = readFileSync(`/proc/${own}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const resident = Number(readFileSync(`/proc/${own}/statm`, 'utf8').split(' ')[1]);
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, bytes: resident * PAGE_BYTES };
}

import type { Page } from 'puppeteer';
import type { BrowserName } from '../../scripts/browsers.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, pause, type TestBrowser } from '../e2e/harness/index.ts';
import { startSession } from '../e2e/harness/person.ts';
import { KNOWN_HOSTS, PIXEL, SETTLE_MS, visitKnown } from './guests.ts';
import { median, shuffled } from './numbers.ts';
import { openWithBackground, TEXT_FILE } from './others.ts';
import { processMs, residentBytes } from './processor.ts';

const SUFFIX = '.visits.example';
const PARTS_PER_PAGE = 100;
const ROUNDS = 7;
const PAGES_PER_ROUND = 10;
const PAGES_FOR_GROWTH = 200;
/** Warm-up: they wake the background. */
const FIRST_PAGES = 2;

export interface VisitCost {
  /** From the end of the response until the page is judged, in ms. */
  readonly verdict: readonly number[];
  /** Processor time of the extension's process per page of 101 requests, in ms. */
  readonly costs: Costs;
  /** During a session, before and after 200 more pages. */
  readonly memory: { readonly before: Memory; readonly after: Memory };
}

/**
 * - `signIn`: a session with pages that ask for a password, which report themselves; others do not.
 * - `idle`: an extension with one listener that is called once per page and does nothing.
 */
const KINDS = ['session', 'signIn', 'nobody', 'empty', 'idle'] as const;
type Kind = (typeof KINDS)[number];
type Costs = Readonly<Record<Kind, number>>;

/** In bytes. */
interface Memory {
  readonly session: number;
  /** Of the extension's whole process. */
  readonly process: number;
  /** The background's heap after garbage collection; `undefined` if it cannot be measured. */
  readonly heap: number | undefined;
}

/** Linux only: reads /proc. */
export async function measureVisits(name: BrowserName): Promise<VisitCost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const cafe = await openCafe({ suffix: SUFFIX, hosts: KNOWN_HOSTS, answer: answerPage });
  const browsers = new Map<Kind, TestBrowser>();
  try {
    const ours = await openBrowser(name, { cafe });
    browsers.set('session', ours).set('signIn', ours);
    await startSession(ours);
    // Nobody uses the mouse for longer than the idle limit of a café.
    await ours.inExtension((api) =>
      api.runtime.sendMessage({ name: 'timer/change', input: { idle: 0 } }).then(() => undefined),
    );
    const verdict = await timeVerdicts(ours);
    browsers.set('nobody', await openBrowser(name, { cafe }));
    browsers.set('empty', await openWithBackground(name, cafe, ''));
    browsers.set('idle', await openWithBackground(name, cafe, IDLE_LISTENER));
    const costs = await costsIn(browsers);
    const before = await memoryOf(ours);
    await visit(ours, PAGES_FOR_GROWTH, 'bare');
    const after = await memoryOf(ours);
    return { verdict, costs, memory: { before, after } };
  } finally {
    for (const browser of new Set(browsers.values())) await browser.close();
    await cafe.close();
  }
}

/** The same costs where nobody pressed Start, in a quarter of the time. */
export async function measureUnstarted(name: BrowserName): Promise<Costs | undefined> {
  if (process.platform !== 'linux') return undefined;
  const cafe = await openCafe({ suffix: SUFFIX, hosts: KNOWN_HOSTS, answer: answerPage });
  const browsers = new Map<Kind, TestBrowser>();
  try {
    browsers.set('nobody', await openBrowser(name, { cafe }));
    browsers.set('empty', await openWithBackground(name, cafe, ''));
    browsers.set('idle', await openWithBackground(name, cafe, IDLE_LISTENER));
    return await costsIn(browsers);
  } finally {
    for (const browser of browsers.values()) await browser.close();
    await cafe.close();
  }
}

/** Medians, in ms; of kinds without a browser `NaN`. */
async function costsIn(browsers: ReadonlyMap<Kind, TestBrowser>): Promise<Costs> {
  const all = { session: [], signIn: [], nobody: [], empty: [], idle: [] } as Record<Kind, number[]>;
  // Warm-up: names are learnt, code is compiled.
  for (const [kind, browser] of browsers) {
    await visitKnown(browser);
    await visit(browser, 2 * PAGES_PER_ROUND, kind);
  }
  // A file of the extension keeps its process alive, so that its processor time is not lost.
  for (const browser of new Set(browsers.values())) await browser.extensionPage(TEXT_FILE);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, browser] of shuffled([...browsers])) all[kind].push(await costOfPage(browser, kind));
  }
  return Object.fromEntries(KINDS.map((kind) => [kind, median(all[kind])])) as Costs;
}

const IDLE_LISTENER =
  '(globalThis.browser ?? chrome).webNavigation.onCommitted.addListener(() => undefined);';

function answerPage({ path }: { path: string }) {
  if (path.startsWith('/part')) {
    return {
      headers: { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store' },
      body: PIXEL,
    };
  }
  const count = path.startsWith('/bare') ? 0 : PARTS_PER_PAGE;
  const form = /^\/(bare|signIn|verdict)/.test(path) ? '<form><input type="password"></form>' : '';
  const parts = Array.from({ length: count }, (_, part) => `<img src="/part${part}">`).join('');
  return {
    headers: { 'Cache-Control': 'no-store' },
    body: `<!doctype html><title>parts</title>${parts}${form}`,
  };
}

/** @param kind - `bare`: asks for a password and loads nothing */
async function visit(browser: TestBrowser, count: number, kind: Kind | 'bare'): Promise<void> {
  const page = await browser.openPage();
  await loadPages(browser, page, count, kind);
  await page.close();
}

async function loadPages(browser: TestBrowser, page: Page, count: number, kind: Kind | 'bare') {
  for (let index = 0; index < count; index += 1) {
    await browser.goTo(page, `https://site${index % 10}${SUFFIX}/${kind}${index}`);
  }
}

async function costOfPage(browser: TestBrowser, kind: Kind): Promise<number> {
  const page = await browser.openPage();
  await loadPages(browser, page, FIRST_PAGES, kind);
  await pause(SETTLE_MS);
  const before = await extensionProcess(browser);
  await loadPages(browser, page, PAGES_PER_ROUND, kind);
  await pause(300);
  const after = await extensionProcess(browser);
  await page.close();
  return (after.cpuMs - before.cpuMs) / PAGES_PER_ROUND;
}

async function memoryOf(browser: TestBrowser): Promise<Memory> {
  const session = await browser.inExtension(
    async (api) => JSON.stringify(await api.storage.session.get(null)).length,
  );
  const heap = await browser.backend.heapBytes?.();
  return { session, heap, process: (await extensionProcess(browser)).bytes };
}

/** One extension page observes the loading of another page; both use the same clock. */
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
        const visit = newValue as { isScanned?: boolean; page?: { host: string } } | undefined;
        if (key.startsWith('visit-') && visit?.isScanned && visit.page) {
          judgedAtMs[visit.page.host] ??= performance.timeOrigin + performance.now();
        }
      }
    });
  });
  const times: number[] = [];
  const page = await browser.openPage();
  for (let turn = 0; turn < PAGES_PER_ROUND; turn += 1) {
    const host = `verdict${turn}${SUFFIX}`;
    await browser.goTo(page, `https://${host}/verdict`);
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

/** The process with the extension's background and pages, and nothing of web pages. */
async function extensionProcess(browser: TestBrowser): Promise<{ cpuMs: number; bytes: number }> {
  const own = (await browser.backend.extensionProcess()) ?? -1;
  return { cpuMs: processMs(own), bytes: residentBytes(own) };
}

import type { CDPSession } from 'puppeteer';
import { SITES } from '../cafe/sites.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';
import { startSession } from '../e2e/harness/person.ts';
import { TEXT_FILE } from './others.ts';

const ROUNDS = 25;

export interface PopupTimes {
  /** From the start of the navigation until the page's state is shown, in ms. */
  readonly ready: readonly number[];
  /** The same for a text file of the extension: the browser's share. */
  readonly opening: readonly number[];
  /** Round trip of a message to a running background, in ms. */
  readonly warmAnswer: readonly number[];
  /** The same if the background has to start first, in ms. */
  readonly coldAnswer: readonly number[];
  /** Start-up time included in that, if the browser reports it. */
  readonly start: readonly number[] | undefined;
}

export async function timePopup(browser: TestBrowser): Promise<PopupTimes> {
  await startSession(browser);
  await browser.openPage(SITES.news.url);
  const tabId = await browser.tabIdOf(SITES.news.url);
  return {
    ready: await timeReady(browser, `popup.html?tab=${tabId}`, '[data-state="ready"]'),
    opening: await timeReady(browser, TEXT_FILE, 'pre'),
    warmAnswer: await timeAnswers(browser, false),
    coldAnswer: await timeAnswers(browser, true),
    start: await timeStarts(browser),
  };
}

/** One extension page opens and observes another, without a driver in between. */
async function timeReady(browser: TestBrowser, path: string, sign: string): Promise<readonly number[]> {
  const opener = await browser.extensionPage('guide.html');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await opener.bringToFront();
    times.push(await opener.evaluate(openAndWait, path, sign));
  }
  await opener.close();
  return times;
}

/** Runs in the opening page. */
function openAndWait(path: string, sign: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opened = window.open(path);
    if (!opened) return reject(new Error('The browser did not let the page open another.'));
    // Unlike timers, messages are not throttled in background tabs.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (!opened.location.href.includes(path) || !opened.document.documentElement) {
        port2.postMessage('');
        return;
      }
      const look = () => {
        if (!opened.document.querySelector(sign)) return;
        watch.disconnect();
        resolve(opened.performance.now());
        opened.close();
      };
      const watch = new MutationObserver(look);
      watch.observe(opened.document, { childList: true, subtree: true, attributes: true });
      look();
    };
    port2.postMessage('');
  });
}

/** A minimal background that only replies. */
export const ANSWERS =
  '(globalThis.browser ?? chrome).runtime.onMessage.addListener((message, sender, answer) => { answer(1); });';

/** @param isCold - end the background before each message */
export async function timeAnswers(browser: TestBrowser, isCold: boolean): Promise<readonly number[]> {
  const page = await browser.extensionPage('guide.html');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (isCold) await browser.backend.killBackground();
    const source = `(async (api) => {
      const startedAtMs = performance.now();
      await api.runtime.sendMessage({ name: 'session/get', input: {} });
      return performance.now() - startedAtMs;
    })(globalThis.browser ?? globalThis.chrome)`;
    times.push((await page.evaluate(source)) as number);
  }
  await page.close();
  return times;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/**
 * From the request to start a background until its first tick is over, in ms, by Chromium's trace. The message that
 * wakes it takes additional time before.
 *
 * @returns `undefined` in Firefox, which has no such trace
 */
export async function timeStarts(browser: TestBrowser): Promise<readonly number[] | undefined> {
  if (browser.name !== 'chromium') return undefined;
  const page = await browser.extensionPage('guide.html');
  const pid = await browser.backend.extensionProcess();
  const cdp = await browser.backend.browser.target().createCDPSession();
  await cdp.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: ['ServiceWorker', 'devtools.timeline', 'v8'] },
  });
  for (let round = 0; round < STARTS; round += 1) {
    await browser.backend.killBackground();
    await page.evaluate(`chrome.runtime.sendMessage({ name: 'session/get', input: {} })`);
  }
  const complete = new Promise<string>((resolve) => {
    cdp.once('Tracing.tracingComplete', ({ stream }) => resolve(stream ?? ''));
  });
  await cdp.send('Tracing.end');
  const events = (await readTrace(cdp, await complete)).filter((event) => event.pid === pid);
  await page.close();
  const begun = events.filter(({ name }) => name === BEGUN).map(({ ts }) => ts);
  const ran = events.filter(({ name, args }) => name === RAN && args?.data?.url?.endsWith('.js'));
  return begun.flatMap((at) => {
    const first = ran.find(({ ts }) => ts > at);
    return first ? [(first.ts + (first.dur ?? 0) - at) / 1000] : [];
  });
}

const STARTS = 10;
const BEGUN = 'EmbeddedWorkerInstanceClientImpl::StartWorker';
const RAN = 'EvaluateScript';

async function readTrace(cdp: CDPSession, handle: string): Promise<readonly TraceEvent[]> {
  let text = '';
  for (;;) {
    const { data, base64Encoded, eof } = await cdp.send('IO.read', { handle });
    text += base64Encoded ? Buffer.from(data, 'base64').toString() : data;
    if (eof) break;
  }
  const { traceEvents } = JSON.parse(text) as { traceEvents: readonly TraceEvent[] };
  return traceEvents.toSorted((one, other) => one.ts - other.ts);
}

import { PLACES } from '../cafe/places.ts';
import type { TestBrowser } from '../e2e/harness/index.ts';
import { sitDown } from '../e2e/harness/person.ts';
import { TEXT_FILE } from './others.ts';

const ROUNDS = 25;

export interface PopupTimes {
  /** From the start of the navigation until the page's state is shown, in ms. */
  readonly ready: readonly number[];
  /** The same for a text file of the extension, of which nothing is asked: what the browser takes by itself. */
  readonly opening: readonly number[];
  /** One question while the background runs. */
  readonly warm: AnswerTimes;
  /** The same when the background has to start first. */
  readonly cold: AnswerTimes;
}

export async function timePopup(browser: TestBrowser): Promise<PopupTimes> {
  await sitDown(browser);
  await browser.openPage(PLACES.news.url);
  const tabId = await browser.tabIdOf(PLACES.news.url);
  return {
    ready: await timeReady(browser, `popup.html?tab=${tabId}`, '[data-state="ready"]'),
    opening: await timeReady(browser, TEXT_FILE, 'pre'),
    warm: await timeAnswers(browser, false),
    cold: await timeAnswers(browser, true),
  };
}

/** One page of ours opens another and looks on: no driver stands between the clock and the page. */
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
    // Unlike timers, messages are not slowed down in a tab in the background.
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

/** A background that does nothing but answer. */
export const ANSWERS =
  '(globalThis.browser ?? chrome).runtime.onMessage.addListener((message, sender, answer) => { answer(1); });';

export interface AnswerTimes {
  /** From the question to the answer, in ms. */
  readonly answer: readonly number[];
  /** From the start of the background to its answer, in ms; none where the browser does not tell. */
  readonly sinceStart: readonly number[];
}

/** @param isCold - the background is ended before each question */
export async function timeAnswers(browser: TestBrowser, isCold: boolean): Promise<AnswerTimes> {
  const page = await browser.extensionPage('guide.html');
  const answer: number[] = [];
  const sinceStart: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (isCold) await browser.backend.killBackground();
    const source = `(async (api) => {
      const startedAtMs = performance.now();
      await api.runtime.sendMessage({ name: 'sitting/get', input: {} });
      const answeredAtMs = performance.now();
      return [answeredAtMs - startedAtMs, performance.timeOrigin + answeredAtMs];
    })(globalThis.browser ?? globalThis.chrome)`;
    const [tookMs, answeredAtMs] = (await page.evaluate(source)) as [number, number];
    answer.push(tookMs);
    const startedAtMs = await browser.backend.backgroundStartedAtMs?.();
    if (isCold && startedAtMs !== undefined) sinceStart.push(answeredAtMs - startedAtMs);
  }
  await page.close();
  return { answer, sinceStart };
}

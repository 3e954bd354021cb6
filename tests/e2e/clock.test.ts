import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCafe } from '../cafe/server.ts';
import { makeClock, type TestClock } from './harness/clock.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { leave, startSession } from './harness/person.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Seconds the clock is ahead: at the start, and later during the session. */
const CLOCKS: readonly [what: string, atStart: number, later: readonly number[]][] = [
  ['is an hour ahead and then put right', HOUR_S, [0]],
  ['is put back by five minutes', 0, [-5 * MINUTE_S]],
  ['is put back by a day', 0, [-DAY_S]],
  ['is put forward by a day', 0, [DAY_S]],
  ['is put forward by a day and put right', 0, [DAY_S, 0]],
];

/** Creates a visit, a cookie and a file, named after their owner. */
async function visit(browser: TestBrowser, whose: string): Promise<void> {
  const url = `http://127.0.0.1:${browser.cafe.httpPort}/${whose}`;
  const page = await browser.openPage(url);
  await page.evaluate((name) => location.assign(`/${name}.bin`), whose);
  await waitFor('the file', async () => existsSync(join(browser.downloadsDir, `${whose}.bin`)));
  await page.close();
}

function kept(browser: TestBrowser) {
  return browser.inExtension(async (api) => {
    const endTime = Date.now() + 10 * 86_400_000;
    const [cookies, pages, files, closed] = await Promise.all([
      api.cookies.getAll({}),
      api.history.search({ text: '127.0.0.1', startTime: 0, endTime, maxResults: 1000 }),
      api.downloads.search({}),
      api.sessions.getRecentlyClosed(),
    ]);
    const last = (url = '') => url.split('/').at(-1) ?? '';
    return {
      cookies: cookies.map(({ name }) => name).toSorted(),
      pages: pages.map(({ url }) => last(url)).toSorted(),
      files: files.map(({ filename }) => last(filename)).toSorted(),
      closed: closed.flatMap(({ tab }) => (tab?.url?.startsWith('http') ? [last(tab.url)] : [])).toSorted(),
    };
  });
}

describe.each(BROWSER_NAMES)('a changed clock in %s', (name) => {
  let browser: TestBrowser;
  let clock: TestClock;

  // One browser for all tests: the aftercare of a receipt runs for ten minutes of any clock.
  beforeAll(async () => {
    clock = makeClock();
    const cafe = await openCafe({
      suffix: '.github.io',
      hosts: ['127.0.0.1'],
      httpOnly: ['127.0.0.1'],
      answer: ({ path }) => {
        const whose = path.slice(1);
        if (!whose.endsWith('.bin')) {
          const cookie = /^(theirs|mine)/.test(whose) ? { 'Set-Cookie': `${whose}=1; Max-Age=31536000` } : {};
          return { headers: { ...cookie }, body: `<!doctype html><title>${whose}</title>` };
        }
        const headers = { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' };
        return { headers, body: 'words' };
      },
    });
    browser = await openBrowser(name, { cafe, hasFewProcesses: true, keepsPage: true, env: clock.env });
  });
  afterAll(async () => {
    await browser?.close();
    await browser?.cafe.close();
    clock?.remove();
  });

  it.each(CLOCKS)('that %s: only the session’s data is cleared', async (what, atStart, later) => {
    const number = CLOCKS.findIndex(([known]) => known === what);
    clock.set(0);
    await visit(browser, `theirs${number}`);
    const theirs = await kept(browser);
    expect(theirs.pages).toContain(`theirs${number}`);
    clock.set(atStart);
    await startSession(browser);
    await visit(browser, `mine${number}`);
    for (const [index, ahead] of later.entries()) {
      clock.set(ahead);
      await visit(browser, `mine${number}-${index}`);
    }
    const mine = [`mine${number}`, ...later.map((_, index) => `mine${number}-${index}`)];
    expect((await kept(browser)).pages).toEqual(expect.arrayContaining(mine));

    const receipt = await leave(browser);
    const after = await kept(browser);
    const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    const isTold = await shown.evaluate(() => document.querySelector('[data-clock="changed"]') !== null);
    await browser.openPage();
    await shown.close();

    expect(receipt.steps.filter(({ status }) => status === 'left' || status === 'failed')).toEqual([]);
    const { closed: _, ...others } = theirs;
    expect(after).toMatchObject(others);
    // In Firefox clearing the history by date forgets all closed tabs, and the receipt says so.
    const forgets = name === 'firefox' && !isTold;
    expect(after.closed.includes(`theirs${number}`)).toBe(!forgets);
    expect(after.closed.filter((page) => page.startsWith('mine'))).toEqual([]);
    const lies = (file: string) => existsSync(join(browser.downloadsDir, file));
    expect(mine.map((page) => `${page}.bin`).filter(lies)).toEqual([]);
    expect(theirs.files.filter(lies)).toEqual(theirs.files);
    expect(isTold).toBe(later.some((ahead, index) => ahead < (later[index - 1] ?? atStart)));
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../cafe/pages/index.ts';
import { openCafe } from '../cafe/server.ts';
import { makeClock } from './harness/clock.ts';
import { openBrowser, pause, type TestBrowser, waitFor } from './harness/index.ts';
import { beginTidy, receiptOn, startSession } from './harness/person.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

/** A public suffix, so that each name is a site of its own. */
const SUFFIX = '.github.io';
/** Used by the earlier person only, and by both. */
const EARLIER = `https://earlier${SUFFIX}`;
const BOTH = `https://both${SUFFIX}`;
/** Left open by the earlier person: one page that the next person uses, and one that nobody does. */
const USED = `https://used${SUFFIX}`;
const UNUSED = `https://unused${SUFFIX}`;

/** Each page writes to every kind of storage, under the name in its path. */
function answer({ path }: Question): Answer {
  const name = path.slice(1);
  if (name.endsWith('.bin')) {
    return {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${name}"`,
      },
      body: 'words',
    };
  }
  if (name !== 'theirs' && name !== 'mine') return { body: '<!doctype html><title>look</title>' };
  return {
    headers: { 'Set-Cookie': `${name}=1; Max-Age=86400; Secure; Path=/` },
    body: `<!doctype html><title>${name}</title><script>
      localStorage.setItem('${name}', '1');
      const request = indexedDB.open('${name}', 1);
      request.onsuccess = () => { request.result.close(); document.documentElement.dataset.written = 'yes'; };
      addEventListener('keydown', () => localStorage.setItem('typed', '1'));
    </script>`,
  };
}

async function visit(browser: TestBrowser, url: string): Promise<void> {
  await (await openWritten(browser, url)).close();
}

async function openWritten(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.openPage(url);
  await waitFor('the page to write', () =>
    page.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  return page;
}

async function save(browser: TestBrowser, url: string): Promise<string> {
  const path = join(browser.downloadsDir, url.slice(url.lastIndexOf('/') + 1));
  const page = await browser.openPage(`${new URL(url).origin}/look`);
  await page.evaluate((address) => location.assign(address), url);
  await waitFor('the file', async () => existsSync(path));
  await page.close();
  return path;
}

interface Stored {
  readonly localStorage: readonly string[];
  readonly databases: readonly string[];
}

/** Data in a site's storage, as the site sees it. */
async function storedAt(browser: TestBrowser, origin: string): Promise<Stored> {
  const page: Page = await browser.openPage(`${origin}/look`);
  const stored = await page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
  }));
  await page.close();
  return stored;
}

function keptByBrowser(browser: TestBrowser) {
  return browser.inExtension(async (api) => {
    const [cookies, visits, downloads] = await Promise.all([
      api.cookies.getAll({ partitionKey: {} } as Parameters<typeof api.cookies.getAll>[0]),
      api.history.search({ text: '', startTime: 0, maxResults: 100 }),
      api.downloads.search({}),
    ]);
    return {
      cookies: cookies.map(({ domain, name }) => `${domain} ${name}`).toSorted(),
      visits: visits.map(({ url = '' }) => url).toSorted(),
      downloads: downloads.map(({ url }) => url).toSorted(),
    };
  });
}

const MINUTE_S = 60;
/** With Start, and without it by an answer to "When did you begin?". */
const WAYS = BROWSER_NAMES.flatMap((name) =>
  ([undefined, '15-minutes', 'hour'] as const).map((begin) => [name, begin] as const),
);

describe.each(WAYS)('after a clean-up in %s, begun %s, an earlier person’s', (name, begin) => {
  const clock = makeClock();
  let browser: TestBrowser;
  let theirFile: string;
  let myFile: string;
  let openAfter: readonly string[];
  let kept: Awaited<ReturnType<typeof keptByBrowser>>;
  let notes: Readonly<Record<string, string>>;

  beforeAll(async () => {
    browser = await openBrowser(name, {
      cafe: await openCafe({ suffix: SUFFIX, answer }),
      hasFewProcesses: true,
      env: clock.env,
    });
    // Nobody is as quick as a driver: what comes before the first baseline would be nobody's.
    await waitFor('the first baseline', () =>
      browser.inExtension(async (api) => 'mark' in (await api.storage.session.get('mark'))),
    );
    await visit(browser, `${EARLIER}/theirs`);
    await visit(browser, `${BOTH}/theirs`);
    theirFile = await save(browser, `${EARLIER}/theirs.bin`);
    await openWritten(browser, `${UNUSED}/theirs`);
    // In front last: what is in front when the next person comes may be used without a trace.
    const used = await openWritten(browser, `${USED}/theirs`);
    // Chromium flushes localStorage after five seconds and dates it then.
    await pause(6000);

    if (!begin) await startSession(browser);
    else clock.pass(begin === 'hour' ? 70 * MINUTE_S : 20 * MINUTE_S);
    await visit(browser, `${BOTH}/mine`);
    await used.bringToFront();
    await used.keyboard.press('a');
    myFile = await save(browser, `${BOTH}/mine.bin`);
    const leaving = await browser.extensionPage('leave.html');
    await beginTidy(leaving, begin ? { begin } : {});
    await receiptOn(leaving);
    notes = await leaving.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('[data-step]')].map((row) => [
          row.dataset.step ?? '',
          row.querySelector('.outcome-note')?.textContent ?? '',
        ]),
      ),
    );
    openAfter = await browser.addresses();
    kept = await keptByBrowser(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await browser?.cafe.close();
    clock.remove();
  });

  it.skipIf(begin)('cookies are there, even at a site that both used', () => {
    const hosts = ['both', 'earlier', 'unused', 'used'];
    expect(kept.cookies).toEqual(hosts.map((host) => `${host}${SUFFIX} theirs`));
  });

  it.runIf(begin)(
    'cookies of another site are there; at one that both used none are, which the receipt says',
    () => {
      expect(kept.cookies).toEqual(['earlier', 'unused'].map((host) => `${host}${SUFFIX} theirs`));
      expect(notes.cookies).not.toBe('');
    },
  );

  it('visits are there, even at a site that both used', () => {
    expect(kept.visits).toEqual(expect.arrayContaining([`${BOTH}/theirs`, `${EARLIER}/theirs`]));
    expect(kept.visits.filter((url) => url.includes('mine'))).toEqual([]);
  });

  it('downloaded file is there, and so is its entry', () => {
    expect(existsSync(theirFile)).toBe(true);
    expect(existsSync(myFile)).toBe(false);
    expect(kept.downloads).toEqual([`${EARLIER}/theirs.bin`]);
  });

  it('storage of another site is there', async () => {
    expect(await storedAt(browser, EARLIER)).toEqual({ localStorage: ['theirs'], databases: ['theirs'] });
  });

  it('page left open is there unless somebody used it since, and so is what it stored', async () => {
    expect(openAfter).toContain(`${UNUSED}/theirs`);
    expect(openAfter).not.toContain(`${USED}/theirs`);
    expect(await storedAt(browser, UNUSED)).toEqual({ localStorage: ['theirs'], databases: ['theirs'] });
    expect(await storedAt(browser, USED)).toEqual({ localStorage: [], databases: [] });
  });

  it('storage of a site that both used is gone, and the receipt says so', async () => {
    expect(await storedAt(browser, BOTH)).toEqual({ localStorage: [], databases: [] });
    expect(notes['site-storage']).not.toBe('');
  });
});

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import texts from '#locales/en/pages.json';
import type { Answer, Question } from '../cafe/pages/index.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { beginTidy, click, leave, receiptOn, type ShownReceipt, startSession } from './harness/person.ts';
import { BROWSER_NAMES, expectNoRequests } from './harness/setup.ts';

/** Situations in which other programs reported “gone” wrongly. */

const SUFFIX = '.github.io';
const at = (name: string, path = '/'): string => `https://${name}${SUFFIX}${path}`;

/** Of a file that never ends, in bytes. */
const PART_LENGTH = 300_000;

/** Sends the delayed response when the test calls it. */
let answerLate: (answer: Answer) => void = () => undefined;

const PAGES: Readonly<Record<string, string>> = {
  app: `<button onclick="history.pushState({}, '', '/letter'); document.title = 'A letter'">Open</button>`,
  asks: `<button>Here</button><script>
    addEventListener('beforeunload', (event) => event.preventDefault(), true);
  </script>`,
  opens: `<button>Here</button><script>
    const open = () => window.open('https://opens${SUFFIX}/', '_blank');
    addEventListener('pagehide', open);
    document.querySelector('button').onclick = () => { open(); setInterval(open, 300); };
  </script>`,
  hangs: `<button onclick="setTimeout(() => { for (;;); }, 500)">Here</button><script>
    addEventListener('beforeunload', (event) => event.preventDefault(), true);
  </script>`,
  late: `<script>addEventListener('pagehide', () => navigator.sendBeacon('/beacon'));</script>`,
  worker: `<script>
    localStorage.setItem('mine', '1');
    navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => {
      document.documentElement.dataset.written = 'yes';
    });
  </script>`,
};

function answer({ host, path }: Question): Answer | Promise<Answer> {
  const name = host === '127.0.0.1' ? 'worker' : host.slice(0, -SUFFIX.length);
  if (path === '/worker.js') {
    return { headers: { 'Content-Type': 'text/javascript' }, body: 'addEventListener("fetch", () => {});' };
  }
  if (path === '/beacon') {
    return new Promise((resolve) => {
      answerLate = resolve;
    });
  }
  if (path.endsWith('.bin')) {
    const file = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${path.slice(1)}"`,
    };
    if (path !== '/endless.bin') return { headers: file, body: 'words' };
    const headers = { ...file, 'Content-Length': '10000000', 'Accept-Ranges': 'bytes', ETag: '"1"' };
    return { headers, body: Buffer.alloc(PART_LENGTH, 'a'), isEndless: true };
  }
  const cookie = new URLSearchParams(path.split('?')[1]).get('cookie');
  const headers: Record<string, string[]> = cookie
    ? {
        'Set-Cookie': ODD_PATHS.map(
          (odd, index) => `${cookie}${index}=1; Path=${odd}; Max-Age=86400; Secure`,
        ),
      }
    : {};
  return { headers, body: `<!doctype html><title>${name}</title>${PAGES[name] ?? '<button>Here</button>'}` };
}

/** Paths that are written differently in URLs. */
const ODD_PATHS = ['/a b', Buffer.from('/ä').toString('latin1'), '/"q"', '/a\\b', '/<x>', '/%41', '/'];

/** A trusted click. */
async function use(page: Page): Promise<void> {
  await page.bringToFront();
  await page.click('button');
}

function statusOf({ steps }: ShownReceipt, step: string): string | undefined {
  return steps.find((shown) => shown.step === step)?.status;
}

function openTabs(browser: TestBrowser): Promise<readonly string[]> {
  return browser.inExtension(async (api) => (await api.tabs.query({})).map(({ url }) => url ?? ''));
}

function cookiesAt(browser: TestBrowser, name: string): Promise<readonly string[]> {
  return browser.inExtension(
    async (api, domain) => (await api.cookies.getAll({ domain })).map((cookie) => cookie.name).sort(),
    `${name}${SUFFIX}`,
  );
}

const onPortUrl = ({ cafe }: TestBrowser): string => `http://127.0.0.1:${cafe.httpPort}/`;

interface Kept {
  readonly cookies: readonly string[];
  /** Site-wide cookies in the first two containers. */
  readonly containers: readonly (readonly string[])[];
  readonly downloads: number;
  readonly files: readonly string[];
}

async function kept(browser: TestBrowser): Promise<Kept> {
  const listed = await browser.inExtension(async (api) => {
    const of = async (storeId: string) =>
      (await api.cookies.getAll({ storeId }).catch(() => []))
        .filter(({ path }) => path === '/')
        .map((cookie) => cookie.name);
    return {
      containers: [await of('firefox-container-1'), await of('firefox-container-2')],
      downloads: (await api.downloads.search({})).length,
    };
  });
  return { ...listed, cookies: await cookiesAt(browser, 'paths'), files: readdirSync(browser.downloadsDir) };
}

/** In a tab that is closed again. */
function visitInContainer(browser: TestBrowser, number: number, cookie: string): Promise<void> {
  return browser.inExtension(
    async (api, { storeId, url }) => {
      const { id = -1 } = await api.tabs.create({ url, cookieStoreId: storeId });
      const isThere = async () => {
        const { status, url: shown } = await api.tabs.get(id);
        return status === 'complete' && shown === url;
      };
      while (!(await isThere())) await new Promise((done) => setTimeout(done, 50));
      await api.tabs.remove(id);
    },
    { storeId: `firefox-container-${number}`, url: at('container', `/?cookie=${cookie}`) },
  );
}

/** Closes the page of a tidy, so that the next one starts clean. */
async function finish(browser: TestBrowser): Promise<void> {
  const page = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
  await click(page, '[data-action="finish"]');
  await browser.openPage();
  await page.close();
}

describe.each(BROWSER_NAMES)('leaving in %s', (name) => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser(name, {
      cafe: await openCafe({ suffix: SUFFIX, hosts: ['127.0.0.1'], httpOnly: ['127.0.0.1'], answer }),
      // A hanging page blocks others in the same process.
      hasFewProcesses: name === 'firefox',
      preferences: { 'privacy.userContext.enabled': true, 'dom.ipc.processCount': 8 },
    });
  });
  afterAll(async () => {
    if (!browser) return;
    try {
      await expectNoRequests(browser);
    } finally {
      await browser.close();
      await browser.cafe.close();
    }
  });

  it('closes tabs with a dialog, tabs that open others, and a used tab from before, and no other', async () => {
    const app = await browser.openPage(at('app'));
    await browser.openPage(at('other'));
    await startSession(browser);
    await use(app);
    await waitFor('the page to have moved', () => app.evaluate(() => location.pathname === '/letter'));
    // Chromium's driver may hang on a page that opens while it is being closed.
    const kinds = name === 'firefox' ? ['asks', 'opens'] : ['asks'];
    for (const kind of kinds) await use(await browser.openPage(at(kind)));
    const receipt = await leave(browser);
    const open = await openTabs(browser);
    await finish(browser);
    expect(statusOf(receipt, 'tabs')).toBe('done');
    expect(open.filter((url) => url.includes(SUFFIX))).toEqual([at('other')]);
  });

  it('closes a hanging page', async () => {
    await startSession(browser);
    await use(await browser.openPage(at('hangs')));
    const receipt = await leave(browser);
    const open = await openTabs(browser);
    await finish(browser);
    expect(statusOf(receipt, 'tabs')).toBe('done');
    expect(open).not.toContain(at('hangs'));
  });

  describe('after a session with something of everything', () => {
    let receipt: ShownReceipt;
    let said: Readonly<Record<string, string>>;
    let before: Kept;
    let during: Kept;
    let after: Kept;

    beforeAll(async () => {
      await browser.openPage(at('paths', '/?cookie=theirs')).then((page) => page.close());
      if (name === 'firefox') for (const number of [1, 2]) await visitInContainer(browser, number, 'theirs');
      before = await kept(browser);
      await startSession(browser);
      await browser.openPage(at('paths', '/?cookie=mine'));
      if (name === 'firefox') {
        await visitInContainer(browser, 1, 'mine');
        const path = join(browser.profileDir, 'page.html');
        writeFileSync(
          path,
          '<!doctype html><title>disk</title><script>localStorage.setItem("mine", "1")</script>',
        );
        await (await browser.openPage()).goto(pathToFileURL(path).href);
      }
      const onPort = await browser.openPage(onPortUrl(browser));
      await waitFor('the worker', () =>
        onPort.evaluate(() => document.documentElement.dataset.written === 'yes'),
      );
      const page = await browser.openPage(at('files'));
      await page.evaluate(() => location.assign('/endless.bin'));
      // Paused before all of that has arrived, Firefox may keep no file at all.
      await waitFor('the part of the file', () =>
        browser.inExtension(
          async (api, length) => ((await api.downloads.search({}))[0]?.bytesReceived ?? 0) >= length,
          PART_LENGTH,
        ),
      );
      await browser.inExtension(async (api) => {
        const [item] = await api.downloads.search({ state: 'in_progress' });
        await api.downloads.pause(item?.id ?? -1);
      });
      // Firefox moves the partial file of a starting download.
      during = await waitFor('what is there', async () => {
        const now = await kept(browser);
        return now.files.length > 0 && now;
      });
      receipt = await leave(browser);
      const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
      said = await shown.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>('[data-step]')].map(({ dataset, textContent }) => [
            dataset.step ?? '',
            textContent ?? '',
          ]),
        ),
      );
      await finish(browser);
      after = await kept(browser);
    });

    it('cookies with unusual paths are gone, and those of others are there', () => {
      expect(before.cookies).toEqual(ODD_PATHS.map((_, index) => `theirs${index}`));
      expect(during.cookies.length).toBe(2 * ODD_PATHS.length);
      expect(statusOf(receipt, 'cookies')).toBe('done');
      expect(after.cookies).toEqual(before.cookies);
    });

    it('no partial file of a paused download is on disk', async () => {
      expect(during.files.length).toBeGreaterThan(0);
      expect(statusOf(receipt, 'files')).toBe('done');
      await waitFor('its part to be gone', async () => readdirSync(browser.downloadsDir).length === 0);
      expect(after.downloads).toBe(0);
    });

    it('the service worker of a page on a port is gone', async () => {
      const again = await browser.openPage(`${onPortUrl(browser)}worker.js`);
      const left = await again.evaluate(async () => ({
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        stored: localStorage.length,
      }));
      expect(left).toEqual({ workers: 0, stored: 0 });
      await again.close();
    });

    it('the receipt says where to delete bookmarks, which the extension cannot see', () => {
      expect(statusOf(receipt, 'bookmarks')).toBe('cannot');
      // Up to what the browser's own menu is called.
      const [words = ''] = texts.receipt.byHand[name].bookmarks.split('{{');
      expect(said.bookmarks).toContain(words);
    });

    it.runIf(name === 'firefox')(
      'a sign-in is gone in a container whose tab was closed, and no other',
      () => {
        expect(during.containers).toEqual([['theirs6', 'mine6'], ['theirs6']]);
        expect(after.containers).toEqual([['theirs6'], ['theirs6']]);
      },
    );

    it.runIf(name === 'firefox')('local HTML files are named, whose storage no extension reaches', () => {
      expect(statusOf(receipt, 'local-files')).toBe('cannot');
      expect(said['local-files']).toContain(texts.receipt.byHand.firefox['local-files']);
    });
  });

  /** @returns its path */
  async function saveLetter(): Promise<string> {
    const page = await browser.openPage(at('files'));
    await page.evaluate(() => location.assign('/letter.bin'));
    await waitFor('the file', () =>
      browser.inExtension(async (api) => (await api.downloads.search({ state: 'complete' })).length > 0),
    );
    return join(browser.downloadsDir, 'letter.bin');
  }

  it.runIf(name === 'firefox')('reports a file that the browser could not delete as left', async () => {
    await startSession(browser);
    const saved = await saveLetter();
    // A directory in its place cannot be deleted, not even by root.
    rmSync(saved);
    mkdirSync(join(saved, 'inside'), { recursive: true });
    const receipt = await leave(browser);
    expect(statusOf(receipt, 'files')).toBe('failed');
    rmSync(saved, { recursive: true });
    await finish(browser);
  });

  it('names a file that is not where it was saved', async () => {
    await startSession(browser);
    const saved = await saveLetter();
    const moved = join(browser.profileDir, 'moved.bin');
    renameSync(saved, moved);
    const receipt = await leave(browser);
    expect(statusOf(receipt, 'files')).toBe('cannot');
    const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    const said = await shown.evaluate(() => document.querySelector('[data-step="files"]')?.textContent ?? '');
    expect(said).toContain('letter.bin');
    expect(said).toContain(texts.receipt.named.files);
    expect(existsSync(moved)).toBe(true);
    await finish(browser);
  });

  it('clears a cookie that arrives after the receipt, and reports it', async () => {
    await browser.openPage(at('late', '/?cookie=theirs')).then((page) => page.close());
    const theirs = await cookiesAt(browser, 'late');
    await startSession(browser);
    await browser.openPage(at('late'));
    const asked = () =>
      browser.cafe.requests.some(({ host, path }) => host === `late${SUFFIX}` && path === '/beacon');
    const receipt = await leave(browser);
    expect(statusOf(receipt, 'cookies')).toBe('done');
    await waitFor('the beacon', async () => asked());
    const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    answerLate({ headers: { 'Set-Cookie': 'late=1; Max-Age=86400; Secure; Path=/' } });
    await waitFor('the receipt to tell', () =>
      shown.evaluate(() => document.querySelector('[data-late]')?.getAttribute('data-late') === '1'),
    );
    expect(await cookiesAt(browser, 'late')).toEqual(theirs);
    await finish(browser);
  });

  it('starts nothing for a moment that nobody can tell, whoever asks', async () => {
    await browser.openPage(at('paths', '/?cookie=theirs')).then((page) => page.close());
    const before = await cookiesAt(browser, 'paths');
    const reply = await browser.inExtension((api) =>
      api.runtime.sendMessage({
        name: 'leave/tidy',
        // The browser has not been open that long.
        input: { scope: 'sitting', keepFiles: [], clipboardCleared: true, begin: 'hour' },
      }),
    );
    expect(reply).toMatchObject({ ok: false });
    expect(await cookiesAt(browser, 'paths')).toEqual(before);
  });

  it('starts nothing in a reloaded leaving page of an earlier session', async () => {
    await startSession(browser);
    await browser.inExtension((api) =>
      api.runtime.sendMessage({ name: 'leave/open', input: { quick: true } }),
    );
    const page = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    await receiptOn(page);
    const url = await page.evaluate(() => location.href);
    await click(page, '[data-action="finish"]');
    await startSession(browser);
    await browser.goTo(page, url);
    await waitFor('the leaving page', () =>
      page.evaluate(() => document.querySelector('[data-action="tidy"]') !== null),
    );
    await beginTidy(page);
    await receiptOn(page);
  });
});

import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import texts from '#locales/en/pages.json';
import type { Answer, Question } from '../cafe/pages/index.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { beginTidy, click, leave, receiptOn, type ShownReceipt, sitDown } from './harness/person.ts';
import { BROWSER_NAMES, expectNoRequests } from './harness/setup.ts';

/** What people did on the way out that made other programs say “gone” where it was not. */

const SUFFIX = '.github.io';
const at = (name: string, path = '/'): string => `https://${name}${SUFFIX}${path}`;

/** Whoever asks waits until the test lets the answer go. */
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
    return { headers, body: Buffer.alloc(300_000, 'a'), isEndless: true };
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

/** None of these can be named in an address as it stands. */
const ODD_PATHS = ['/a b', Buffer.from('/ä').toString('latin1'), '/"q"', '/a\\b', '/<x>', '/%41', '/'];

/** A press that the page hears as one of a person. */
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

/** Of the page that a tidy left open, so that the next one begins with an empty screen. */
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
      hasFewProcesses: true,
      preferences: { 'privacy.userContext.enabled': true },
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

  async function leaveAndFinish(choices?: Parameters<typeof leave>[1]): Promise<ShownReceipt> {
    const receipt = await leave(browser, choices);
    await finish(browser);
    return receipt;
  }

  it('closes a tab from before in which somebody worked, and no other', async () => {
    const app = await browser.openPage(at('app'));
    const other = await browser.openPage(at('other'));
    await sitDown(browser);
    await use(app);
    await waitFor('the page to have moved', () => app.evaluate(() => location.pathname === '/letter'));
    const receipt = await leaveAndFinish();
    expect(statusOf(receipt, 'tabs')).toBe('done');
    const open = await openTabs(browser);
    expect(open).toContain(at('other'));
    expect(open.filter((url) => url.startsWith(at('app')))).toEqual([]);
    await other.close();
  });

  it.each(['asks', 'hangs', 'opens'])('ends with a page that %s', async (kind) => {
    await sitDown(browser);
    const page = await browser.openPage(at(kind));
    await use(page);
    const beganAtMs = performance.now();
    const receipt = await leave(browser);
    expect(performance.now() - beganAtMs).toBeLessThan(30_000);
    expect(statusOf(receipt, 'tabs')).toBe('done');
    expect((await openTabs(browser)).filter((url) => url.startsWith(at(kind)))).toEqual([]);
    await finish(browser);
  });

  it('deletes what a paused download has left on the disk', async () => {
    await sitDown(browser);
    const page = await browser.openPage(at('files'));
    await page.evaluate(() => location.assign('/endless.bin'));
    const lies = () => readdirSync(browser.downloadsDir).length > 0;
    await waitFor('the download to begin', async () => lies());
    await browser.inExtension(async (api) => {
      const [item] = await api.downloads.search({ state: 'in_progress' });
      await api.downloads.pause(item?.id ?? -1);
    });
    expect(lies()).toBe(true);
    const receipt = await leaveAndFinish();
    expect(statusOf(receipt, 'files')).toBe('done');
    await waitFor('its part to be gone', async () => !lies());
    expect(await browser.inExtension(async (api) => (await api.downloads.search({})).length)).toBe(0);
  });

  it('names a file that is not where it was saved', async () => {
    await sitDown(browser);
    const page = await browser.openPage(at('files'));
    const saved = join(browser.downloadsDir, 'letter.bin');
    await page.evaluate(() => location.assign('/letter.bin'));
    await waitFor('the file', async () => existsSync(saved));
    const moved = join(browser.profileDir, 'moved.bin');
    renameSync(saved, moved);
    if (name === 'chromium') {
      // It looks at most every ten seconds whether files are still there.
      await waitFor('the browser to notice', () =>
        browser.inExtension(async (api) => (await api.downloads.search({})).some(({ exists }) => !exists)),
      );
    }
    const receipt = await leave(browser);
    expect(statusOf(receipt, 'files')).toBe('cannot');
    const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    const said = await shown.evaluate(() => document.querySelector('[data-step="files"]')?.textContent ?? '');
    expect(said).toContain('letter.bin');
    expect(said).toContain(texts.receipt.named.files);
    expect(existsSync(moved)).toBe(true);
    await finish(browser);
  });

  it('removes cookies whose path no address can name, and not those of others', async () => {
    const visit = await browser.openPage(at('paths', '/?cookie=theirs'));
    await waitFor(
      'their cookies',
      async () => (await cookiesAt(browser, 'paths')).length === ODD_PATHS.length,
    );
    await visit.close();
    const theirs = await cookiesAt(browser, 'paths');
    expect(theirs).toEqual(ODD_PATHS.map((_, index) => `theirs${index}`));
    await sitDown(browser);
    await browser.openPage(at('paths', '/?cookie=mine'));
    expect((await cookiesAt(browser, 'paths')).length).toBe(2 * ODD_PATHS.length);
    const receipt = await leaveAndFinish();
    expect(statusOf(receipt, 'cookies')).toBe('done');
    expect(await cookiesAt(browser, 'paths')).toEqual(theirs);
  });

  it('removes the worker of a page on a port', async () => {
    await sitDown(browser);
    const url = `http://127.0.0.1:${browser.cafe.httpPort}/`;
    const page = await browser.openPage(url);
    await waitFor('the worker', () =>
      page.evaluate(() => document.documentElement.dataset.written === 'yes'),
    );
    await leaveAndFinish();
    const again = await browser.openPage(`${url}worker.js`);
    const left = await again.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      stored: localStorage.length,
    }));
    expect(left).toEqual({ workers: 0, stored: 0 });
    await again.close();
  });

  it('clears a cookie that the network brings after the receipt, and tells of it', async () => {
    await browser.openPage(at('late', '/?cookie=theirs')).then((page) => page.close());
    const theirs = await cookiesAt(browser, 'late');
    await sitDown(browser);
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

  it('begins nothing where nobody sits, whoever asks', async () => {
    await browser.openPage(at('paths', '/?cookie=theirs')).then((page) => page.close());
    const before = await cookiesAt(browser, 'paths');
    const reply = await browser.inExtension((api) =>
      api.runtime.sendMessage({
        name: 'leave/tidy',
        input: { scope: 'sitting', keepFiles: [], clipboardCleared: true },
      }),
    );
    expect(reply).toMatchObject({ ok: false });
    expect(await cookiesAt(browser, 'paths')).toEqual(before);
  });

  it('begins nothing in a leaving page of the one before that is loaded again', async () => {
    await sitDown(browser);
    await browser.inExtension((api) =>
      api.runtime.sendMessage({ name: 'leave/open', input: { quick: true } }),
    );
    const page = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    await receiptOn(page);
    const url = await page.evaluate(() => location.href);
    await click(page, '[data-action="finish"]');
    await sitDown(browser);
    await browser.goTo(page, url);
    await waitFor('the leaving page', () =>
      page.evaluate(() => document.querySelector('[data-action="tidy"]') !== null),
    );
    await beginTidy(page);
    await receiptOn(page);
  });
  it('says where bookmarks are deleted, which it cannot see', async () => {
    await sitDown(browser);
    await leave(browser);
    const shown = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    const said = await shown.evaluate(
      () => document.querySelector('[data-step="bookmarks"][data-status="cannot"]')?.textContent ?? '',
    );
    expect(said).toContain(texts.receipt.byHand[name].bookmarks);
    await finish(browser);
  });

  it.runIf(name === 'firefox')(
    'clears a sign-in in a container whose tab is closed, and no other',
    async () => {
      const inContainer = (number: number, cookie: string) =>
        browser.inExtension(
          async (api, { storeId, url }) => {
            const tab = await api.tabs.create({ url, cookieStoreId: storeId });
            const id = tab.id ?? -1;
            const isThere = async () => {
              const { status, url: shown } = await api.tabs.get(id);
              return status === 'complete' && shown === url;
            };
            while (!(await isThere())) await new Promise((done) => setTimeout(done, 50));
            await api.tabs.remove(id);
          },
          { storeId: `firefox-container-${number}`, url: at('container', `/?cookie=${cookie}`) },
        );
      const kept = () =>
        browser.inExtension(async (api) =>
          (
            await Promise.all(
              [1, 2].map((number) => api.cookies.getAll({ storeId: `firefox-container-${number}` })),
            )
          ).map((cookies) => cookies.filter(({ path }) => path === '/').map(({ name: cookie }) => cookie)),
        );
      await inContainer(1, 'theirs');
      await inContainer(2, 'theirs');
      await sitDown(browser);
      await inContainer(1, 'mine');
      expect(await kept()).toEqual([['theirs6', 'mine6'], ['theirs6']]);
      const receipt = await leaveAndFinish();
      expect(statusOf(receipt, 'cookies')).toBe('done');
      expect(await kept()).toEqual([['theirs6'], ['theirs6']]);
    },
  );

  it.runIf(name === 'firefox')('names pages from the disk, whose notes no extension reaches', async () => {
    const path = join(browser.profileDir, 'page.html');
    writeFileSync(
      path,
      '<!doctype html><title>disk</title><script>localStorage.setItem("mine", "1")</script>',
    );
    await sitDown(browser);
    const page = await browser.openPage();
    await page.goto(pathToFileURL(path).href);
    const receipt = await leaveAndFinish();
    expect(statusOf(receipt, 'local-files')).toBe('cannot');
    await sitDown(browser);
    expect(statusOf(await leaveAndFinish(), 'local-files')).toBeUndefined();
  });
});

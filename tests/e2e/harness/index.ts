/** One way to drive both real browsers with the built extension in them. Described in docs/testing.md. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { BrowserName } from '../../../scripts/browsers.ts';
import type { Cafe } from '../../cafe/server.ts';
import type { Backend, StartOptions } from './backend.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { pause, waitFor, within } from './polling.ts';

export { pause, waitFor, within };

export interface OpenOptions {
  readonly cafe: Cafe;
  /** A new one in the system's temporary folder if there is none; then it goes away with the browser. */
  readonly profileDir?: string;
  readonly headless?: boolean;
  /** `false`: for measuring what the browser does without any. */
  readonly hasExtension?: boolean;
  readonly preferences?: StartOptions['preferences'];
  readonly hasFewProcesses?: boolean;
  readonly env?: StartOptions['env'];
  /**
   * One page of the extension stays open for all that runs in it: a new one for each question takes most of the
   * time of a test. Not where open tabs, or a background that nobody calls, are the question.
   */
  readonly keepsPage?: boolean;
}

export interface TestBrowser {
  readonly name: BrowserName;
  readonly cafe: Cafe;
  readonly profileDir: string;
  /** Where the browser saves files without asking. */
  readonly downloadsDir: string;
  readonly backend: Backend;
  /** A new tab; with an address, once that page stands. */
  openPage(url?: string): Promise<Page>;
  goTo(page: Page, url: string): Promise<void>;
  /** A page of the extension in a new tab, e.g. `popup.html?tab=3`. */
  extensionPage(path: string): Promise<Page>;
  /** Runs in a page of the extension, which is closed afterwards unless kept. The function must stand alone. */
  inExtension<Result, Input = undefined>(
    run: (api: ExtensionApi, input: Input) => Result | Promise<Result>,
    input?: Input,
  ): Promise<Result>;
  /**
   * The extension's number for the tab that shows this address; the newest if several do.
   *
   * @param page - of the extension, open already: a new one takes longer than the question
   */
  tabIdOf(url: string, page?: Page): Promise<number>;
  /** The open page at this address, or at one that starts with it. */
  findPage(start: string, timeoutMs?: number): Promise<Page>;
  /** Addresses of all open pages. */
  addresses(): Promise<readonly string[]>;
  /** Ends the browser as a power cut does. The profile stays. */
  kill(): Promise<void>;
  /** Ends the browser in good order. The profile stays. */
  quit(): Promise<void>;
  /** Ends what still runs and takes the profile away. */
  close(): Promise<void>;
}

/** Of the extension, and it asks for nothing. */
export const QUIET_PAGE = 'guide.html';

export async function openBrowser(name: BrowserName, options: OpenOptions): Promise<TestBrowser> {
  const { cafe, headless = true, hasExtension = true, hasFewProcesses = false, keepsPage = false } = options;
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), `clean-table-${name}-`));
  const downloadsDir = join(profileDir, 'downloads');
  mkdirSync(downloadsDir, { recursive: true });
  if (name === 'chromium') preferDownloadsIn(profileDir, downloadsDir);
  const start = name === 'chromium' ? startChromium : startFirefox;
  const backend = await start({
    cafe,
    profileDir,
    headless,
    hasExtension,
    hasFewProcesses,
    ...(options.preferences && { preferences: options.preferences }),
    ...(options.env && { env: options.env }),
  });
  const { browser, extensionUrl } = backend;

  let kept: Page | undefined;
  async function keptPage(): Promise<Page> {
    // A tidy, or the test, may have closed it.
    const address =
      kept &&
      (await within(
        kept.evaluate(() => location.href),
        5000,
      ).catch(() => undefined));
    if (!kept || address !== extensionUrl + QUIET_PAGE) kept = await self.extensionPage(QUIET_PAGE);
    return kept;
  }

  async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
    if (keepsPage) return use(await keptPage());
    const page = await self.extensionPage(QUIET_PAGE);
    try {
      return await use(page);
    } finally {
      await page.close().catch(() => undefined);
    }
  }

  const self: TestBrowser = {
    name,
    cafe,
    profileDir,
    downloadsDir,
    backend,
    async openPage(url) {
      const page = await browser.newPage();
      if (url !== undefined) await self.goTo(page, url);
      return page;
    },
    async goTo(page, url) {
      // A refused certificate is an error for the driver, and a page like any other for the person.
      // Firefox's driver also misses the end of a navigation to an extension's page.
      const isOwn = url.startsWith(extensionUrl);
      const waiting = name === 'firefox' && isOwn ? { waitUntil: [] } : { timeout: 20_000 };
      await page.goto(url, waiting).catch(() => undefined);
      const host = new URL(url).host;
      await waitFor(`the page ${url}`, () =>
        page.evaluate(
          (wanted) =>
            // Firefox never calls its own error page complete.
            /^(chrome-error|about:(cert|net)error)/.test(document.documentURI) ||
            (document.readyState === 'complete' && location.host === wanted),
          host,
        ),
      );
    },
    async extensionPage(path) {
      const page = await browser.newPage();
      await self.goTo(page, extensionUrl + path);
      return page;
    },
    inExtension: (run, input) => withPage((page) => runIn(page, run, input)),
    tabIdOf(url, open) {
      const ask = (page: Page) => waitFor(`the tab of ${url}`, () => runIn(page, newestTabAt, url));
      return open ? ask(open) : withPage(ask);
    },
    findPage: (start, timeoutMs) =>
      waitFor(
        `a page at ${start}`,
        async () => {
          const pages = await browser.pages();
          // All at once: a page that is slow to answer must not hold up the others.
          const found = await Promise.all(pages.map(addressOf));
          return pages.find((_, index) => found[index]?.startsWith(start));
        },
        timeoutMs,
      ),
    async addresses() {
      return Promise.all((await browser.pages()).map(addressOf));
    },
    async kill() {
      const { pid } = backend;
      if (pid === undefined) throw new Error('The browser has no process that can be killed.');
      process.kill(pid, 'SIGKILL');
      await browser.disconnect().catch(() => undefined);
      await waitFor('the browser to be dead', async () => !isAlive(pid));
      forgetLock(profileDir);
    },
    async quit() {
      const { pid } = backend;
      await within(browser.close(), 20_000).catch(() => undefined);
      if (pid === undefined) return;
      await waitFor('the browser to end', async () => !isAlive(pid), 20_000).catch(() =>
        process.kill(pid, 'SIGKILL'),
      );
    },
    async close() {
      await self.quit();
      await pause(100);
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
  return self;
}

function runIn<Result, Input>(
  page: Page,
  run: (api: ExtensionApi, input: Input) => Result | Promise<Result>,
  input?: Input,
): Promise<Result> {
  const source = `(${String(run)})(globalThis.browser ?? globalThis.chrome, ${JSON.stringify(input) ?? 'undefined'})`;
  return page.evaluate(source) as Promise<Result>;
}

async function newestTabAt(api: ExtensionApi, url: string): Promise<number | undefined> {
  const ids = (await api.tabs.query({})).filter((tab) => tab.url === url).map((tab) => tab.id ?? -1);
  return ids.length === 0 ? undefined : Math.max(...ids);
}

/** `page.url()` lags behind in Firefox when the extension moves a tab; the page itself knows. */
async function addressOf(page: Page): Promise<string> {
  try {
    return await within(
      page.evaluate(() => location.href),
      2000,
    );
  } catch {
    return page.url();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** A dead child stays in the table of processes until its parent has looked. */
function isZombie(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  return existsSync(status) && /\) Z /.test(readFileSync(status, 'utf8'));
}

/** A killed Chromium leaves its lock behind and would ask the next one to talk to it. */
function forgetLock(profileDir: string): void {
  for (const name of readdirSync(profileDir)) {
    if (name.startsWith('Singleton')) rmSync(join(profileDir, name), { force: true });
  }
}

function preferDownloadsIn(profileDir: string, downloadsDir: string): void {
  const path = join(profileDir, 'Default', 'Preferences');
  if (existsSync(path)) return;
  mkdirSync(join(profileDir, 'Default'), { recursive: true });
  const download = { default_directory: downloadsDir, prompt_for_download: false };
  // Without it an unpacked extension that loads itself anew stays off.
  const extensions = { ui: { developer_mode: true } };
  writeFileSync(path, JSON.stringify({ download, extensions }));
}

/** A common driver for both real browsers with the built extension. Described in docs/testing.md. */
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
import type { Browser, Page } from 'puppeteer';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { BrowserName } from '../../../scripts/browsers.ts';
import type { Cafe } from '../../cafe/server.ts';
import type { Backend, StartOptions } from './backend.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { PATIENCE_MS, pause, waitFor, within } from './polling.ts';

export { PATIENCE_MS, pause, waitFor, within };

export interface OpenOptions {
  readonly cafe: Cafe;
  /** Defaults to a new one in the temporary folder, deleted with the browser. */
  readonly profileDir?: string;
  readonly headless?: boolean;
  /** `false`: for measurements without the extension. */
  readonly hasExtension?: boolean;
  readonly preferences?: StartOptions['preferences'];
  readonly hasFewProcesses?: boolean;
  readonly env?: StartOptions['env'];
  /**
   * Reuses one extension page for `inExtension`, which saves most of a test's run time. Not for tests about open tabs
   * or an idle background.
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
  /** Opens a new tab; resolves when its page has loaded. */
  openPage(url?: string): Promise<Page>;
  goTo(page: Page, url: string): Promise<void>;
  /** Opens an extension page in a new tab, such as `popup.html?tab=3`. */
  extensionPage(path: string): Promise<Page>;
  /** Runs a self-contained function in an extension page, which is closed afterwards unless kept. */
  inExtension<Result, Input = undefined>(
    run: (api: ExtensionApi, input: Input) => Result | Promise<Result>,
    input?: Input,
  ): Promise<Result>;
  /**
   * The extension's id for the tab with this URL; the newest if there are several.
   *
   * @param page - an open extension page, to save time
   */
  tabIdOf(url: string, page?: Page): Promise<number>;
  /** The open page with this URL, or one that starts with it. */
  findPage(start: string, timeoutMs?: number): Promise<Page>;
  /** URLs of all open pages. */
  addresses(): Promise<readonly string[]>;
  /** Kills the browser, as a power cut would. The profile stays. */
  kill(): Promise<void>;
  /** Quits the browser. The profile stays. */
  quit(): Promise<void>;
  /** Ends the browser and deletes the profile. */
  close(): Promise<void>;
}

/** An extension page that sends no messages. */
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
      const page = await newPage(browser);
      if (url !== undefined) await self.goTo(page, url);
      return page;
    },
    async goTo(page, url) {
      // The driver reports a refused certificate as an error, although the tab shows a page.
      // Firefox's driver also misses the end of navigations to extension pages.
      const isOwn = url.startsWith(extensionUrl);
      const waiting = name === 'firefox' && isOwn ? { waitUntil: [] } : { timeout: 20_000 };
      await page.goto(url, waiting).catch(() => undefined);
      const host = new URL(url).host;
      await waitFor(
        `the page ${url}`,
        async () =>
          page.isClosed() ||
          page.evaluate(
            (wanted) =>
              // Firefox's error page never reaches "complete".
              /^(chrome-error|about:(cert|net)error)/.test(document.documentURI) ||
              (document.readyState === 'complete' && location.host === wanted),
            host,
          ),
      );
      if (page.isClosed()) throw new Error(`The page ${url} was closed.`);
    },
    async extensionPage(path) {
      const page = await newPage(browser);
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
          // In parallel: a slow page must not block the others.
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
      await killProcess(browser, pid);
      forgetLock(profileDir);
    },
    async quit() {
      const { pid } = backend;
      await within(browser.close(), PATIENCE_MS).catch(() => undefined);
      if (pid === undefined) return;
      await waitFor('the browser to end', async () => !isAlive(pid)).catch(() =>
        process.kill(pid, 'SIGKILL'),
      );
    },
    async close() {
      const { pid } = backend;
      // Nobody looks at the profile any more, and good order takes its time.
      if (pid === undefined) await self.quit();
      else if (isAlive(pid)) await killProcess(browser, pid);
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

/** `page.url()` lags behind in Firefox when the extension navigates a tab; the page itself knows. */
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

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

async function killProcess(browser: Browser, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await browser.disconnect().catch(() => undefined);
  await waitFor('the browser to be dead', async () => !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** A dead child stays in the process table until its parent has waited for it. */
function isZombie(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  return existsSync(status) && /\) Z /.test(readFileSync(status, 'utf8'));
}

/** A killed Chromium leaves its lock behind, which the next one would honour. */
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
  // Without it an unpacked extension stays off after it reloads itself.
  const extensions = { ui: { developer_mode: true } };
  writeFileSync(path, JSON.stringify({ download, extensions }));
}

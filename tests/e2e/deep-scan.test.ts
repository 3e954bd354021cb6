import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../cafe/pages/index.ts';
import { type TestBrowser, waitFor } from './harness/index.ts';
import { type Reading, readingOf, startSession } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

/** A one-pixel image. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><path d="M0 0h80v20H0z"/></svg>';

const PAPER = 'https://daily.paper.example';
const MAIL = 'https://mail.proton.me';
/** Listed as an e-mail marketing company. */
const SENDER = 'https://harbour.list-manage.com';
/** Closed ports, none of which browsers block. */
const DOORS = ['http://127.0.0.1:5931', 'http://127.0.0.1:7075', 'http://localhost:7071'];

const COOKIE = 'known=1; Path=/; Secure; SameSite=None; Max-Age=86400; Partitioned';
const PLAIN = 'http://plain.scan.example';
const asks = (urls: readonly string[]) =>
  `<script>for (const url of ${JSON.stringify(urls)}) fetch(url, { mode: 'no-cors' }).catch(() => 0);</script>`;
const picture = (url: string) => `<img src="${url}" alt="">`;
const frame = (url: string) => `<iframe src="${url}"></iframe>`;

/** Each positive case has a near miss. */
const PAGES: Readonly<Record<string, string>> = {
  '/all': [
    ...['https://w.watch.example/mark.gif', 'https://static.paper.example/mark.gif'].map(picture),
    ...['https://w.elsewhere.example/dot.gif', 'https://p.plain.example/dot.gif'].map(picture),
    ...['https://f.notes.example/keep', 'https://own.paper.example/keep'].map(frame),
    ...['https://f.elsewhere.example/nothing', 'https://f.plain.example/nothing'].map(frame),
    asks(DOORS),
  ].join(''),
  '/few': [
    picture('https://w.watch.example/mark.gif'),
    asks([...DOORS.slice(0, 2), ...['a', 'b', 'c'].map((name) => `https://${name}.plain.example/dot.gif`)]),
  ].join(''),
  '/letter': `<div><p>Dear all</p>${picture(`${SENDER}/track/open.php?u=1`)}</div>`,
  '/logo': `<div>${picture(`${SENDER}/logo.svg`)}${picture('https://w.watch.example/mark.gif')}</div>`,
  // Set by scripts of a frame only, not by any loaded resource.
  '/scripts': ['https://f.notes.example/keep-short', 'https://f.watch.example/keep-cookie']
    .map(frame)
    .join(''),
  '/keep-short': '<script>sessionStorage.setItem("known", "1")</script>',
  '/keep-cookie': `<script>document.cookie = ${JSON.stringify(COOKIE)}</script>`,
  '/libraries': [
    '<script src="/vendor/fingerprint2.min.js"></script><script src="/fingerprint-scanner.js"></script>',
    '<script>try { rrweb.record({ emit() {} }); } catch {}</script>',
  ].join(''),
  '/mixed': `<style>@font-face { font-family: F; src: url(${PLAIN}/f.woff2) } p { font-family: F }</style><p>Text</p>
    <script>
      fetch('${PLAIN}/fetch').catch(() => 0);
      const request = new XMLHttpRequest();
      request.open('GET', '${PLAIN}/xhr');
      try { request.send(); } catch {}
    </script>`,
  '/keep': '<script>localStorage.setItem("known", "1")</script>',
};

const HOSTS = [
  ...['daily', 'static', 'own'].map((name) => `${name}.paper.example`),
  ...['w.watch', 'f.watch', 'f.notes', 'w.elsewhere', 'f.elsewhere', 'goal.end', 'go.short'].map(
    (name) => `${name}.example`,
  ),
  ...['p', 'f', 'a', 'b', 'c'].map((name) => `${name}.plain.example`),
  ...[MAIL, SENDER].map((url) => new URL(url).host),
  ...['ad.doubleclick.net', 'www.googleadservices.com', 'harbour.okta.com'],
];

function answer({ host, path }: Question): Answer {
  const { pathname, searchParams } = new URL(path, `https://${host}`);
  const to = searchParams.get('to');
  if (to !== null) return { status: 302, headers: { Location: to } };
  const marks = pathname === '/mark.gif' || host === 'w.elsewhere.example' ? { 'Set-Cookie': COOKIE } : {};
  if (pathname === '/dot.gif') return { headers: { 'Content-Type': 'image/gif' }, body: DOT };
  if (/\.(gif|php)$/.test(pathname)) {
    return { headers: { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store', ...marks }, body: DOT };
  }
  if (pathname === '/logo.svg') return { headers: { 'Content-Type': 'image/svg+xml' }, body: LOGO };
  return { headers: marks, body: `<!doctype html><title>${host}</title>${PAGES[pathname] ?? ''}` };
}

describe.each(BROWSER_NAMES)('the deep scan, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: { suffix: '.scan.example', hosts: HOSTS, answer },
    keepsPage: true,
  });
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = table.browser;
    await startSession(browser);
  });

  const codesOf = ({ findings }: Reading) => findings.map(({ code }) => code);
  const factsOf = ({ findings }: Reading, wanted: string) =>
    findings.find(({ code }) => code === wanted)?.facts;

  /** Reads the popup until it shows these codes. */
  async function readUntil(url: string, ...codes: readonly string[]): Promise<Reading> {
    const page = await browser.openPage(url);
    await page.bringToFront();
    const reading = await readingOf(browser, url, (now) =>
      codes.every((code) => codesOf(now).includes(code)),
    );
    await page.close();
    return reading;
  }

  /** Follows a link, with the linking page before it in the same tab. */
  async function follow(page: Page, link: string, end: string): Promise<Reading> {
    await page.evaluate((url) => {
      location.href = url;
    }, link);
    await waitFor(`the way to ${end}`, async () => (page.url() === end ? true : undefined));
    return readingOf(browser, end);
  }

  it('names third parties with cookies and storage, and a local port scan; and no more', async () => {
    // First-party data of these sites, which is not available in other sites' pages.
    for (const own of ['https://w.elsewhere.example/', 'https://f.elsewhere.example/keep']) {
      await (await browser.openPage(own)).close();
    }
    const codes = ['local-port-scan', 'cookie-third-party', 'storage-third-party'];
    const reading = await readUntil(`${PAPER}/all`, ...codes);
    expect(codesOf(reading)).toEqual(codes);
    expect(reading.level).toBe('L1');
    expect(factsOf(reading, 'cookie-third-party')).toEqual({ names: ['watch.example'], count: 1 });
    expect(factsOf(reading, 'storage-third-party')).toEqual({ names: ['notes.example'] });
    expect(factsOf(reading, 'local-port-scan')).toEqual({
      count: 3,
      targets: DOORS.map((door) => new URL(door).host).toSorted(),
    });
  });

  it('names third parties whose frames store something by their own scripts', async () => {
    const codes = ['cookie-third-party', 'storage-third-party'];
    const reading = await readUntil(`${PAPER}/scripts`, ...codes);
    expect(codesOf(reading)).toEqual(codes);
    expect(factsOf(reading, 'cookie-third-party')).toEqual({ names: ['watch.example'], count: 1 });
    expect(factsOf(reading, 'storage-third-party')).toEqual({ names: ['notes.example'] });
  });

  it('names open-source recording and fingerprinting libraries, and no similar names', async () => {
    const reading = await readUntil(`${PAPER}/libraries`, 'session-replay', 'fingerprinting');
    expect(factsOf(reading, 'session-replay')).toMatchObject({ names: ['rrweb'] });
    expect(factsOf(reading, 'fingerprinting')).toEqual({ names: ['FingerprintJS'] });
  });

  it.runIf(name === 'chromium')('counts HTTP requests of scripts and styles', async () => {
    const reading = await readUntil(`${PAPER}/mixed`, 'mixed-content-active');
    expect(factsOf(reading, 'mixed-content-active')).toMatchObject({ count: 3 });
  });

  it('reports nothing for a page with one local helper and many remote hosts', async () => {
    expect(codesOf(await readUntil(`${PAPER}/few`, 'cookie-third-party'))).toEqual(['cookie-third-party']);
  });

  it('stores at most TLS info of an ordinary page, and scans it on demand', async () => {
    const url = `${PAPER}/everyday`;
    const page = await browser.openPage(url);
    const written = `visit-${await browser.tabIdOf(url)}`;
    const visit = await browser.inExtension(
      async (api, key) => (await api.storage.session.get(key))[key],
      written,
    );
    // Only Firefox reports TLS info.
    expect(visit === undefined).toBe(name === 'chromium');
    expect(JSON.stringify(visit) ?? '').not.toContain('"isLookedAt":true');
    await browser.backend.killBackground();
    expect(await readingOf(browser, url)).toMatchObject({ state: 'ready', level: 'L0', findings: [] });
    await page.close();
  });

  it('reports nothing for a local page that requests local hosts', async () => {
    const url = `http://127.0.0.1:${browser.cafe.httpPort}/here`;
    const page = await browser.openPage(url);
    await page.evaluate((doors) => {
      for (const door of doors) fetch(door, { mode: 'no-cors' }).catch(() => undefined);
      document.body.append(Object.assign(new Image(), { src: 'https://w.watch.example/mark.gif' }));
    }, DOORS);
    const reading = await readingOf(browser, url, (now) => codesOf(now).includes('cookie-third-party'));
    expect(codesOf(reading)).toContain('cookie-third-party');
    expect(codesOf(reading)).not.toContain('local-port-scan');
    await page.close();
  });

  it('is not stored', async () => {
    const kept = await browser.inExtension(async (api) =>
      JSON.stringify([await api.storage.session.get(null), await api.storage.local.get(null)]),
    );
    expect(kept).not.toContain('deep-scan');
    expect(kept).not.toContain('known');
    expect(kept).not.toContain('127.0.0.1:5931');
  });

  it('reports open tracking of a letter, but not if it was blocked, or elsewhere', async () => {
    const letter = `${MAIL}/letter`;
    const pause = () =>
      browser.inExtension(async (api, url) => {
        const tab = (await api.tabs.query({})).find((one) => one.url === url);
        await api.runtime.sendMessage({
          name: 'blocking/pause',
          input: { tabId: tab?.id ?? -1, isPaused: true },
        });
      }, letter);
    const page = await browser.openPage(letter);
    const before = await readingOf(browser, letter);
    expect(codesOf(before)).not.toContain('mail-open-pixel');
    await pause();
    const after = await readingOf(browser, letter, (now) => codesOf(now).includes('mail-open-pixel'));
    expect(factsOf(after, 'mail-open-pixel')).toEqual({
      host: new URL(MAIL).host,
      names: ['Mailchimp'],
    });
    await page.close();
    // Blocking is still paused on the site, so the image loads; but it is visible.
    expect(codesOf(await readUntil(`${MAIL}/logo`, 'cookie-third-party'))).not.toContain('mail-open-pixel');
    const elsewhere = await browser.openPage(`${PAPER}/letter`);
    expect(codesOf(await readingOf(browser, `${PAPER}/letter`))).not.toContain('mail-open-pixel');
    await elsewhere.close();
  });

  it('names parameters removed from a link, and nothing for an unchanged one', async () => {
    const page = await browser.openPage();
    await browser.goTo(page, `${PAPER}/?q=boats&utm_source=letter&gclid=1`);
    const end = `${PAPER}/?q=boats`;
    const reading = await readingOf(browser, end);
    expect(reading.findings).toEqual([
      {
        code: 'tracking-parameters',
        severity: 'low',
        facts: { names: ['utm_source', 'gclid'] },
      },
    ]);
    await page.reload();
    expect((await readingOf(browser, end, ({ findings }) => findings.length === 0)).findings).toEqual([]);
    await browser.goTo(page, `${PAPER}/?session=1`);
    expect((await readingOf(browser, `${PAPER}/?session=1`)).findings).toEqual([]);
    await page.close();
  });

  it('names a tracker that a link bounced through, but no link shortener, sign-in or company of the page', async () => {
    const page = await browser.openPage(`${PAPER}/`);
    const end = 'https://goal.end.example/';
    const past = (host: string, to: string) => `https://${host}/go?to=${encodeURIComponent(to)}`;
    const caught = await follow(page, past('ad.doubleclick.net', end), end);
    expect(caught.findings).toEqual([
      {
        code: 'bounce-tracking',
        severity: 'low',
        facts: { names: ['Google'], hosts: ['ad.doubleclick.net'] },
      },
    ]);
    for (const host of ['go.short.example', 'harbour.okta.com']) {
      await browser.goTo(page, `${PAPER}/`);
      expect(codesOf(await follow(page, past(host, end), end)), host).toEqual([]);
    }
    const same = 'https://www.googleadservices.com/';
    await browser.goTo(page, `${PAPER}/`);
    expect(codesOf(await follow(page, past('ad.doubleclick.net', same), same))).toEqual([]);
    await page.close();
  });
});

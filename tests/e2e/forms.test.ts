import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../cafe/pages/index.ts';
import { SITES } from '../cafe/sites.ts';
import { pause, type TestBrowser, waitFor } from './harness/index.ts';
import { click, openLeave, openPopup, readPopup, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const SUFFIX = '.forms.example';
const PLAIN = `plain${SUFFIX}`;
const SECRET = 'correct-horse-battery';
const CARD = '4111111111111111';

/** Sign-in forms that submit elsewhere than they say, each in another way. */
const FORMS: Readonly<Record<string, string>> = {
  links: ['http://plain', 'https://b']
    .flatMap((site) => ['setup.zip', 'list.txt', 'hop'].map((file) => `${site}${SUFFIX}/${file}`))
    .map((url) => `<a href="${url}">${url}</a><br>`)
    .join(''),
  named: `<form action="http://${PLAIN}/in" method="post"><input type="password" name="p"><button>Go</button></form>`,
  button: `<form action="/in" method="post"><input type="password" name="p">
    <button formaction="http://${PLAIN}/in">Go</button></form>`,
  script: `<form action="/in" method="post"><input type="password" name="p"><button>Go</button></form>
    <script>document.forms[0].addEventListener('submit', (event) => { event.target.action = 'http://${PLAIN}/in'; });</script>`,
  silent: `<form action="/in" method="post"><input type="password" name="p"><button type="button">Go</button></form>
    <script>document.querySelector('button').onclick = () => {
      document.forms[0].action = 'http://${PLAIN}/in'; document.forms[0].submit(); };</script>`,
  open: `<sign-in></sign-in><script>customElements.define('sign-in', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML =
      '<form action="http://${PLAIN}/in" method="post"><input type="password" name="p"><button>Go</button></form>'; } });</script>`,
  closed: `<sign-in></sign-in><script>customElements.define('sign-in', class extends HTMLElement {
    connectedCallback() { const tree = this.attachShadow({ mode: 'closed' });
      tree.innerHTML = '<form action="http://${PLAIN}/in" method="post"><input type="password" name="p"><button>Go</button></form>';
      window.give = () => tree.querySelector('input').focus(); } });</script>`,
  framed: `<iframe src="https://inner${SUFFIX}/named" width="400" height="200"></iframe>`,
  honest: `<form action="/in" method="post"><input type="password" name="p"><button>Go</button></form>`,
  moved: `<form action="http://${PLAIN}/in" method="post"><input type="password" name="p"><button>Go</button></form>
    <script>document.forms[0].action = 'https://safe${SUFFIX}/in';</script>`,
  many: `<script>document.write('<form action="http://${PLAIN}/x"><input name="a"><input type="password"></form>'.repeat(10000));</script>`,
};

function answer({ path, method, headers }: Question) {
  if (path === '/window' && !headers.authorization) {
    return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="files"' }, body: 'No.' };
  }
  if (path === '/hop') return { status: 302, headers: { Location: `https://b${SUFFIX}/setup.zip` } };
  if (path.startsWith('/setup') || path.startsWith('/list')) {
    const [, name = ''] = path.split('/');
    const type = name.endsWith('.txt') ? 'text/plain' : 'application/zip';
    return {
      headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
      body: 'x',
    };
  }
  const [, name = ''] = path.split('/');
  const form = FORMS[name] ?? '<p>Thank you.</p>';
  return method === 'POST'
    ? { body: '<title>Thanks</title>' }
    : { body: `<!doctype html><title>${name}</title>${form}` };
}

describe.each(BROWSER_NAMES)('forms that send unencrypted data, in %s', (name) => {
  const table = sitAtTable(name, { guests: { suffix: SUFFIX, httpOnly: [PLAIN], answer }, keepsPage: true });
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = table.browser;
    await startSession(browser);
  });

  const interstitialPage = () => browser.findPage(`${browser.backend.extensionUrl}stop.html`);

  async function interstitialCode(): Promise<string | undefined> {
    const page = await interstitialPage();
    await untilShown(page, '[data-stop]');
    return page.evaluate(() => document.querySelector<HTMLElement>('[data-stop]')?.dataset.stop);
  }

  async function goBack(): Promise<void> {
    await click(await interstitialPage(), '[data-action="back"]');
    await untilGone();
  }

  async function untilGone(): Promise<void> {
    await waitFor(
      'the interstitial to go',
      async () => !(await browser.addresses()).some((url) => url.includes('stop.html')),
    );
  }

  const sentInTheOpen = (word: string) =>
    browser.cafe.requests.some(
      ({ scheme, body, path }) => scheme === 'http' && `${path}${body}`.includes(word),
    );

  it.each(['named', 'button', 'framed'])(
    'a password is held back as soon as it would be typed (%s)',
    async (form) => {
      const page = await browser.openPage(`https://a${SUFFIX}/${form}`);
      const frame =
        form === 'framed' ? page.frames().find((one) => one.url().includes('inner')) : page.mainFrame();
      if (form === 'button')
        await frame?.evaluate((word) => {
          Object.assign(document.querySelector('input') ?? {}, { value: word });
        }, SECRET);
      await frame?.focus(form === 'button' ? 'button' : 'input');
      if (form === 'button') await frame?.click('button');
      expect(await interstitialCode()).toBe('insecure-form-target');
      await goBack();
      expect(sentInTheOpen(SECRET)).toBe(false);
      await page.close();
    },
  );

  it.each(['script', 'silent'])(
    'a password is taken out of what a script sends elsewhere (%s)',
    async (form) => {
      const page = await browser.openPage(`https://a${SUFFIX}/${form}`);
      await page.bringToFront();
      await page.type('input', SECRET);
      await page.click('button');
      expect(await interstitialCode()).toBe('insecure-form-target');
      await goBack();
      await pause(300);
      expect(sentInTheOpen(SECRET)).toBe(false);
      await page.close();
    },
  );

  it.each(['open', 'closed'])('also in a %s shadow root', async (form) => {
    const page = await browser.openPage(`https://a${SUFFIX}/${form}`);
    await page.bringToFront();
    await page.evaluate((how) => {
      if (how === 'closed') (window as unknown as { give(): void }).give();
      else document.querySelector('sign-in')?.shadowRoot?.querySelector('input')?.focus();
    }, form);
    expect(await interstitialCode()).toBe('insecure-form-target');
    await goBack();
    const popup = await openPopup(browser, await browser.tabIdOf(`https://a${SUFFIX}/${form}`));
    await waitFor('the finding', async () => (await readPopup(popup)).level === 'L3');
    await popup.close();
    await page.close();
  });

  it.each(['honest', 'moved'])(
    'nothing is said of a form that goes to an HTTPS address (%s)',
    async (form) => {
      const page = await browser.openPage(`https://a${SUFFIX}/${form}`);
      await page.bringToFront();
      await page.type('input', SECRET);
      await page.click('button');
      await waitFor('the words to arrive', async () =>
        browser.cafe.requests.some(({ scheme, body }) => scheme === 'https' && body.includes(SECRET)),
      );
      expect((await browser.addresses()).some((url) => url.includes('stop.html'))).toBe(false);
      await page.close();
    },
  );

  it('a card number is held back, and released if the person wants', async () => {
    const { tickets } = SITES;
    const page = await browser.openPage(tickets.url);
    await page.bringToFront();
    await page.focus('#name');
    await page.type('#name', 'A. Person');
    expect((await browser.addresses()).some((url) => url.includes('stop.html'))).toBe(false);
    await page.focus('#card');
    expect(await interstitialCode()).toBe('insecure-sensitive-form');
    const stop = await interstitialPage();
    await click(stop, '[data-action="more"]');
    await click(stop, '[data-action="continue"]');
    await untilGone();
    await page.bringToFront();
    await waitFor('the field to be free', () =>
      page.evaluate(() => document.querySelector<HTMLInputElement>('#card')?.disabled === false),
    );
    await page.type('#card', CARD);
    await page.click('button[type=submit]');
    await waitFor('the number to arrive', async () => sentInTheOpen(CARD));
    const leave = await openLeave(browser);
    const row = '[data-in-clear="tickets.riverside.example"]';
    await untilShown(leave, row);
    const kinds = await leave.evaluate((at) => document.querySelector<HTMLElement>(at)?.dataset.kinds, row);
    expect(kinds).toBe('card form');
    await leave.close();
    await page.close();
  });

  it.each([
    [`http://plain${SUFFIX}/setup.zip`, 'medium'],
    [`http://plain${SUFFIX}/hop`, 'medium'],
    [`http://plain${SUFFIX}/list.txt`, 'low'],
    [`https://b${SUFFIX}/setup.zip`, undefined],
    [`https://b${SUFFIX}/list.txt`, undefined],
  ])('a file downloaded by %s: %s', async (url, severity) => {
    const page = await browser.openPage(`https://a${SUFFIX}/links`);
    await page.bringToFront();
    const tabId = await browser.tabIdOf(`https://a${SUFFIX}/links`);
    await page.bringToFront();
    await page.evaluate((to) => document.querySelector<HTMLElement>(`a[href="${to}"]`)?.click(), url);
    await waitFor('the request', async () =>
      browser.cafe.requests.some(({ scheme, host, path }) => `${scheme}://${host}${path}` === url),
    );
    await pause(700);
    const popup = await openPopup(browser, tabId);
    await waitFor('the page to be judged', async () => (await readPopup(popup)).state === 'ready');
    const found = (await readPopup(popup)).findings.filter(({ code }) => code === 'insecure-download');
    expect(found.map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
    await popup.close();
    await page.close();
  });

  it('the HTTP authentication dialog is not left alone on an HTTP page', async () => {
    const page = await browser.openPage(`https://a${SUFFIX}/honest`);
    void page.goto(`http://${PLAIN}/window`).catch(() => undefined);
    expect(await interstitialCode()).toBe('insecure-http-auth');
    await goBack();
    await waitFor('the page before', async () =>
      (await browser.addresses()).includes(`https://a${SUFFIX}/honest`),
    );
    await page.close();
  });

  it('a URL with another site’s name as the user name is reported', async () => {
    const page = await browser.openPage(`https://a${SUFFIX}/honest`);
    await page.evaluate((to) => location.assign(to), `https://mail.google.com@b${SUFFIX}/thanks`);
    await waitFor('the page', async () =>
      (await browser.addresses()).some((url) => url.endsWith(`b${SUFFIX}/thanks`)),
    );
    const tabId = await browser.inExtension(async (api) => {
      const tabs = await api.tabs.query({});
      return tabs.find(({ url }) => url?.endsWith('/thanks'))?.id ?? -1;
    });
    const popup = await openPopup(browser, tabId);
    await waitFor('the finding', async () => (await readPopup(popup)).findings.length > 0);
    expect((await readPopup(popup)).findings).toMatchObject([
      { code: 'url-userinfo', severity: 'medium', facts: { posesAs: 'mail.google.com' } },
    ]);
    await popup.close();
    await page.close();
  });

  it('ten thousand forms are scanned quickly and reported once', async () => {
    const url = `https://a${SUFFIX}/many`;
    const page: Page = await browser.openPage(url);
    const popup = await openPopup(browser, await browser.tabIdOf(url));
    await waitFor('the finding', async () => (await readPopup(popup)).level === 'L3');
    expect((await readPopup(popup)).findings.map(({ code }) => code)).toEqual(['insecure-form-target']);
    await popup.close();
    await page.close();
  });
});

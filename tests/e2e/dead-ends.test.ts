import type { Page } from 'puppeteer';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../cafe/pages/index.ts';
import { type TestBrowser, waitFor } from './harness/index.ts';
import { click, type Reading, readingOf, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

/** Sites and networks where HTTPS first used to be a dead end. */

/** Responds over HTTPS with an error. */
const ELSEWHERE = 'lighthouse.example.net';
/** The same, and HTTP redirects to HTTPS. */
const GONE = 'quarry.example.net';
/** Responds when the test lets it. */
const SLOW = 'glacier.example.net';
/** Has a form with a target on a site without HTTPS. */
const FORM = 'choir.example.net';
const LIST = 'list.example.net';
/** Each navigates to the other over HTTP by a script. */
const CIRCLE: readonly string[] = ['ring.example.net', 'rim.example.net'];
/** The same by redirects. */
const REDIRECTS: readonly string[] = ['east.example.net', 'west.example.net'];

/** How captive portals answer HTTP requests. */
const PORTALS = {
  'on a name of the local network': (): Answer => goTo('http://login.cafe.lan/'),
  'on a public name without protection': () => goTo('http://wifi.example.org/sign-in'),
  'on a public name with protection': () => goTo('https://pass.example.org/sign-in'),
  'in the place of the page': () => ({ body: PORTAL }),
  'with the status for it': () => ({ status: 511, body: PORTAL }),
} as const;
type Portal = keyof typeof PORTALS;
const PORTAL = '<!doctype html><title>Harbour Café</title><h1>Welcome</h1><a href="/ok">Connect</a>';
/** Where each of them leads. */
const SIGN_IN: { readonly [Kind in Portal]: (host: string) => string } = {
  'on a name of the local network': () => 'http://login.cafe.lan/',
  'on a public name without protection': () => 'http://wifi.example.org/sign-in',
  'on a public name with protection': () => 'https://pass.example.org/sign-in',
  'in the place of the page': (host) => `http://${host}/`,
  'with the status for it': (host) => `http://${host}/`,
};

let portal: Portal | undefined;
let isSlow = true;
const waiting: (() => void)[] = [];

function goTo(url: string): Answer {
  return { status: 302, headers: { Location: url, 'Cache-Control': 'no-store' } };
}

const page = (title: string, body = '') => ({ body: `<!doctype html><title>${title}</title>${body}` });

function answer({ scheme, host, path }: Question): Answer | Promise<Answer> {
  if (path === '/favicon.ico') return { status: 204 };
  if (host === 'wifi.example.org' || host === 'pass.example.org') return { body: PORTAL };
  if (portal && scheme === 'http') return PORTALS[portal]();
  if (scheme === 'https' && (host === ELSEWHERE || host === GONE)) return { status: 503, ...page('Busy') };
  if (scheme === 'http' && host === GONE) return goTo(`https://${host}${path}`);
  if (scheme === 'https' && host === SLOW) {
    return new Promise((resolve) => {
      const answered = () => resolve(page('Slow'));
      if (isSlow) waiting.push(answered);
      else answered();
    });
  }
  if (host === FORM) {
    return page(
      'Form',
      `<form action="http://${LIST}/subscribe" method="post"><input name="words"><button>Send</button></form>`,
    );
  }
  const scripted = CIRCLE.indexOf(host);
  if (scripted >= 0)
    return page('Ring', `<script>location.replace('http://${CIRCLE[1 - scripted]}/');</script>`);
  const redirected = REDIRECTS.indexOf(host);
  if (redirected >= 0) return goTo(`http://${REDIRECTS[1 - redirected]}/`);
  return page(host);
}

const PLAIN: readonly string[] = [FORM, LIST, 'small.example.net'];

/** HTTP only; behind the portal nearly every host is. */
const httpOnly = {
  includes: (host: string) =>
    host === 'pass.example.org' ? false : portal !== undefined || PLAIN.includes(host),
};

describe.each(BROWSER_NAMES)('HTTPS first without dead ends, in %s', (name) => {
  const table = sitAtTable(name, {
    keepsPage: true,
    guests: {
      suffix: '.example.net',
      hosts: ['wifi.example.org', 'pass.example.org'],
      httpOnly,
      bothWays: [ELSEWHERE, GONE, ...CIRCLE, ...REDIRECTS],
      answer,
    },
  });
  const interstitialPage = () => `${table.browser.backend.extensionUrl}stop.html?way=`;
  const requested = (scheme: string, host: string) =>
    table.browser.cafe.requests.filter((request) => request.scheme === scheme && request.host === host);
  const has =
    (code: string) =>
    ({ findings }: Reading) =>
      findings.some((finding) => finding.code === code);

  async function openTab(url: string): Promise<void> {
    await table.browser.inExtension(async (api, address) => {
      await api.tabs.create({ url: address, active: true });
    }, url);
  }

  async function addresses(): Promise<readonly string[]> {
    return table.browser.inExtension(async (api) => (await api.tabs.query({})).map(({ url = '' }) => url));
  }

  async function arrived(url: string): Promise<void> {
    await waitFor(`a tab at ${url}`, async () => (await addresses()).includes(url));
  }

  async function stopped(failure: string): Promise<Page> {
    const stop = await table.browser.findPage(interstitialPage());
    await untilShown(stop, `[data-stop="no-protected-address"][data-failure="${failure}"]`);
    return stop;
  }

  async function goOn(stop: Page): Promise<void> {
    await click(stop, '[data-action="more"]');
    await click(stop, '[data-action="continue"]');
  }

  afterEach(() => closeOthers(table.browser));

  describe('after something has loaded over HTTPS', () => {
    beforeAll(async () => {
      await startSession(table.browser);
      await openTab('https://town.example.net/');
      await arrived('https://town.example.net/');
    });

    it('offers HTTP if the HTTPS address has no page', async () => {
      await openTab(`http://${ELSEWHERE}/`);
      const stop = await stopped('no-page');
      expect(requested('http', ELSEWHERE)).toEqual([]);
      await goOn(stop);
      await arrived(`http://${ELSEWHERE}/`);
      const reading = await readingOf(table.browser, `http://${ELSEWHERE}/`, has('insecure-page'));
      expect(reading.findings).toMatchObject([{ code: 'insecure-page', severity: 'low' }]);
    });

    it('shows the HTTPS response on request', async () => {
      await openTab(`http://${GONE}/page`);
      await click(await stopped('no-page'), '[data-action="protected"]');
      await arrived(`https://${GONE}/page`);
      expect(requested('http', GONE)).toEqual([]);
    });

    it('waits for a slow site on request', async () => {
      isSlow = true;
      waiting.length = 0;
      await openTab(`http://${SLOW}/`);
      const stop = await stopped('silent');
      // A real click would wait for the navigation.
      await stop.evaluate(() => {
        setTimeout(() => document.querySelector<HTMLElement>('[data-action="protected"]')?.click());
      });
      await waitFor('the next question', async () => waiting.length > 0);
      isSlow = false;
      for (const answered of waiting) answered();
      await arrived(`https://${SLOW}/`);
      expect(requested('http', SLOW)).toEqual([]);
    });

    it('leads back to a form that could not be sent', async () => {
      await openTab(`http://${FORM}/`);
      await goOn(await stopped('refused'));
      await arrived(`http://${FORM}/`);
      const form = await table.browser.findPage(`http://${FORM}/`);
      await form.bringToFront();
      await form.click('input');
      await form.keyboard.type('soprano');
      await form.click('button').catch(() => undefined);
      const stop = await stopped('refused');
      await untilShown(stop, '[data-sent="true"]');
      expect(requested('http', LIST)).toEqual([]);
      await goOn(stop);
      await arrived(`http://${FORM}/`);
      const again = await table.browser.findPage(`http://${FORM}/`);
      await again.bringToFront();
      await again.click('input', { count: 3 });
      await again.keyboard.type('alto');
      await again.click('button').catch(() => undefined);
      await waitFor('the words', async () =>
        requested('http', LIST).some(({ method, body }) => method === 'POST' && body === 'words=alto'),
      );
    });

    it.each([
      ['scripts', CIRCLE],
      ['servers', REDIRECTS],
    ] as const)('detects a redirect loop by %s', async (_, [first]) => {
      await openTab(`http://${first}/`);
      await click(await stopped('loop'), '[data-action="back"]');
    });

    it('shows the usual note for a small site without HTTPS', async () => {
      await openTab('http://small.example.net/');
      await goOn(await stopped('refused'));
      await arrived('http://small.example.net/');
      const reading = await readingOf(table.browser, 'http://small.example.net/', has('insecure-page'));
      expect(reading).toMatchObject({
        level: 'L1',
        findings: [{ code: 'insecure-page', severity: 'low', facts: { isTried: true } }],
      });
    });
  });

  describe('before the sign-in to the network', () => {
    beforeEach(() => forgetNetworkFacts(table.browser));

    it.each(Object.keys(PORTALS) as Portal[])(
      'leads to a sign-in page %s by one page of ours',
      async (kind) => {
        portal = kind;
        const host = `recipes-${Object.keys(PORTALS).indexOf(kind)}.example.net`;
        await openTab(`http://${host}/`);
        const stop = await stopped('refused');
        await untilShown(stop, '[data-before-sign-in="true"]');
        await click(stop, '[data-action="portal"]');
        const url = SIGN_IN[kind](host);
        const reading = await readingOf(table.browser, url, has('captive-portal'));
        expect(reading.findings).toContainEqual(expect.objectContaining({ code: 'captive-portal' }));
        expect((await addresses()).filter((open) => open.startsWith(interstitialPage()))).toEqual([]);

        // After the sign-in, the site is upgraded again.
        portal = undefined;
        await openTab('https://town.example.net/');
        await arrived('https://town.example.net/');
        await openTab(`http://${host}/`);
        await arrived(`https://${host}/`);
      },
    );
  });
});

/** Resets to the beginning of a session. */
async function forgetNetworkFacts(browser: TestBrowser): Promise<void> {
  await browser.backend.killBackground();
  await browser.inExtension((api) => api.storage.session.remove(['network-facts', 'portal-tab']));
  await browser.inExtension((api) => api.runtime.sendMessage({ name: 'session/get', input: {} }));
  await waitFor('the rules', () =>
    browser.inExtension(async (api) => {
      const rules = await api.declarativeNetRequest.getSessionRules();
      return !rules.some(
        ({ action, condition }) => action.type === 'allow' && condition.urlFilter?.startsWith('|http://'),
      );
    }),
  );
}

async function closeOthers(browser: TestBrowser): Promise<void> {
  portal = undefined;
  await browser.inExtension(async (api) => {
    const open = await api.tabs.query({});
    const others = open.filter(({ url, active }) => url && url !== location.href && !active);
    await api.tabs.remove(others.map(({ id = -1 }) => id));
  });
}

import type { Page } from 'puppeteer';
import { afterEach, describe, expect, it } from 'vitest';
import type { NetworkFacts } from '#core/network/network-facts.ts';
import {
  BOTH_HOST,
  CAUGHT_HOST,
  DEMANDING_HOST,
  LISTED_PLAIN_HOST,
  LOCKED_HOST,
  LOOP_HOST,
  PLAIN_HOST,
  REPLACED_HOST,
  SILENT_HOST,
  SITES,
  STRIPPED_HOST,
} from '../cafe/sites.ts';
import { pause, waitFor } from './harness/index.ts';
import { click, leave, type Reading, readingOf, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

/**
 * URLs are opened as by a person, by `tabs` or a link: the driver's navigation bypasses what Firefox does with typed
 * URLs.
 */
describe.each(BROWSER_NAMES)('HTTPS first, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });
  const interstitialPage = () => `${table.browser.backend.extensionUrl}stop.html?way=`;
  const has =
    (code: string) =>
    ({ findings }: Reading) =>
      findings.some((finding) => finding.code === code);
  const httpRequests = (host: string) =>
    table.browser.cafe.requests.filter((request) => request.scheme === 'http' && request.host === host);

  async function openTab(url: string): Promise<void> {
    await table.browser.inExtension(async (api, address) => {
      await api.tabs.create({ url: address, active: true });
    }, url);
  }

  /** By `tabs.query`: the driver for Firefox loses track of tabs that showed extension pages. */
  function addresses(): Promise<readonly string[]> {
    return table.browser.inExtension(async (api) => (await api.tabs.query({})).map(({ url = '' }) => url));
  }

  const stops = async () => (await addresses()).filter((url) => url.startsWith(interstitialPage()));

  async function arrived(url: string): Promise<void> {
    await waitFor(`a tab at ${url}`, async () => (await addresses()).includes(url));
  }

  function goBack(url: string): Promise<void> {
    return table.browser.inExtension(async (api, wanted) => {
      const [tab] = await api.tabs.query({ url: wanted });
      await api.tabs.goBack(tab?.id);
    }, url);
  }

  async function stopped(code: string): Promise<Page> {
    const page = await table.browser.findPage(interstitialPage());
    await untilShown(page, `[data-stop="${code}"]`);
    return page;
  }

  async function goOn(page: Page): Promise<void> {
    await click(page, '[data-action="more"]');
    await click(page, '[data-action="continue"]');
  }

  /** Opens a page with a link to the URL and follows it. */
  async function follow(url: string): Promise<Page> {
    const page = await table.browser.openPage(SITES.plain.url);
    await page.bringToFront();
    await page.evaluate((href) => {
      const link = document.body.appendChild(document.createElement('a'));
      Object.assign(link, { id: 'way', href, textContent: 'on' });
    }, url);
    await page.click('#way').catch(() => undefined);
    return page;
  }

  afterEach(async () => {
    await table.browser.inExtension(async (api) => {
      const open = await api.tabs.query({});
      const others = open.filter(({ url, active }) => url && url !== location.href && !active);
      await api.tabs.remove(others.map(({ id = -1 }) => id));
    });
  });

  it('does nothing outside a session', async () => {
    expect(await table.browser.inExtension((api) => api.declarativeNetRequest.getSessionRules())).toEqual([]);
  });

  it('upgrades, and sends nothing over HTTP', async () => {
    await startSession(table.browser);
    await openTab(`http://${BOTH_HOST}/`);
    await arrived(`https://${BOTH_HOST}/`);
    expect(httpRequests(BOTH_HOST)).toEqual([]);
    expect(await readingOf(table.browser, `https://${BOTH_HOST}/`)).toMatchObject({ level: 'L0' });
  });

  it('shows an interstitial if nobody answers, which leads back to the previous page', async () => {
    await follow(`http://${PLAIN_HOST}/`);
    const stop = await stopped('no-protected-address');
    expect(httpRequests(PLAIN_HOST)).toEqual([]);
    await click(stop, '[data-action="back"]');
    await waitFor('the interstitial to be gone', async () => (await stops()).length === 0);
    await arrived(SITES.plain.url);
    expect(httpRequests(PLAIN_HOST)).toEqual([]);
  });

  it('allows HTTP if the person insists, for this site only, and the back button shows no interstitial', async () => {
    await follow(`http://${PLAIN_HOST}/`);
    await goOn(await stopped('no-protected-address'));
    await arrived(`http://${PLAIN_HOST}/`);
    await goBack(`http://${PLAIN_HOST}/`);
    await pause(1500);
    expect(await stops()).toEqual([]);

    await openTab(`http://${PLAIN_HOST}/again`);
    await arrived(`http://${PLAIN_HOST}/again`);
    await openTab(`http://below.${PLAIN_HOST}/`);
    const below = await stopped('no-protected-address');
    await click(below, '[data-action="back"]');
  });

  it('reports the failed upgrade, and does not offer it again, after the person continued', async () => {
    await openTab(`http://${PLAIN_HOST}/`);
    const reading = await readingOf(table.browser, `http://${PLAIN_HOST}/`, has('insecure-page'));
    expect(reading).toMatchObject({
      level: 'L1',
      findings: [{ code: 'insecure-page', severity: 'low', facts: { isTried: true } }],
    });
  });

  it('shows an interstitial for an untrusted certificate', async () => {
    await openTab(`http://${STRIPPED_HOST}/`);
    const stop = await stopped('unproven-address');
    expect(httpRequests(STRIPPED_HOST)).toEqual([]);
    await goOn(stop);
    await arrived(`http://${STRIPPED_HOST}/`);
    const reading = await readingOf(
      table.browser,
      `http://${STRIPPED_HOST}/`,
      has('insecure-password-field'),
    );
    expect(reading.findings).toMatchObject([
      { code: 'insecure-password-field' },
      { code: 'ssl-strip-suspected', severity: 'medium', facts: { reason: 'unproven' } },
      { code: 'insecure-page' },
    ]);
  });

  it('leaves an HTTPS URL that the person requested to the browser', async () => {
    await openTab(`https://${STRIPPED_HOST}/`);
    await pause(2000);
    expect(await stops()).toEqual([]);
  });

  it('only notes a failed HTTPS URL that the person requested', async () => {
    await openTab(`https://${PLAIN_HOST}/`);
    const reading = await readingOf(table.browser, `https://${PLAIN_HOST}/`, has('connection-blocked'));
    expect(reading).toMatchObject({
      state: 'ready',
      level: 'L1',
      findings: [{ code: 'connection-blocked', severity: 'low', facts: { failure: 'refused' } }],
    });
  });

  it('asks for care if HTTPS worked before and no longer does', async () => {
    table.browser.cafe.refuseHttps(BOTH_HOST, true);
    await openTab(`http://${BOTH_HOST}/later`);
    await goOn(await stopped('no-protected-address'));
    await arrived(`http://${BOTH_HOST}/later`);
    const reading = await readingOf(table.browser, `http://${BOTH_HOST}/later`, has('ssl-strip-suspected'));
    table.browser.cafe.refuseHttps(BOTH_HOST, false);
    expect(reading).toMatchObject({
      level: 'L2',
      findings: [{ code: 'ssl-strip-suspected', severity: 'medium', facts: { reason: 'was-protected' } }, {}],
    });
  });

  it('is a stop for a mail service’s sign-in page over HTTP', async () => {
    await openTab(`http://${LISTED_PLAIN_HOST}/`);
    await goOn(await stopped('no-protected-address'));
    await arrived(`http://${LISTED_PLAIN_HOST}/`);
    const reading = await readingOf(
      table.browser,
      `http://${LISTED_PLAIN_HOST}/`,
      has('ssl-strip-suspected'),
    );
    expect(reading).toMatchObject({
      level: 'L3',
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'ssl-strip-suspected', severity: 'high' }),
      ]),
    });
  });

  it('shows an interstitial for a redirect loop', async () => {
    await openTab(`http://${LOOP_HOST}/`);
    const stop = await stopped('no-protected-address');
    await goOn(stop);
    await arrived(`http://${LOOP_HOST}/`);
  });

  it('gives up a silent server, even with a new background', async () => {
    const begun = Date.now();
    await openTab(`http://${SILENT_HOST}/`);
    await pause(1500);
    await table.browser.backend.killBackground();
    // Any event starts the background again.
    await table.browser.inExtension((api) => api.runtime.sendMessage({ name: 'session/get', input: {} }));
    const stop = await stopped('no-protected-address');
    expect(Date.now() - begun).toBeLessThan(14_000);
    await goOn(stop);
    await arrived(`http://${SILENT_HOST}/`);
  });

  it('lets the captive portal load', async () => {
    await openTab(`http://${CAUGHT_HOST}/`);
    const stop = await stopped('no-protected-address');
    await click(stop, '[data-action="more"]');
    await click(stop, '[data-action="portal"]');
    await arrived(SITES.portal.url);
    const reading = await readingOf(table.browser, SITES.portal.url, has('captive-portal'));
    expect(reading).toMatchObject({
      level: 'L1',
      findings: [{ code: 'captive-portal', severity: 'low', facts: { host: 'login.cafe.lan' } }],
    });
  });

  it.each([LOCKED_HOST, REPLACED_HOST])(
    'recognizes a captive portal under another name: %s',
    async (host) => {
      await openTab(`http://${host}/`);
      await goOn(await stopped('no-protected-address'));
      await arrived(`http://${host}/`);
      const reading = await readingOf(table.browser, `http://${host}/`, has('captive-portal'));
      expect(reading.findings).toContainEqual(
        expect.objectContaining({ code: 'captive-portal', severity: 'low', facts: { host } }),
      );
      expect(['L1', 'L2'], 'nobody is stopped by it').toContain(reading.level);
    },
  );

  it('records HSTS of a site', async () => {
    await openTab(`https://${DEMANDING_HOST}/`);
    await arrived(`https://${DEMANDING_HOST}/`);
    await openTab(`http://${DEMANDING_HOST}/again`);
    await arrived(`https://${DEMANDING_HOST}/again`);
    const { 'network-facts': facts } = (await table.browser.inExtension((api) =>
      api.storage.session.get('network-facts'),
    )) as {
      'network-facts': NetworkFacts;
    };
    expect(facts.hstsHosts).toHaveProperty([DEMANDING_HOST]);
    expect(facts.hstsHosts).not.toHaveProperty([BOTH_HOST]);
  });

  it('leaves everything to the browser after the tidy', async () => {
    await leave(table.browser);
    expect(await table.browser.inExtension((api) => api.declarativeNetRequest.getSessionRules())).toEqual([]);
  });
});

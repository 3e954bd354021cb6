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
 * Each address is opened as a person does, by the browser's own interface or a link: the driver's way
 * of opening goes past what Firefox does with addresses.
 */
describe.each(BROWSER_NAMES)('the HTTPS address first, in %s', (name) => {
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

  /** As the browser tells them: the driver for Firefox loses sight of tabs that pages of ours were in. */
  function addresses(): Promise<readonly string[]> {
    return table.browser.inExtension(async (api) => (await api.tabs.query({})).map(({ url = '' }) => url));
  }

  const stops = async () => (await addresses()).filter((url) => url.startsWith(interstitialPage()));

  async function arrived(url: string): Promise<void> {
    await waitFor(`a tab at ${url}`, async () => (await addresses()).includes(url), 20_000);
  }

  function goBack(url: string): Promise<void> {
    return table.browser.inExtension(async (api, wanted) => {
      const [tab] = await api.tabs.query({ url: wanted });
      await api.tabs.goBack(tab?.id);
    }, url);
  }

  async function stopped(code: string): Promise<Page> {
    const page = await table.browser.findPage(interstitialPage(), 20_000);
    await untilShown(page, `[data-stop="${code}"]`);
    return page;
  }

  async function goOn(page: Page): Promise<void> {
    await click(page, '[data-action="more"]');
    await click(page, '[data-action="continue"]');
  }

  /** A page that has a link to the address, which is then followed. */
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

  it('is left to the browser while no session runs', async () => {
    expect(await table.browser.inExtension((api) => api.declarativeNetRequest.getSessionRules())).toEqual([]);
  });

  it('is taken where it answers, and nothing went over the plain one', async () => {
    await startSession(table.browser);
    await openTab(`http://${BOTH_HOST}/`);
    await arrived(`https://${BOTH_HOST}/`);
    expect(httpRequests(BOTH_HOST)).toEqual([]);
    expect(await readingOf(table.browser, `https://${BOTH_HOST}/`)).toMatchObject({ level: 'L0' });
  });

  it('is stopped for where nobody answers, and leads back to where the person was', async () => {
    await follow(`http://${PLAIN_HOST}/`);
    const stop = await stopped('no-protected-address');
    expect(httpRequests(PLAIN_HOST)).toEqual([]);
    await click(stop, '[data-action="back"]');
    await waitFor('the interstitial to be gone', async () => (await stops()).length === 0);
    await arrived(SITES.plain.url);
    expect(httpRequests(PLAIN_HOST)).toEqual([]);
  });

  it('is gone past when the person insists, for this site only, and back leads to no stop', async () => {
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

  it('is said to have failed, and is not offered again, once the person has gone on', async () => {
    await openTab(`http://${PLAIN_HOST}/`);
    const reading = await readingOf(table.browser, `http://${PLAIN_HOST}/`, has('insecure-page'));
    expect(reading).toMatchObject({
      level: 'L1',
      findings: [{ code: 'insecure-page', severity: 'low', facts: { isTried: true } }],
    });
  });

  it('is stopped for where the proof is a stranger’s', async () => {
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

  it('leaves an HTTPS address that the person asked for to the browser', async () => {
    await openTab(`https://${STRIPPED_HOST}/`);
    await pause(2000);
    expect(await stops()).toEqual([]);
  });

  it('that failed is said to, and no more, where the person asked for it', async () => {
    await openTab(`https://${PLAIN_HOST}/`);
    const reading = await readingOf(table.browser, `https://${PLAIN_HOST}/`, has('connection-blocked'));
    expect(reading).toMatchObject({
      state: 'ready',
      level: 'L1',
      findings: [{ code: 'connection-blocked', severity: 'low', facts: { failure: 'refused' } }],
    });
  });

  it('that worked before and no longer does, is a ground for care', async () => {
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

  it('of a mail service’s sign-in page must not fail', async () => {
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

  it('is stopped for where one address leads to the other and back', async () => {
    await openTab(`http://${LOOP_HOST}/`);
    const stop = await stopped('no-protected-address');
    await goOn(stop);
    await arrived(`http://${LOOP_HOST}/`);
  });

  it('is given up where nobody says a word, also with a new background', async () => {
    const begun = Date.now();
    await openTab(`http://${SILENT_HOST}/`);
    await pause(1500);
    await table.browser.backend.killBackground();
    // What any event does: the background is there again.
    await table.browser.inExtension((api) => api.runtime.sendMessage({ name: 'session/get', input: {} }));
    const stop = await stopped('no-protected-address');
    expect(Date.now() - begun).toBeLessThan(14_000);
    await goOn(stop);
    await arrived(`http://${SILENT_HOST}/`);
  });

  it('lets the café’s own sign-in page come', async () => {
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

  it.each([LOCKED_HOST, REPLACED_HOST])('may be answered by the network itself: %s', async (host) => {
    await openTab(`http://${host}/`);
    await goOn(await stopped('no-protected-address'));
    await arrived(`http://${host}/`);
    const reading = await readingOf(table.browser, `http://${host}/`, has('captive-portal'));
    expect(reading.findings).toContainEqual(
      expect.objectContaining({ code: 'captive-portal', severity: 'low', facts: { host } }),
    );
    expect(['L1', 'L2'], 'nobody is stopped by it').toContain(reading.level);
  });

  it('is what a site may send, and then it is known', async () => {
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

  it('is the browser’s own matter again after the tidy', async () => {
    await leave(table.browser);
    expect(await table.browser.inExtension((api) => api.declarativeNetRequest.getSessionRules())).toEqual([]);
  });
});

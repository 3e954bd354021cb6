import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { OLD_LINE_HOST, type Place, SITES } from '../cafe/sites.ts';
import { pause, waitFor } from './harness/index.ts';
import { click, openPopup, type Reading, readingOf, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const POST = 'https://post.filter.example/';
const CLINIC = 'https://clinic.filter.example/';
const DESK = 'https://desk.cafe.lan/';
const MOVED_HOST = 'moved.harbour.example';
const MOVED = `https://${MOVED_HOST}/`;
const OLD = `https://${OLD_LINE_HOST}/`;

const QUIET = { state: 'ready', level: 'L0', findings: [] };

describe.each(BROWSER_NAMES)('TLS info of pages, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });
  const canTell = name === 'firefox';
  const interstitials = () => `${table.browser.backend.extensionUrl}stop.html`;

  function isStopOpen(): Promise<boolean> {
    return table.browser
      .addresses()
      .then((all) => all.some((address) => address.startsWith(interstitials())));
  }

  /** Opens it, reads the popup once it shows these findings, and closes it. */
  async function visited(url: string, codes: readonly string[]): Promise<Reading> {
    const page = await table.browser.openPage(url);
    const wanted = codes.join();
    const reading = await readingOf(
      table.browser,
      url,
      ({ state, findings }) => state === 'ready' && findings.map(({ code }) => code).join() === wanted,
    );
    await page.close();
    return reading;
  }

  async function popupOf(url: string): Promise<Page> {
    const page = await table.browser.openPage(url);
    const popup = await openPopup(table.browser, await table.browser.tabIdOf(url));
    await untilShown(popup, '[data-state="ready"]');
    await page.close();
    return popup;
  }

  it('reports nothing for a connection in order', async () => {
    await startSession(table.browser);
    expect(await visited(SITES.mail.url, [])).toEqual(QUIET);
  });

  it(
    canTell ? 'does not say that it cannot tell' : 'says that it cannot tell who opens the line',
    async () => {
      const popup = await popupOf(SITES.mail.url);
      expect(await popup.$$eval('[data-line="unknown"]', (found) => found.length)).toBe(canTell ? 0 : 1);
      await popup.close();
    },
  );

  it('detects interception, if the browser reports TLS info', async () => {
    const reading = await visited(POST, canTell ? ['tls-interception'] : []);
    const finding = {
      code: 'tls-interception',
      severity: 'high',
      facts: { host: 'post.filter.example', issuer: 'Corner Filters Ltd' },
    };
    expect(reading).toEqual(canTell ? { state: 'ready', level: 'L3', findings: [finding] } : QUIET);
  });

  it('ignores local servers', async () => {
    expect(await visited(DESK, [])).toEqual(QUIET);
  });

  it.runIf(canTell)(
    'is kept when the background ends, and for pages from the back/forward cache',
    async () => {
      const { browser } = table;
      const page = await browser.openPage(POST);
      await browser.goTo(page, SITES.plain.url);
      await browser.backend.killBackground();
      await page.evaluate(() => history.back());
      const reading = await readingOf(browser, POST, ({ findings }) => findings.length === 1);
      expect(reading).toMatchObject({ state: 'ready', level: 'L3' });
      // The restarted background registers the listener again.
      const clinic = await browser.openPage(CLINIC);
      expect(await readingOf(browser, CLINIC, ({ findings }) => findings.length === 1)).toMatchObject({
        level: 'L3',
      });
      await Promise.all([page.close(), clinic.close()]);
    },
  );

  it('holds a password back, and names the added root', async () => {
    const page = await table.browser.openPage(POST);
    await page.bringToFront();
    await page.click('#password');
    if (!canTell) {
      await pause(1500);
      expect(await isStopOpen()).toBe(false);
      await page.close();
      return;
    }
    const stop = await table.browser.findPage(interstitials());
    await untilShown(stop, '[data-stop="tls-interception"]');
    await click(stop, '[data-action="more"]');
    await untilShown(stop, '[data-action="continue"]');
    expect(await stop.evaluate(() => document.body.textContent)).toContain('Corner Filters Ltd');
    await click(stop, '[data-action="continue"]');
    await waitFor('the interstitial to close', async () => !(await isStopOpen()));
    await page.close();
  });

  it('asks once per session, whatever the site', async () => {
    const page = await table.browser.openPage(CLINIC);
    await page.bringToFront();
    await page.type('#password', 'not-a-real-one');
    await pause(1500);
    expect(await isStopOpen()).toBe(false);
    expect(await page.$eval('#password', (field) => (field as HTMLInputElement).value)).toBe(
      'not-a-real-one',
    );
    await page.close();
  });

  it('notes another issuer, if the browser reports TLS info', async () => {
    expect(await visited(MOVED, [])).toEqual(QUIET);
    expect(await visited(MOVED, []), 'the same one again').toEqual(QUIET);
    table.browser.cafe.showCertificate(MOVED_HOST, 'reissued');
    const reading = await visited(MOVED, canTell ? ['certificate-changed'] : []);
    const facts = { host: MOVED_HOST, before: 'Practice Cafe', now: 'Second Harbour' };
    expect(reading.findings).toEqual(
      canTell ? [{ code: 'certificate-changed', severity: 'low', facts }] : [],
    );
    expect(await visited(SITES.mail.url, []), 'a site that has the same one').toEqual(QUIET);
  });

  it('reports a refused TLS version, and no certificate error', async () => {
    const reading = await visited(OLD, ['weak-tls']);
    expect(reading).toEqual({
      state: 'ready',
      level: 'L2',
      findings: [{ code: 'weak-tls', severity: 'medium', facts: { host: OLD_LINE_HOST, isRefused: true } }],
    });
  });

  it.each<Place>([SITES.expired, SITES.plain])('does not do so for $url', async ({ url, findings }) => {
    const codes = findings.map(({ code }) => code);
    expect((await visited(url, codes)).findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('in a Firefox that accepts outdated TLS', () => {
  const table = sitAtTable('firefox', {
    keepsPage: true,
    preferences: { 'security.tls.version.min': 1, 'security.tls.version.enable-deprecated': true },
  });

  it('asks for care for such a connection only', async () => {
    const { browser } = table;
    await startSession(browser);
    const old = await browser.openPage(OLD);
    expect(await old.title()).toBe('Attic bank');
    const reading = await readingOf(browser, OLD, ({ findings }) => findings.length > 0);
    const facts = { host: OLD_LINE_HOST, isRefused: false };
    expect(reading).toEqual({
      state: 'ready',
      level: 'L2',
      findings: [{ code: 'weak-tls', severity: 'medium', facts }],
    });
    await browser.openPage(SITES.mail.url);
    expect(await readingOf(browser, SITES.mail.url)).toEqual(QUIET);
  });
});

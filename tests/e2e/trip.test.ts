import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingOf } from '#core/page/finding.ts';
import { planTidy } from '#core/tidy/plan.ts';
import { CLUB_HOST, type Place, SITES, TRACKER_HOSTS } from '../cafe/sites.ts';
import { pause, waitFor } from './harness/index.ts';
import {
  beginTidy,
  click,
  openLeave,
  readingOf,
  readingOfPlace,
  receiptOn,
  type ShownReceipt,
  saveFile,
  startSession,
  untilShown,
} from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { forum, notices, library, shop, yahoo, news, photos, portal, broken } = SITES;
const { selfSigned, expired, wrongName } = SITES;
const { mail, article, plain, files, keeps, probe } = SITES;
const SECRET = 'seven-green-lamps';

/** The main scenario, in order: each test continues from the last one. */
describe.each(BROWSER_NAMES)('a whole session in the café, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });
  const interstitials = () => `${table.browser.backend.extensionUrl}stop.html`;
  const sentSecrets = () => table.browser.cafe.requests.filter(({ body }) => body.includes(SECRET));
  const isFirefox = name === 'firefox';

  describe('starting a session', () => {
    it('begins with one question', async () => {
      await table.browser.openPage(article.url);
      await startSession(table.browser);
    });

    it('judges a tab from before as it was judged before', async () => {
      const reading = await readingOfPlace(table.browser, article);
      expect(reading).toMatchObject({ state: 'ready', level: 'L0', findings: [] });
    });
  });

  describe('looking', () => {
    it.each<Place>([
      forum,
      notices,
      library,
      shop,
      yahoo,
      news,
      photos,
      portal,
      broken,
      selfSigned,
      expired,
      wrongName,
    ])('reports the findings of $url', async (place) => {
      const page = await table.browser.openPage(place.url);
      const reading = await readingOfPlace(table.browser, place);
      await page.close();
      expect(reading).toMatchObject({ state: 'ready', level: place.level, findings: place.findings });
      expect(reading.findings).toHaveLength(place.findings.length);
    });

    it('counts each tracking company, and nobody else', async () => {
      const page = await table.browser.openPage(news.url);
      const { findings } = await readingOfPlace(table.browser, news);
      await page.close();
      const facts = findings[0]?.facts as FindingOf<'trackers'>['facts'] | undefined;
      expect(facts?.hosts.toSorted()).toEqual([...TRACKER_HOSTS].sort());
      expect(facts?.count).toBe(facts?.names.length);
    });

    it.each<Place>([mail, plain, files, keeps, probe])('reports nothing for $url', async (place) => {
      const page = await table.browser.openPage(place.url);
      // Late findings count too.
      await pause(500);
      const reading = await readingOfPlace(table.browser, place);
      await page.close();
      expect(reading).toEqual({ state: 'ready', level: 'L0', findings: [] });
    });

    it('knows a tab from before after a reload', async () => {
      const page = await table.browser.findPage(article.url);
      await page.reload();
      expect(await readingOfPlace(table.browser, article)).toEqual({
        state: 'ready',
        level: 'L0',
        findings: [],
      });
    });
  });

  describe('a password on an HTTP page', () => {
    let page: Page;

    beforeAll(async () => {
      page = await table.browser.openPage(forum.url);
    });

    /** Focuses the field, which opens the interstitial. */
    async function enterField(): Promise<Page> {
      await page.bringToFront();
      await page.click('#password');
      return table.browser.findPage(interstitials());
    }

    async function interstitialIsGone(): Promise<void> {
      await waitFor('the interstitial to close', async () =>
        (await table.browser.addresses()).every((address) => !address.startsWith(interstitials())),
      );
    }

    it('is held back when the field gets focus', async () => {
      const stop = await enterField();
      await untilShown(stop, '[data-stop="insecure-password-field"]');
      await page.bringToFront();
      await page.type('#password', SECRET);
      expect(await page.$eval('#password', (field) => (field as HTMLInputElement).value)).toBe('');
    });

    it('goes back on request, and nothing is sent', async () => {
      const stop = await table.browser.findPage(interstitials());
      await click(stop, '[data-action="back"]');
      await interstitialIsGone();
      expect(sentSecrets()).toEqual([]);
    });

    it('is held back when the form is sent without focusing the field', async () => {
      await page.goto(forum.url);
      await page.bringToFront();
      await page.type('#name', 'sam');
      await page.$eval(
        '#password',
        (field, secret) => {
          (field as HTMLInputElement).value = secret;
        },
        SECRET,
      );
      await page.focus('#name');
      await page.keyboard.press('Enter');
      const stop = await table.browser.findPage(interstitials());
      await click(stop, '[data-action="back"]');
      await interstitialIsGone();
      await pause(500);
      expect(sentSecrets()).toEqual([]);
    });

    it('is allowed if the person insists, until the session ends', async () => {
      await page.goto(forum.url);
      const stop = await enterField();
      await click(stop, '[data-action="more"]');
      await click(stop, '[data-action="continue"]');
      await waitFor('the field to be free', () =>
        page.$eval('#password', (field) => !(field as HTMLInputElement).disabled),
      );
      await page.bringToFront();
      await page.type('#name', 'sam');
      await page.type('#password', SECRET);
      await page.keyboard.press('Enter');
      await waitFor('the password to arrive', async () => sentSecrets().length === 1);
      // The response to the form is still pending, and would replace the next page.
      await pause(700);

      await page.goto(forum.url);
      await page.bringToFront();
      await page.click('#password');
      // The time a person needs to find the first key.
      await pause(300);
      await page.type('#password', SECRET);
      await page.keyboard.press('Enter');
      await waitFor('the second one', async () => sentSecrets().length === 2);
      expect((await table.browser.addresses()).filter((one) => one.startsWith(interstitials()))).toEqual([]);
    });

    it('can be sent over HTTPS instead', async () => {
      const { cafe } = table.browser;
      cafe.refuseHttps(CLUB_HOST, true);
      page = await table.browser.openPage(`http://${CLUB_HOST}/`);
      cafe.refuseHttps(CLUB_HOST, false);
      const stop = await enterField();
      await click(stop, '[data-action="upgrade"]');
      await table.browser.findPage(`https://${CLUB_HOST}/`);
      await interstitialIsGone();
      const reading = await readingOf(table.browser, `https://${CLUB_HOST}/`);
      expect(reading).toEqual({ state: 'ready', level: 'L0', findings: [] });
    });

    it('is held back on an HTTPS page with an HTTP target', async () => {
      page = await table.browser.openPage(shop.url);
      const stop = await enterField();
      await untilShown(stop, '[data-stop="insecure-form-target"]');
      await click(stop, '[data-action="back"]');
      await interstitialIsGone();
      expect(table.browser.cafe.requests.some(({ host }) => host === 'pay.corner.example')).toBe(false);
    });

    it('is not held back on an HTTPS page', async () => {
      page = await table.browser.openPage(mail.url);
      await page.bringToFront();
      await page.type('#password', SECRET);
      await page.keyboard.press('Enter');
      await waitFor('the password to arrive', async () =>
        sentSecrets().some(({ host }) => host === 'mail.harbour.example'),
      );
    });
  });

  describe('leaving', () => {
    let page: Page;
    let receipt: ShownReceipt;
    let saved: string;

    it('lists the session’s sites to sign out of, and its files', async () => {
      const { browser } = table;
      saved = join(browser.downloadsDir, 'timetable.txt');
      await saveFile(await browser.openPage(files.url), () => existsSync(saved));
      const keeper = await browser.openPage(keeps.url);
      await untilShown(keeper, 'body[data-kept="yes"]');

      page = await openLeave(browser);
      const shown = await page.$$eval('[data-host]', (items) =>
        items.map((item) => (item as HTMLElement).dataset.host),
      );
      expect(shown.toSorted()).toEqual(['forum.riverside.example', 'mail.harbour.example']);
      expect(await page.$$eval('[data-file]', (items) => items.length)).toBe(1);
    });

    it('tidies up and shows a receipt with every step', async () => {
      await beginTidy(page, { scope: 'sitting' });
      receipt = await receiptOn(page);
      expect(receipt.steps.map(({ step }) => step).toSorted()).toEqual(
        planTidy(name, 'sitting')
          .map(({ id }) => id)
          .toSorted(),
      );
      expect(receipt.steps.filter(({ status }) => status === 'failed' || status === 'left')).toEqual([]);
      expect(receipt.kind).toBe('complete');
    });

    it('claims no more for any step than is true', () => {
      const statusOf = (wanted: string) => receipt.steps.find(({ step }) => step === wanted)?.status;
      expect(statusOf('files')).toBe('done');
      expect(statusOf('cookies')).toBe('done');
      expect(statusOf('history')).toBe('done');
      expect(statusOf('cache')).toBe('unverified');
      expect(statusOf('site-permissions')).toBe('cannot');
      expect(statusOf('passwords')).toBe(isFirefox ? 'unverified' : 'cannot');
      expect(statusOf('site-files')).toBe(isFirefox ? 'cannot' : undefined);
    });

    it('names no site on the receipt', async () => {
      const text = await page.$eval('body', (body) => body.textContent);
      expect(text).not.toMatch(/riverside|harbour|corner|daily|attic|yahoo|timetable/i);
    });

    it('has deleted the file', () => {
      expect(existsSync(saved)).toBe(false);
    });

    it('has closed the session’s tabs', async () => {
      const open = await table.browser.addresses();
      expect(open.filter((address) => /^https?:/.test(address) && !address.startsWith(article.url))).toEqual(
        [],
      );
    });

    it('has left no cookie, history, download or closed tab', async () => {
      const found = await table.browser.inExtension(async (api) => ({
        cookies: (await api.cookies.getAll({})).map(({ domain }) => domain),
        history: (await api.history.search({ text: '', startTime: 0, maxResults: 1000 }))
          .map(({ url = '' }) => url)
          .filter((url) => /^https?:/.test(url)),
        downloads: (await api.downloads.search({})).length,
        closed: (await api.sessions.getRecentlyClosed())
          .flatMap(({ tab, window }) => (tab ? [tab] : (window?.tabs ?? [])))
          .map(({ url = '' }) => url)
          .filter((url) => /^https?:/.test(url)),
      }));
      expect(found).toEqual({
        cookies: [],
        // The tab from before the session was reloaded during it.
        history: found.history.filter((url) => url === article.url),
        downloads: 0,
        closed: [],
      });
    });
  });

  describe('the next person', () => {
    it('is asked the first question again', async () => {
      await startSession(table.browser);
    });

    it('finds nothing that the site had stored', async () => {
      const page = await table.browser.openPage(`${keeps.url}found`);
      const found = await waitFor('what is found', async () => {
        const text = await page.$eval('#found', (element) => element.textContent);
        return text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
      });
      await page.close();
      expect(found).toEqual({
        cookie: '',
        localStorage: [],
        indexedDB: [],
        serviceWorkers: 0,
        // The receipt said that these may be left in Firefox.
        caches: isFirefox ? expect.any(Array) : [],
        files: isFirefox ? expect.any(Array) : [],
      });
    });

    it('gets the interstitial again', async () => {
      const page = await table.browser.openPage(forum.url);
      await page.bringToFront();
      await page.click('#password');
      await table.browser.findPage(interstitials());
    });

    it('sees no site or file of the first person when leaving', async () => {
      const page = await openLeave(table.browser);
      expect(await page.$$eval('[data-host], [data-file]', (items) => items.length)).toBe(0);
    });
  });
});

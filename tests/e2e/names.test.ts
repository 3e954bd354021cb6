import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Place, SITES } from '../cafe/sites.ts';
import { pause, waitFor } from './harness/index.ts';
import { click, readingOfPlace, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { verify, letters, inside, post, members, yahoo } = SITES;
const SECRET = 'nine-blue-kettles';

/** Asks for the name first, and then adds the password field; also in a shadow root. */
const LATE_HOST = 'login.yahoo-confirm.example';
const LATE = `<!doctype html><title>Sign in</title><sign-in></sign-in><script>
  const box = document.querySelector('sign-in');
  const root = location.pathname === '/tree' ? box.attachShadow({ mode: 'open' }) : box;
  root.innerHTML = '<form><input id="name"></form>';
  root.querySelector('#name').addEventListener('change', () => {
    root.querySelector('form').insertAdjacentHTML('beforeend', '<input id="password" type="password">');
  }, { once: true });
</script>`;

describe.each(BROWSER_NAMES)('look-alike names, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: { suffix: LATE_HOST, hosts: [LATE_HOST], answer: () => ({ body: LATE }) },
    keepsPage: true,
  });
  const interstitials = () => `${table.browser.backend.extensionUrl}stop.html`;
  const sentSecrets = () => table.browser.cafe.requests.filter(({ body }) => body.includes(SECRET));
  const isBlocked = async () =>
    (await table.browser.addresses()).some((address) => address.startsWith(interstitials()));
  const typedInto = (page: Page) => page.$eval('#password', (field) => (field as HTMLInputElement).value);

  beforeAll(async () => {
    await table.browser.openPage(SITES.article.url);
    await startSession(table.browser);
  });

  it.each<Place>([verify, letters, inside, post, members])(
    'are told from honest ones: $url',
    async (place) => {
      const page = await table.browser.openPage(place.url);
      const reading = await readingOfPlace(table.browser, place);
      await page.close();
      expect(reading).toMatchObject({ state: 'ready', level: place.level, findings: place.findings });
      expect(reading.findings).toHaveLength(place.findings.length);
    },
  );

  it.each<Place>([post, members])('hold nothing back on legitimate sites: $url', async ({ url }) => {
    const page = await table.browser.openPage(url);
    await page.bringToFront();
    await page.click('#password');
    await pause(300);
    await page.type('#password', SECRET);
    expect(await typedInto(page)).toBe(SECRET);
    expect(await isBlocked()).toBe(false);
    await page.close();
  });

  describe('with a password field', () => {
    let page: Page;

    /** Records the events that the page observes. */
    const listen = () =>
      page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        for (const type of ['keydown', 'input']) addEventListener(type, (event) => seen.push(event.type));
      });
    const heard = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);

    async function enterField(): Promise<Page> {
      await page.bringToFront();
      await page.click('#password');
      return table.browser.findPage(interstitials());
    }

    it.each([
      ['after the one for the name', '/', ''],
      ['so in a tree of its own', '/tree', 'sign-in >>> '],
    ])('receive no character, even if the field appears %s', async (_, path, within) => {
      page = await table.browser.openPage(`https://${LATE_HOST}${path}`);
      await page.bringToFront();
      await pause(300);
      await page.click(`${within}#name`);
      await page.keyboard.type('me');
      await page.$eval(`${within}#name`, (field) => (field as HTMLInputElement).blur());
      await page.waitForSelector(`${within}#password`);
      await listen();
      await page.click(`${within}#password`);
      await page.keyboard.type('abc');
      const tab = await table.browser.tabIdOf(page.url());
      const stop = await table.browser.findPage(`${interstitials()}?for=${tab}`);
      const typed = await page.$eval(`${within}#password`, (field) => (field as HTMLInputElement).value);
      expect(typed).toBe('');
      expect(await heard()).toEqual([]);
      await stop.close();
      await page.close();
    });

    it('receive no character before the background answers', async () => {
      page = await table.browser.openPage(verify.url);
      await page.bringToFront();
      await listen();
      // The time a person needs to move the hand.
      await pause(300);
      await page.$eval('#password', (field) => (field as HTMLInputElement).focus());
      await page.keyboard.type('abc');
      const stop = await table.browser.findPage(interstitials());
      await untilShown(stop, '[data-stop="look-alike-domain"]');
      expect(await typedInto(page)).toBe('');
      expect(await heard()).toEqual([]);
      const text = await stop.$eval('[data-stop]', (box) => box.textContent);
      expect(text).toContain('login.yahoo-verify.example');
      expect(text).toContain('yahoo.com');
      expect(await stop.$('[data-action="upgrade"]')).toBeNull();
    });

    it('lead to the real site', async () => {
      const stop = await table.browser.findPage(interstitials());
      await click(stop, '[data-action="real"]');
      await table.browser.findPage(yahoo.url);
      await waitFor('the interstitial to close', async () => !(await isBlocked()));
      expect(sentSecrets()).toEqual([]);
    });

    it('are blocked with confusable characters too, and allowed if the person insists', async () => {
      await page.goto(letters.url);
      const stop = await enterField();
      await untilShown(stop, '[data-stop="look-alike-domain"]');
      await click(stop, '[data-action="more"]');
      await click(stop, '[data-action="continue"]');
      await waitFor('the field to be free', () =>
        page.$eval('#password', (field) => !(field as HTMLInputElement).disabled),
      );
      await page.bringToFront();
      await page.type('#password', SECRET);
      await page.keyboard.press('Enter');
      await waitFor('the password to arrive', async () => sentSecrets().length === 1);
    });
  });
});

import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../cafe/pages/index.ts';
import { pause, type TestBrowser, waitFor } from './harness/index.ts';
import { click, leave, openPopup, readingOf, readPopup, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const SUFFIX = '.attack.example';
const PLAIN = `http://plain${SUFFIX}`;
const SAFE = `https://safe${SUFFIX}`;
const WORD = 'c0rrect';
/** A local address: nothing is blocked there. */
const ROUTER = 'http://10.0.0.138';

const EARS = `<script>window.heard = []; for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input']) {
  addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data)), true); }</script>`;

const PAGES: Readonly<Record<string, string>> = {
  becomes: `${EARS}<form action="/in" method="post"><input name="user"><input id="p" name="word" oninput="this.type='password'"></form>`,
  steals: `<form action="http://plain${SUFFIX}/in" method="post"><input type="password" id="p"></form><script>
    setInterval(() => { document.querySelector('#p').blur(); document.querySelector('#p').focus(); }, 100);</script>`,
  flood: `<script>window.flood = () => { for (let number = 0; number < 250; number += 1) {
      const form = document.createElement('form'); form.action = 'http://made-up-' + number + '.example/';
      form.innerHTML = '<input name=a value=b>'; document.body.append(form); new FormData(form); form.remove(); } };</script>
    <form action="/in" method="post"><input id="a" name="a"><button id="go">Go</button></form>`,
  outside: `<form id="f" action="/in" method="post"><input type="password" id="p" name="p"><button>Safe</button></form>
    <button form="f" id="second" formaction="http://plain${SUFFIX}/in">Other</button>`,
  honest: `<form id="f" action="/in" method="post"><input type="password" id="p" name="p"><button>Safe</button></form>
    <button form="f" id="second" formaction="/other">Other</button>`,
  late: `<p>Words.</p><script>window.ask = () => { document.body.insertAdjacentHTML('beforeend',
    '<form action="/in" method="post"><input type="password" id="p"></form>'); };</script>`,
  keys: `${EARS}<form action="/in" method="post"><input type="password" id="p" name="p"><input id="a" name="a"></form>`,
  boxes: `${EARS}<form action="/in" method="post"><textarea id="area" style="-webkit-text-security:disc"></textarea></form>
    <div id="box" contenteditable="true" aria-label="Password"></div>
    <div id="note" contenteditable="true" aria-label="Your letter"></div><textarea id="words" name="words"></textarea>`,
  stores: `<script>window.called = [];
    for (const name of ['estimate', 'getDirectory', 'persist']) {
      const own = StorageManager.prototype[name];
      StorageManager.prototype[name] = function () { called.push(name); return own.call(this); };
    }
    for (const name of ['keys', 'delete']) {
      const own = CacheStorage.prototype[name];
      CacheStorage.prototype[name] = function (...input) { called.push(name); return own.apply(this, input); };
    }
    window.fill = async () => { await (await caches.open('mine')).put('/x', new Response('y')); };
    setInterval(() => { if (called.length) navigator.sendBeacon('/called', called.splice(0).join()); }, 5);</script>`,
};

function answer({ path, method }: Question) {
  if (method === 'POST') return { body: '<title>Thanks</title>' };
  const name = path.slice(1).split('?')[0] ?? '';
  return { body: `<!doctype html><title>${name}</title><body>${PAGES[name] ?? ''}` };
}

const valueIn = (page: Page, selector: string) =>
  page.$eval(selector, (field) => (field as HTMLInputElement).value ?? field.textContent);
const heardBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard);

describe.each(BROWSER_NAMES)('a hostile page, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: {
      suffix: SUFFIX,
      hosts: ['10.0.0.138'],
      httpOnly: [`plain${SUFFIX}`, '10.0.0.138'],
      answer,
    },
    keepsPage: true,
  });
  let browser: TestBrowser;

  /** Not by asking each page: calls of the driver count as user activation. */
  const interstitials = () =>
    browser.inExtension(async (api) => {
      const urls = (await api.tabs.query({})).map(({ url = '' }) => url);
      return urls.filter((url) => url.includes('stop.html'));
    });

  beforeAll(async () => {
    browser = table.browser;
    await startSession(browser);
    // Opens its helper page now, so that it does not interfere later.
    await interstitials();
  });

  async function goBack(): Promise<string | undefined> {
    const stop = await browser.findPage(`${browser.backend.extensionUrl}stop.html`);
    await untilShown(stop, '[data-stop]');
    const code = await stop.evaluate(() => document.querySelector<HTMLElement>('[data-stop]')?.dataset.stop);
    await click(stop, '[data-action="back"]');
    await waitFor('the interstitial to go', async () => (await interstitials()).length === 0);
    return code;
  }

  async function openInFront(url: string): Promise<Page> {
    const page = await browser.openPage(url);
    await page.bringToFront();
    return page;
  }

  it('receives no key of a password on an HTTP page, and every other key', async () => {
    const page = await openInFront(`${PLAIN}/keys`);
    await page.click('#p');
    await page.keyboard.type(WORD);
    expect(await goBack()).toBe('insecure-password-field');
    expect([await heardBy(page), await valueIn(page, '#p')]).toEqual([[], '']);
    await page.bringToFront();
    await page.click('#a');
    await page.keyboard.type('b');
    expect(await heardBy(page)).toEqual(['keydown b', 'keypress b', 'beforeinput b', 'input b', 'keyup b']);
    await page.close();
  });

  it.each(['#area', '#box'])('receives no key of a password in %s, which is no input', async (box) => {
    const page = await openInFront(`${PLAIN}/boxes`);
    await page.click(box);
    await page.keyboard.type(WORD);
    expect(await goBack()).toBe('insecure-password-field');
    expect([await heardBy(page), await valueIn(page, box)]).toEqual([[], '']);
    await page.close();
  });

  it.each(['#words', '#note'])('receives every key of other text in %s', async (box) => {
    const page = await openInFront(`${PLAIN}/boxes`);
    await page.click(box);
    await page.keyboard.type(WORD);
    expect(await valueIn(page, box)).toBe(WORD);
    expect(await interstitials()).toEqual([]);
    await page.close();
  });

  it('is blocked as soon as a field becomes a password field, and keeps its content', async () => {
    const page = await openInFront(`${PLAIN}/becomes`);
    await page.click('#p');
    await page.keyboard.press(WORD[0] as 'c');
    expect(await goBack()).toBe('insecure-password-field');
    expect(await valueIn(page, '#p')).toBe(WORD[0]);
    await page.close();
  });

  it('loses no key when such a field appears where nothing is blocked', async () => {
    const page = await openInFront(`${ROUTER}/becomes`);
    await page.click('#p');
    await page.keyboard.type(WORD);
    await waitFor('all of the word', async () => (await valueIn(page, '#p')) === WORD);
    expect(await interstitials()).toEqual([]);
    await page.close();
  });

  it('opens no interstitial by moving the focus, in front or in the background', async () => {
    const page = await browser.backend.browser.newPage();
    await page.goto(`${SAFE}/steals`);
    await page.bringToFront();
    await pause(1500);
    expect(await interstitials()).toEqual([]);
    const front = await openInFront(`${SAFE}/honest`);
    await pause(1500);
    expect(await interstitials()).toEqual([]);
    await front.close();
    await page.bringToFront();
    // A person's key opens one; focus alone does not after going back.
    await page.keyboard.press('a');
    await goBack();
    await pause(1500);
    expect(await interstitials()).toEqual([]);
    await page.close();
  });

  it('adds no hosts of its own to the list of unencrypted sends', async () => {
    const page = await openInFront(`${PLAIN}/flood`);
    await page.evaluate(() => (window as unknown as { flood(): void }).flood());
    await page.type('#a', 'words');
    await page.click('#go');
    const leaving = await browser.extensionPage('leave.html');
    await untilShown(leaving, `[data-in-clear="plain${SUFFIX}"]`);
    const hosts = await leaving.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-in-clear]')].map(
        ({ dataset }) => dataset.sentUnencrypted,
      ),
    );
    expect(hosts.filter((host) => host?.startsWith('made-up'))).toEqual([]);
    await leaving.close();
    await page.close();
  });

  it('is detected when a button outside its form sends a password elsewhere', async () => {
    const page = await openInFront(`${SAFE}/outside`);
    const reading = await readingOf(browser, `${SAFE}/outside`, ({ level }) => level === 'L3');
    expect(reading.findings.map(({ code }) => code)).toContain('insecure-form-target');
    await page.bringToFront();
    await page.type('#p', WORD);
    await page.click('#second');
    expect(await goBack()).toBe('insecure-form-target');
    const honest = await openInFront(`${SAFE}/honest`);
    expect((await readingOf(browser, `${SAFE}/honest`)).findings).toEqual([]);
    await honest.close();
    await page.close();
  });

  it('cannot ask for a password late unnoticed by the popup', async () => {
    const page = await openInFront(`${PLAIN}/late`);
    const tabId = await browser.tabIdOf(`${PLAIN}/late`);
    const icon = () => browser.inExtension((api, id) => api.action.getTitle({ tabId: id }), tabId);
    const before = await icon();
    await page.evaluate(() => (window as unknown as { ask(): void }).ask());
    await waitFor('the toolbar to follow', async () => (await icon()) !== before);
    const popup = await openPopup(browser, tabId);
    await waitFor('the warning', async () => (await readPopup(popup)).level === 'L3');
    await popup.close();
    await page.close();
  });

  it('receives no key without an answer of the background, and all of them over HTTPS', async () => {
    const page = await openInFront(`${PLAIN}/keys`);
    const safe = await openInFront(`${SAFE}/keys`);
    await browser.backend.killBackground();
    await safe.click('#p');
    await safe.keyboard.type(WORD);
    expect(await valueIn(safe, '#p')).toBe(WORD);
    await safe.close();
    await page.bringToFront();
    await browser.backend.killBackground();
    await page.click('#p');
    await page.keyboard.type(WORD);
    expect([await heardBy(page), await valueIn(page, '#p')]).toEqual([[], '']);
    await goBack();
    await page.close();
  });

  it('does not detect the tidy by functions that it replaced', async () => {
    const page = await openInFront(`${SAFE}/stores`);
    await page.evaluate(() => (window as unknown as { fill(): Promise<void> }).fill());
    await leave(browser);
    expect(browser.cafe.requests.filter(({ path }) => path.startsWith('/called'))).toEqual([]);
    const again = await browser.openPage(`${SAFE}/honest`);
    expect(await again.evaluate(async () => await caches.keys())).toEqual([]);
    await again.close();
  });
});

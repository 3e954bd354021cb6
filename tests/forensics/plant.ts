import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { pause, type TestBrowser, waitFor, within } from '../e2e/harness/index.ts';
import type { Canaries } from './channels.ts';
import type { Hands } from './hands.ts';
import { actsByInterface, type OwnActs } from './own-acts.ts';
import type { ForensicSite } from './site.ts';

/**
 * Uses the browser like a person, so that every possible channel is filled.
 *
 * @param disk - folder outside the profile, for a local HTML file
 * @param hands - without them, channels that only hands can fill are omitted
 */
export async function plant(
  browser: TestBrowser,
  site: ForensicSite,
  canaries: Canaries,
  disk: string,
  hands?: Hands,
): Promise<void> {
  const { of } = canaries;
  const own: OwnActs = hands ?? actsByInterface(browser);
  const at = (path: string) => `https://${site.host}/${path}`;

  await hands?.plantTheRest();
  const page = await browser.openPage(at('start'));
  await browser.goTo(page, `${at(of.url)}?q=${of.query}#${of.fragment}`);
  await waitFor('everything to be written', () =>
    page.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  const failed = await page.evaluate(() => document.documentElement.dataset.failed);
  if (failed) throw new Error(`The page could not write everything: ${failed}`);
  // Compiled code is cached for repeatedly used scripts.
  for (let times = 0; times < 3; times++) {
    await browser.goTo(page, `${at(of.url)}?q=${of.query}#${of.fragment}`);
    await pause(300);
  }
  await page.type('#unsent', of['form-unsent']);
  await page.type('#story', of['form-text']);
  await leaveBy(page, 'form button');
  await browser.goTo(page, `${at('from')}?${of.referrer}`);
  await page.evaluate(() => location.assign('/next'));
  await pause(500);

  // Firefox stores form text and history state of a closed tab, for its last page only.
  const staying = await browser.openPage(at(of.url));
  await waitFor('everything to be written again', () =>
    staying.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  await staying.type('#unsent', of['form-unsent']);

  const signIn = await browser.openPage(at('sign-in'));
  await signIn.type('input[name=user]', of['sign-in-name']);
  await signIn.type('input[name=password]', of['sign-in-password']);
  await leaveBy(signIn, 'form button');

  // With user name and password in the URL, as careless links have.
  const basic = await browser.openPage();
  await browser.goTo(basic, `https://${of['basic-user']}:${of['basic-password']}@${site.basicHost}/`);
  const careless = await browser.openPage();
  await browser.goTo(careless, `https://${of['user-in-url']}:${of['password-in-url']}@${site.host}/plain`);

  await browser.backend.ownWindows.allowNotifications(`https://${site.permissionHost}`);
  const notifying = await browser.openPage(`https://${site.permissionHost}/`);
  await notifying.evaluate(async (words) => {
    await navigator.serviceWorker.register('/worker.js');
    const worker = await navigator.serviceWorker.ready;
    await worker.showNotification(words);
  }, of.notification);
  await browser.openPage(`https://${site.hstsHost}/`);
  await own.zoom(`https://${site.zoomHost}/`);
  const zoomedAndLeft = await own.zoom(`https://${site.zoomClosedHost}/`);
  await zoomedAndLeft.close();

  const clicked = await browser.openPage(`https://${site.clickedHost}/`);
  await clicked.click('button');
  await playProtected(await browser.openPage(`https://${site.mediaHost}/`));
  await own.group(at(of['group-url']));
  await readFromDisk(browser, disk, canaries);

  await own.keep(of['bookmark-title'], `https://${site.bookmarkHost}/${of['bookmark-url']}`);
  await own.addWord(of.word);
  const { ownWindows } = browser.backend;
  await ownWindows.saveAddress(of['saved-address']);
  await ownWindows.saveCard(of['saved-card']);

  const leftBehind = await browser.openPage(`https://${site.closedHost}/`);
  await waitFor('the site to keep its answer', () =>
    leftBehind.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  await leftBehind.close();

  const saving = await browser.openPage(at('plain'));
  await saving.evaluate((url) => location.assign(url), at(of['download-url']));
  await waitFor('the file to be saved', () =>
    browser.inExtension(async (api) => {
      const items = await api.downloads.search({ state: 'complete' });
      return items.length > 0;
    }),
  );

  const closing = await browser.openPage(at(of['closed-tab']));
  await pause(500);
  await staying.close();
  await closing.close();
  // Browsers write most of it with a delay.
  await pause(3000);
}

/** ClearKey, the only key system without a licence. */
async function playProtected(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const access = await navigator.requestMediaKeySystemAccess('org.w3.clearkey', [
      {
        persistentState: 'optional',
        sessionTypes: ['temporary'],
        videoCapabilities: [{ contentType: 'video/webm; codecs="vp8"' }],
      },
    ]);
    await access.createMediaKeys();
  });
}

async function readFromDisk(browser: TestBrowser, disk: string, { of }: Canaries): Promise<void> {
  const path = join(disk, `${of['disk-page-url']}.html`);
  writeFileSync(path, '<!doctype html><title>from the disk</title>');
  const page = await browser.openPage(pathToFileURL(path).href);
  await page.evaluate((words) => {
    localStorage.setItem('k', words);
    return new Promise((done, fail) => {
      const request = indexedDB.open('kept', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('things').put(words, 'text');
      request.onsuccess = () => {
        request.result.close();
        done(undefined);
      };
      request.onerror = () => fail(request.error);
    });
  }, of['disk-page-store']);
}

async function leaveBy(page: Page, selector: string): Promise<void> {
  const gone = page.waitForNavigation({ timeout: 5000 }).catch(() => undefined);
  await page.click(selector);
  await within(gone, 6000).catch(() => undefined);
}

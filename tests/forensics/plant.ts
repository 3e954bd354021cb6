import type { Page } from 'puppeteer';
import { pause, type TestBrowser, waitFor, within } from '../e2e/harness/index.ts';
import type { Canaries } from './channels.ts';
import type { ForensicSite } from './site.ts';

/** Uses the browser as a person would, so that every channel that can be filled is filled. */
export async function plant(browser: TestBrowser, site: ForensicSite, canaries: Canaries): Promise<void> {
  const { of } = canaries;
  const at = (path: string) => `https://${site.host}/${path}`;

  const page = await browser.openPage(at('start'));
  await browser.goTo(page, `${at(of.url)}?q=${of.query}#${of.fragment}`);
  await waitFor('everything to be written', () =>
    page.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  const failed = await page.evaluate(() => document.documentElement.dataset.failed);
  if (failed) throw new Error(`The page could not write everything: ${failed}`);
  // Compiled code is kept for a script that is met more than once.
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

  // Firefox writes down what is typed and held with a closed tab, and only of the page it showed last.
  const staying = await browser.openPage(at(of.url));
  await waitFor('everything to be written again', () =>
    staying.evaluate(() => document.documentElement.dataset.written === 'yes'),
  );
  await staying.type('#unsent', of['form-unsent']);

  const signIn = await browser.openPage(at('sign-in'));
  await signIn.type('input[name=user]', of['sign-in-name']);
  await signIn.type('input[name=password]', of['sign-in-password']);
  await leaveBy(signIn, 'form button');

  // With its name and password in the address, as a careless link has it.
  const basic = await browser.openPage();
  await browser.goTo(basic, `https://${of['basic-user']}:${of['basic-password']}@${site.basicHost}/`);
  const careless = await browser.openPage();
  await browser.goTo(careless, `https://${of['user-in-url']}:${of['password-in-url']}@${site.host}/plain`);

  await browser.backend.allowNotifications?.(`https://${site.permissionHost}`);
  await browser.openPage(`https://${site.hstsHost}/`);
  const zoomed = `https://${site.zoomHost}/`;
  await browser.openPage(zoomed);
  const zoomedTab = await browser.tabIdOf(zoomed);
  await browser.inExtension(async (api, tabId) => api.tabs.setZoom(tabId, 1.5), zoomedTab);

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
  // The browsers write most of it down with a delay.
  await pause(3000);
}

async function leaveBy(page: Page, selector: string): Promise<void> {
  const gone = page.waitForNavigation({ timeout: 5000 }).catch(() => undefined);
  await page.click(selector);
  await within(gone, 6000).catch(() => undefined);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../cafe/sites.ts';
import { waitFor } from './harness/index.ts';
import {
  beginTidy,
  click,
  openLeave,
  readingOfPlace,
  receiptOn,
  saveFile,
  untilShown,
} from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { forum, notices, shop, yahoo, mail, files, keeps } = SITES;
const SECRET = 'seven-green-lamps';

/** The whole job for somebody who never presses Start; each test goes on where the last one stopped. */
describe.each(BROWSER_NAMES)('a visit that nobody started, in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });
  const interstitials = () => `${table.browser.backend.extensionUrl}stop.html`;
  const sentSecrets = () => table.browser.cafe.requests.filter(({ body }) => body.includes(SECRET));

  beforeAll(() =>
    waitFor('pages to be observed', () =>
      table.browser.inExtension(async (api) => 'mark' in (await api.storage.session.get('mark'))),
    ),
  );

  it.each([forum, notices, shop, yahoo, mail])('is told what there is to find at $url', async (place) => {
    const page = await table.browser.openPage(place.url);
    const reading = await readingOfPlace(table.browser, place);
    await page.close();
    expect(reading).toMatchObject({ state: 'ready', level: place.level, findings: place.findings });
  });

  it('has a password held back on an HTTP page', async () => {
    const page = await table.browser.openPage(forum.url);
    await page.bringToFront();
    await page.click('#password');
    const stop = await table.browser.findPage(interstitials());
    await untilShown(stop, '[data-stop="insecure-password-field"]');
    await page.bringToFront();
    await page.type('#password', SECRET);
    expect(await page.$eval('#password', (field) => (field as HTMLInputElement).value)).toBe('');
    await click(stop, '[data-action="back"]');
    await waitFor('the interstitial to close', async () =>
      (await table.browser.addresses()).every((address) => !address.startsWith(interstitials())),
    );
    expect(sentSecrets()).toEqual([]);
  });

  it('leaves with what it did, and a receipt for every step', async () => {
    const { browser } = table;
    const saved = join(browser.downloadsDir, 'timetable.txt');
    await saveFile(await browser.openPage(files.url), () => existsSync(saved));
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
    const mailPage = await browser.openPage(mail.url);
    await mailPage.bringToFront();
    await mailPage.type('#password', SECRET);
    await mailPage.keyboard.press('Enter');
    await waitFor('the password to arrive', async () => sentSecrets().length === 1);

    const page = await openLeave(browser);
    await untilShown(page, '[data-host]');
    await untilShown(page, '[data-file]');
    await beginTidy(page, { begin: 'mark' });
    const receipt = await receiptOn(page);
    expect(receipt.steps.filter(({ status }) => status === 'failed' || status === 'left')).toEqual([]);
    expect(receipt.kind).toBe('complete');
    expect(existsSync(saved)).toBe(false);
    const found = await browser.inExtension(async (api) => ({
      cookies: (await api.cookies.getAll({})).length,
      history: (await api.history.search({ text: '', startTime: 0 })).filter(({ url = '' }) =>
        /^http/.test(url),
      ).length,
      downloads: (await api.downloads.search({})).length,
    }));
    expect(found).toEqual({ cookies: 0, history: 0, downloads: 0 });
  });

  it('is observed anew for the next person, who is shown nothing of the first', async () => {
    const page = await table.browser.openPage(forum.url);
    await page.bringToFront();
    await page.click('#password');
    const stop = await table.browser.findPage(interstitials());
    await click(stop, '[data-action="back"]');
    const leave = await openLeave(table.browser);
    expect(await leave.$$eval('[data-host], [data-file]', (items) => items.length)).toBe(0);
  });
});

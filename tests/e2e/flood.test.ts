import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { floodPage } from '../cafe/pages/flood.ts';
import { waitFor } from './harness/index.ts';
import { leave, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const HOST = 'high.water.example';
const SECRET = 'nine-blue-kettles';

describe.each(BROWSER_NAMES)('a page that does everything to excess, in %s', (name) => {
  const table = sitAtTable(name, {
    keepsPage: true,
    guests: {
      suffix: '.water.example',
      httpOnly: [HOST],
      answer: () => ({ body: floodPage('https://static.hotjar.com', 0.2) }),
    },
  });
  let page: Page;
  const bytes = () =>
    table.browser.inExtension(async (api) => JSON.stringify(await api.storage.session.get(null)).length);

  beforeAll(() => startSession(table.browser));

  it('finishes, and does not fill session storage', async () => {
    const before = await bytes();
    page = await table.browser.openPage(`http://${HOST}/`);
    const took = () => page.evaluate(() => document.documentElement.dataset.took !== undefined);
    await waitFor('the page to have done it all', took);
    expect(await bytes()).toBeLessThan(before + 100_000);
  });

  it('receives no password', async () => {
    await page.bringToFront();
    await page.click('#password');
    await page.keyboard.type(SECRET);
    const stop = await table.browser.findPage(`${table.browser.backend.extensionUrl}stop.html`);
    await untilShown(stop, '[data-stop="insecure-password-field"]');
    const sent = table.browser.cafe.requests.filter(({ body, path }) => `${body}${path}`.includes(SECRET));
    expect(sent).toEqual([]);
    await stop.close();
  });

  it('does not delay leaving', async () => {
    await table.browser.openPage(`http://${HOST}/`);
    const receipt = await leave(table.browser);
    expect(receipt.kind).toBe('complete');
    expect(await bytes()).toBeLessThan(20_000);
  });
});

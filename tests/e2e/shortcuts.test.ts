import { describe, expect, it } from 'vitest';
import { SITES } from '../cafe/sites.ts';
import type { TestBrowser } from './harness/index.ts';
import { click, openPopup, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { keeps, files } = SITES;

describe.each(BROWSER_NAMES)('shortcuts and hiding in %s', (name) => {
  const table = sitAtTable(name);

  it('suggests at most four keys, all of which the browser accepts', async () => {
    const commands = await table.browser.inExtension((api) => api.commands.getAll());
    expect(commands.length).toBeLessThanOrEqual(4);
    expect(commands.filter(({ shortcut }) => !shortcut)).toEqual([]);
    const suggested = Object.keys(table.browser.backend.extension.manifest.commands ?? {});
    expect(commands.map((command) => command.name).toSorted()).toEqual(suggested.toSorted());
  });

  it('hides at once and deletes nothing', async () => {
    const { browser } = table;
    await startSession(browser);
    await browser.openPage(files.url);
    const keeper = await browser.openPage(keeps.url);
    await untilShown(keeper, 'body[data-kept="yes"]');
    const before = await possessions(browser);
    expect(before).toMatchObject({
      cookies: expect.arrayContaining(['kept_lasting']),
      isSessionRunning: true,
    });

    const popup = await openPopup(browser, await browser.tabIdOf(keeps.url));
    await click(popup, '[data-action="hide"]');
    await browser.findPage(`${browser.backend.extensionUrl}cover.html`);
    expect(await possessions(browser)).toEqual(before);
  });
});

/** What must not be lost. */
function possessions(browser: TestBrowser): Promise<unknown> {
  return browser.inExtension(async (api) => ({
    cookies: (await api.cookies.getAll({})).map((cookie) => cookie.name).sort(),
    history: (await api.history.search({ text: 'harbour', startTime: 0 })).map(({ url }) => url).sort(),
    tabs: (await api.tabs.query({}))
      .map(({ url = '' }) => url)
      .filter((url) => /^https?:/.test(url))
      .sort(),
    isSessionRunning: (await api.storage.session.get('session')).session !== undefined,
  }));
}

import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../cafe/pages/probe.ts';
import { SITES } from '../cafe/sites.ts';
import { readingOf, startSession } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

function lookAround(page: Page): Promise<readonly ProbeResult[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { lookAround(): Promise<readonly ProbeResult[]> }).lookAround(),
  );
}

const seenBy = (results: readonly ProbeResult[]) => results.filter(({ saw }) => saw.length > 0);

describe.each(BROWSER_NAMES)('a page that tries to detect the extension in %s', (name) => {
  const table = sitAtTable(name, { hasFewProcesses: false });

  /** Gives the page the extension's URL and file names, which a real page would have to guess. */
  async function openProbe(): Promise<Page> {
    const { extensionUrl, extension } = table.browser.backend;
    const files = readdirSync(extension.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        `${entry.parentPath.slice(extension.folder.length + 1)}/${entry.name}`.replace(/^\//, ''),
      );
    const telling = files.filter((file) => /^[^/]*\.(html|js|json)$|icon\/.*-16\.png$/.test(file));
    const query = new URLSearchParams({ base: extensionUrl.slice(0, -1), files: telling.join() });
    const page = await table.browser.openPage(`${SITES.probe.url}?${query}`);
    await page.bringToFront();
    return page;
  }

  it('finds nothing outside a session', async () => {
    const page = await openProbe();
    const results = await lookAround(page);
    expect(results.length).toBeGreaterThan(12);
    expect(seenBy(results)).toEqual([]);
    await page.close();
  });

  it('finds nothing during a session, even during a page scan', async () => {
    await startSession(table.browser);
    const page = await openProbe();
    const reading = await readingOf(table.browser, await page.evaluate(() => location.href));
    expect(reading.level).toBe('L0');
    await page.bringToFront();
    expect(seenBy(await lookAround(page))).toEqual([]);
    await page.close();
  });

  it('would find an extension that changes the page', async () => {
    const page = await openProbe();
    await page.evaluate(() => {
      document.documentElement.setAttribute('data-helper', 'on');
      document.body.append(document.createElement('helper-box'));
      document.head.append(document.createElement('style'));
      Object.assign(globalThis, { helper: true });
      window.fetch = () => Promise.reject(new Error('changed'));
      document.getElementById('password')?.addEventListener('focus', ({ target }) => {
        (target as HTMLElement).blur();
      });
      addEventListener('submit', (event) => event.preventDefault(), true);
    });
    const ways = seenBy(await lookAround(page)).map(({ way }) => way);
    expect(ways).toEqual(
      expect.arrayContaining(['elements', 'attributes', 'styles', 'globals', 'natives', 'fields']),
    );
    await page.close();
  });
});

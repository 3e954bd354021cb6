import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planTidy } from '#core/tidy/plan.ts';
import { PLACES } from '../cafe/places.ts';
import type { TestBrowser } from './harness/index.ts';
import { beginTidy, openLeave, receiptOn, saveFile, sitDown, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const { keeps, files } = PLACES;

/** What the receipt speaks of, asked from the browser itself. */
function leftIn(browser: TestBrowser): Promise<unknown> {
  return browser.inExtension(async (api) => ({
    cookies: (await api.cookies.getAll({})).length,
    history: (await api.history.search({ text: 'harbour', startTime: 0 })).length,
    downloads: (await api.downloads.search({})).length,
    passwordSaving: (await api.privacy.services.passwordSavingEnabled.get({})).levelOfControl,
    notes: await api.storage.local.get(null),
  }));
}

const NOTHING_LEFT = {
  cookies: 0,
  history: 0,
  downloads: 0,
  passwordSaving: 'controllable_by_this_extension',
  notes: {},
};

describe.each(BROWSER_NAMES)('a tidy whose background dies in %s', (name) => {
  const table = sitAtTable(name);
  const steps = planTidy(name, 'sitting').map(({ id }) => id);

  it.each(steps.map((step, index) => [step, index + 1] as const))(
    'after “%s” goes on, and its receipt is true',
    async (_, count) => {
      const { browser } = table;
      await sitDown(browser);
      const saved = join(browser.downloadsDir, 'timetable.txt');
      await saveFile(await browser.openPage(files.url), () => existsSync(saved));
      const keeper = await browser.openPage(keeps.url);
      await untilShown(keeper, 'body[data-kept="yes"]');

      const page = await openLeave(browser);
      let killed: Promise<void> | undefined;
      await page.exposeFunction('reached', () => {
        killed ??= browser.backend.killBackground();
      });
      // The journal holds the names of the finished steps, after a first word of its own.
      await page.evaluate((wanted) => {
        const { browser: api, chrome } = globalThis as unknown as Record<
          string,
          typeof import('webextension-polyfill')
        >;
        (api ?? chrome)?.storage.local.onChanged.addListener((changes) => {
          const names = (changes.steps?.newValue ?? []) as readonly string[];
          if (names.length > wanted) (globalThis as unknown as { reached(): void }).reached();
        });
      }, count);
      await beginTidy(page);
      const receipt = await receiptOn(page);
      await killed;

      expect(killed, 'the background was killed on the way').toBeDefined();
      expect(receipt.steps.map(({ step }) => step).toSorted()).toEqual(steps.toSorted());
      expect(receipt.steps.filter(({ status }) => status === 'failed' || status === 'left')).toEqual([]);
      expect(receipt.kind).toBe('complete');
      expect(await leftIn(browser)).toEqual(NOTHING_LEFT);
      expect(existsSync(saved)).toBe(false);
      await page.close();
    },
  );
});

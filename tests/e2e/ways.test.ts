import type { KeyInput, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../cafe/pages/index.ts';
import { insidePage, WAYS, waysPage } from '../cafe/pages/ways.ts';
import { type Cafe, openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { leave, startSession } from './harness/person.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

const SUFFIX = '.ways.example';
const SITES = { 'with protection': `https://safe${SUFFIX}/`, 'without protection': `http://plain${SUFFIX}/` };

function answer({ path }: Question) {
  if (path === '/inside') return { body: insidePage() };
  return { body: /^\/(\?|$)/.test(path) ? waysPage() : '<!doctype html><title>ok</title>' };
}

type Results = Readonly<Record<string, unknown>>;

interface Desk {
  readonly browser: TestBrowser;
  readonly cafe: Cafe;
  readonly tabs: Map<string, Page>;
}

/** Everything that a page can observe, in a browser with the extension and in one without. */
describe.each(BROWSER_NAMES)('a page that tries every detection technique, in %s', (name) => {
  const desks: Partial<Record<'with' | 'without', Desk>> = {};

  beforeAll(async () => {
    for (const kind of ['with', 'without'] as const) {
      const cafe = await openCafe({ suffix: SUFFIX, httpOnly: [`plain${SUFFIX}`, `flat${SUFFIX}`], answer });
      const browser = await openBrowser(name, { cafe, hasExtension: kind === 'with' });
      desks[kind] = { browser, cafe, tabs: new Map() };
    }
  });

  afterAll(async () => {
    for (const desk of Object.values(desks)) {
      await desk.browser.close();
      await desk.cafe.close();
    }
  });

  const desk = (kind: 'with' | 'without') => {
    const found = desks[kind];
    if (!found) throw new Error('no browser');
    return found;
  };

  const answersAt = ({ cafe }: Desk, url: string, path: string) =>
    cafe.requests.filter(
      ({ scheme, host, path: asked }) => `${scheme}://${host}/` === url && asked.startsWith(path),
    );

  async function openInFront({ browser }: Desk, url: string): Promise<Page> {
    const page = await browser.backend.browser.newPage();
    await page.bringToFront();
    await page.goto(url);
    return page;
  }

  /**
   * By no call into the page: the driver counts as a person.
   *
   * @param isNew - in a tab that was not there before
   */
  async function tryAt(at: Desk, url: string, isNew = false): Promise<Results> {
    const before = answersAt(at, url, '/results').length;
    const tab = isNew ? undefined : at.tabs.get(url);
    await tab?.bringToFront();
    if (tab) await tab.goto(`${url}#${before}`).catch(() => undefined);
    const page = tab ?? (await openInFront(at, url));
    if (!isNew) at.tabs.set(url, page);
    const [reply] = await waitFor('what the page saw', async () => {
      const all = answersAt(at, url, '/results');
      return all.length > before && all.slice(-1);
    });
    if (isNew) await page.close();
    return JSON.parse(reply?.body ?? '{}') as Results;
  }

  /** Results without the extension, cached; separately for tabs from before, which have a history. */
  const usually = new Map<string, Promise<Results>>();

  function usualAt(site: string, isNew: boolean): Promise<Results> {
    if (!isNew) return tryAt(desk('without'), site);
    const usual = usually.get(site) ?? tryAt(desk('without'), site, true);
    usually.set(site, usual);
    return usual;
  }

  async function compare(site: string, isNew: boolean): Promise<void> {
    const [seen, usual] = await Promise.all([tryAt(desk('with'), site, isNew), usualAt(site, isNew)]);
    expect(Object.keys(usual)).toEqual(Object.keys(WAYS));
    for (const way of Object.keys(WAYS)) expect([way, seen[way]]).toEqual([way, usual[way]]);
  }

  async function typesAt(at: Desk, url: string, field: string, keys: readonly KeyInput[]): Promise<unknown> {
    const page = await openInFront(at, `${url}?typed`);
    const before = answersAt(at, url, '/person').length;
    await page.click(field);
    for (const key of [...keys, 'Escape'] as const) await page.keyboard.press(key);
    const all = await waitFor('what the page heard', async () => {
      const now = answersAt(at, url, '/person');
      return now.length > before && now;
    });
    await page.close();
    return JSON.parse(all.at(-1)?.body ?? '[]');
  }

  describe.each(['before', 'during', 'after'] as const)('%s a visit', (when) => {
    beforeAll(async () => {
      const { browser } = desk('with');
      if (when === 'during') await startSession(browser);
      if (when === 'after') await leave(browser);
    });

    it.each(Object.entries(SITES))('gets the same results as without the extension, %s', (_, site) =>
      compare(site, false),
    );

    it.each(Object.entries(SITES))('gets the same results in a new tab, %s', (_, site) =>
      compare(site, true),
    );

    it('observes the same typing in a harmless password field', async () => {
      const site = SITES['with protection'];
      const keys = ['a', '1', 'Backspace', 'Tab', 'Enter'] as const;
      const heard = await typesAt(desk('with'), site, '#safe', keys);
      expect(heard).toEqual(await typesAt(desk('without'), site, '#safe', keys));
      expect(JSON.stringify(heard)).toContain('keydown a');
    });

    it('observes the same typing of other text on an HTTP page', async () => {
      const site = SITES['without protection'];
      const typed = (kind: 'with' | 'without') => typesAt(desk(kind), site, '#who', ['a', '1', 'Backspace']);
      expect(await typed('with')).toEqual(await typed('without'));
    });
  });
});

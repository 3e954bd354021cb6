import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/session/session.ts';
import { findBrowser } from '../../scripts/browsers.ts';
import { type Gallery, listSamples, serveGallery } from '../ui/gallery/serve.ts';

/** Every screen in every state, in both directions and themes, in a real browser. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let gallery: Gallery;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  gallery = await serveGallery();
  browser = await puppeteer.launch({ executablePath: findBrowser('chromium'), args: ['--no-sandbox'] });
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

function isInPopup(name: string): boolean {
  return /^(popup|arrival)\//.test(name);
}

async function show(name: string, language: string, scheme = 'light'): Promise<void> {
  const [screen = '', state = ''] = name.split('/');
  await page.setViewport({ width: isInPopup(name) ? 400 : 1024, height: 600 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(gallery.urlOf(screen, state, language));
  await page.waitForSelector('html[data-drawn]');
}

const ONLY_COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

function lookForBarriers(which?: RunOptions): Promise<readonly string[]> {
  const options: RunOptions = { resultTypes: ['violations'], ...which };
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const { violations } = await axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, options);
}

/** Horizontal overflow in px. */
function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Lengthens the texts, as in some languages. */
function lengthenTexts(): Promise<void> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      node.nodeValue = text + text.slice(0, Math.ceil(text.length / 2));
    }
  });
}

function unfold(): Promise<void> {
  return page.$$eval('details', (all) => {
    for (const details of all) details.open = true;
  });
}

interface Faults {
  readonly barriers: string[];
  readonly wide: string[];
  /** At 200 % in a window of 1024×600. */
  readonly wideAtZoom: string[];
  readonly wideWhenLonger: string[];
  readonly unreached: string[];
}

/** Faults of all samples in a language. Each sample is opened once for all checks, because opening is slow. */
async function faultsIn(language: (typeof LANGUAGES)[number]): Promise<Faults> {
  const faults: Faults = { barriers: [], wide: [], wideAtZoom: [], wideWhenLonger: [], unreached: [] };
  const screens = new Set<string>();
  for (const name of await listSamples(page, gallery)) {
    const [screen = ''] = name.split('/');
    const isFirst = !screens.has(screen);
    screens.add(screen);
    await show(name, language);
    if ((await overflow()) > 0) faults.wide.push(name);
    // Collapsed parts are checked for overflow, but not for Tab.
    if (language === 'en') {
      for (const each of await unreachedByTab()) faults.unreached.push(`${name}: ${each}`);
    }
    await unfold();
    // All languages use the same components, so one sample per screen is enough for the others.
    if (language === 'en' || isFirst) {
      await page.evaluate(AXE);
      for (const barrier of await lookForBarriers()) faults.barriers.push(`${name}: ${barrier}`);
    }
    // The dark theme changes only colours.
    if (language === 'en') {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      for (const barrier of await lookForBarriers(ONLY_COLOURS)) {
        faults.barriers.push(`${name}, dark: ${barrier}`);
      }
    }
    if (!isInPopup(name)) {
      await page.setViewport({ width: 512, height: 300 });
      if ((await overflow()) > 0) faults.wideAtZoom.push(name);
      await page.setViewport({ width: 1024, height: 600 });
    }
    await lengthenTexts();
    if ((await overflow()) > 0) faults.wideWhenLonger.push(name);
  }
  return faults;
}

describe.each(LANGUAGES)('every state of every screen, in %s', (language) => {
  let faults: Faults;

  beforeAll(async () => {
    faults = await faultsIn(language);
    // About two hundred states, on slow machines.
  }, 300_000);

  it('axe finds no violation', () => expect(faults.barriers).toEqual([]));
  it('nothing overflows horizontally', () => expect(faults.wide).toEqual([]));
  it('nothing overflows at 200 %', () => expect(faults.wideAtZoom).toEqual([]));
  it('nothing overflows with texts longer by half', () => expect(faults.wideWhenLonger).toEqual([]));
  it.runIf(language === 'en')('Tab reaches every control', () => expect(faults.unreached).toEqual([]));
});

describe('the checks themselves', () => {
  it('axe finds a violation', async () => {
    await show('popup/quiet', 'en');
    await page.$eval('[data-action=leave]', (button) => button.replaceChildren());
    await page.evaluate(AXE);
    expect(await lookForBarriers()).toContainEqual(expect.stringMatching(/^button-name/));
  });

  it('axe finds text hidden by the dark theme', async () => {
    await show('popup/quiet', 'en', 'dark');
    await page.addStyleTag({
      content: '@media (prefers-color-scheme: dark) { p { color: #222 !important } }',
    });
    await page.evaluate(AXE);
    expect(await lookForBarriers(ONLY_COLOURS)).toContainEqual(expect.stringMatching(/^color-contrast/));
  });

  it('controls out of reach of Tab are found', async () => {
    await show('popup/quiet', 'en');
    await page.$eval('[data-action=leave]', (button) => button.setAttribute('tabindex', '-1'));
    expect(await unreachedByTab()).toHaveLength(1);
  });

  it('horizontal overflow is found', async () => {
    await show('popup/quiet', 'en');
    await page.addStyleTag({ content: 'p { min-inline-size: 900px }' });
    expect(await overflow()).toBeGreaterThan(0);
  });
});

describe('everything fits', () => {
  it.each(['everyday', 'quiet', 'own', 'watched', 'not-started', 'menu', 'care', 'stop', 'stop-card'])(
    'popup/%s is read without scrolling at 400×600',
    async (state) => {
      for (const language of ['en', 'fr', 'ar', 'es']) {
        await show(`popup/${state}`, language);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        expect(height, language).toBeLessThanOrEqual(600);
      }
    },
  );

  it('what needs scrolling is told', async () => {
    await show('popup/everyday', 'en');
    await page.addStyleTag({ content: '.facts { min-block-size: 500px }' });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(600);
  });

  it.each(['stop/password', 'stop/form', 'stop/proof', 'stop/more'])(
    '%s is read without scrolling at 1024×600',
    async (name) => {
      for (const language of ['en', 'fr', 'ar', 'es']) {
        await show(name, language);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        expect(height, language).toBeLessThanOrEqual(600);
      }
    },
  );
});

/** Describes the focused element for people. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    // A radio group is one tab stop.
    const name = element.getAttribute('type') === 'radio' ? element.getAttribute('name') : undefined;
    if (name) return `radio ${name}`;
    const all = [...document.querySelectorAll('*')];
    return `${element.tagName.toLowerCase()} ${all.indexOf(element)}`;
  });
}

function reachable(): Promise<string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const wanted = all.filter(
      (element) =>
        element.matches('a[href], button, input, summary') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    const names = wanted.map((element) => {
      const name = element.getAttribute('type') === 'radio' ? element.getAttribute('name') : undefined;
      return name ? `radio ${name}` : `${element.tagName.toLowerCase()} ${all.indexOf(element)}`;
    });
    return [...new Set(names)];
  });
}

/** Controls that never get the focus by Tab. */
async function unreachedByTab(): Promise<readonly string[]> {
  const wanted = await reachable();
  const found = new Set<string>([await focused()]);
  for (let steps = 0; steps <= wanted.length + 2 && wanted.some((each) => !found.has(each)); steps += 1) {
    await page.keyboard.press('Tab');
    found.add(await focused());
  }
  return wanted.filter((each) => !found.has(each));
}

describe('by keyboard alone', () => {
  it('the focused element is never hidden under the popup’s footer', async () => {
    await show('popup/stop', 'en');
    for (let steps = 0; steps < 14; steps += 1) {
      await page.keyboard.press('Tab');
      const isOnTop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return true;
        const { x, y, width, height } = element.getBoundingClientRect();
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return element.contains(top) || (top?.contains(element) ?? false);
      });
      expect(isOnTop, await focused()).toBe(true);
    }
  });

  it('the interstitial focuses the safe answer', async () => {
    await show('stop/password', 'en');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'back');
  });

  it('a held key shows its progress', async () => {
    await show('popup/quiet', 'en');
    await page.focus('[data-hold=tidy-now]');
    await page.keyboard.down('Enter');
    await page.waitForSelector('[data-hold=tidy-now][data-held=true]');
    await page.keyboard.up('Enter');
    await page.waitForSelector('[data-hold=tidy-now][data-held=false]');
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browsers.ts';
import { type Gallery, listSamples, serveGallery } from '../ui/gallery/serve.ts';

/** Every screen in every state, in both directions, light and dark, in a real browser. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LANGUAGES = ['en', 'ar'] as const;

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

async function show(name: string, language: string, scheme = 'light'): Promise<void> {
  const [screen = '', state = ''] = name.split('/');
  const isPopup = screen === 'popup' || screen === 'arrival';
  await page.setViewport({ width: isPopup ? 400 : 1024, height: 600 });
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

/** How far it runs out of the window sideways. */
function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** As words of some languages are. */
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
  readonly wideWhenLonger: string[];
  readonly unreached: string[];
}

/** What is wrong with any sample in a language. Each is opened once for all questions: opening takes the time. */
async function faultsIn(language: (typeof LANGUAGES)[number]): Promise<Faults> {
  const faults: Faults = { barriers: [], wide: [], wideWhenLonger: [], unreached: [] };
  const screens = new Set<string>();
  for (const name of await listSamples(page, gallery)) {
    const [screen = ''] = name.split('/');
    const isFirst = !screens.has(screen);
    screens.add(screen);
    await show(name, language);
    if ((await overflow()) > 0) faults.wide.push(name);
    // Folded parts are read too, but not pressed.
    if (language === 'en') {
      for (const each of await unreachedByTab()) faults.unreached.push(`${name}: ${each}`);
    }
    await unfold();
    // States are made of the same parts in all languages; a look at each screen shows what a language itself changes.
    if (language === 'en' || isFirst) {
      await page.evaluate(AXE);
      for (const barrier of await lookForBarriers()) faults.barriers.push(`${name}: ${barrier}`);
    }
    // All that darkness changes is colours.
    if (language === 'en') {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      for (const barrier of await lookForBarriers(ONLY_COLOURS)) {
        faults.barriers.push(`${name}, dark: ${barrier}`);
      }
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
    // Some two hundred states, and slow machines.
  }, 300_000);

  it('axe finds no barrier', () => expect(faults.barriers).toEqual([]));
  it('nothing runs out of the window sideways', () => expect(faults.wide).toEqual([]));
  it('also when every text is half as long again', () => expect(faults.wideWhenLonger).toEqual([]));
  it.runIf(language === 'en')('Tab reaches everything that can be used', () =>
    expect(faults.unreached).toEqual([]),
  );
});

describe('the questions themselves', () => {
  it('axe finds a barrier where there is one', async () => {
    await show('popup/quiet', 'en');
    await page.$eval('[data-action=leave]', (button) => button.replaceChildren());
    await page.evaluate(AXE);
    expect(await lookForBarriers()).toContainEqual(expect.stringMatching(/^button-name/));
  });

  it('axe finds letters that darkness hides', async () => {
    await show('popup/quiet', 'en', 'dark');
    await page.addStyleTag({
      content: '@media (prefers-color-scheme: dark) { p { color: #222 !important } }',
    });
    await page.evaluate(AXE);
    expect(await lookForBarriers(ONLY_COLOURS)).toContainEqual(expect.stringMatching(/^color-contrast/));
  });

  it('what Tab cannot reach is told', async () => {
    await show('popup/quiet', 'en');
    await page.$eval('[data-action=leave]', (button) => button.setAttribute('tabindex', '-1'));
    expect(await unreachedByTab()).toHaveLength(1);
  });

  it('what is too wide is told', async () => {
    await show('popup/quiet', 'en');
    await page.addStyleTag({ content: 'p { min-inline-size: 900px }' });
    expect(await overflow()).toBeGreaterThan(0);
  });
});

describe('everything fits', () => {
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

/** What has the focus, told in a way that a person would find it again. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    // One of a group of radio buttons stands for all: the arrow keys reach the others.
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

/** What can be used and does not get the focus, however often Tab is pressed. */
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
  it('what has the focus is never hidden under the foot of the popup', async () => {
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

  it('the interstitial starts on the answer that cannot hurt', async () => {
    await show('stop/password', 'en');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'back');
  });

  it('a key held for two seconds shows that it is held', async () => {
    await show('popup/quiet', 'en');
    await page.focus('[data-action=tidy-now]');
    await page.keyboard.down('Enter');
    await page.waitForSelector('[data-action=tidy-now][data-held=true]');
    await page.keyboard.up('Enter');
    await page.waitForSelector('[data-action=tidy-now][data-held=false]');
  });
});

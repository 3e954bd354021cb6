/** Runs the field classifier in a real browser, because some fields are recognized by their style. */
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer';
import { build } from 'vite';
import type { Asked } from '../../src/core/page/field-kind.ts';
import { type BrowserName, findBrowser } from '../browsers.ts';
import { ROOT } from '../tools.ts';
import type { Expected, LabelledField } from './labels.ts';

interface PageCode {
  askedInSight(field: Element): Asked | undefined;
}
declare const pageCode: PageCode;

export interface Judgement {
  readonly found?: Expected;
  /** Why there is no result. */
  readonly error?: string;
}

/** @throws if no browser is found or the bundle cannot be built */
export async function judgeFields(
  name: BrowserName,
  fields: readonly LabelledField[],
): Promise<readonly Judgement[]> {
  const code = await bundle();
  const browser = await puppeteer.launch({
    browser: name === 'firefox' ? 'firefox' : 'chrome',
    executablePath: findBrowser(name),
    args: name === 'chromium' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    return await judgeIn(browser, code, fields);
  } finally {
    await browser.close();
  }
}

/** Fields of the same page are classified together. */
async function judgeIn(
  browser: Browser,
  code: string,
  fields: readonly LabelledField[],
): Promise<Judgement[]> {
  const judgements = fields.map((): Judgement => ({ error: 'nothing was asked' }));
  const page = await browser.newPage();
  page.on('dialog', (dialog) => void dialog.dismiss());
  const pages = new Map<string, number[]>();
  fields.forEach(({ html }, at) => {
    pages.set(html, [...(pages.get(html) ?? []), at]);
  });
  for (const [html, places] of pages) {
    const selectors = places.map((at) => fields[at]?.selector ?? '');
    const found = await judgePage(page, code, html, selectors);
    places.forEach((at, index) => {
      judgements[at] = found[index] ?? { error: `nothing matches ${selectors[index]}` };
    });
  }
  return judgements;
}

/** @returns the kind of the field for each selector; `undefined` if nothing matches */
async function judgePage(
  page: Page,
  code: string,
  html: string,
  selectors: readonly string[],
): Promise<(Judgement | undefined)[]> {
  try {
    await page.setContent(html, { waitUntil: 'domcontentloaded' });
    const found = await askIn(page.mainFrame(), code, selectors);
    if (found.every(Boolean)) return found;
    for (const frame of page.frames().slice(1)) {
      const inFrame = await askIn(frame, code, selectors);
      inFrame.forEach((judgement, at) => {
        found[at] ??= judgement;
      });
    }
    return found;
  } catch (error) {
    const judgement = { error: error instanceof Error ? error.message : String(error) };
    return selectors.map(() => judgement);
  }
}

/** Includes open shadow roots. */
async function askIn(
  frame: Frame,
  code: string,
  selectors: readonly string[],
): Promise<(Judgement | undefined)[]> {
  await frame.evaluate(code);
  const answers = await frame.evaluate((all) => {
    const find = (root: ParentNode, selector: string): Element | null => {
      const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      return (
        root.querySelector(selector) ??
        inside.map((tree) => find(tree, selector)).find((element) => element !== null) ??
        null
      );
    };
    return all.map((selector) => {
      try {
        const field = find(document, selector);
        return field && { asked: pageCode.askedInSight(field) ?? null };
      } catch (error) {
        return { error: String(error) };
      }
    });
  }, selectors);
  return answers.map((answer) => {
    if (answer === null) return undefined;
    if ('error' in answer) return { error: answer.error };
    return { found: answer.asked === null || answer.asked === 'text' ? 'none' : answer.asked };
  });
}

/** Bundles the exports of `look.ts` as the global `pageCode`. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      write: false,
      minify: false,
      target: 'chrome120',
      lib: { entry: join(ROOT, 'src/page/page-scan.ts'), name: 'pageCode', formats: ['iife'] },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The code for pages could not be built.');
  // A `var` would be local to the evaluated function.
  return chunk.code.replace(/\bvar pageCode\b/, 'globalThis.pageCode');
}

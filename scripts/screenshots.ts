/**
 * Takes a screenshot of every screen in every state, light and dark, English and Arabic, into `screenshots/`: 400 px
 * wide for the popup, 1024×600 or taller for pages.
 *
 * `npm run screenshots -- popup/stop leave` selects by the start of the name.
 */
import { mkdir } from 'node:fs/promises';
import puppeteer, { type Page } from 'puppeteer';
import { type Gallery, listSamples, serveGallery } from '../tests/ui/gallery/serve.ts';
import { findBrowser } from './browsers.ts';

const FOLDER = 'screenshots';
const LANGUAGES = ['en', 'ar'] as const;
const SCHEMES = ['light', 'dark'] as const;

async function photograph(page: Page, gallery: Gallery, name: string): Promise<void> {
  const [screen = '', state = ''] = name.split('/');
  const isPopup = screen === 'popup' || screen === 'arrival';
  const width = isPopup ? 400 : 1024;
  for (const language of LANGUAGES) {
    for (const scheme of SCHEMES) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.setViewport({ width, height: 600 });
      await page.goto(gallery.urlOf(screen, state, language));
      await page.waitForSelector('html[data-drawn]');
      // Sticky elements would cover the middle of a screenshot taller than the viewport.
      const height = await page.evaluate(() => Math.max(600, document.documentElement.scrollHeight));
      await page.setViewport({ width, height });
      const path = `${FOLDER}/${screen}-${state}-${language}-${scheme}.png` as const;
      await page.screenshot({ path });
    }
  }
}

async function takeAll(wanted: readonly string[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const gallery = await serveGallery();
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    args: ['--no-sandbox', '--hide-scrollbars'],
  });
  try {
    const page = await browser.newPage();
    const names = (await listSamples(page, gallery)).filter(
      (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
    );
    for (const name of names) await photograph(page, gallery, name);
    console.log(`${names.length * LANGUAGES.length * SCHEMES.length} pictures are in ${FOLDER}/.`);
  } finally {
    await browser.close();
    await gallery.close();
  }
}

await takeAll(process.argv.slice(2));

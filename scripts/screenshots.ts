/**
 * Takes a screenshot of every screen in every state, light and dark, English and Arabic, into `screenshots/`: 400 px
 * wide for the popup, 1024×600 or taller for pages.
 *
 * `npm run screenshots -- popup/stop leave` selects by the start of the name.
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import type { Gallery } from '../tests/ui/gallery/serve.ts';
import { type Sample, visitSamples } from '../tests/ui/gallery/visit.ts';

const FOLDER = 'screenshots';
const LANGUAGES = ['en', 'ar'] as const;
const SCHEMES = ['light', 'dark'] as const;

async function photograph(page: Page, gallery: Gallery, { screen, state, width }: Sample): Promise<void> {
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

await mkdir(FOLDER, { recursive: true });
const count = await visitSamples(process.argv.slice(2), photograph);
console.log(`${count * LANGUAGES.length * SCHEMES.length} pictures are in ${FOLDER}/.`);

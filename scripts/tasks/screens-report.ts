/**
 * `npm run screens:report [-- START …]`: how much each state of the popup asks of a person: words and controls that are
 * seen, filled buttons, and how high it is in a window of 400×600. `-- leave settings` counts other screens.
 */
import puppeteer from 'puppeteer';
import { countScreen } from '../../tests/ui/count.ts';
import { listSamples, serveGallery } from '../../tests/ui/gallery/serve.ts';
import { findBrowser } from '../browsers.ts';

const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['popup/', 'arrival/'];
const gallery = await serveGallery();
const browser = await puppeteer.launch({
  executablePath: findBrowser('chromium'),
  args: ['--no-sandbox', '--hide-scrollbars'],
});
try {
  const page = await browser.newPage();
  const names = (await listSamples(page, gallery)).filter((name) =>
    wanted.some((start) => name.startsWith(start)),
  );
  console.log('words  controls  filled  height  state');
  for (const name of names) {
    const [screen = '', state = ''] = name.split('/');
    const isPopup = screen === 'popup' || screen === 'arrival';
    await page.setViewport({ width: isPopup ? 400 : 1024, height: 600 });
    await page.goto(gallery.urlOf(screen, state, 'en'));
    await page.waitForSelector('html[data-drawn]');
    const { words, controls, filled } = await page.$eval('body', countScreen);
    const height = await page.evaluate(() => document.body.offsetHeight);
    const cells = [words, controls, filled, height].map((number, index) =>
      String(number).padStart([5, 8, 6, 6][index] ?? 0),
    );
    console.log(`${cells.join('  ')}  ${name}`);
  }
} finally {
  await browser.close();
  await gallery.close();
}

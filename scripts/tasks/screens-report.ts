/**
 * `npm run screens:report [-- START …]`: how much each state of the popup asks of a person: words and controls that are
 * seen, filled buttons, and how high it is in a window of 400×600. `-- leave settings` counts other screens.
 */
import { countScreen } from '../../tests/ui/count.ts';
import { visitSamples } from '../../tests/ui/gallery/visit.ts';

const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['popup/', 'arrival/'];

console.log('words  controls  filled  height  state');
await visitSamples(wanted, async (page, gallery, { name, screen, state, width }) => {
  await page.setViewport({ width, height: 600 });
  await page.goto(gallery.urlOf(screen, state, 'en'));
  await page.waitForSelector('html[data-drawn]');
  const { words, controls, filled } = await page.$eval('body', countScreen);
  const height = await page.evaluate(() => document.body.offsetHeight);
  const cells = [words, controls, filled, height].map((number, index) =>
    String(number).padStart([5, 8, 6, 6][index] ?? 0),
  );
  console.log(`${cells.join('  ')}  ${name}`);
});

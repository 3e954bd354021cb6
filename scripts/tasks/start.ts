/**
 * `npm start` (`-- --browser firefox`): the extension in a real browser, in the practice café.
 * Without a display, or with `--tour`, the guided tour instead.
 */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { openCafe } from '../../tests/cafe/server.ts';
import { START_URL } from '../../tests/cafe/sites.ts';
import { openBrowser } from '../../tests/e2e/harness/index.ts';
import { BROWSER_NAMES, findBrowser } from '../browsers.ts';
import { buildExtension } from '../build.ts';
import { ROOT } from '../tools.ts';
import { takeTour } from '../tour.ts';

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    tour: { type: 'boolean', default: false },
  },
});
const name = BROWSER_NAMES.find((known) => known === values.browser);
if (!name) throw new Error(`--browser is ${BROWSER_NAMES.join(' or ')}, not “${values.browser}”.`);

console.log(`Browser: ${findBrowser(name)}`);
await buildExtension(name === 'chromium' ? 'chrome' : 'firefox');
const cafe = await openCafe();
const isTour = values.tour || !hasScreen();
const browser = await openBrowser(name, { cafe, headless: isTour });
process.once('SIGINT', () => void close().then(() => process.exit(130)));

async function close(): Promise<void> {
  await browser.close();
  await cafe.close();
}

try {
  if (isTour) {
    console.log(
      values.tour ? 'The guided tour.\n' : 'There is no screen here, so this is the guided tour.\n',
    );
    await takeTour(browser, relative(ROOT, join(ROOT, '.cache', 'tour', name)));
  } else {
    const [page = await browser.openPage()] = await browser.backend.browser.pages();
    await browser.goTo(page, START_URL);
    console.log('The practice café is open. It ends when you close the browser, or with Ctrl+C.');
    await new Promise((done) => browser.backend.browser.once('disconnected', done));
  }
} finally {
  await close();
}

/** `npm run dev` (`-- --browser firefox`): a browser with the extension and hot reload. */
import { parseArgs } from 'node:util';
import { createServer } from 'wxt';
import { findBrowser } from '../browsers.ts';

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const isFirefox = values.browser === 'firefox';

const server = await createServer({
  browser: isFirefox ? 'firefox' : 'chrome',
  webExt: {
    binaries: isFirefox ? { firefox: findBrowser('firefox') } : { chrome: findBrowser('chromium') },
    chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
});
await server.start();

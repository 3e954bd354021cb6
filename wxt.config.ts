import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { defineConfig } from 'wxt';
import { buildData } from './scripts/data.ts';
import { licences } from './scripts/licences.ts';
import { shortSuffixes } from './scripts/suffixes.ts';
import { manifestFor } from './src/manifest.ts';

/** The plain object for the manifest; its other shapes only ever stand in the toolbar. */
const ICONS = [
  { name: 'table', sizes: [16, 32, 48, 128] },
  ...['table-outline', 'table-own', 'table-l1', 'table-l2', 'table-l3'].map((name) => ({
    name,
    sizes: [16, 32],
  })),
];

/** What asks the background and loads the rest: the popup asks before it has loaded more. */
const ASKING =
  /node_modules\/webextension-polyfill|vite\/|html-plugins|src\/browser\/(send|kind|page\/popup-window)|popup\/ask-first/;

/** What most pages need from their first moment. */
const SHARED = /node_modules\/(preact|i18next|tldts)|src\/(core|ui\/(parts|lib))\/|src\/ui\/[^/]+$/;

/**
 * One file for each: every file takes 2 to 3 ms to be asked for, of the 100 ms in which the popup is to say something
 * (seen in Chromium 156).
 */
const chunkOf = (id: string) => (ASKING.test(id) ? 'asking' : SHARED.test(id) ? 'shared' : undefined);

/** In Firefox the polyfill hands on what is there, and all the rest of it is for Chromium. */
const noPolyfill = {
  name: 'no-polyfill',
  load: (id: string) =>
    /\/webextension-polyfill\/dist\/browser-polyfill\.js$/.test(id)
      ? 'export default globalThis.browser;'
      : undefined,
};

/**
 * What the build tool puts around a script starts plugins, of which there are none, and writes errors to the page's
 * console. Every byte of it would be paid in every frame.
 */
const bare = (kind: 'unlisted-script' | 'background') => ({
  name: `bare-${kind}`,
  enforce: 'pre' as const,
  transform: (_code: string, id: string) => {
    const [, path] = id.split(`virtual:wxt-${kind}-entrypoint?`);
    return path && `import script from ${JSON.stringify(path)};\nexport default script.main();`;
  },
});

export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'src/public',
  imports: false,
  manifestVersion: 3,
  vite: ({ browser, command }) => ({
    plugins: [
      shortSuffixes,
      bare('unlisted-script'),
      // While somebody develops, what is put around it loads the extension anew.
      command === 'build' && bare('background'),
      browser === 'firefox' && noPolyfill,
    ],
  }),
  manifest: ({ browser }) => manifestFor(browser === 'firefox' ? 'firefox' : 'chromium'),
  hooks: {
    'build:before': async () => {
      await buildData();
    },
    'vite:build:extendConfig': (entrypoints, { build }) => {
      const output = build?.rollupOptions?.output;
      const arePages = entrypoints.some(({ inputPath }) => inputPath.endsWith('.html'));
      if (arePages && output && !Array.isArray(output)) output.manualChunks = chunkOf;
    },
    'build:publicAssets': async (wxt, files) => {
      const browser = wxt.config.browser === 'firefox' ? 'firefox' : 'chromium';
      files.push({
        absoluteSrc: resolve(`src/data/generated/rules-${browser}.json`),
        relativeDest: 'requests.json',
      });
      files.push({ relativeDest: 'licences.txt', contents: licences() });
      for (const { name, sizes } of ICONS) {
        const svg = await readFile(`src/data/icons/${name}.svg`, 'utf8');
        for (const size of sizes) {
          const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
          // The hook's type says text, what it hands to `writeFile` may be bytes.
          files.push({ relativeDest: `icon/${name}-${size}.png`, contents: png as unknown as string });
        }
      }
    },
  },
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Page } from 'puppeteer';
import { build, preview } from 'vite';

export interface Gallery {
  /** URL of a sample. */
  urlOf(screen: string, state: string, language: string): string;
  close(): Promise<void>;
}

/** Builds the gallery of all samples and serves it on loopback. */
export async function serveGallery(): Promise<Gallery> {
  const outDir = await mkdtemp(join(tmpdir(), 'gallery-'));
  const common = {
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false as const,
    logLevel: 'error' as const,
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  };
  await build({ ...common, base: './', build: { outDir, emptyOutDir: true, target: 'chrome120' } });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The gallery has no port.');
  const base = `http://127.0.0.1:${address.port}/`;
  return {
    urlOf: (screen, state, language) => `${base}?${new URLSearchParams({ screen, state, language })}`,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** Names of all samples, from the gallery. */
export async function listSamples(page: Page, gallery: Gallery): Promise<readonly string[]> {
  await page.goto(gallery.urlOf('', '', 'en'));
  await page.waitForFunction(() => document.getElementById('root')?.textContent);
  const names = await page.$eval('#root', (root) => root.textContent ?? '');
  return names.split(' ');
}

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from '../../../scripts/browsers.ts';

export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const FOLDERS: { readonly [Name in BrowserName]: string } = {
  chromium: join(ROOT, '.output', 'chrome-mv3'),
  firefox: join(ROOT, '.output', 'firefox-mv3'),
};

interface Manifest {
  readonly version: string;
  readonly key?: string;
  readonly commands?: Readonly<Record<string, { suggested_key?: Record<string, string> }>>;
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

/** The built extension, unpacked. */
export interface BuiltExtension {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Id in the browser. */
  readonly id: string;
}

/** @param copyTo - the browser gets a copy, so that a concurrent build does not replace its files */
export function builtExtension(browser: BrowserName, copyTo: string): BuiltExtension {
  const built = FOLDERS[browser];
  const folder = join(copyTo, 'extension');
  const path = join(folder, 'manifest.json');
  if (!existsSync(join(built, 'manifest.json'))) {
    throw new Error(`${built} is not there: run “npm run build” first.`);
  }
  if (!existsSync(path)) cpSync(built, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const id =
    browser === 'chromium'
      ? chromiumId(manifest.key ? Buffer.from(manifest.key, 'base64') : folder)
      : manifest.browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`The manifest in ${folder} has no gecko id.`);
  return { folder, manifest, id };
}

/** Chromium's id: half of the hash of the public key, or of the path, with the letters a to p. */
function chromiumId(keyOrPath: Buffer | string): string {
  const hash = createHash('sha256').update(keyOrPath).digest('hex');
  return hash
    .slice(0, 32)
    .replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

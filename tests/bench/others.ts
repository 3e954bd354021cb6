import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../scripts/browsers.ts';
import type { Cafe } from '../cafe/server.ts';
import { builtExtension } from '../e2e/harness/extension.ts';
import { openBrowser, type TestBrowser } from '../e2e/harness/index.ts';

/** A text file in ours and in each of the other extensions; it runs nothing. */
export const TEXT_FILE = 'licences.txt';

/** A browser with an extension that has only this background. */
export function openWithBackground(name: BrowserName, cafe: Cafe, code: string): Promise<TestBrowser> {
  const profileDir = newProfile(name);
  const built = mkdtempSync(join(tmpdir(), 'clean-table-built-'));
  const { key, browser_specific_settings } = builtExtension(name, built).manifest;
  rmSync(built, { recursive: true });
  const folder = join(profileDir, 'extension');
  mkdirSync(folder, { recursive: true });
  const background = name === 'chromium' ? { service_worker: 'other.js' } : { scripts: ['other.js'] };
  const manifest = {
    manifest_version: 3,
    name: 'Other',
    version: '1',
    key,
    browser_specific_settings,
    background,
    permissions: ['webNavigation'],
    host_permissions: ['http://*/*', 'https://*/*'],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'other.js'), code);
  writeFileSync(join(folder, 'guide.html'), '<!doctype html><title>other</title>');
  writeFileSync(join(folder, TEXT_FILE), 'other');
  return openBrowser(name, { cafe, profileDir });
}

/** @param unpacked - folder of an extension for this browser */
export function openWithExtension(name: BrowserName, cafe: Cafe, unpacked: string): Promise<TestBrowser> {
  const profileDir = newProfile(name);
  cpSync(unpacked, join(profileDir, 'extension'), { recursive: true });
  return openBrowser(name, { cafe, profileDir });
}

export function openWithout(name: BrowserName, cafe: Cafe): Promise<TestBrowser> {
  return openBrowser(name, { cafe, hasExtension: false });
}

function newProfile(name: BrowserName): string {
  return mkdtempSync(join(tmpdir(), `clean-table-other-${name}-`));
}

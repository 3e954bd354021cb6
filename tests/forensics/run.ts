import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope, StepId } from '#core/tidy/plan.ts';
import type { BrowserName, DesktopTools } from '../../scripts/browsers.ts';
import { openCafe } from '../cafe/server.ts';
import { type Desktop, openDesktop } from '../e2e/harness/desktop.ts';
import { openBrowser, pause, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import type { ClearedBox, ClearedRange } from '../e2e/harness/own-windows.ts';
import { startSession } from '../e2e/harness/person.ts';
import {
  type Canaries,
  CHANNEL_IDS,
  type Channel,
  mintCanaries,
  NEVER_FOUND,
  planterOf,
} from './channels.ts';
import { handsOn } from './hands.ts';
import { findCanaries } from './haystack.ts';
import { lookOf } from './looks.ts';
import { plant } from './plant.ts';
import { followReceipt } from './receipt-clicks.ts';
import { forensicSite, SITE_SUFFIX } from './site.ts';

export type Trace = 'live' | 'recoverable' | 'gone';

export interface Residue {
  readonly traces: Readonly<Record<Channel, Trace>>;
  /** Files with live traces. */
  readonly places: Readonly<Partial<Record<Channel, readonly string[]>>>;
}

/** The display, if any, and the planted canaries. */
interface Scene {
  readonly desktop: Desktop | undefined;
  readonly canaries: Canaries;
}

type Act = (browser: TestBrowser, scene: Scene) => Promise<void>;

/** Ways to use and end a session. */
export const WAYS = {
  nothing: { before: doNothing, leave: doNothing },
  'one call': { before: doNothing, leave: clearAll },
  'since I sat down': {
    before: (browser: TestBrowser) => startSession(browser),
    leave: (browser: TestBrowser) => tidyUp(browser, 'sitting'),
  },
  everything: {
    before: (browser: TestBrowser) => startSession(browser),
    leave: (browser: TestBrowser) => tidyUp(browser, 'everything'),
  },
} as const satisfies Record<string, { before: Act; leave: Act }>;
export type WayName = keyof typeof WAYS;

/** A tidy of the session, followed by manual steps, by time or for everything. */
export const BY_HAND = {
  chromium: {
    'last hour': (browser, scene) => tidyAndClick(browser, scene, 'last hour'),
    everything: (browser, scene) => tidyAndClick(browser, scene, 'everything'),
  },
  firefox: {
    'last hour': (browser, scene) => tidyByHand(browser, scene, 'last hour', ['cookies', 'settings']),
    'last hour, and history': (browser, scene) =>
      tidyByHand(browser, scene, 'last hour', ['cookies', 'settings', 'history']),
    everything: (browser, scene) => tidyByHand(browser, scene, 'everything', ['cookies', 'settings']),
    'everything, and history': (browser, scene) =>
      tidyByHand(browser, scene, 'everything', ['cookies', 'settings', 'history']),
  },
} as const satisfies { readonly [Name in BrowserName]: Readonly<Record<string, Act>> };

/** @throws without a display, which these clicks need */
async function tidyAndClick(
  browser: TestBrowser,
  { desktop, canaries }: Scene,
  range: ClearedRange,
): Promise<void> {
  if (!desktop) throw new Error('There are no hands.');
  await tidyUp(browser, 'sitting');
  await followReceipt(browser, desktop, canaries, range);
}

async function tidyByHand(
  browser: TestBrowser,
  { desktop, canaries }: Scene,
  range: ClearedRange,
  boxes: readonly ClearedBox[],
): Promise<void> {
  await tidyUp(browser, 'sitting');
  const { ownWindows } = browser.backend;
  if (desktop) {
    const look = lookOf(browser, desktop);
    await desktop.focus(look.window);
    await look.deleteGroup(canaries.of['closed-group-name']);
  }
  // Before clearing, which keeps URL and title of bookmarks.
  await ownWindows.removeBookmarks?.();
  await ownWindows.removeSaved?.();
  await ownWindows.clearData?.(range, boxes);
}

export { startSession };

/** Six letters that no browser file contains by chance. */
export function mintSeed(): string {
  return Array.from(randomBytes(6), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

/**
 * Runs one session from an empty profile to a quit browser, and searches what is left on disk.
 *
 * @param tools - for channels that only hands can fill, in a browser with a display
 */
export async function runSession(
  name: BrowserName,
  seed: string,
  before: Act,
  leave: Act,
  tools?: DesktopTools,
): Promise<Residue> {
  const canaries = mintCanaries(seed);
  const site = forensicSite(canaries);
  const cafe = await openCafe({ suffix: SITE_SUFFIX, answer: site.answer });
  const profileDir = mkdtempSync(join(tmpdir(), `clean-table-forensics-${name}-`));
  const disk = mkdtempSync(join(tmpdir(), 'clean-table-disk-'));
  const desktop = tools && (await openDesktop(tools));
  const browser = await openBrowser(name, {
    cafe,
    profileDir,
    ...(desktop && { headless: false, env: desktop.env, preferences: spelling(disk) }),
  });
  try {
    const scene: Scene = { desktop, canaries };
    await before(browser, scene);
    await plant(browser, site, canaries, disk, desktop && handsOn(browser, desktop, site, canaries));
    await leave(browser, scene);
    await browser.quit();
    await pause(500);
    return search(profileDir, desktop?.home, canaries);
  } catch (error) {
    if (process.env.KEEP_SCREEN && desktop) desktop.keepPicture(process.env.KEEP_SCREEN);
    throw error;
  } finally {
    await browser.close();
    await desktop?.close();
    await cafe.close();
    rmSync(disk, { recursive: true, force: true });
  }
}

/** A dictionary of one word for Firefox, which offers to add a word only if it can detect a wrong one. */
export function spelling(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'dictionaries');
  mkdirSync(path);
  writeFileSync(join(path, 'en-US.aff'), 'SET UTF-8\n');
  writeFileSync(join(path, 'en-US.dic'), '1\nword\n');
  return { 'spellchecker.dictionary_path': path };
}

/** Channels that a run without a tidy should have found but did not: the planting failed. */
export function notPlanted(name: BrowserName, { traces }: Residue, hasHands = false): readonly Channel[] {
  return CHANNEL_IDS.filter(
    (channel) =>
      traces[channel] === 'gone' &&
      NEVER_FOUND[name][channel] === undefined &&
      planterOf(channel, hasHands) !== undefined,
  );
}

/** @param home - where the system records opened and saved files */
function search(profileDir: string, home: string | undefined, { prefix, idLength, of }: Canaries): Residue {
  // Files of the harness are no traces of the browser.
  for (const own of readdirSync(profileDir).filter((name) => /^(extension|net-log)/.test(name))) {
    rmSync(join(profileDir, own), { recursive: true, force: true });
  }
  if (process.env.KEEP_PROFILE) cpSync(profileDir, process.env.KEEP_PROFILE, { recursive: true });
  const { live, recoverable } = findCanaries(
    home === undefined ? [profileDir] : [profileDir, home],
    prefix,
    idLength,
  );
  const traces = CHANNEL_IDS.map((channel): readonly [Channel, Trace] => {
    const canary = of[channel];
    return [channel, live.has(canary) ? 'live' : recoverable.has(canary) ? 'recoverable' : 'gone'];
  });
  const places = CHANNEL_IDS.flatMap((channel) => {
    const found = live.get(of[channel]);
    return found ? [[channel, found] as const] : [];
  });
  return {
    traces: Object.fromEntries(traces) as Record<Channel, Trace>,
    places: Object.fromEntries(places),
  };
}

/** Clicks the button of the leaving page and waits for the receipt. */
export async function tidyUp(
  browser: TestBrowser,
  scope: Scope = 'sitting',
  leaveOut: readonly StepId[] = [],
): Promise<void> {
  const leave = await browser.extensionPage('leave.html');
  await leave.waitForSelector('[data-action=tidy]');
  await leave.click(`[name=scope][value=${scope}]`);
  for (const step of leaveOut) {
    const tick = `[name=optional][value=${step}]`;
    await leave.waitForSelector(tick);
    await leave.$eval(tick, (input) => input.closest('details')?.setAttribute('open', ''));
    await leave.click(tick);
  }
  await leave.click('[data-action=tidy]');
  await waitFor('the receipt', () => leave.evaluate(() => document.querySelector('[data-receipt]') !== null));
}

export async function doNothing(): Promise<void> {}

/** What one call of `browsingData` clears, for comparison. */
export async function clearAll(browser: TestBrowser): Promise<void> {
  await browser.inExtension(async (api) => {
    const common = { cache: true, cookies: true, downloads: true, formData: true, history: true };
    const storage = { indexedDB: true, localStorage: true, serviceWorkers: true };
    const isFirefox = 'getBrowserInfo' in api.runtime;
    const types = isFirefox
      ? { ...common, ...storage, passwords: true }
      : { ...common, ...storage, cacheStorage: true, fileSystems: true };
    await api.browsingData.remove({}, types);
  });
}

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope, StepId } from '#core/tidy/plan.ts';
import type { BrowserName } from '../../scripts/browsers.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, pause, type TestBrowser, waitFor } from '../e2e/harness/index.ts';
import type { ClearedBox, ClearedRange } from '../e2e/harness/own-windows.ts';
import { sitDown } from '../e2e/harness/person.ts';
import { type Canaries, CHANNEL_IDS, type Channel, mintCanaries, NEVER_FOUND } from './channels.ts';
import { findCanaries } from './haystack.ts';
import { plant } from './plant.ts';
import { forensicSite, SITE_SUFFIX } from './site.ts';

export type Trace = 'live' | 'recoverable' | 'gone';

export interface Residue {
  readonly traces: Readonly<Record<Channel, Trace>>;
  /** Files in which a live trace was found. */
  readonly places: Readonly<Partial<Record<Channel, readonly string[]>>>;
  readonly leavingMs: number;
}

type Act = (browser: TestBrowser) => Promise<void>;

/** Ways to spend and to end a sitting. */
export const WAYS = {
  nothing: { before: doNothing, leave: doNothing },
  'one call': { before: doNothing, leave: clearAll },
  'since I sat down': {
    before: (browser: TestBrowser) => sitDown(browser),
    leave: (browser: TestBrowser) => tidyUp(browser, 'sitting'),
  },
  everything: {
    before: (browser: TestBrowser) => sitDown(browser),
    leave: (browser: TestBrowser) => tidyUp(browser, 'everything'),
  },
} as const satisfies Record<string, { before: Act; leave: Act }>;
export type WayName = keyof typeof WAYS;

/** A tidy of the sitting, and then what a person can do by hand, by time or for all of it. */
export const BY_HAND = {
  chromium: {
    'by hand': (browser) => tidyByHand(browser),
  },
  firefox: {
    'last hour': (browser) => tidyByHand(browser, 'last hour', ['cookies', 'settings']),
    'last hour, and history': (browser) =>
      tidyByHand(browser, 'last hour', ['cookies', 'settings', 'history']),
    everything: (browser) => tidyByHand(browser, 'everything', ['cookies', 'settings']),
    'everything, and history': (browser) =>
      tidyByHand(browser, 'everything', ['cookies', 'settings', 'history']),
  },
} as const satisfies { readonly [Name in BrowserName]: Readonly<Record<string, Act>> };

async function tidyByHand(
  browser: TestBrowser,
  range: ClearedRange = 'everything',
  boxes: readonly ClearedBox[] = [],
): Promise<void> {
  await tidyUp(browser, 'sitting');
  const { ownWindows } = browser.backend;
  // Before the clearing, which keeps the address and title of what is still a bookmark.
  await ownWindows.removeBookmarks();
  await ownWindows.removeWords?.();
  await ownWindows.removeSaved();
  await ownWindows.clearData?.(range, boxes);
}

export { sitDown };

/** Six letters that no file of a browser holds by chance. */
export function mintSeed(): string {
  return Array.from(randomBytes(6), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

/** One sitting from an empty profile to a quit browser, and a search of all that is left on disk. */
export async function runSitting(name: BrowserName, seed: string, before: Act, leave: Act): Promise<Residue> {
  const canaries = mintCanaries(seed);
  const site = forensicSite(canaries);
  const cafe = await openCafe({ suffix: SITE_SUFFIX, answer: site.answer });
  const profileDir = mkdtempSync(join(tmpdir(), `clean-table-forensics-${name}-`));
  const disk = mkdtempSync(join(tmpdir(), 'clean-table-disk-'));
  const browser = await openBrowser(name, { cafe, profileDir });
  try {
    await before(browser);
    await plant(browser, site, canaries, disk);
    const startMs = performance.now();
    await leave(browser);
    const leavingMs = performance.now() - startMs;
    await browser.quit();
    await pause(500);
    return { ...search(profileDir, canaries), leavingMs };
  } finally {
    await browser.close();
    await cafe.close();
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Channels that a run without a tidy should have found: then the planting is broken, not the tidy good. */
export function notPlanted(name: BrowserName, { traces }: Residue): readonly Channel[] {
  return CHANNEL_IDS.filter(
    (channel) => traces[channel] === 'gone' && NEVER_FOUND[name][channel] === undefined,
  );
}

function search(profileDir: string, { prefix, idLength, of }: Canaries): Omit<Residue, 'leavingMs'> {
  // What the harness itself writes is no trace of the browser's.
  for (const own of readdirSync(profileDir).filter((name) => /^(extension|net-log)/.test(name))) {
    rmSync(join(profileDir, own), { recursive: true, force: true });
  }
  if (process.env.KEEP_PROFILE) cpSync(profileDir, process.env.KEEP_PROFILE, { recursive: true });
  const { live, recoverable } = findCanaries([profileDir], prefix, idLength);
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

/** Leaves by the leaving page's one button, and waits for the receipt. */
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
    await leave.click(tick);
  }
  await leave.click('[data-action=tidy]');
  await waitFor(
    'the receipt',
    () => leave.evaluate(() => document.querySelector('[data-receipt]') !== null),
    60_000,
  );
}

export async function doNothing(): Promise<void> {}

/** What an extension gets from one call of the browser's own interface. */
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

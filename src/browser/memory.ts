import browser from 'webextension-polyfill';
import type { HeldItem, Item, Memory } from '#app/ports.ts';
import { MAX_URL_LENGTH, siteOf } from '#core/network/address.ts';
import { fairEntries, lastEntries, lastOf } from '#core/session/bounds.ts';
import { MAX_TOUCHED_HOSTS } from '#core/tidy/plan.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';

/** Changes of one value run one after another, whoever asks. */
const enqueue = createSerialQueue<string>();

function item<Value>(
  key: string,
  get: () => Promise<Value | undefined>,
  put: (value: Value | undefined) => Promise<void>,
): Item<Value> {
  return {
    get,
    set: (value) => enqueue(key, () => put(value)),
    remove: () => enqueue(key, () => put(undefined)),
    update: (change) =>
      enqueue(key, async () => {
        const before = await get();
        const after = change(before);
        if (after !== before) await put(after);
        return after;
      }),
  };
}

function putIn(key: string, value: unknown): Promise<void> {
  const { session } = browser.storage;
  return value === undefined ? session.remove(key) : session.set({ [key]: value });
}

/** What the living background wrote, read or holds; another one begins with nothing. */
let known = new Map<string, unknown>();
/** Of these the browser has nothing, or nothing any more. */
let unwritten = new Set<string>();

/**
 * Session memory was written by this very version of ours and nobody else can reach it: no schema.
 *
 * Each page asks for some of it a dozen times, and every question to the browser costs, so what the living
 * background wrote or read it knows by itself.
 */
function remembered<Value>(
  key: string,
  withinBounds: (value: Value) => Value = (value) => value,
): Item<Value> {
  return item<Value>(
    key,
    () => recall(key),
    (value) => remember(key, value && withinBounds(value)),
  );
}

async function remember(key: string, value: unknown): Promise<void> {
  // Most of what is forgotten with a page was never there.
  if (value === undefined && known.has(key) && known.get(key) === undefined) return;
  const isWritten = await write(key, value);
  known.set(key, value);
  if (isWritten) unwritten.delete(key);
  else unwritten.add(key);
}

/**
 * The browser keeps 10 MB and then refuses: a full memory must neither let a password go nor keep a tidy from beginning.
 * What it refuses even when there is room lives as long as this background.
 */
async function write(key: string, value: unknown): Promise<boolean> {
  try {
    await putIn(key, value);
  } catch {
    await makeRoom(key).catch(() => undefined);
    return putIn(key, value).then(
      () => true,
      () => false,
    );
  }
  return true;
}

/** What is known of open pages goes first: those are shown as not looked at, which is never "clear". */
const OF_PAGES = /^(visit|blocked)-/;

async function makeRoom(forKey: string): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null));
  const going = keys.filter((key) => key !== forKey && OF_PAGES.test(key));
  await browser.storage.session.remove(going);
  for (const key of going) if (known.has(key)) unwritten.add(key);
}

async function recall<Value>(key: string): Promise<Value | undefined> {
  const before = known;
  if (!before.has(key)) {
    const values = await browser.storage.session.get(key);
    // What was written meanwhile is newer, and what was forgotten stays forgotten.
    if (before === known && !known.has(key)) known.set(key, values[key]);
    else if (before !== known) return undefined;
  }
  return known.get(key) as Value | undefined;
}

/** For what most pages need no writing of. */
function held<Value>(key: string): HeldItem<Value> {
  return {
    ...remembered<Value>(key),
    hold: (change, canBeLost) =>
      enqueue(key, async () => {
        const before = await recall<Value>(key);
        const after = change(before);
        if (after === before) return after;
        if (after === undefined || !canBeLost(after)) {
          await remember(key, after);
          return after;
        }
        // What was written of the one before must not come back in its place.
        if (!unwritten.has(key)) await remember(key, undefined);
        known.set(key, after);
        unwritten.add(key);
        return after;
      }),
  };
}

/** Time is looked at a few times a minute: not worth a copy. */
function lookedUp<Value>(key: string): Item<Value> {
  return item<Value>(
    key,
    async () => (await browser.storage.session.get(key))[key] as Value | undefined,
    (value) => putIn(key, value),
  );
}

const FINISHED = 'finished';
const AFTERCARE = 'aftercare';
/** What a tidy does not forget. */
const KEPT: readonly string[] = [FINISHED, AFTERCARE];

/** A person opens fewer tabs, and goes past fewer stops. */
const MAX_TABS = 5000;
const MAX_CHOICES = 500;
/** Tabs that wait for an HTTPS address at the same time. */
const MAX_ATTEMPTS = 100;
const MAX_SIGN_INS = 500;

/**
 * Whatever a page can make longer has a bound, here or where it is put together; tests/browser/memory.test.ts lists them
 * all.
 */
export const memory: Memory = {
  session: remembered('session'),
  timer: lookedUp('timer'),
  // The first ones: that there are so many says that some are missing.
  hosts: remembered('hosts', (hosts) =>
    hosts.length > MAX_TOUCHED_HOSTS ? hosts.slice(0, MAX_TOUCHED_HOSTS) : hosts,
  ),
  touchedTabs: remembered('touched-tabs', (ids) => lastOf(ids, MAX_TABS)),
  signOutEntries: remembered('sign-out-entries', (secrets) => fairEntries(secrets, MAX_SIGN_INS, siteOf)),
  consents: remembered('consents', (keys) => lastOf(keys, MAX_CHOICES)),
  sentUnencrypted: remembered('sent-over-http'),
  connections: remembered('connections'),
  baseline: remembered('baseline'),
  leaving: remembered('leaving'),
  finished: remembered(FINISHED),
  aftercare: remembered(AFTERCARE),
  clock: remembered('clock'),
  seen: remembered('seen'),
  quickToken: remembered('quick-token'),
  zooms: remembered('zooms', (zooms) => lastEntries(zooms, MAX_CHOICES)),
  cutOff: remembered('cut-off'),
  networkFacts: remembered('network-facts'),
  upgradeAttempts: remembered('upgrade-attempts', (attempts) => lastEntries(attempts, MAX_ATTEMPTS)),
  portalTab: remembered('portal-tab'),
  told: remembered('told'),
  organisation: remembered('organisation'),
  pointedAt: lookedUp('pointed-at'),
  blocking: remembered('blocking', (blocking) => {
    const paused = lastOf(blocking.paused, MAX_CHOICES);
    return paused === blocking.paused ? blocking : { ...blocking, paused };
  }),
  blockedRequests: (tabId) => remembered(`blocked-${tabId}`),
  visit: (tabId) => held(`visit-${tabId}`),
  interstitial: (tabId) =>
    remembered(`interstitial-${tabId}`, (pending) =>
      (pending.url?.length ?? 0) > MAX_URL_LENGTH ? { ...pending, url: undefined } : pending,
    ),
  blockedNavigation: (tabId) => remembered(`navigation-${tabId}`),
  clear: async () => {
    const keys = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(keys.filter((key) => !KEPT.includes(key)));
    const waiting = KEPT.filter((key) => unwritten.has(key)).map((key) => [key, known.get(key)] as const);
    known = new Map();
    unwritten = new Set();
    // Now there is room for them.
    await Promise.all(waiting.map(([key, value]) => remember(key, value)));
  },
};

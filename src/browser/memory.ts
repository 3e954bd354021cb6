import browser from 'webextension-polyfill';
import type { HeldItem, Item, Journal, Memory } from '#app/ports.ts';
import { z } from '#contracts/zod.ts';
import { lazy } from '#core/lazy.ts';
import { createTurns } from '#core/turns.ts';

/** Changes of one value run one after another, whoever asks. */
const inTurn = createTurns<string>();

function item<Value>(
  key: string,
  get: () => Promise<Value | undefined>,
  put: (value: Value | undefined) => Promise<void>,
): Item<Value> {
  return {
    get,
    set: (value) => inTurn(key, () => put(value)),
    remove: () => inTurn(key, () => put(undefined)),
    update: (change) =>
      inTurn(key, async () => {
        const before = await get();
        const after = change(before);
        if (after !== before) await put(after);
        return after;
      }),
  };
}

function putIn(area: browser.Storage.StorageArea, key: string, value: unknown): Promise<void> {
  return value === undefined ? area.remove(key) : area.set({ [key]: value });
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
function remembered<Value>(key: string): Item<Value> {
  return item<Value>(
    key,
    () => recall(key),
    (value) => remember(key, value),
  );
}

async function remember(key: string, value: unknown): Promise<void> {
  // Most of what is forgotten with a page was never there.
  if (value === undefined && known.has(key) && known.get(key) === undefined) return;
  await putIn(browser.storage.session, key, value);
  known.set(key, value);
  unwritten.delete(key);
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
      inTurn(key, async () => {
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
    (value) => putIn(browser.storage.session, key, value),
  );
}

const FINISHED = 'finished';
const AFTERCARE = 'aftercare';
/** What a tidy does not forget. */
const KEPT: readonly string[] = [FINISHED, AFTERCARE];

export const memory: Memory = {
  sitting: remembered('sitting'),
  stay: lookedUp('stay'),
  hosts: remembered('hosts'),
  touchedTabs: remembered('touched-tabs'),
  secrets: remembered('secrets'),
  consents: remembered('consents'),
  inClear: remembered('in-clear'),
  connections: remembered('connections'),
  baseline: remembered('baseline'),
  leaving: remembered('leaving'),
  finished: remembered(FINISHED),
  aftercare: remembered(AFTERCARE),
  clock: remembered('clock'),
  seen: remembered('seen'),
  quickToken: remembered('quick-token'),
  zooms: remembered('zooms'),
  cutOff: remembered('cut-off'),
  line: remembered('line'),
  climbs: remembered('climbs'),
  portalTab: remembered('portal-tab'),
  told: remembered('told'),
  organisation: remembered('organisation'),
  pointedAt: lookedUp('pointed-at'),
  blocking: remembered('blocking'),
  stopped: (tabId) => remembered(`stopped-${tabId}`),
  visit: (tabId) => held(`visit-${tabId}`),
  stop: (tabId) => remembered(`stop-${tabId}`),
  way: (tabId) => remembered(`way-${tabId}`),
  clear: async () => {
    const keys = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(keys.filter((key) => !KEPT.includes(key)));
    known = new Map();
    unwritten = new Set();
  },
};

const journalSchema = lazy(() => z.array(z.string().check(z.maxLength(40))).check(z.maxLength(100)));

/** A journal that cannot be read is a tidy that was cut short: it starts over, it is not forgotten. */
export const journal: Journal = item(
  'steps',
  async () => {
    const { steps } = await browser.storage.local.get('steps');
    if (steps === undefined) return undefined;
    const parsed = z.safeParse(journalSchema(), steps);
    return parsed.success ? parsed.data : [];
  },
  (names) => putIn(browser.storage.local, 'steps', names),
);

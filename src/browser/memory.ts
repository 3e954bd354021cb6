import browser from 'webextension-polyfill';
import type { Item, Journal, Memory } from '#app/ports.ts';
import { z } from '#contracts/zod.ts';

/** Changes of one value run one after another, whoever asks. */
const queues = new Map<string, Promise<unknown>>();

function inTurn<Result>(key: string, job: () => Promise<Result>): Promise<Result> {
  const turn = (queues.get(key) ?? Promise.resolve()).then(job, job);
  const settled = turn.catch(() => undefined);
  queues.set(key, settled);
  void settled.then(() => queues.get(key) === settled && queues.delete(key));
  return turn;
}

function item<Value>(
  area: browser.Storage.StorageArea,
  key: string,
  read: (raw: unknown) => Value | undefined,
): Item<Value> {
  const get = async () => read((await area.get(key))[key]);
  const put = (value: Value | undefined) =>
    value === undefined ? area.remove(key) : area.set({ [key]: value });
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

/** Session memory was written by this very version of ours and nobody else can reach it: no schema. */
function remembered<Value>(key: string): Item<Value> {
  return item<Value>(browser.storage.session, key, (raw) => raw as Value | undefined);
}

const FINISHED = 'finished';

export const memory: Memory = {
  sitting: remembered('sitting'),
  stay: remembered('stay'),
  hosts: remembered('hosts'),
  touchedTabs: remembered('touched-tabs'),
  secrets: remembered('secrets'),
  consents: remembered('consents'),
  inClear: remembered('in-clear'),
  lines: remembered('lines'),
  baseline: remembered('baseline'),
  leaving: remembered('leaving'),
  finished: remembered(FINISHED),
  cutOff: remembered('cut-off'),
  line: remembered('line'),
  climbs: remembered('climbs'),
  portalTab: remembered('portal-tab'),
  visit: (tabId) => remembered(`visit-${tabId}`),
  stop: (tabId) => remembered(`stop-${tabId}`),
  way: (tabId) => remembered(`way-${tabId}`),
  clear: async () => {
    const keys = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(keys.filter((key) => key !== FINISHED));
  },
};

const journalSchema = z.array(z.string().check(z.maxLength(40))).check(z.maxLength(100));

/** A journal that cannot be read is a tidy that was cut short: it starts over, it is not forgotten. */
export const journal: Journal = item(browser.storage.local, 'steps', (raw) => {
  if (raw === undefined) return undefined;
  const parsed = z.safeParse(journalSchema, raw);
  return parsed.success ? parsed.data : [];
});

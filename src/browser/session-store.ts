import browser from 'webextension-polyfill';
import type { HeldItem, Item, Store } from '#app/memory.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';

/**
 * `storage.session` with a cache of everything this background read, wrote or could not write: each page reads some
 * items a dozen times, and each call to the browser is expensive.
 *
 * The browser refuses more than 10 MB: a full storage must neither let a password pass nor prevent a tidy. Values
 * refused even after eviction live only in this background's cache.
 *
 * @param goesFirst - keys that are evicted when the storage is full
 */
export function createSessionStore(goesFirst: RegExp): Store {
  /** Serializes changes of one value. */
  const enqueue = createSerialQueue<string>();
  let known = new Map<string, unknown>();
  /** Keys whose cached value is not in session storage. */
  let unwritten = new Set<string>();

  function itemOn<Value>(
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

  async function recall<Value>(key: string): Promise<Value | undefined> {
    const before = known;
    if (!before.has(key)) {
      const value = await getFrom(key);
      // Values written or removed in the meantime are newer.
      if (before === known && !known.has(key)) known.set(key, value);
      else if (before !== known) return undefined;
    }
    return known.get(key) as Value | undefined;
  }

  async function remember(key: string, value: unknown): Promise<void> {
    // Most values removed with a page never existed.
    if (value === undefined && known.has(key) && known.get(key) === undefined) return;
    const isWritten = await write(key, value);
    known.set(key, value);
    if (isWritten) unwritten.delete(key);
    else unwritten.add(key);
  }

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

  async function makeRoom(forKey: string): Promise<void> {
    const going = (await allKeys()).filter((key) => key !== forKey && goesFirst.test(key));
    await browser.storage.session.remove(going);
    for (const key of going) if (known.has(key)) unwritten.add(key);
  }

  function item<Value>(key: string, bound: (value: Value) => Value = (value) => value): Item<Value> {
    return itemOn<Value>(
      key,
      () => recall(key),
      (value) => remember(key, value && bound(value)),
    );
  }

  function held<Value>(key: string): HeldItem<Value> {
    return {
      ...item<Value>(key),
      hold: (change, canBeLost) =>
        enqueue(key, async () => {
          const before = await recall<Value>(key);
          const after = change(before);
          if (after === before) return after;
          if (after === undefined || !canBeLost(after)) {
            await remember(key, after);
            return after;
          }
          // Removes the stored predecessor, which must not come back in its place.
          if (!unwritten.has(key)) await remember(key, undefined);
          known.set(key, after);
          unwritten.add(key);
          return after;
        }),
    };
  }

  async function clear(isKept: (key: string) => boolean): Promise<void> {
    await browser.storage.session.remove((await allKeys()).filter((key) => !isKept(key)));
    const waiting = [...unwritten].filter(isKept).map((key) => [key, known.get(key)] as const);
    known = new Map();
    unwritten = new Set();
    // After the removal there is room for them.
    await Promise.all(waiting.map(([key, value]) => remember(key, value)));
  }

  return {
    item,
    held,
    uncached: <Value>(key: string) =>
      itemOn<Value>(
        key,
        () => getFrom(key),
        (value) => putIn(key, value),
      ),
    clear,
  };
}

async function getFrom<Value>(key: string): Promise<Value | undefined> {
  return (await browser.storage.session.get(key))[key] as Value | undefined;
}

function putIn(key: string, value: unknown): Promise<void> {
  const { session } = browser.storage;
  return value === undefined ? session.remove(key) : session.set({ [key]: value });
}

async function allKeys(): Promise<readonly string[]> {
  return Object.keys(await browser.storage.session.get(null));
}

import type { Journal, JournalEntry } from '#app/tidy/journal.ts';
import { z } from '#contracts/zod.ts';
import { SCOPES, STEP_IDS } from '#core/tidy/plan.ts';
import { lazy } from '#lib/lazy.ts';
import { later, TookTooLong, within } from '#lib/limit.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';

/*
 * The journal of a tidy, in an IndexedDB of the extension's origin. Content scripts can access `storage.local`, which
 * Firefox cannot restrict (it has no `setAccessLevel`), and a journal can start a tidy of everything.
 */

/** Exists only during a tidy: the first write creates it. */
export const JOURNAL_DATABASE = 'journal';
const STORE = 'tidy';
const KEY = 0;

const schema = lazy(() =>
  z.strictObject({
    scope: z.literal(SCOPES),
    finished: z.array(z.literal(STEP_IDS)).check(z.maxLength(STEP_IDS.length)),
  }),
);

/** Partially written, or by another version: only says that a tidy was interrupted. */
const UNREADABLE: JournalEntry = { scope: undefined, finished: [] };

let opened: Promise<IDBDatabase> | undefined;

function resultOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= (async () => {
    const request = indexedDB.open(JOURNAL_DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const database = await resultOf(request);
    // Another background deletes it.
    database.onversionchange = close;
    database.onclose = close;
    return database;
  })();
  // Allows another attempt.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;

  function close(): void {
    void opened?.then((database) => database.close());
    opened = undefined;
  }
}

/** Only this background creates one, and the popup waits for the answer: 20 ms each time in Firefox. */
let isAbsent = false;

/** Without opening it, which would create it. */
async function isThere(): Promise<boolean> {
  if (isAbsent) return false;
  const isThere = (await indexedDB.databases()).some(({ name }) => name === JOURNAL_DATABASE);
  isAbsent = !isThere;
  return isThere;
}

async function read(): Promise<JournalEntry | undefined> {
  if (!(await isThere())) return undefined;
  const database = await open();
  const entry = await resultOf(database.transaction(STORE).objectStore(STORE).get(KEY)).catch(
    () => undefined,
  );
  const parsed = z.safeParse(schema(), entry);
  return parsed.success ? parsed.data : UNREADABLE;
}

async function write(entry: JournalEntry): Promise<void> {
  isAbsent = false;
  const writing = (await open()).transaction(STORE, 'readwrite');
  writing.objectStore(STORE).put(entry, KEY);
  await new Promise<void>((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
  });
}

async function remove(): Promise<void> {
  (await opened?.catch(() => undefined))?.close();
  opened = undefined;
  if (await isThere()) await resultOf(indexedDB.deleteDatabase(JOURNAL_DATABASE));
}

/** The database may never respond: a failing disk, another process using the profile. A slow computer takes seconds. */
const LIMIT_MS = 10_000;

let isHung = false;

/** @throws TookTooLong if the job does not finish in time; until it does, no other job is started */
async function inTime<Value>(job: () => Promise<Value>): Promise<Value> {
  if (isHung) throw new TookTooLong();
  const working = job();
  try {
    return await within(later, LIMIT_MS, () => working);
  } catch (error) {
    isHung = error instanceof TookTooLong;
    const goOn = () => {
      isHung = false;
    };
    working.then(goOn, goOn);
    throw error;
  }
}

function unlessHung<Value>(instead: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof TookTooLong) return instead;
    throw error;
  };
}

async function change(
  move: (before: JournalEntry | undefined) => JournalEntry | undefined,
): Promise<JournalEntry | undefined> {
  const before = await read();
  const after = move(before);
  if (after === undefined) await remove();
  else if (after !== before) await write(after);
  return after;
}

const enqueue = createSerialQueue<'journal'>();

function inOrder<Value>(job: () => Promise<Value>): Promise<Value> {
  return enqueue('journal', () => inTime(job));
}

export const journal: Journal = {
  get: () => inOrder(read).catch(unlessHung(UNREADABLE)),
  set: (entry) => inOrder(() => write(entry)),
  remove: () => inOrder(remove).catch(unlessHung(undefined)),
  update: (move) => inOrder(() => change(move)),
};

import browser from 'webextension-polyfill';
import { JOURNAL_DATABASE } from './journal.ts';

/** The extension writes to neither; content scripts could. */
export async function forgetOwnNotes(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), browser.storage.sync.clear()]);
}

export async function countOwnNotes(): Promise<number> {
  const [local, sync] = await Promise.all([browser.storage.local.get(null), browser.storage.sync.get(null)]);
  return Object.keys(local).length + Object.keys(sync).length;
}

/** Excludes the journal, which is needed to the end and removed there. */
export async function countOwnStores(): Promise<number> {
  const [databases, stores] = await Promise.all([indexedDB.databases(), caches.keys()]);
  return databases.filter(({ name }) => name !== JOURNAL_DATABASE).length + stores.length;
}

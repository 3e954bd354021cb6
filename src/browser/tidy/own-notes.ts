import browser from 'webextension-polyfill';
import { OWN_COMPUTER_KEY } from '../session/own-computer.ts';
import { JOURNAL_DATABASE } from './journal.ts';

/** The extension writes to neither; content scripts could. */
export async function forgetOwnNotes(): Promise<void> {
  const keys = Object.keys(await browser.storage.local.get(null));
  await Promise.all([
    browser.storage.local.remove(keys.filter((key) => key !== OWN_COMPUTER_KEY)),
    browser.storage.sync.clear(),
  ]);
}

export async function countOwnNotes(): Promise<number> {
  const [local, sync] = await Promise.all([browser.storage.local.get(null), browser.storage.sync.get(null)]);
  return Object.keys(local).filter((key) => key !== OWN_COMPUTER_KEY).length + Object.keys(sync).length;
}

/** Excludes the journal, which is needed to the end and removed there. */
export async function countOwnStores(): Promise<number> {
  const [databases, stores] = await Promise.all([indexedDB.databases(), caches.keys()]);
  return databases.filter(({ name }) => name !== JOURNAL_DATABASE).length + stores.length;
}

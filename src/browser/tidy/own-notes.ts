import browser from 'webextension-polyfill';

/** The journal is needed to the very end, and is removed there. */
async function ownKeys(): Promise<readonly string[]> {
  const [local, sync] = await Promise.all([browser.storage.local.get(null), browser.storage.sync.get(null)]);
  return [...Object.keys(local).filter((key) => key !== 'steps'), ...Object.keys(sync)];
}

export async function forgetOwnNotes(): Promise<void> {
  const keys = [...(await ownKeys())];
  await Promise.all([browser.storage.local.remove(keys), browser.storage.sync.remove(keys)]);
}

export async function countOwnNotes(): Promise<number> {
  return (await ownKeys()).length;
}

/** In the stores that we never write to, so that whatever wrote there is noticed. */
export async function countOwnStores(): Promise<number> {
  const [databases, stores] = await Promise.all([indexedDB.databases(), caches.keys()]);
  return databases.length + stores.length;
}

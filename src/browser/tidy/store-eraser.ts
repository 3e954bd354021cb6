import browser from 'webextension-polyfill';

/**
 * Empties CacheStorage and OPFS from inside the pages of the session, before they close. Firefox has no API for it
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=1526246), but a page may delete its own data. Runs in the isolated world,
 * so functions replaced by the page are not called. A page that hangs, or writes as fast as this deletes, never
 * resolves: the caller needs a time limit.
 */
export async function emptyPageStores(tabIds: readonly number[]): Promise<void> {
  await Promise.allSettled(
    tabIds.map((tabId) =>
      browser.scripting.executeScript({
        target: { tabId, allFrames: true },
        func: emptyStores,
      }),
    ),
  );
}

/** Injected into the page, so it must be self-contained. */
async function emptyStores(): Promise<void> {
  // Opening an empty store makes Firefox create a folder with the site's name.
  if ((await navigator.storage.estimate()).usage === 0) return;
  // `browsingData` does not find service workers of IPv6 hosts (Firefox 153).
  const endWorkers = async () => {
    if (!location.hostname.startsWith('[')) return;
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  };
  const emptyCaches = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  };
  const emptyFiles = async () => {
    const folder = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & {
      keys(): AsyncIterator<string>;
    };
    // Collect all names first: removing while iterating skips some. `for await` does not work on the list in the
    // isolated world (Firefox 153).
    const names: string[] = [];
    const listed = folder.keys();
    for (let one = await listed.next(); !one.done; one = await listed.next()) names.push(one.value);
    await Promise.allSettled(names.map((name) => folder.removeEntry(name, { recursive: true })));
  };
  await Promise.allSettled([endWorkers(), emptyCaches(), emptyFiles()]);
}

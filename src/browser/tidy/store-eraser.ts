import browser from 'webextension-polyfill';

/**
 * Firefox clears CacheStorage and a site's own files (OPFS) through no interface
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=1526246), but a page may delete its own. So it is done in
 * the pages of the session, while they are still open, from a world of our own: nothing that a page put in the place
 * of the browser's own functions is called. A page that hangs, or that writes as fast as we delete, never answers:
 * whoever calls has a limit.
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

/** Runs in the page, so it must stand alone. */
async function emptyStores(): Promise<void> {
  // Only looking into an empty store makes Firefox create a folder with the name of the site.
  if ((await navigator.storage.estimate()).usage === 0) return;
  // By no name does Firefox find the worker of an IPv6 address (seen in 153).
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
    // All names first: removing while listing skips some. Seen from our world, the list cannot be run through with
    // `for await` (Firefox 153).
    const names: string[] = [];
    const listed = folder.keys();
    for (let one = await listed.next(); !one.done; one = await listed.next()) names.push(one.value);
    await Promise.allSettled(names.map((name) => folder.removeEntry(name, { recursive: true })));
  };
  await Promise.allSettled([endWorkers(), emptyCaches(), emptyFiles()]);
}

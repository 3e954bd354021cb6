import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { BROWSER } from '../kind.ts';
import { type DataTypes, removeData, removeSince } from './removal.ts';

/** An unknown type makes the whole call fail, in both browsers. */
const IN_BOTH: DataTypes = { localStorage: true, indexedDB: true, serviceWorkers: true };
const STORES: DataTypes =
  BROWSER === 'firefox' ? IN_BOTH : { ...IN_BOTH, cacheStorage: true, fileSystems: true };

/**
 * Firefox rejects `since` for these, so they are cleared by host, in all containers.
 *
 * Chromium clears localStorage by the time of its first write since the site's data was loaded: while an earlier page of
 * the site is open, newer data counts as old (seen in 156). So the sites are cleared by origin, too.
 */
export async function clearSiteStorage(context: TidyContext, method: Method): Promise<void> {
  if (method === 'all') return removeSince(context, method, STORES);
  if (BROWSER === 'chromium') {
    const origins = context.hosts.flatMap((host) => [`https://${host}`, `http://${host}`]);
    await Promise.all([
      removeSince(context, method, STORES),
      origins.length > 0 && removeData({ origins }, STORES),
    ]);
    return;
  }
  // An empty list would mean all hosts.
  if (context.hosts.length === 0) return;
  await removeData({ hostnames: [...context.hosts] }, STORES);
  // Firefox matches storage by host and port, and service workers by host alone (seen in 153).
  const names = context.hosts.map((host) => new URL(`https://${host}`).hostname);
  const ofPorts = [...new Set(names)].filter((name) => !context.hosts.includes(name));
  if (ofPorts.length > 0) await removeData({ hostnames: ofPorts }, { serviceWorkers: true });
}

import type { TrackerList } from '#core/finding.ts';
import type { Watcher, WatcherKind } from '#core/watchers.ts';

export type TrackerOwners = Readonly<Record<string, Readonly<Partial<Record<WatcherKind, string>>>>>;

/** Longer than any host name (RFC 1035 §2.3.4): not one. */
const MAX_HOST_LENGTH = 253;

/**
 * Companies that watch visits, by the domains they watch from.
 *
 * Loaded when first asked for: the list is a file of its own that no page needs in order to open.
 * A service worker cannot load parts later, so only our own pages call this.
 */
export async function loadTrackers(): Promise<TrackerList> {
  const { owners } = await import('./generated/trackers.json');
  return trackerList(owners);
}

/** @param owners - name of a company → what it does → the domains for it, separated by blanks */
export function trackerList(owners: TrackerOwners): TrackerList {
  const byDomain = new Map<string, Watcher>();
  for (const [name, kinds] of Object.entries(owners)) {
    for (const [kind, domains] of Object.entries(kinds)) {
      const watcher = { name, kind: kind as WatcherKind };
      for (const domain of domains.split(' ')) byDomain.set(domain, watcher);
    }
  }
  return { byHost: (host) => byHost(byDomain, host), ownerOf: (host) => byHost(byDomain, host)?.name };
}

/** Walks from the whole name to its last label, so the closest entry wins and parts of labels never match. */
function byHost(byDomain: ReadonlyMap<string, Watcher>, host: string): Watcher | undefined {
  if (host.length > MAX_HOST_LENGTH) return undefined;
  for (let rest = host; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    const watcher = byDomain.get(rest);
    if (watcher !== undefined) return watcher;
    if (!rest.includes('.')) return undefined;
  }
  return undefined;
}

import type { TrackerList } from '#core/finding.ts';

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

/** @param owners - name of a company → its domains, separated by blanks */
export function trackerList(owners: Readonly<Record<string, string>>): TrackerList {
  const byDomain = new Map<string, string>();
  for (const [owner, domains] of Object.entries(owners)) {
    for (const domain of domains.split(' ')) byDomain.set(domain, owner);
  }
  return { ownerOf: (host) => ownerOf(byDomain, host) };
}

/** Walks from the whole name to its last label, so the closest entry wins and parts of labels never match. */
function ownerOf(byDomain: ReadonlyMap<string, string>, host: string): string | undefined {
  if (host.length > MAX_HOST_LENGTH) return undefined;
  for (let rest = host; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    const owner = byDomain.get(rest);
    if (owner !== undefined) return owner;
    if (!rest.includes('.')) return undefined;
  }
  return undefined;
}

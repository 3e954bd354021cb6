import type { Tracker, TrackerKind } from '#core/blocking/trackers.ts';
import type { TrackerList } from '#core/page/finding.ts';
import { closest } from './closest.ts';

export type TrackerOwners = Readonly<Record<string, Readonly<Partial<Record<TrackerKind, string>>>>>;

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
  const byDomain = new Map<string, Tracker>();
  for (const [name, kinds] of Object.entries(owners)) {
    for (const [kind, domains] of Object.entries(kinds)) {
      const tracker = { name, kind: kind as TrackerKind };
      for (const domain of domains.split(' ')) byDomain.set(domain, tracker);
    }
  }
  const byHost = (host: string) => closest(byDomain, host);
  return { byHost, ownerOf: (host) => byHost(host)?.name };
}

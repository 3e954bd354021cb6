import type { Tracker, TrackerKind } from '#core/blocking/trackers.ts';
import type { TrackerList } from '#core/page/finding.ts';
import { closest } from './closest.ts';

export type TrackerOwners = Readonly<Record<string, Readonly<Partial<Record<TrackerKind, string>>>>>;

/**
 * Loads the tracking companies by domain.
 *
 * A file of its own, loaded on demand. Service workers have no dynamic import, so only pages can call this.
 */
export async function loadTrackers(): Promise<TrackerList> {
  const { owners } = await import('./generated/trackers.json');
  return trackerList(owners);
}

/** @param owners - company → what it does → its domains for that, separated by spaces */
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

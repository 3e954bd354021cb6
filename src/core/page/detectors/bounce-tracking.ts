import type { TrackerKind } from '../../blocking/trackers.ts';
import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Social networks and sign-ins lead people on as well, who asked them to. */
const WATCHES: readonly TrackerKind[] = ['ads', 'counting', 'marketing'];

/**
 * The way to the page led through a company whose business is to watch, and which is neither where the person
 * came from nor where they arrived: it learns of both, and may set cookies as if it had been visited.
 *
 * @source https://www.w3.org/TR/nav-tracking-mitigations/#bounce-tracking
 */
export function bounceTracking(
  { page, redirects }: Visit,
  { trackers, signInHosts }: Lists,
): readonly FindingOf<'bounce-tracking'>[] {
  if (!redirects || !trackers) return [];
  const ends = [page, ...(redirects.from ? [redirects.from] : [])];
  const sites = new Set(ends.map(({ site }) => site));
  const owners = new Set(ends.map(({ host }) => trackers.ownerOf(host)));
  const found = redirects.hops.flatMap(({ host, site }) => {
    const tracker = trackers.byHost(host);
    if (!tracker || !WATCHES.includes(tracker.kind) || signInHosts?.has(host)) return [];
    return sites.has(site) || owners.has(tracker.name) ? [] : [{ host, name: tracker.name }];
  });
  if (found.length === 0) return [];
  const names = [...new Set(found.map(({ name }) => name))].toSorted();
  const hosts = [...new Set(found.map(({ host }) => host))];
  return [{ code: 'bounce-tracking', severity: 'low', facts: { names, hosts } }];
}

import type { TrackerKind } from '../../blocking/trackers.ts';
import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Not social networks and sign-ins, which redirect people who asked for it. */
const WATCHES: readonly TrackerKind[] = ['ads', 'counting', 'marketing'];

/**
 * The redirect chain of the page passed through a tracking company that is neither the origin nor the
 * destination: it learns of both, and may set cookies as a first party.
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

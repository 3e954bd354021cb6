import { type ShownKind, TRACKER_KINDS } from '../../blocking/trackers.ts';
import type { FindingOf, Lists } from '../finding.ts';
import type { BlockedHost, ThirdParty } from '../third-party.ts';
import type { Visit } from '../visit.ts';

const UNLISTED: ShownKind = 'other';

/**
 * Tracking companies that the page called, except its own company, and companies whose requests were blocked,
 * listed or not. Never above a note.
 */
export function trackers(
  { thirdParties, blocked, page }: Visit,
  lists: Lists,
): readonly FindingOf<'trackers'>[] {
  const list = lists.trackers;
  if (!list) return [];
  const own = list.ownerOf(page.host);
  const listed = thirdParties.flatMap(({ host }) => {
    const tracker = list.byHost(host);
    return tracker ? [{ host, ...tracker }] : [];
  });
  // Unlisted hosts are named by their site.
  const held = blocked
    .filter(({ site }) => site !== page.site)
    .map(({ host, site }) => ({ host, ...(list.byHost(host) ?? { name: site, kind: UNLISTED }) }));
  const found = [...listed, ...held].filter(({ name }) => name !== own);
  const requests = countOf(blocked);
  if (found.length === 0) return [];
  const names = [...new Set(found.map(({ name }) => name))].toSorted();
  return [
    {
      code: 'trackers',
      severity: 'low',
      facts: {
        count: names.length,
        names,
        hosts: [...new Set(found.map(({ host }) => host))],
        kinds: kindsOf(found),
        stopped: requests,
        blockedCount: new Set(held.flatMap(({ name }) => (name === own ? [] : [name]))).size,
      },
    },
  ];
}

/** Third parties of other companies than the page's, with the names of companies, or of sites if unlisted. */
export function namesOfOthers<Found extends ThirdParty>(
  { page }: Visit,
  all: readonly Found[],
  { trackers: list }: Lists,
): { readonly found: readonly Found[]; readonly names: readonly string[] } {
  const own = list?.ownerOf(page.host);
  const found = all.filter(
    ({ host, site }) => site !== page.site && (own === undefined || list?.ownerOf(host) !== own),
  );
  const names = new Set(found.map(({ host, site }) => list?.ownerOf(host) ?? site));
  return { found, names: [...names].toSorted() };
}

function countOf(blocked: readonly BlockedHost[]): number {
  return blocked.reduce((sum, { count }) => sum + count, 0);
}

/** Companies by kind; each appears once, under its first kind in this order. */
function kindsOf(
  found: readonly { readonly name: string; readonly kind: ShownKind }[],
): FindingOf<'trackers'>['facts']['kinds'] {
  const seen = new Set<string>();
  return [...TRACKER_KINDS, UNLISTED].flatMap((kind) => {
    const names = found
      .filter((tracker) => tracker.kind === kind && !seen.has(tracker.name))
      .map(({ name }) => name);
    for (const name of names) seen.add(name);
    return names.length === 0 ? [] : [{ kind, names: [...new Set(names)].toSorted() }];
  });
}

import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Companies, other than the page's own, that the page called and a list knows as watchers. Never above a note. */
export function trackers({ thirdParties, page }: Visit, lists: Lists): readonly FindingOf<'trackers'>[] {
  const list = lists.trackers;
  if (!list) return [];
  const own = list.ownerOf(page.host);
  const found = thirdParties
    .map(({ host }) => ({ host, name: list.ownerOf(host) }))
    .filter(
      (tracker): tracker is { host: string; name: string } =>
        tracker.name !== undefined && tracker.name !== own,
    );
  if (found.length === 0) return [];
  const names = [...new Set(found.map(({ name }) => name))].toSorted();
  return [
    {
      code: 'trackers',
      severity: 'low',
      facts: { count: names.length, names, hosts: found.map(({ host }) => host) },
    },
  ];
}

import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A company that records what is typed and done came into the page, and was not stopped. By the list alone: what a
 * page does with what is typed cannot be told from outside without guessing.
 */
export function sessionReplay(
  { thirdParties, stopped, page }: Visit,
  lists: Lists,
): readonly FindingOf<'session-replay'>[] {
  const held = new Set(stopped.map(({ host }) => host));
  const names = thirdParties.flatMap(({ host }) =>
    held.has(host) ? [] : (lists.recorders?.nameOf(host) ?? []),
  );
  if (names.length === 0) return [];
  return [
    {
      code: 'session-replay',
      severity: 'low',
      facts: { host: page.host, names: [...new Set(names)].toSorted() },
    },
  ];
}

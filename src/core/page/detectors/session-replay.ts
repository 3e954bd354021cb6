import type { FindingOf, Lists, NamedHosts } from '../finding.ts';
import type { LibraryKind } from '../open-library.ts';
import type { Visit } from '../visit.ts';

/**
 * The page loaded a session recording company, or uses an open-source recording library. By names only: what a
 * page does with typed text cannot be observed without guessing.
 */
export function sessionReplay(visit: Visit, { recorders }: Lists): readonly FindingOf<'session-replay'>[] {
  const names = withLibraries(visit, 'recorder', namesThatCame(visit, recorders));
  if (names.length === 0) return [];
  return [{ code: 'session-replay', severity: 'low', facts: { host: visit.page.host, names } }];
}

/** Adds the open-source libraries of this kind that the page uses. */
export function withLibraries(
  { deepScan }: Visit,
  kind: LibraryKind,
  names: readonly string[],
): readonly string[] {
  const used = deepScan?.libraries.filter((library) => library.kind === kind) ?? [];
  return [...new Set([...names, ...used.map(({ name }) => name)])].toSorted();
}

/** Companies of a list that the page loaded something from. */
export function namesThatCame(
  { thirdParties, blocked }: Visit,
  list: NamedHosts | undefined,
): readonly string[] {
  const held = new Set(blocked.map(({ host }) => host));
  const names = thirdParties.flatMap(({ host }) => (held.has(host) ? [] : (list?.nameOf(host) ?? [])));
  return [...new Set(names)].toSorted();
}

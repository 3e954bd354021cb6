/** @returns the first `max` entries; the same list if it is short enough */
export function firstEntries<Value>(
  record: Readonly<Record<string, Value>>,
  max: number,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(record);
  return entries.length <= max ? record : Object.fromEntries(entries.slice(0, max));
}

/** @returns the last `max` entries; the same list if it is short enough */
export function lastOf<Value>(list: readonly Value[], max: number): readonly Value[] {
  return list.length <= max ? list : list.slice(-max);
}

/** @returns the `max` entries added last; the same record if it is small enough */
export function lastEntries<Value>(
  record: Readonly<Record<string, Value>>,
  max: number,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(record);
  return entries.length <= max ? record : Object.fromEntries(entries.slice(-max));
}

/**
 * Removes entries from the largest group, newest first, so that a site with a thousand names evicts only its own.
 *
 * @returns the same record if it is small enough
 */
export function fairEntries<Value>(
  record: Readonly<Record<string, Value>>,
  max: number,
  groupOf: (key: string) => string,
): Readonly<Record<string, Value>> {
  const keys = Object.keys(record);
  if (keys.length <= max) return record;
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const group = groupOf(key);
    const ofGroup = groups.get(group);
    if (ofGroup) ofGroup.push(key);
    else groups.set(group, [key]);
  }
  for (let over = keys.length - max; over > 0; over--) {
    [...groups.values()].reduce((most, group) => (group.length >= most.length ? group : most)).pop();
  }
  const kept = new Set([...groups.values()].flat());
  return Object.fromEntries(Object.entries(record).filter(([key]) => kept.has(key)));
}

const MAX_TEXT = 200;

/** For titles, file names and reasons, which a page can make arbitrarily long. */
export function shortText(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

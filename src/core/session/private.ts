/** Something observed in private windows only, so it is forgotten when the last of them closes. */
export interface Observed {
  readonly isPrivate?: true | undefined;
}

/** The mark of an entry that is seen again, now in a private window or not. */
export function privateMark(known: Observed | undefined, isPrivate: boolean): Observed {
  return isPrivate && (known === undefined || known.isPrivate) ? { isPrivate: true } : {};
}

/** The entries that were seen in normal windows, too. */
export function withoutPrivate<Entry extends Observed>(
  entries: Readonly<Record<string, Entry>> | undefined,
): Readonly<Record<string, Entry>> | undefined {
  return (
    entries && Object.fromEntries(Object.entries(entries).filter(([, { isPrivate }]) => isPrivate !== true))
  );
}

import { originOf, parseAddress } from '../network/address.ts';

/** A site to sign out of. */
export interface SignOutEntry {
  readonly origin: string;
  readonly isDone: boolean;
  /** No password entry was observed; a cookie looks like a persistent sign-in. */
  readonly isGuess?: boolean;
}

/** By host. Session storage only. */
export type SignOutEntries = Readonly<Record<string, SignOutEntry>>;

/** As listed on the leaving page. */
export interface SignOutSite extends Required<Omit<SignOutEntry, 'origin'>> {
  readonly host: string;
}

/**
 * Records that a password was typed into a page with this URL. An existing entry is kept, since the person may have
 * signed out there.
 *
 * @returns the same object if nothing is new, or the URL is no web page
 */
export function withPassword(entries: SignOutEntries | undefined, url: string): SignOutEntries | undefined {
  const [host, origin] = [parseAddress(url)?.host, originOf(url)];
  if (host === undefined || origin === undefined) return entries;
  const known = entries?.[host];
  return known && !known.isGuess ? entries : { ...entries, [host]: { origin, isDone: false } };
}

/** Adds hosts with a cookie that looks like a persistent sign-in. Known entries take precedence. */
export function withGuesses(entries: SignOutEntries, hosts: readonly string[]): SignOutEntries {
  const guesses = hosts.map((host) => [host, { origin: `https://${host}`, isDone: false, isGuess: true }]);
  return { ...Object.fromEntries(guesses), ...entries };
}

/** The person says whether they signed out there. Unknown hosts are ignored. */
export function withSignedOut(entries: SignOutEntries, host: string, isDone: boolean): SignOutEntries {
  const entry = entries[host];
  return entry ? { ...entries, [host]: { ...entry, isDone } } : entries;
}

export function sitesIn(entries: SignOutEntries): readonly SignOutSite[] {
  return Object.entries(entries).map(([host, { isDone, isGuess = false }]) => ({ host, isDone, isGuess }));
}

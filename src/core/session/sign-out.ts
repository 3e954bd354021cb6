import { originOf, parseAddress } from '../network/address.ts';

/** A site where the person should sign out. */
export interface SignOutEntry {
  readonly origin: string;
  readonly isDone: boolean;
  /** No password was seen there; a cookie looks like a lasting sign-in. */
  readonly isGuess?: boolean;
}

/** By host. Session memory only. */
export type SignOutEntries = Readonly<Record<string, SignOutEntry>>;

/** As the leaving page lists it. */
export interface SignOutSite extends Required<Omit<SignOutEntry, 'origin'>> {
  readonly host: string;
}

/**
 * A password was typed into a page at this address. Where one was typed before, the person may have signed out since:
 * the entry stays as it is.
 *
 * @returns the same entries where nothing is new, or the address is none of the web
 */
export function withPassword(entries: SignOutEntries | undefined, url: string): SignOutEntries | undefined {
  const [host, origin] = [parseAddress(url)?.host, originOf(url)];
  if (host === undefined || origin === undefined) return entries;
  const known = entries?.[host];
  return known && !known.isGuess ? entries : { ...entries, [host]: { origin, isDone: false } };
}

/** Cookies of these hosts look like lasting sign-ins. What is known already counts more. */
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

import { ownValue } from '#lib/own-value.ts';
import { originOf, parseAddress } from '../network/address.ts';
import { type Observed, privateMark } from './private.ts';
import { EXACT_TO_MS, isSince, type Times } from './times.ts';

/** A site to sign out of. */
export interface SignOutEntry extends Observed {
  readonly origin: string;
  readonly isDone: boolean;
  /** No password entry was observed; a cookie looks like a persistent sign-in. */
  readonly isGuess?: boolean;
  /** When the password was last typed, or the cookie found, in ms since the epoch. */
  readonly atMs: number;
}

/** By host. Session storage only. */
export type SignOutEntries = Readonly<Record<string, SignOutEntry>>;

/** As listed on the leaving page. */
export interface SignOutSite extends Required<Omit<SignOutEntry, 'origin' | 'atMs' | 'isPrivate'>> {
  readonly host: string;
}

/**
 * Records that a password was typed into a page with this URL. An existing entry is kept, since the person may have
 * signed out there.
 *
 * @param isPrivate - in a private window
 * @returns the same object if nothing is new, or the URL is no web page
 */
export function withPassword(
  entries: SignOutEntries | undefined,
  url: string,
  nowMs: number,
  isPrivate = false,
): SignOutEntries | undefined {
  const [host, origin] = [parseAddress(url)?.host, originOf(url)];
  if (host === undefined || origin === undefined) return entries;
  const known = ownValue(entries, host);
  const mark = privateMark(known, isPrivate);
  if (!known || known.isGuess) return { ...entries, [host]: { origin, isDone: false, atMs: nowMs, ...mark } };
  const isRecent = Math.abs(nowMs - known.atMs) < EXACT_TO_MS;
  if (isRecent && known.isPrivate === mark.isPrivate) return entries;
  const { isPrivate: _, ...rest } = known;
  return { ...entries, [host]: { ...rest, atMs: nowMs, ...mark } };
}

/** Adds hosts with a cookie that looks like a persistent sign-in. Known entries take precedence. */
export function withGuesses(entries: SignOutEntries, hosts: readonly string[], seen: Times): SignOutEntries {
  const guesses = hosts.map((host) => [
    host,
    { origin: `https://${host}`, isDone: false, isGuess: true, atMs: ownValue(seen, host) ?? 1 },
  ]);
  return { ...Object.fromEntries(guesses), ...entries };
}

/** The person says whether they signed out there. Unknown hosts are ignored. */
export function withSignedOut(entries: SignOutEntries, host: string, isDone: boolean): SignOutEntries {
  const entry = ownValue(entries, host);
  return entry ? { ...entries, [host]: { ...entry, isDone } } : entries;
}

/** @param fromMs - only those since; `undefined`: all */
export function sitesIn(entries: SignOutEntries, fromMs: number | undefined): readonly SignOutSite[] {
  return Object.entries(entries).flatMap(([host, { isDone, isGuess = false, atMs }]) =>
    isSince(atMs, fromMs) ? [{ host, isDone, isGuess }] : [],
  );
}

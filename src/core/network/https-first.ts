import { hasKnownSuffix, parseAddress, RESERVED_SUFFIXES } from './address.ts';
import { CONNECTION_FAILURES } from './connection-failure.ts';

/**
 * Why the HTTPS address of a page did not bring it.
 *
 * `no-page`: the site itself answered there, with an error.
 */
export const TRY_FAILURES = [...CONNECTION_FAILURES, 'certificate', 'no-page'] as const;
export type TryFailure = (typeof TRY_FAILURES)[number];

/**
 * HTTP addresses of names with a dot and without a port. A last label that begins with a digit
 * belongs to an IP address (https://url.spec.whatwg.org/#ends-in-a-number-checker).
 *
 * RE2 syntax, as the browsers' rules need it.
 */
export const TRIED_FIRST = '^http://([^/?#@]*@)?([^/?#@:.]+\\.+)+[a-z][^/?#@:.]*\\.?[/?#]';

/** Names below these have no certificate of the public web, so nothing can be tried. */
export const NEVER_TRIED: readonly string[] = RESERVED_SUFFIXES;

/** Nobody waits longer; Firefox would wait for ever. */
export const TRY_MS = 6_000;

/** Whoever wants to go on waiting; Chromium gives up after half a minute. */
export const PATIENT_TRY_MS = 60_000;

/** A tab asked for an HTTPS address instead of the HTTP one. Session memory only. */
export interface UpgradeAttempt {
  readonly host: string;
  /** The HTTP address, as the person or a link had it. */
  readonly url: string;
  /** The web page that the tab showed before; `undefined` where it was none. */
  readonly from: string | undefined;
  readonly startedAtMs: number;
  /** Somebody answered at the HTTPS address. */
  readonly isAnswered: boolean;
  /** Words of a form were on their way there. */
  readonly isSent: boolean;
  /** The person wants to wait for longer. */
  readonly isPatient: boolean;
}

/** A page that would have come over HTTP, and was not loaded. Session memory only. */
export interface BlockedNavigation {
  readonly code: BlockedNavigationCode;
  readonly failure: TryFailure;
  readonly host: string;
  readonly url: string;
  readonly from: string | undefined;
  readonly isSent: boolean;
}

export const BLOCKED_NAVIGATION_CODES = ['no-protected-address', 'unproven-address'] as const;
export type BlockedNavigationCode = (typeof BLOCKED_NAVIGATION_CODES)[number];

/** Where a tab goes back to that showed no web page before. */
export const BLANK = 'about:blank';

/** What a network does with HTTPS addresses before somebody has signed in to it. */
export function mayBePortal(failure: TryFailure): boolean {
  return failure === 'refused' || failure === 'silent' || failure === 'broken';
}

/** Chromium tries the HTTPS address by itself, and then by our rule: that is one try. */
export function isSameTry(before: UpgradeAttempt | undefined, url: string): boolean {
  return before?.url === url && !before.isAnswered && !before.isPatient;
}

/** The same rule as `TRIED_FIRST` and `NEVER_TRIED` make for the browser. */
export function isTriedFirst(url: string): boolean {
  const host = parseAddress(url)?.host;
  if (host === undefined || !new RegExp(TRIED_FIRST, 'i').test(url)) return false;
  return !NEVER_TRIED.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** What a tab asked for in a row, without anybody having had the time to read. Never on disk. */
export interface Trail {
  /** Address → its turns so far; a quick one counts as two. */
  readonly turns: Readonly<Record<string, number>>;
  /** The web page that the tab showed before the first of them. */
  readonly from: string | undefined;
}

/** Turns of a circle, by the answers of servers or by scripts. On a slow line each of them may take long. */
const LOOP_TURNS = 10;
/** Quicker than a person. */
const QUICK_MS = 5_000;
/** Long enough for somebody to leave, or to have asked. */
const READ_MS = 30_000;
const MAX_TRAIL = 20;

/** @param shownForMs - how long the page that asks was there; `undefined`: none came since the last time */
export function goingOn(
  before: Trail | undefined,
  url: string,
  from: string | undefined,
  shownForMs = 0,
): Trail {
  const known = before && shownForMs < READ_MS ? before : { turns: {}, from };
  const [address = url] = url.split(/[?#]/, 1);
  const { [address]: turnsBefore = 0, ...others } = known.turns;
  const turns = turnsBefore + (shownForMs < QUICK_MS ? 2 : 1);
  const kept = Object.entries({ ...others, [address]: turns }).slice(-MAX_TRAIL);
  return { from: known.from, turns: Object.fromEntries(kept) };
}

export function isLooping({ turns }: Trail): boolean {
  return Object.values(turns).some((count) => count >= LOOP_TURNS);
}

/** With these a site says that what was asked for is not there, and not who may see it or when. */
const WITHOUT_PAGE: readonly number[] = [400, 403, 404, 410, 421, 426, 500, 501, 502, 503, 504, 505];

/** The site may have such a page at its HTTP address only: Firefox then goes on to that by itself. */
export function isWithoutPage(status: number): boolean {
  return WITHOUT_PAGE.includes(status);
}

export type NextStep =
  /** Our page asks the person. */
  | { readonly kind: 'stop'; readonly navigation: BlockedNavigation }
  /** On to the HTTP address, without a word. */
  | { readonly kind: 'go-on'; readonly url: string }
  /** The browser's own page says it. */
  | { readonly kind: 'leave' };

/**
 * What comes after the HTTPS address failed.
 *
 * A name whose suffix the public list does not know is of somebody's own network, where no HTTPS can be
 * expected. A name that does not exist, or a computer that is offline, is no question of encryption. A private IP address does not justify HTTP: the network controls DNS.
 */
export function afterFailure(
  { host, url, from, isSent }: UpgradeAttempt,
  failure: TryFailure,
  isPortalOpen: boolean,
): NextStep {
  if (failure === 'no-name' || failure === 'offline') return { kind: 'leave' };
  if (isPortalOpen || !hasKnownSuffix(host)) return { kind: 'go-on', url };
  const code = failure === 'certificate' ? 'unproven-address' : 'no-protected-address';
  return { kind: 'stop', navigation: { code, failure, host, url, from, isSent } };
}

import { hasKnownSuffix, parseAddress, RESERVED_SUFFIXES } from './address.ts';
import { CONNECTION_FAILURES } from './connection-failure.ts';

/**
 * Why a page could not be loaded over HTTPS.
 *
 * `no-page`: the site itself responded, with an error status.
 */
export const TRY_FAILURES = [...CONNECTION_FAILURES, 'certificate', 'no-page'] as const;
export type TryFailure = (typeof TRY_FAILURES)[number];

/**
 * HTTP URLs whose host is a name with a dot and without a port. A last label that begins with a digit
 * belongs to an IP address (https://url.spec.whatwg.org/#ends-in-a-number-checker).
 *
 * RE2 syntax, because it is also the `regexFilter` of a DNR rule.
 */
export const TRIED_FIRST = '^http://([^/?#@]*@)?([^/?#@:.]+\\.+)+[a-z][^/?#@:.]*\\.?[/?#]';

/** No CA certifies names below these suffixes, so they are not upgraded. */
export const NEVER_TRIED: readonly string[] = RESERVED_SUFFIXES;

/** Timeout of an upgrade. Firefox has none of its own. */
export const TRY_MS = 6_000;

/** Timeout after the person chose to wait; Chromium's own is half a minute. */
export const PATIENT_TRY_MS = 60_000;

/** A navigation of one tab that was upgraded from HTTP to HTTPS. Session storage only. */
export interface UpgradeAttempt {
  readonly host: string;
  /** The original HTTP URL. */
  readonly url: string;
  /** URL of the page that the tab showed before; `undefined` if it was not a web page. */
  readonly from: string | undefined;
  readonly startedAtMs: number;
  /** The HTTPS server has responded. */
  readonly isAnswered: boolean;
  /** The navigation submits a form. */
  readonly isSent: boolean;
  /** The person chose to wait longer. */
  readonly isPatient: boolean;
}

/** A navigation that failed over HTTPS and was not loaded over HTTP. Session storage only. */
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

/** Where a tab goes back to if it showed no web page before. */
export const BLANK = 'about:blank';

/** Failures that a captive portal may cause. */
export function mayBePortal(failure: TryFailure): boolean {
  return failure === 'refused' || failure === 'silent' || failure === 'broken';
}

/** Chromium upgrades by itself, and then by our rule: both are one attempt. */
export function isSameTry(before: UpgradeAttempt | undefined, url: string): boolean {
  return before?.url === url && !before.isAnswered && !before.isPatient;
}

/** Same condition as `TRIED_FIRST` and `NEVER_TRIED` for the DNR rule. */
export function isTriedFirst(url: string): boolean {
  const host = parseAddress(url)?.host;
  if (host === undefined || !new RegExp(TRIED_FIRST, 'i').test(url)) return false;
  return !NEVER_TRIED.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** Recent navigations of a tab in quick succession, for the detection of redirect loops. Never on disk. */
export interface Trail {
  /** URL without query → its rounds so far; a fast one counts twice. */
  readonly turns: Readonly<Record<string, number>>;
  /** URL of the page that the tab showed before the first of them. */
  readonly from: string | undefined;
}

/** Rounds of a redirect loop, by servers or by scripts; on a slow connection each may take long. */
const LOOP_TURNS = 10;
/** Faster than a person. */
const QUICK_MS = 5_000;
/** A page shown for this long ends the loop: a person had time to act. */
const READ_MS = 30_000;
const MAX_TRAIL = 20;

/** @param shownForMs - how long the previous page was shown; `undefined` if none was since the last navigation */
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

/** Statuses that say the resource is missing, as opposed to forbidden for now or for this person. */
const WITHOUT_PAGE: readonly number[] = [400, 403, 404, 410, 421, 426, 500, 501, 502, 503, 504, 505];

/** Whether the site may have the page over HTTP only. Firefox falls back to HTTP for these by itself. */
export function isWithoutPage(status: number): boolean {
  return WITHOUT_PAGE.includes(status);
}

export type NextStep =
  /** The interstitial asks the person. */
  | { readonly kind: 'stop'; readonly navigation: BlockedNavigation }
  /** Falls back to the HTTP URL silently. */
  | { readonly kind: 'go-on'; readonly url: string }
  /** The browser's own error page stays. */
  | { readonly kind: 'leave' };

/**
 * Decides what follows a failed upgrade.
 *
 * A name without a public suffix belongs to a local network, where HTTPS cannot be expected. For a name that does not
 * resolve, or an offline computer, HTTP would not help. A private IP address does not justify HTTP: the network
 * controls DNS.
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

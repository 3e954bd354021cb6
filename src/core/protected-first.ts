import { hasKnownSuffix, parseAddress, RESERVED_SUFFIXES } from './address.ts';
import type { ConnectionFailure } from './connection-failure.ts';

/** Why the protected address of a page did not bring it. */
export type TryFailure = ConnectionFailure | 'certificate';

/**
 * Plain addresses of names with a dot and without a port. A last label that begins with a digit
 * belongs to an IP address (https://url.spec.whatwg.org/#ends-in-a-number-checker).
 *
 * RE2 syntax, as the browsers' rules need it.
 */
export const TRIED_FIRST = '^http://([^/?#@]*@)?([^/?#@:]+\\.)+[a-z][^/?#@:.]*\\.?[/?#]';

/** Names below these have no certificate of the public web, so nothing can be tried. */
export const NEVER_TRIED: readonly string[] = RESERVED_SUFFIXES;

/** Nobody waits longer; Firefox would wait for ever. */
export const TRY_MS = 6_000;

/** A page that sends from its protected to its plain address again and again. */
const LOOP_TIMES = 5;
const LOOP_MS = 10_000;

/** The protected address was asked for instead of the plain one, in one tab. Session memory only. */
export interface Climb {
  readonly host: string;
  /** The plain address, as the person or a link had it. */
  readonly url: string;
  /** The web page that the tab showed before; `undefined` where it was none. */
  readonly from: string | undefined;
  readonly startedAtMs: number;
  /** Somebody answered at the protected address. */
  readonly isAnswered: boolean;
  /** How often in a row, and since when. */
  readonly times: number;
  readonly firstAtMs: number;
}

/** The one stop that is about an address and not yet about a page. */
export interface Way {
  readonly code: WayCode;
  readonly host: string;
  readonly url: string;
  readonly from: string | undefined;
}

export const WAY_CODES = ['no-protected-address', 'unproven-address'] as const;
export type WayCode = (typeof WAY_CODES)[number];

/** The same rule as `TRIED_FIRST` and `NEVER_TRIED` make for the browser. */
export function isTriedFirst(url: string): boolean {
  const host = parseAddress(url)?.host;
  if (host === undefined || !new RegExp(TRIED_FIRST, 'i').test(url)) return false;
  return !NEVER_TRIED.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

/** @param startedAtMs - when the protected address was first asked for, which may be before now */
export function climbing(
  before: Climb | undefined,
  url: string,
  from: string | undefined,
  startedAtMs: number,
): Climb | undefined {
  const host = parseAddress(url)?.host;
  if (host === undefined) return undefined;
  const isAgain = before?.url === url && startedAtMs - before.firstAtMs < LOOP_MS;
  return {
    host,
    url,
    from: isAgain ? before.from : from,
    startedAtMs,
    isAnswered: false,
    times: isAgain ? before.times + 1 : 1,
    firstAtMs: isAgain ? before.firstAtMs : startedAtMs,
  };
}

export function isLooping({ times }: Climb): boolean {
  return times >= LOOP_TIMES;
}

export type NextStep =
  /** Our page asks the person. */
  | { readonly kind: 'stop'; readonly way: Way }
  /** On to the plain address, without a word. */
  | { readonly kind: 'go-on'; readonly url: string }
  /** The browser's own page says it. */
  | { readonly kind: 'leave' };

/**
 * What comes after the protected address failed.
 *
 * A name whose suffix the public list does not know is somebody's own network, where a protected
 * address cannot be expected. A name that nobody knows, or a computer without a line, is no question
 * of protection. An address is no ground to go on: the café says it, and tells it only of answers.
 */
export function afterFailure(
  { host, url, from }: Climb,
  failure: TryFailure,
  isPortalOpen: boolean,
): NextStep {
  if (failure === 'no-name' || failure === 'offline') return { kind: 'leave' };
  if (isPortalOpen || !hasKnownSuffix(host)) return { kind: 'go-on', url };
  const code = failure === 'certificate' ? 'unproven-address' : 'no-protected-address';
  return { kind: 'stop', way: { code, host, url, from } };
}

import { type Address, parseAddress } from '../network/address.ts';
import type { Library } from './open-library.ts';
import type { BlockedHost, ThirdParty } from './third-party.ts';

/** Results of the deep scan, which runs while the popup is open. Not stored. */
export interface DeepScan {
  /** Third-party cookies available in this page, by site. */
  readonly cookies: readonly KeptCookies[];
  /** Cross-site frames with entries in web storage. */
  readonly stores: readonly ThirdParty[];
  /** Local hosts that the page requested, with their ports. */
  readonly near: readonly NearTarget[];
  /** The page is a mail service's and shows letters. */
  readonly isWebmail: boolean;
  readonly pictures: readonly HiddenPicture[];
  /** In any frame of the page. */
  readonly libraries: readonly Library[];
}

export interface KeptCookies extends ThirdParty {
  readonly count: number;
}

export interface NearTarget {
  /** With the port if the URL has one. */
  readonly host: string;
}

/** A one-pixel image that was loaded. */
export interface HiddenPicture extends ThirdParty {
  readonly path: string;
}

/** Attributes of a cookie, without its name and value. */
export interface CookieKeeper {
  /** With a leading dot if subdomains get the cookie too. */
  readonly domain: string;
  readonly isHostOnly: boolean;
  /** Sent in cross-site requests (`SameSite=None`). */
  readonly isForAll: boolean;
  /** Top-level site of a partitioned cookie; `undefined` if it is not partitioned. */
  readonly onlyIn: string | undefined;
}

/** The part of a visit that names the hosts it called. */
interface PageContacts {
  readonly page: Address;
  readonly thirdParties: readonly ThirdParty[];
  readonly blocked: readonly BlockedHost[];
}

/**
 * Cookies of third parties that the page loaded something from.
 *
 * @param areShared - the browser sends unpartitioned cookies in third-party contexts
 */
export function cookiesOfOthers(
  { page, thirdParties, blocked }: PageContacts,
  cookies: readonly CookieKeeper[],
  areShared: boolean,
): readonly KeptCookies[] {
  const held = new Set(blocked.map(({ host }: BlockedHost) => host));
  const others = thirdParties.filter(({ host, site }) => site !== page.site && !held.has(host));
  const bySite = new Map<string, KeptCookies>();
  for (const cookie of cookies) {
    if (!isAtHand(cookie, page, areShared)) continue;
    const other = others.find(({ host }) => isFor(cookie, host));
    if (!other) continue;
    bySite.set(other.site, { ...other, count: (bySite.get(other.site)?.count ?? 0) + 1 });
  }
  return [...bySite.values()];
}

/** Adds frames whose own scripts can read cookies that the browser's list lacks. */
export function withFrameCookies(
  listed: readonly KeptCookies[],
  frames: readonly KeptCookies[],
): readonly KeptCookies[] {
  const bySite = new Map(listed.map((kept) => [kept.site, kept]));
  for (const frame of frames) {
    const known = bySite.get(frame.site);
    if (frame.count > (known?.count ?? 0)) bySite.set(frame.site, frame);
  }
  return [...bySite.values()];
}

function isAtHand({ onlyIn, isForAll }: CookieKeeper, page: Address, areShared: boolean): boolean {
  if (onlyIn === undefined) return areShared && isForAll;
  return parseAddress(onlyIn)?.site === page.site;
}

function isFor({ domain, isHostOnly }: CookieKeeper, host: string): boolean {
  const name = domain.replace(/^\./, '');
  return host === name || (!isHostOnly && host.endsWith(`.${name}`));
}

/** Host of a request to this computer or the local network; `undefined` for others. */
export function targetOfEntry(origin: string): NearTarget | undefined {
  // `parseAddress` only knows http and https.
  const address = parseAddress(origin.replace(/^ws/, 'http'));
  if (!address || address.network === 'public') return undefined;
  return { host: new URL(origin).host };
}

/** Mail services proxy images; the original URL is part of theirs. */
const PASSED_ON = [/#(https?:\/\/.+)$/, /[?&]url=(https?%3A[^&#]+)/i];

/** @returns `undefined` if it is not a web address */
export function pictureOf(src: string): HiddenPicture | undefined {
  const own = PASSED_ON.map((pattern) => pattern.exec(src)?.[1]).find((found) => found !== undefined);
  const url = own === undefined ? src : decoded(own);
  const address = parseAddress(url);
  if (!address) return undefined;
  return { host: address.host, site: address.site, path: new URL(url).pathname };
}

function decoded(text: string): string {
  try {
    return text.includes('%3A') || text.includes('%3a') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

import { type Address, parseAddress } from '../network/address.ts';
import type { Library } from './open-library.ts';
import type { BlockedHost, ThirdParty } from './third-party.ts';

/** What only a deep scan tells. It is made while the popup is open, and kept nowhere. */
export interface DeepScan {
  /** Cookies of others that are at hand in this page, by whose they are. */
  readonly cookies: readonly KeptCookies[];
  /** Frames of others that keep data in this browser. */
  readonly stores: readonly ThirdParty[];
  /** Machines of this computer or this network that were asked for, each with its port. */
  readonly near: readonly NearTarget[];
  /** The page is of a mail service, and shows letters. */
  readonly isWebmail: boolean;
  readonly pictures: readonly HiddenPicture[];
  /** In any of its frames. */
  readonly libraries: readonly Library[];
}

export interface KeptCookies extends ThirdParty {
  readonly count: number;
}

export interface NearTarget {
  /** With the port, where one is named. */
  readonly host: string;
}

/** A picture of one dot that came: nobody can see it. */
export interface HiddenPicture extends ThirdParty {
  readonly path: string;
}

/** What a cookie says of itself, but for its name and its value. */
export interface CookieKeeper {
  /** With a dot in front where hosts below it get the cookie too. */
  readonly domain: string;
  readonly isHostOnly: boolean;
  /** It is sent to its site from pages of others as well. */
  readonly isForAll: boolean;
  /** Address of the site in whose pages alone it is at hand; `undefined`: in all. */
  readonly onlyIn: string | undefined;
}

/** The part of a visit that says who was asked for something. */
interface PageContacts {
  readonly page: Address;
  readonly thirdParties: readonly ThirdParty[];
  readonly blocked: readonly BlockedHost[];
}

/**
 * Cookies of others that are at hand in a page, of those hosts that something came from.
 *
 * @param areShared - the browser hands cookies to others that are not only for pages of this site
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

/** Adds frames of others whose own scripts can read cookies, where the browser's list has none of theirs. */
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

/** What is asked for on this computer or in this network; anything else is dropped. */
export function targetOfEntry(origin: string): NearTarget | undefined {
  // Sockets are asked for like pages, and only the scheme of pages is parsed.
  const address = parseAddress(origin.replace(/^ws/, 'http'));
  if (!address || address.network === 'public') return undefined;
  return { host: new URL(origin).host };
}

/** Mail services fetch pictures themselves; the letter's own address then stands behind theirs. */
const PASSED_ON = [/#(https?:\/\/.+)$/, /[?&]url=(https?%3A[^&#]+)/i];

/** @returns `undefined` for what is no web address */
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

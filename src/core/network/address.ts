import { parse } from 'tldts';

/** A web address, parsed once. Only `http:` and `https:` URLs have one; all others are ignored. */
export interface Address {
  readonly scheme: 'http' | 'https';
  /** Host name in the form browsers use (punycode, lower case), without port. */
  readonly host: string;
  /** Registrable domain, or the host itself for IP addresses and single labels. */
  readonly site: string;
  /** Where the network answers: this machine, a private network, or the public internet. */
  readonly network: Network;
}

export type Network = 'loopback' | 'private' | 'public';

/** Longer URLs are not stored. */
export const MAX_URL_LENGTH = 8192;

/** RFC 1035 §2.3.4: the maximum length of a domain name. */
export const MAX_HOST_LENGTH = 253;

/** RFC 1918, RFC 3927, RFC 6598, RFC 4193 and RFC 1122 ("this network"): only a local network answers. */
const PRIVATE_IP =
  /^(0\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[::\]$|\[f[cd][0-9a-f]{2}:|\[fe[89ab][0-9a-f]:)/;

/** Suffixes that public DNS never answers (RFC 6762, RFC 8375, and what routers use). */
const PRIVATE_SUFFIXES = ['local', 'lan', 'home', 'home.arpa', 'internal', 'localdomain', 'intranet', 'corp'];

/** All suffixes without public names (RFC 6761, RFC 7686, RFC 9476 too). */
export const RESERVED_SUFFIXES = [
  ...PRIVATE_SUFFIXES,
  ...['localhost', 'test', 'example', 'invalid', 'onion', 'alt'],
];

/**
 * Parses a URL.
 *
 * @param url - an absolute URL; only its first 8192 characters are parsed
 * @returns the address; `undefined` for anything that is not a web page (`about:`, `data:`, …) or not a URL
 * @throws never
 */
export function parseAddress(url: string): Address | undefined {
  if (url.length > MAX_URL_LENGTH) url = url.slice(0, MAX_URL_LENGTH);
  const parsed = tryUrl(url);
  const scheme = parsed?.protocol;
  if (scheme !== 'http:' && scheme !== 'https:') return undefined;
  const host = withoutEnd(parsed?.hostname ?? '', '.');
  if (host === '' || host.length > MAX_HOST_LENGTH) return undefined;
  const { domain, isIp } = parse(host, { allowPrivateDomains: true });
  return {
    scheme: scheme === 'http:' ? 'http' : 'https',
    host,
    site: domain ?? host,
    network: networkOf(host, isIp ?? false),
  };
}

/**
 * Scheme, host and port of a URL, such as for a link to a site's front page.
 *
 * @returns `undefined` if it is not a web page
 * @throws never
 */
export function originOf(url: string): string | undefined {
  return parseAddress(url) && tryUrl(url)?.origin;
}

/** @returns the URL; `undefined` if it is too long to be stored */
export function shortUrl(url: string | undefined): string | undefined {
  return url && url.length <= MAX_URL_LENGTH ? url : undefined;
}

/** Replaces the scheme of an HTTP URL by HTTPS. */
export function httpsUrl(url: string): string {
  return url.replace(/^http:/i, 'https:');
}

/** Registrable domain of a host, with or without a port; the host itself if it has none. */
export function siteOf(host: string): string {
  return parseAddress(`https://${host}/`)?.site ?? host;
}

/** Whether the public suffix list has the name's suffix: public DNS resolves it, and a CA can certify it. */
export function hasKnownSuffix(host: string): boolean {
  const { isIp, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  return !isIp && (isIcann === true || isPrivate === true);
}

/** Network of an IP address as the browser reports it: without brackets. */
export function networkOfIp(ip: string): Network {
  return networkOf(ip.includes(':') ? `[${ip}]` : ip, true);
}

/** Text without trailing `letters`. A regular expression would backtrack from each of them. */
export function withoutEnd(text: string, letters: string): string {
  let end = text.length;
  while (end > 0 && letters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function tryUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** Check for IP addresses first: `127.0.0.1.evil.example` is a name. */
function networkOf(host: string, isIp: boolean): Network {
  if (isIp) {
    const ip = unmapped(host);
    if (/^127\./.test(ip) || ip === '[::1]') return 'loopback';
    return PRIVATE_IP.test(ip) ? 'private' : 'public';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (!host.includes('.') || PRIVATE_SUFFIXES.some((suffix) => endsIn(host, suffix))) return 'private';
  return 'public';
}

function endsIn(host: string, suffix: string): boolean {
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** `[::ffff:c0a8:101]` is `192.168.1.1` in the longer notation (RFC 4291 §2.5.5.2). */
function unmapped(ip: string): string {
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(ip) ?? [];
  if (high === undefined || low === undefined) return ip;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/**
 * Whether data sent to this address can be read and changed in transit.
 *
 * Only loopback is exempt, and names ending in `.onion`, which Tor encrypts (RFC 7686).
 * Private addresses are not: in a café the router belongs to a stranger.
 *
 * @source https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy
 */
export function isUnprotected({
  scheme,
  network,
  host,
}: Pick<Address, 'scheme' | 'network' | 'host'>): boolean {
  return scheme === 'http' && network !== 'loopback' && !host.endsWith('.onion');
}

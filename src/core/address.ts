import { parse } from 'tldts';

/** A web address, parsed once. Only `http` and `https` pages have one: nothing else is looked at. */
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

const MAX_URL_LENGTH = 8192;

/** RFC 1918, RFC 3927, RFC 6598 and RFC 4193: addresses that only a local network answers. */
const PRIVATE_IP =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[?f[cd][0-9a-f]{2}:|\[?fe[89ab][0-9a-f]:)/;

/** Suffixes that public DNS never answers (RFC 6762, RFC 8375, and what routers use). */
const PRIVATE_SUFFIX = /(^|\.)(local|lan|home|home\.arpa|internal|localdomain|intranet|corp)$/;

/**
 * Reads an address bar's text.
 *
 * @param url - a whole URL, at most 8192 characters are looked at
 * @returns the address; `undefined` for anything that is not a web page (`about:`, `data:`, …) or not a URL
 * @throws never
 */
export function parseAddress(url: string): Address | undefined {
  if (url.length > MAX_URL_LENGTH) url = url.slice(0, MAX_URL_LENGTH);
  const parsed = tryUrl(url);
  if (parsed === undefined || parsed.hostname === '') return undefined;
  const scheme = parsed.protocol;
  if (scheme !== 'http:' && scheme !== 'https:') return undefined;
  const host = parsed.hostname.replace(/\.$/, '');
  const { domain, isIp } = parse(host, { allowPrivateDomains: true });
  return {
    scheme: scheme === 'http:' ? 'http' : 'https',
    host,
    site: domain ?? host,
    network: networkOf(host, isIp ?? false),
  };
}

function tryUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** `127.0.0.1.evil.example` is a name, not an address: ask whether it is an IP first. */
function networkOf(host: string, isIp: boolean): Network {
  if (isIp) {
    if (/^127\./.test(host) || host === '[::1]' || host === '::1') return 'loopback';
    return PRIVATE_IP.test(host) ? 'private' : 'public';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (!host.includes('.') || PRIVATE_SUFFIX.test(host)) return 'private';
  return 'public';
}

import { lastEntries, lastOf } from '../session/bounds.ts';
import { type Address, hasKnownSuffix, type Network } from './address.ts';
import { isWithoutPage, type TryFailure } from './https-first.ts';

/** What this session has learnt about the network and its hosts. Session storage only. */
export interface NetworkFacts {
  /** Hosts that may be loaded over HTTP, with the error of their upgrade. */
  readonly httpHosts: Readonly<Record<string, TryFailure>>;
  /** Hosts that sent Strict-Transport-Security (HSTS); `true`: with `includeSubDomains` (RFC 6797). */
  readonly hstsHosts: Readonly<Record<string, boolean>>;
  /** Hosts that responded over HTTPS. */
  readonly httpsHosts: readonly string[];
  /** Public names → network of the IP address that responded. */
  readonly answers: Readonly<Record<string, Network>>;
  readonly portal: PortalMemory;
}

export interface PortalMemory {
  /** Firefox has detected a captive portal (`captivePortal.getState`). */
  readonly isLocked: boolean;
  /** The URL the browser uses for that detection. */
  readonly address: string | undefined;
  /** Hosts of captive portals. */
  readonly hosts: readonly string[];
  /** Those of `httpHosts` that were opened only to reach the portal. */
  readonly through: readonly string[];
}

/** What these facts say about one page. */
export interface HostFacts {
  /** HTTPS failed with this error; the page was loaded over HTTP. */
  readonly httpsFailure: TryFailure | undefined;
  /** The host sent HSTS in this session. */
  readonly hasHsts: boolean;
  /** The host responded over HTTPS in this session. */
  readonly hadHttps: boolean;
  /** The page is a captive portal's. */
  readonly isPortal: boolean;
  /**
   * Network of the page's IP address if its name is public and the address is not, while other names have public
   * ones.
   */
  readonly answeredFrom: Exclude<Network, 'public'> | undefined;
}

export const NOTHING_LEARNT: NetworkFacts = {
  httpHosts: {},
  hstsHosts: {},
  httpsHosts: [],
  answers: {},
  portal: { isLocked: false, address: undefined, hosts: [], through: [] },
};

export const NO_HOST_FACTS: HostFacts = {
  httpsFailure: undefined,
  hasHsts: false,
  hadHttps: false,
  isPortal: false,
  answeredFrom: undefined,
};

/** More hosts than a person visits; a page gains nothing by redirecting through thousands. */
const MAX_HOSTS = 300;
/** Public names with public addresses before another one is considered odd. */
const ENOUGH_OTHERS = 2;

/** A response to a top-level request, as far as the browser reports it. */
export interface Answered {
  readonly page: Address;
  /** `undefined` if the browser reports no IP address, such as for a cached page. */
  readonly network: Network | undefined;
  readonly status: number;
  /** `Strict-Transport-Security` header; `undefined` if missing. */
  readonly hsts: string | undefined;
  /** The response is a challenge for bots. */
  readonly isChallenge?: boolean;
}

/** Adds what a response shows; returns the same object if that is nothing. */
export function learn(memory: NetworkFacts, { page, network, status, hsts }: Answered): NetworkFacts {
  const { host, scheme } = page;
  let next = isWithoutPage(status) ? memory : withHttps(memory, page);
  if (scheme === 'https' && hsts !== undefined) next = withHsts(next, host, hsts);
  if (network && isAskedPublicly(page) && next.answers[host] !== network) {
    next = { ...next, answers: bounded({ ...next.answers, [host]: network }) };
  }
  return status === NETWORK_AUTHENTICATION_REQUIRED ? withPortal(next, host) : next;
}

/** Records that the host supports HTTPS, and that the network lets the person through. */
export function withHttps(memory: NetworkFacts, { scheme, host }: Address): NetworkFacts {
  if (scheme !== 'https' || memory.httpsHosts.includes(host)) return memory;
  const next = { ...memory, httpsHosts: [...memory.httpsHosts, host].slice(-MAX_HOSTS) };
  return memory.portal.hosts.includes(host) ? next : withoutThrough(next);
}

function withoutThrough(memory: NetworkFacts): NetworkFacts {
  const { httpHosts, portal } = memory;
  if (portal.through.length === 0) return memory;
  const kept = Object.entries(httpHosts).filter(([host]) => !portal.through.includes(host));
  return { ...memory, httpHosts: Object.fromEntries(kept), portal: { ...portal, through: [] } };
}

/** Whether the network may require a sign-in first: the browser says so, or nothing has loaded over HTTPS yet. */
export function isBeforeSignIn({ httpsHosts, portal }: NetworkFacts): boolean {
  return portal.isLocked || httpsHosts.every((host) => portal.hosts.includes(host));
}

/** Records that the host may be loaded over HTTP; with `isThrough` until the network lets the person through. */
export function withHttp(
  memory: NetworkFacts,
  host: string,
  failure: TryFailure,
  isThrough = false,
): NetworkFacts {
  const { portal } = memory;
  const through = isThrough ? lastOf([...portal.through, host], MAX_HOSTS) : portal.through;
  return {
    ...memory,
    httpHosts: bounded({ ...memory.httpHosts, [host]: failure }),
    portal: { ...portal, through },
  };
}

/** @param header - `undefined` if the browser only reports that the host has HSTS */
export function withHsts(memory: NetworkFacts, host: string, header: string | undefined): NetworkFacts {
  const hstsSent = header === undefined ? { isForAllBelow: false } : readHsts(header);
  const known = own(memory.hstsHosts, host);
  if (!hstsSent || known === hstsSent.isForAllBelow || (header === undefined && known)) return memory;
  return { ...memory, hstsHosts: bounded({ ...memory.hstsHosts, [host]: hstsSent.isForAllBelow }) };
}

/** With as many public addresses, or names in all, further responses add nothing. */
const ENOUGH_PUBLIC = 5;
const ENOUGH_ANSWERS = 12;

/** Whether enough addresses are known to judge the next one. */
export function knowsEnough({ answers }: NetworkFacts): boolean {
  const networks = Object.values(answers);
  const fromPublic = networks.filter((network) => network === 'public').length;
  return fromPublic >= ENOUGH_PUBLIC || networks.length >= ENOUGH_ANSWERS;
}

/** RFC 6585 §6: sent by intercepting proxies, never by the site. */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/**
 * Whether a redirect of an HTTP request came from the network and not from the site.
 *
 * That is so if it leads into the local network, if a public name was answered from there, or if no HTTPS
 * page has loaded yet and the upgrade of this one failed. Other redirects between public sites are common.
 */
export function isPortalRedirect(
  memory: NetworkFacts,
  from: Address,
  to: Address,
  answeredBy: Network | undefined,
): boolean {
  if (from.scheme !== 'http' || !isAskedPublicly(from) || from.site === to.site) return false;
  if (to.network === 'private' || answeredBy === 'private') return true;
  return own(memory.httpHosts, from.host) !== undefined && isBeforeSignIn(memory);
}

export function withPortal(memory: NetworkFacts, host: string): NetworkFacts {
  const { portal } = memory;
  if (portal.hosts.includes(host)) return memory;
  return { ...memory, portal: { ...portal, hosts: [...portal.hosts, host].slice(-MAX_HOSTS) } };
}

export function hostFacts(memory: NetworkFacts, page: Address): HostFacts {
  const isHttp = page.scheme === 'http';
  return {
    httpsFailure: isHttp ? own(memory.httpHosts, page.host) : undefined,
    hasHsts: isHttp && hasHsts(memory.hstsHosts, page.host),
    hadHttps: isHttp && memory.httpsHosts.includes(page.host),
    isPortal: memory.portal.hosts.includes(page.host) || (isHttp && isInPlaceOf(memory, page)),
    answeredFrom: oddAnswer(memory.answers, page),
  };
}

/**
 * Parses a `Strict-Transport-Security` header; the first `max-age` counts.
 *
 * @returns `undefined` if it sets nothing: no `max-age`, a `max-age` of 0, or a malformed header
 * @source https://www.rfc-editor.org/rfc/rfc6797#section-6.1
 */
export function readHsts(header: string): { isForAllBelow: boolean } | undefined {
  const parts = header
    .slice(0, 1000)
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const age = parts.map((part) => /^max-age\s*=\s*"?(\d{1,12})"?$/.exec(part)?.[1]).find(Boolean);
  if (age === undefined || Number(age) === 0) return undefined;
  return { isForAllBelow: parts.includes('includesubdomains') };
}

function hasHsts(hstsHosts: NetworkFacts['hstsHosts'], host: string): boolean {
  if (own(hstsHosts, host) !== undefined) return true;
  const labels = host.split('.');
  return labels.some((_, index) => index > 0 && own(hstsHosts, labels.slice(index).join('.')) === true);
}

/** A single failure proves nothing: a small site may not support HTTPS. */
const ENOUGH_TRIED = 2;

/** Every upgrade failed, and this page appeared where the person looked for the sign-in. */
function isInPlaceOf(memory: NetworkFacts, { host }: Address): boolean {
  const { httpHosts, portal } = memory;
  if (own(httpHosts, host) === undefined || !isBeforeSignIn(memory)) return false;
  return (
    portal.through.includes(host) || Object.keys(httpHosts).filter(hasKnownSuffix).length >= ENOUGH_TRIED
  );
}

/**
 * Behind a proxy every name has the same address, and a hosts file may override some names: only an address
 * that differs from the others is odd, and only while most of the others are public.
 */
function oddAnswer(answers: NetworkFacts['answers'], page: Address): HostFacts['answeredFrom'] {
  const network = own(answers, page.host);
  if (network === undefined || network === 'public' || !isAskedPublicly(page)) return undefined;
  const others = Object.entries(answers).filter(([host]) => host !== page.host);
  const fromPublic = others.filter(([, where]) => where === 'public');
  return fromPublic.length >= ENOUGH_OTHERS && fromPublic.length > others.length / 2 ? network : undefined;
}

function isAskedPublicly({ host, network }: Address): boolean {
  return network === 'public' && hasKnownSuffix(host);
}

/** Host names come from pages and may equal an inherited key, such as `constructor`. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function bounded<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return lastEntries(record, MAX_HOSTS);
}

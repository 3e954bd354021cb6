import { lastEntries, lastOf } from '../session/bounds.ts';
import { type Address, hasKnownSuffix, type Network } from './address.ts';
import { isWithoutPage, type TryFailure } from './https-first.ts';

/** What this session has learnt of the way to the sites, by host. Session memory only. */
export interface NetworkFacts {
  /** Hosts that may be asked for at their HTTP address, and why. */
  readonly httpHosts: Readonly<Record<string, TryFailure>>;
  /** Hosts that sent Strict-Transport-Security (HSTS); `true`: and all below them (RFC 6797). */
  readonly hstsHosts: Readonly<Record<string, boolean>>;
  /** Hosts that answered at their HTTPS address. */
  readonly httpsHosts: readonly string[];
  /** Where public names were answered from. */
  readonly answers: Readonly<Record<string, Network>>;
  readonly portal: PortalMemory;
}

export interface PortalMemory {
  /** Firefox says that this network waits for a sign-in. */
  readonly isLocked: boolean;
  /** The HTTP address that the browser itself asks to find out. */
  readonly address: string | undefined;
  /** Hosts that the network answered with instead of what was asked for. */
  readonly hosts: readonly string[];
  /** Of `plain`, those that were only asked for so that the network answers. */
  readonly through: readonly string[];
}

/** What that says of one page. */
export interface HostFacts {
  /** HTTPS failed with this error; the page was loaded over HTTP. */
  readonly httpsFailure: TryFailure | undefined;
  /** The host told the browser in this session to use HTTPS only (HSTS). */
  readonly hasHsts: boolean;
  /** The host answered at its HTTPS address in this session. */
  readonly hadHttps: boolean;
  /** The network itself put this page in the place of another. */
  readonly isPortal: boolean;
  /** A public name, answered from an address that is not, while those of other names are. */
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

/** More hosts than a person visits; a page that sends through thousands gains nothing by it. */
const MAX_HOSTS = 300;
/** So many names from the public internet, before one from elsewhere is odd. */
const ENOUGH_OTHERS = 2;

/** An answer that came, as far as the browser tells. */
export interface Answered {
  readonly page: Address;
  /** `undefined` where the browser does not say, as for a page from its own store. */
  readonly network: Network | undefined;
  readonly status: number;
  /** `Strict-Transport-Security`; `undefined` where there was none. */
  readonly hsts: string | undefined;
  /** The site wants to know first that a person asks. */
  readonly isChallenge?: boolean;
}

/** Adds what an answer teaches; the same object where that is nothing. */
export function learn(memory: NetworkFacts, { page, network, status, hsts }: Answered): NetworkFacts {
  const { host, scheme } = page;
  let next = isWithoutPage(status) ? memory : withHttps(memory, page);
  if (scheme === 'https' && hsts !== undefined) next = withHsts(next, host, hsts);
  if (network && isAskedPublicly(page) && next.answers[host] !== network) {
    next = { ...next, answers: bounded({ ...next.answers, [host]: network }) };
  }
  return status === NETWORK_AUTHENTICATION_REQUIRED ? withPortal(next, host) : next;
}

/** Adds that the host has an HTTPS address, and that the network lets people through. */
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

/** Nothing has come protected yet, or the browser says so: the network may want a sign-in first. */
export function isBeforeSignIn({ httpsHosts, portal }: NetworkFacts): boolean {
  return portal.isLocked || httpsHosts.every((host) => portal.hosts.includes(host));
}

/** Adds that the host may be asked for at its HTTP address; `isThrough`: until the network lets people through. */
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

/** @param header - `undefined` where the browser tells that the host is known for HSTS, and not how */
export function withHsts(memory: NetworkFacts, host: string, header: string | undefined): NetworkFacts {
  const hstsSent = header === undefined ? { isForAllBelow: false } : readHsts(header);
  const known = own(memory.hstsHosts, host);
  if (!hstsSent || known === hstsSent.isForAllBelow || (header === undefined && known)) return memory;
  return { ...memory, hstsHosts: bounded({ ...memory.hstsHosts, [host]: hstsSent.isForAllBelow }) };
}

/** So many names from the public internet, or names in all, leave nothing to learn from one more. */
const ENOUGH_PUBLIC = 5;
const ENOUGH_ANSWERS = 12;

/** Where other names are answered from is known well enough to compare the next odd one with. */
export function knowsEnough({ answers }: NetworkFacts): boolean {
  const networks = Object.values(answers);
  const fromPublic = networks.filter((network) => network === 'public').length;
  return fromPublic >= ENOUGH_PUBLIC || networks.length >= ENOUGH_ANSWERS;
}

/** RFC 6585 §6: only something on the way may send it, never the site. */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/**
 * An HTTP request answered with a redirect.
 *
 * The network did that, not the site, when the way leads into the local network, or when a public
 * name was answered from there, or where no HTTPS page has come yet and this one was tried in vain. Else a way
 * from one public site to another is everyday.
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
 * `Strict-Transport-Security`, whose first `max-age` counts.
 *
 * @returns `undefined` for a header that sets nothing: no age, an age of 0, or a header that is none
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

/** One small site may have no HTTPS address. */
const ENOUGH_TRIED = 2;

/** Every HTTPS address was tried in vain, and this page came where the person looked for the sign-in. */
function isInPlaceOf(memory: NetworkFacts, { host }: Address): boolean {
  const { httpHosts, portal } = memory;
  if (own(httpHosts, host) === undefined || !isBeforeSignIn(memory)) return false;
  return (
    portal.through.includes(host) || Object.keys(httpHosts).filter(hasKnownSuffix).length >= ENOUGH_TRIED
  );
}

/**
 * Behind a proxy every name is answered from the same place, and a computer may keep some names to
 * itself: only what differs from the others is odd, and only while nobody else is odd as well.
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

/** Host names come from pages: `constructor.` is one too. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function bounded<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return lastEntries(record, MAX_HOSTS);
}

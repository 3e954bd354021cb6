import { lastEntries, lastOf } from '../session/bounds.ts';
import { type Address, hasKnownSuffix, type Network } from './address.ts';
import { isWithoutPage, type TryFailure } from './https-first.ts';

/** What this session has learnt of the way to the sites, by host. Session memory only. */
export interface LineMemory {
  /** Hosts that may be asked for at their plain address, and why. */
  readonly plain: Readonly<Record<string, TryFailure>>;
  /** Hosts that told the browser to come protected only; `true`: and all below them (RFC 6797). */
  readonly demands: Readonly<Record<string, boolean>>;
  /** Hosts that answered at their protected address. */
  readonly protectedHosts: readonly string[];
  /** Where public names were answered from. */
  readonly answers: Readonly<Record<string, Network>>;
  readonly portal: PortalMemory;
}

export interface PortalMemory {
  /** Firefox says that this network waits for a sign-in. */
  readonly isLocked: boolean;
  /** The plain address that the browser itself asks to find out. */
  readonly address: string | undefined;
  /** Hosts that the network answered with instead of what was asked for. */
  readonly hosts: readonly string[];
  /** Of `plain`, those that were only asked for so that the network answers. */
  readonly through: readonly string[];
}

/** What that says of one page. */
export interface Line {
  /** The protected address failed so, and the page came plain. */
  readonly plainAfter: TryFailure | undefined;
  /** The host told the browser in this session to come protected only. */
  readonly isDemanded: boolean;
  /** The host answered at its protected address in this session. */
  readonly wasProtected: boolean;
  /** The network itself put this page in the place of another. */
  readonly isPortal: boolean;
  /** A public name, answered from an address that is not, while those of other names are. */
  readonly answeredFrom: Exclude<Network, 'public'> | undefined;
}

export const NOTHING_LEARNT: LineMemory = {
  plain: {},
  demands: {},
  protectedHosts: [],
  answers: {},
  portal: { isLocked: false, address: undefined, hosts: [], through: [] },
};

export const UNKNOWN_LINE: Line = {
  plainAfter: undefined,
  isDemanded: false,
  wasProtected: false,
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
  readonly demand: string | undefined;
  /** The site wants to know first that a person asks. */
  readonly isChallenge?: boolean;
}

/** Adds what an answer teaches; the same object where that is nothing. */
export function learn(memory: LineMemory, { page, network, status, demand }: Answered): LineMemory {
  const { host, scheme } = page;
  let next = isWithoutPage(status) ? memory : withProtected(memory, page);
  if (scheme === 'https' && demand !== undefined) next = withDemand(next, host, demand);
  if (network && isAskedPublicly(page) && next.answers[host] !== network) {
    next = { ...next, answers: bounded({ ...next.answers, [host]: network }) };
  }
  return status === NETWORK_AUTHENTICATION_REQUIRED ? withPortal(next, host) : next;
}

/** Adds that the host has a protected address, and that the network lets people through. */
export function withProtected(memory: LineMemory, { scheme, host }: Address): LineMemory {
  if (scheme !== 'https' || memory.protectedHosts.includes(host)) return memory;
  const next = { ...memory, protectedHosts: [...memory.protectedHosts, host].slice(-MAX_HOSTS) };
  return memory.portal.hosts.includes(host) ? next : withoutThrough(next);
}

function withoutThrough(memory: LineMemory): LineMemory {
  const { plain, portal } = memory;
  if (portal.through.length === 0) return memory;
  const kept = Object.entries(plain).filter(([host]) => !portal.through.includes(host));
  return { ...memory, plain: Object.fromEntries(kept), portal: { ...portal, through: [] } };
}

/** Nothing has come protected yet, or the browser says so: the network may want a sign-in first. */
export function isBeforeSignIn({ protectedHosts, portal }: LineMemory): boolean {
  return portal.isLocked || protectedHosts.every((host) => portal.hosts.includes(host));
}

/** Adds that the host may be asked for at its plain address; `isThrough`: until the network lets people through. */
export function withPlain(
  memory: LineMemory,
  host: string,
  failure: TryFailure,
  isThrough = false,
): LineMemory {
  const { portal } = memory;
  const through = isThrough ? lastOf([...portal.through, host], MAX_HOSTS) : portal.through;
  return { ...memory, plain: bounded({ ...memory.plain, [host]: failure }), portal: { ...portal, through } };
}

/** @param header - `undefined` where the browser tells that the host demanded it, and not how */
export function withDemand(memory: LineMemory, host: string, header: string | undefined): LineMemory {
  const demanded = header === undefined ? { isForAllBelow: false } : readDemand(header);
  const known = own(memory.demands, host);
  if (!demanded || known === demanded.isForAllBelow || (header === undefined && known)) return memory;
  return { ...memory, demands: bounded({ ...memory.demands, [host]: demanded.isForAllBelow }) };
}

/** So many names from the public internet, or names in all, leave nothing to learn from one more. */
const ENOUGH_PUBLIC = 5;
const ENOUGH_ANSWERS = 12;

/** Where other names are answered from is known well enough to compare the next odd one with. */
export function knowsEnough({ answers }: LineMemory): boolean {
  const networks = Object.values(answers);
  const fromPublic = networks.filter((network) => network === 'public').length;
  return fromPublic >= ENOUGH_PUBLIC || networks.length >= ENOUGH_ANSWERS;
}

/** RFC 6585 §6: only something on the way may send it, never the site. */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/**
 * A plain address that was answered with a way to somewhere else.
 *
 * The network did that, not the site, when the way leads into the local network, or when a public
 * name was answered from there, or where no protected page has come yet and this one was tried in vain. Else a way
 * from one public site to another is everyday.
 */
export function isPortalRedirect(
  memory: LineMemory,
  from: Address,
  to: Address,
  answeredBy: Network | undefined,
): boolean {
  if (from.scheme !== 'http' || !isAskedPublicly(from) || from.site === to.site) return false;
  if (to.network === 'private' || answeredBy === 'private') return true;
  return own(memory.plain, from.host) !== undefined && isBeforeSignIn(memory);
}

export function withPortal(memory: LineMemory, host: string): LineMemory {
  const { portal } = memory;
  if (portal.hosts.includes(host)) return memory;
  return { ...memory, portal: { ...portal, hosts: [...portal.hosts, host].slice(-MAX_HOSTS) } };
}

export function lineOf(memory: LineMemory, page: Address): Line {
  const isPlain = page.scheme === 'http';
  return {
    plainAfter: isPlain ? own(memory.plain, page.host) : undefined,
    isDemanded: isPlain && isDemanded(memory.demands, page.host),
    wasProtected: isPlain && memory.protectedHosts.includes(page.host),
    isPortal: memory.portal.hosts.includes(page.host) || (isPlain && isInPlaceOf(memory, page)),
    answeredFrom: oddAnswer(memory.answers, page),
  };
}

/**
 * `Strict-Transport-Security`, whose first `max-age` counts.
 *
 * @returns `undefined` for what demands nothing: no age, an age of 0, or a header that is none
 * @source https://www.rfc-editor.org/rfc/rfc6797#section-6.1
 */
export function readDemand(header: string): { isForAllBelow: boolean } | undefined {
  const parts = header
    .slice(0, 1000)
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const age = parts.map((part) => /^max-age\s*=\s*"?(\d{1,12})"?$/.exec(part)?.[1]).find(Boolean);
  if (age === undefined || Number(age) === 0) return undefined;
  return { isForAllBelow: parts.includes('includesubdomains') };
}

function isDemanded(demands: LineMemory['demands'], host: string): boolean {
  if (own(demands, host) !== undefined) return true;
  const labels = host.split('.');
  return labels.some((_, index) => index > 0 && own(demands, labels.slice(index).join('.')) === true);
}

/** One small site may have no protected address. */
const ENOUGH_TRIED = 2;

/** Every protected address was tried in vain, and this page came where the person looked for the sign-in. */
function isInPlaceOf(memory: LineMemory, { host }: Address): boolean {
  const { plain, portal } = memory;
  if (own(plain, host) === undefined || !isBeforeSignIn(memory)) return false;
  return portal.through.includes(host) || Object.keys(plain).filter(hasKnownSuffix).length >= ENOUGH_TRIED;
}

/**
 * Behind a proxy every name is answered from the same place, and a computer may keep some names to
 * itself: only what differs from the others is odd, and only while nobody else is odd as well.
 */
function oddAnswer(answers: LineMemory['answers'], page: Address): Line['answeredFrom'] {
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

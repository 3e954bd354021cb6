import browser from 'webextension-polyfill';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { pause } from '#lib/pause.ts';
import { BROWSER } from '../kind.ts';
import { hashOf } from './hash.ts';
import { removeData, removeSince } from './removal.ts';

type Cookie = browser.Cookies.Cookie;
type OfSession = Pick<TidyContext, 'baseline' | 'cookieHosts'>;

/** Hash of a cookie's identity and value. */
export function cookieHash({ storeId, domain, path, name, value, partitionKey }: Cookie): Promise<number> {
  return hashOf(storeId, domain, path, name, value, partitionKey);
}

/** Cookies of all stores and partitions. */
export async function allCookies(): Promise<readonly Cookie[]> {
  const jars = await Promise.all((await storeIds()).map((storeId) => jarOf(storeId)));
  return jars.flat();
}

function jarOf(storeId: string, details: browser.Cookies.GetAllDetailsType = {}): Promise<readonly Cookie[]> {
  return browser.cookies.getAll({
    ...details,
    storeId,
    partitionKey: {},
  } as browser.Cookies.GetAllDetailsType);
}

/** Firefox numbers its containers from 1, and does not list those without an open tab. */
const CONTAINERS = 100;
/** A page with thousands of frames opens as many hosts; only the last are queried. */
const MAX_HOSTS = 100;

async function storeIds(): Promise<readonly string[]> {
  const listed = (await browser.cookies.getAllCookieStores()).map(({ id }) => id);
  if (BROWSER === 'chromium') return listed;
  const containers = Array.from({ length: CONTAINERS }, (_, index) => `firefox-container-${index + 1}`);
  return [...new Set([...listed, ...containers])];
}

/** Cookies added or changed since the baseline. */
export async function cookiesOf({ baseline, cookieHosts }: OfSession): Promise<readonly Cookie[]> {
  const all = await allCookies();
  return notIn(baseline, cookieHosts ? all.filter((cookie) => isOf(cookieHosts, cookie)) : all);
}

async function notIn({ cookies: known }: Baseline, cookies: readonly Cookie[]): Promise<readonly Cookie[]> {
  if (known.length === 0) return cookies;
  const before = new Set(known);
  const hashes = await Promise.all(cookies.map(cookieHash));
  return cookies.filter((_, index) => !before.has(hashes[index] ?? -1));
}

/** The same, but by what each site of the session would be sent. */
export async function cookiesSentTo(context: TidyContext): Promise<readonly Cookie[]> {
  const jars = new Set((await allCookies()).map(({ storeId }) => storeId));
  const sent = await Promise.all(
    context.hosts
      .slice(-MAX_HOSTS)
      .flatMap((host) => [...jars].map((jar) => jarOf(jar, { url: `https://${host}/` }))),
  );
  return notIn(context.baseline, sent.flat());
}

function isOf(hosts: readonly string[], { domain }: Cookie): boolean {
  return isNamed(hosts, domain.replace(/^\./, ''));
}

function isNamed(hosts: readonly string[], name: string): boolean {
  return hosts.some((host) => {
    const { hostname } = new URL(`https://${host}`);
    return hostname === name || hostname.endsWith(`.${name}`);
  });
}

/** Sent to one of the hosts, or left by another site within its pages. */
export function isOfHosts(hosts: readonly string[], cookie: Cookie): boolean {
  const { topLevelSite } = (cookie.partitionKey ?? {}) as { topLevelSite?: string };
  const page = topLevelSite && URL.canParse(topLevelSite) ? new URL(topLevelSite).hostname : undefined;
  return isOf(hosts, cookie) || (page !== undefined && isNamed(hosts, page));
}

/** Firefox writes a removal to disk half a second later; a crash before that brings the cookie back (seen in 153). */
const WRITTEN_AFTER_MS = 700;
let removedAtMs = Number.NEGATIVE_INFINITY;

export async function untilCookiesWritten(): Promise<void> {
  if (BROWSER === 'firefox') await pause(removedAtMs + WRITTEN_AFTER_MS - performance.now());
}

/**
 * Removes the session's cookies. In Firefox not by time: it keeps the creation time of a cookie that is set again, and
 * never assigns an earlier one than the last (seen in 153).
 */
export async function removeCookies(context: TidyContext, method: Method): Promise<void> {
  const hasTrueDates = BROWSER === 'chromium' && context.hasTrueDates;
  if (!context.cookieHosts && (method === 'all' || hasTrueDates)) {
    await removeSince(context, method, { cookies: true });
  }
  const removeOne = BROWSER === 'firefox' ? expire : removeByPath;
  // A refused cookie must not stop the others; what is left is counted.
  const found = await cookiesOf(context);
  await Promise.allSettled(found.map(removeOne));
  const stubborn = found.length > 0 ? await cookiesOf(context) : [];
  if (stubborn.length > 0) await removeBySite(stubborn, context);
  removedAtMs = performance.now();
}

function siteOf({ domain, secure }: Cookie): string {
  return `http${secure ? 's' : ''}://${domain.replace(/^\./, '')}`;
}

async function removeByPath(cookie: Cookie): Promise<void> {
  const { path, name, storeId, partitionKey } = cookie;
  await browser.cookies.remove({
    url: siteOf(cookie) + path,
    name,
    storeId,
    ...(partitionKey && { partitionKey }),
  });
}

/**
 * `cookies.remove` of Firefox removes the first cookie of a name, and misses paths not written as in a URL (seen in
 * 153).
 */
async function expire(cookie: Cookie): Promise<void> {
  const { name, path, secure, httpOnly, sameSite, storeId, firstPartyDomain, partitionKey } = cookie;
  await browser.cookies.set({
    url: `${siteOf(cookie)}/`,
    value: '',
    expirationDate: 1,
    name,
    path,
    secure,
    httpOnly,
    sameSite,
    storeId,
    firstPartyDomain,
    ...(partitionKey && { partitionKey }),
    ...(!cookie.hostOnly && { domain: cookie.domain }),
  });
}

/**
 * Last resort: removes all cookies of these sites since the start of the session. Firefox would remove older ones
 * too, so there it is used only for IPv6 hosts, whose cookies cannot be removed in another way (seen in 153).
 */
async function removeBySite(cookies: readonly Cookie[], { sinceMs }: TidyContext): Promise<void> {
  if (BROWSER === 'chromium') {
    await removeData({ origins: [...new Set(cookies.map(siteOf))], since: sinceMs }, { cookies: true });
  } else {
    const names = cookies.map((cookie) => new URL(siteOf(cookie)).hostname);
    const hostnames = [...new Set(names.filter((name) => name.startsWith('[')))];
    if (hostnames.length > 0) await removeData({ hostnames }, { cookies: true });
  }
}

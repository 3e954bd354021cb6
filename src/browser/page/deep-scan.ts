import browser from 'webextension-polyfill';
import { rawDeepScan } from '#contracts/page-data.ts';
import { indexProviders, type Provider, showsLetters } from '#core/mail/provider.ts';
import { type Address, parseAddress } from '#core/network/address.ts';
import {
  type CookieKeeper,
  cookiesOfOthers,
  type DeepScan,
  pictureOf,
  targetOfEntry,
  withFrameCookies,
} from '#core/page/deep-scan.ts';
import type { Library } from '#core/page/open-library.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import type { Visit } from '#core/page/visit.ts';
import { BROWSER } from '../kind.ts';
import { askFrames } from './frames.ts';

/** Each site is one call to the browser. */
const MAX_SITES = 60;

/**
 * Runs the deep scan of a tab, from the popup: nothing passes through the background, and nothing is stored.
 *
 * @throws Error if the browser does not allow extensions on the page
 */
export async function runDeepScan(
  tabId: number,
  visit: Visit,
  providers: readonly Provider[],
  libraries: readonly Library[],
): Promise<DeepScan> {
  const isWebmail = showsLetters(indexProviders(providers), visit.page.host);
  const [frames, cookies, areShared] = await Promise.all([
    askFrames(tabId, 'deep-scan.js', rawDeepScan()),
    cookiesIn(tabId, visit),
    areCookiesShared(tabId),
  ]);
  return {
    cookies: withFrameCookies(
      cookiesOfOthers(visit, cookies, areShared),
      frames.flatMap(({ origin, cookies: count }) =>
        count === 0 ? [] : othersAt(origin, visit.page).map((other) => ({ ...other, count })),
      ),
    ),
    stores: frames.filter(({ keepsData }) => keepsData).flatMap(({ origin }) => othersAt(origin, visit.page)),
    near: frames.flatMap(({ near }) => near.flatMap((origin) => targetOfEntry(origin) ?? [])),
    isWebmail,
    pictures: isWebmail
      ? frames.flatMap(({ pictures }) => pictures.flatMap((src) => pictureOf(src) ?? []))
      : [],
    libraries: libraries.flatMap(({ name, kind }) =>
      frames.some((frame) => frame.libraries.includes(name)) ? [{ name, kind }] : [],
    ),
  };
}

function othersAt(origin: string, page: Address): readonly ThirdParty[] {
  const address = parseAddress(origin);
  return address && address.site !== page.site ? [{ host: address.host, site: address.site }] : [];
}

/** Cookies of the sites that the page called, in the cookie store of its tab. */
async function cookiesIn(tabId: number, { page, thirdParties }: Visit): Promise<readonly CookieKeeper[]> {
  const sites = new Set(thirdParties.map(({ site }) => site));
  sites.delete(page.site);
  const jars = await browser.cookies.getAllCookieStores();
  const jar = jars.find(({ tabIds }) => tabIds.includes(tabId));
  const cookies = await Promise.all(
    [...sites].slice(0, MAX_SITES).map((domain) =>
      browser.cookies.getAll({
        domain,
        ...(jar && { storeId: jar.id }),
        partitionKey: {},
      } as browser.Cookies.GetAllDetailsType),
    ),
  );
  return cookies.flat().map(({ domain, hostOnly, sameSite, partitionKey }) => ({
    domain,
    isHostOnly: hostOnly,
    isForAll: sameSite === 'no_restriction',
    onlyIn: partitionKey?.topLevelSite,
  }));
}

/**
 * Whether unpartitioned third-party cookies are sent. Not by default in Firefox, and not in Chromium's private
 * windows.
 */
async function areCookiesShared(tabId: number): Promise<boolean> {
  const { websites } = browser.privacy;
  const { cookieConfig, thirdPartyCookiesAllowed } = websites as typeof websites &
    Record<'thirdPartyCookiesAllowed', browser.Types.Setting>;
  if (BROWSER === 'firefox') {
    const { behavior } = (await cookieConfig.get({})).value as { behavior?: string };
    return behavior === 'allow_all';
  }
  const [tab, allowed] = await Promise.all([browser.tabs.get(tabId), thirdPartyCookiesAllowed.get({})]);
  return !tab.incognito && allowed.value === true;
}

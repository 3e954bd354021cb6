import browser from 'webextension-polyfill';
import { type Address, type Network, networkOfIp, parseAddress } from '#core/address.ts';
import type { Answered } from '#core/line.ts';

/** What became of the addresses that tabs asked for: whole pages only, never what is in them. */
export interface RequestListener {
  /**
   * @param from - the web page that the tab still shows; `undefined` where that was none, or before this
   *   background began
   * @param startedAtMs - when the protected address was first asked for, in this or the try before
   */
  onUpgraded(tabId: number, url: string, from: string | undefined, startedAtMs: number): void;
  onAsked(tabId: number, host: string): void;
  onAnswered(tabId: number, answered: Answered): void;
  /** A page without protection makes the browser ask for a name and password in its own small window. */
  onAsksPassword(tabId: number, page: Address, url: string): void;
  onRedirected(tabId: number, from: Address, to: Address, answeredBy: Network | undefined): void;
}

const PAGES: browser.WebRequest.RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame'],
};

/** What no server said: the browser went to the protected address by a rule of ours or its own. */
const INTERNAL_STATUS: readonly number[] = [0, 307];

/**
 * To be called on the first tick. Each event costs the browser a call for each page that is opened,
 * so requests of what is inside pages are never listened to.
 */
export function listenToRequests(listener: RequestListener): void {
  // Chromium tries the protected address by itself first, and only then asks our rule.
  const lastTry = new Map<number, { url: string; atMs: number }>();

  // By the time that anybody asked the browser, a refusal may stand in the tab.
  const shown = new Map<number, string>();
  browser.webNavigation.onCompleted.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0 && parseAddress(url)) shown.set(tabId, url);
    else if (frameId === 0) shown.delete(tabId);
  });
  browser.tabs.onRemoved.addListener((tabId) => shown.delete(tabId));

  browser.webRequest.onBeforeRequest.addListener(({ tabId, url, timeStamp }): undefined => {
    const host = parseAddress(url)?.host;
    if (tabId < 0 || host === undefined) return;
    if (url.startsWith('https:') && lastTry.get(tabId)?.url !== url) {
      lastTry.set(tabId, { url, atMs: timeStamp });
    }
    listener.onAsked(tabId, host);
  }, PAGES);

  browser.webRequest.onBeforeRedirect.addListener(({ tabId, url, redirectUrl, statusCode, ip }) => {
    const [from, to] = [parseAddress(url), parseAddress(redirectUrl)];
    if (tabId < 0 || !from || !to) return;
    const isUpgrade = from.scheme === 'http' && to.scheme === 'https' && from.host === to.host;
    if (isUpgrade && INTERNAL_STATUS.includes(statusCode)) {
      const before = lastTry.get(tabId);
      const startedAtMs = before?.url === redirectUrl ? before.atMs : Date.now();
      listener.onUpgraded(tabId, url, shown.get(tabId), startedAtMs);
    } else {
      listener.onRedirected(tabId, from, to, networkOf(ip));
    }
  }, PAGES);

  browser.webRequest.onResponseStarted.addListener(
    ({ tabId, url, statusCode, ip, responseHeaders = [] }) => {
      lastTry.delete(tabId);
      const page = parseAddress(url);
      if (tabId < 0 || !page) return;
      const demand = responseHeaders.find(({ name }) => name.toLowerCase() === 'strict-transport-security');
      listener.onAnswered(tabId, { page, network: networkOf(ip), status: statusCode, demand: demand?.value });
    },
    PAGES,
    ['responseHeaders'],
  );

  // By the header and not by `onAuthRequired`, which Firefox did not send (measured in 153).
  browser.webRequest.onHeadersReceived.addListener(
    ({ tabId, url, statusCode, responseHeaders = [] }): undefined => {
      const page = parseAddress(url);
      if (tabId < 0 || !page || statusCode !== 401) return;
      const demands = responseHeaders.filter(({ name }) => name.toLowerCase() === 'www-authenticate');
      if (demands.some(({ value = '' }) => /^\s*basic\b/im.test(value))) {
        listener.onAsksPassword(tabId, page, url);
      }
    },
    { urls: ['http://*/*'], types: ['main_frame'] },
    ['responseHeaders'],
  );

  browser.webRequest.onErrorOccurred.addListener(({ tabId, url }) => {
    // Kept for the rule's try, which comes at once; a person's next one is a new beginning.
    const before = lastTry.get(tabId);
    setTimeout(() => {
      if (before && lastTry.get(tabId) === before && before.url === url) lastTry.delete(tabId);
    }, SAME_TRY_MS);
  }, PAGES);
}

const SAME_TRY_MS = 500;

function networkOf(ip: string | undefined): Network | undefined {
  return ip === undefined || ip === '' ? undefined : networkOfIp(ip);
}

import browser from 'webextension-polyfill';
import { type Address, isUnprotected, parseAddress } from '#core/network/address.ts';
import { type InsecureDownload, insecureDownloadOf } from '#core/page/download.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';

const MAX_HOPS = 50;

/**
 * Reports files downloaded over HTTP, with the active tab, which most likely started the download: browsers do not
 * report the tab.
 */
export function createDownloadObserver(
  onInsecure: (tabId: number, download: InsecureDownload) => void,
): ListenerGroup {
  // Redirect target → first HTTP hop. Firefox reports only the last URL of a download.
  const cameOpenly = new Map<string, Address>();

  const redirects = listenerOn(
    browser.webRequest.onBeforeRedirect,
    ({ url, redirectUrl }: browser.WebRequest.OnBeforeRedirectDetailsType) => {
      const from = parseAddress(url);
      const open = cameOpenly.get(url) ?? (from && isUnprotected(from) ? from : undefined);
      if (open) cameOpenly.set(redirectUrl, open);
      const [oldest] = cameOpenly.keys();
      if (cameOpenly.size > MAX_HOPS && oldest !== undefined) cameOpenly.delete(oldest);
    },
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] },
  );

  const files = listenerOn(browser.downloads.onCreated, (item: browser.Downloads.DownloadItem) => {
    // `finalUrl` exists in Chromium only, where `url` is the first URL.
    const { finalUrl = item.url } = item as { finalUrl?: string };
    const hops = [parseAddress(item.url), parseAddress(finalUrl), cameOpenly.get(finalUrl)];
    // Another download of the same URL may be direct.
    cameOpenly.delete(finalUrl);
    const name = item.filename || new URL(finalUrl).pathname;
    const download = insecureDownloadOf(
      hops.filter((hop) => hop !== undefined),
      name,
      item.mime ?? '',
    );
    if (download) void tabInFront().then((tabId) => tabId !== undefined && onInsecure(tabId, download));
  });

  return listenerGroup(redirects, files);
}

async function tabInFront(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id;
}

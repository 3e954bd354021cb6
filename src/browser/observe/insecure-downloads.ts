import browser from 'webextension-polyfill';
import { type Address, isUnprotected, parseAddress } from '#core/network/address.ts';
import { type InsecureDownload, insecureDownloadOf } from '#core/page/download.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';

const MAX_HOPS = 50;

/**
 * Tells of files that came without protection, and of the tab in front, from which they were most likely
 * saved: no browser says which it was.
 */
export function createDownloadObserver(
  onInsecure: (tabId: number, download: InsecureDownload) => void,
): ListenerGroup {
  // Firefox names only the last address of a file, so what led there is remembered while it is under way.
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
    // Chromium's name for the last address; `url` is the first one there.
    const { finalUrl = item.url } = item as { finalUrl?: string };
    const hops = [parseAddress(item.url), parseAddress(finalUrl), cameOpenly.get(finalUrl)];
    // The next file from the same address may come by itself.
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

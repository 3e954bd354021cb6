import browser from 'webextension-polyfill';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';

export interface LateListener {
  /** A cookie was set. */
  onCookie(): void;
  /** Somebody opens a web page: told before its first cookie comes. */
  onPage(): void;
  onTabClosed(): void;
}

/** What happens after a receipt. */
export function createAfterReceiptObserver({ onCookie, onPage, onTabClosed }: LateListener): ListenerGroup {
  return listenerGroup(
    listenerOn(browser.cookies.onChanged, ({ removed }: browser.Cookies.OnChangedChangeInfoType) => {
      if (!removed) onCookie();
    }),
    // Firefox tells of the navigation itself only after the first cookie may have come (seen in 153).
    listenerOn(browser.webRequest.onBeforeRequest, () => void onPage(), {
      urls: ['http://*/*', 'https://*/*'],
      types: ['main_frame'],
    }),
    listenerOn(browser.tabs.onRemoved, () => onTabClosed()),
  );
}

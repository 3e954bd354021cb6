import browser from 'webextension-polyfill';
import type { LateListener } from '#app/tidy/aftercare.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';

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

import browser from 'webextension-polyfill';
import type { LateListener } from '#app/tidy/aftercare.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';

/** Listeners for events after a receipt. */
export function createAfterReceiptObserver({ onCookie, onPage, onTabClosed }: LateListener): ListenerGroup {
  return listenerGroup(
    listenerOn(browser.cookies.onChanged, ({ removed }: browser.Cookies.OnChangedChangeInfoType) => {
      if (!removed) onCookie();
    }),
    // In Firefox webNavigation events may come after the first cookie (seen in 153).
    listenerOn(browser.webRequest.onBeforeRequest, () => void onPage(), {
      urls: ['http://*/*', 'https://*/*'],
      types: ['main_frame'],
    }),
    listenerOn(browser.tabs.onRemoved, () => onTabClosed()),
  );
}

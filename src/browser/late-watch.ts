import browser from 'webextension-polyfill';
import type { Switch } from '#app/ports.ts';
import { joined, switchFor } from './switch.ts';

export interface LateListener {
  /** A cookie was set. */
  onCookie(): void;
  /** Somebody opens a web page: told before its first cookie comes. */
  onPage(): void;
  onTabClosed(): void;
}

/** What happens after a receipt. */
export function createLateWatch({ onCookie, onPage, onTabClosed }: LateListener): Switch {
  return joined(
    switchFor(browser.cookies.onChanged, ({ removed }: browser.Cookies.OnChangedChangeInfoType) => {
      if (!removed) onCookie();
    }),
    // Firefox tells of the navigation itself only after the first cookie may have come (seen in 153).
    switchFor(browser.webRequest.onBeforeRequest, () => void onPage(), {
      urls: ['http://*/*', 'https://*/*'],
      types: ['main_frame'],
    }),
    switchFor(browser.tabs.onRemoved, () => onTabClosed()),
  );
}

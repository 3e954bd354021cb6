import browser from 'webextension-polyfill';
import type { Switch } from '#app/ports.ts';
import { parseAddress } from '#core/address.ts';
import { joined, switchFor } from './switch.ts';

export interface LateListener {
  /** A cookie was set. */
  onCookie(): void;
  /** Somebody opened a web page. */
  onPage(): void;
}

/** What happens after a receipt. */
export function createLateWatch({ onCookie, onPage }: LateListener): Switch {
  return joined(
    switchFor(browser.cookies.onChanged, ({ removed }: browser.Cookies.OnChangedChangeInfoType) => {
      if (!removed) onCookie();
    }),
    switchFor(
      browser.webNavigation.onCommitted,
      ({ frameId, url }: browser.WebNavigation.OnCommittedDetailsType) => {
        if (frameId === 0 && parseAddress(url)) onPage();
      },
    ),
  );
}

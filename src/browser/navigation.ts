import browser from 'webextension-polyfill';
import type { Switch } from '#app/ports.ts';
import { type Address, parseAddress } from '#core/address.ts';
import { certificateCause, type Refusal } from '#core/certificate-error.ts';
import { type ConnectionFailure, connectionFailure } from '#core/connection-failure.ts';
import { type UserInfo, userInfoOf } from '#core/user-info.ts';
import { joined, switchFor } from './switch.ts';

/** What happens to tabs. */
export interface NavigationListener {
  /** `undefined`: the tab shows no web page any more. */
  onPage(tabId: number, page: Address | undefined, userInfo: UserInfo | undefined): void;
  /** @param host - with the port where there is one */
  onFrame(tabId: number, host: string): void;
  onRefused(tabId: number, page: Address, cause: Refusal): void;
  /** Nobody answered, or nobody could be understood: the browser's own page is about to say so. */
  onFailed(tabId: number, page: Address, failure: ConnectionFailure): void;
  onGone(tabId: number): void;
}

/** Firefox names the error page as a navigation of its own; what it stands for was already told. */
const ERROR_PAGE = /^about:(neterror|certerror)/;

export function createNavigationWatch(listener: NavigationListener): Switch {
  const { onCommitted, onErrorOccurred } = browser.webNavigation;
  return joined(
    switchFor(onCommitted, ({ tabId, frameId, url }: browser.WebNavigation.OnCommittedDetailsType) => {
      if (ERROR_PAGE.test(url)) return;
      const address = parseAddress(url);
      if (frameId === 0) listener.onPage(tabId, address, userInfoOf(url));
      if (address) listener.onFrame(tabId, new URL(url).host);
    }),
    switchFor(onErrorOccurred, (details: browser.WebNavigation.OnErrorOccurredDetailsType) => {
      const { tabId, frameId, url } = details;
      const { error = '' } = details as { error?: string };
      const page = parseAddress(url);
      if (frameId !== 0 || !page) return;
      const cause = certificateCause(error);
      const failure = connectionFailure(error);
      if (cause) listener.onRefused(tabId, page, cause);
      else if (failure) listener.onFailed(tabId, page, failure);
    }),
    switchFor(browser.tabs.onRemoved, (tabId: number) => listener.onGone(tabId)),
  );
}

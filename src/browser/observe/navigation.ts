import browser from 'webextension-polyfill';
import { type Address, parseAddress } from '#core/network/address.ts';
import { certificateCause, type Refusal } from '#core/network/certificate-error.ts';
import { type ConnectionFailure, connectionFailure } from '#core/network/connection-failure.ts';
import { type UserInfo, userInfoOf } from '#core/network/user-info.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';

export interface OpenedPage {
  readonly url: string;
  /** `undefined`: the tab shows no web page any more. */
  readonly page: Address | undefined;
  readonly userInfo: UserInfo | undefined;
  /** What stands there is the browser's own page, which says that this one did not come. */
  readonly isRefusal: boolean;
}

/** What happens to tabs. */
export interface NavigationListener {
  onPage(tabId: number, opened: OpenedPage): void;
  /** @param host - with the port where there is one; what is no web page has none */
  onTop(tabId: number, url: string, host: string | undefined): void;
  /** In a page, and as such no sign of a person: pages load frames by themselves. */
  onFrame(host: string): void;
  onRefused(tabId: number, page: Address, cause: Refusal): void;
  /** Nobody answered, or nobody could be understood: the browser's own page is about to say so. */
  onFailed(tabId: number, page: Address, failure: ConnectionFailure): void;
  onGone(tabId: number): void;
}

/** Firefox names the error page as a navigation of its own; what it stands for was already told. */
const ERROR_PAGE = /^about:(neterror|certerror)/;

/** `NS_BINDING_ABORTED`: Firefox begins anew by itself, and the page may come. */
const BEGUN_ANEW = 'Error code 2152398850';

export function createNavigationObserver(listener: NavigationListener): ListenerGroup {
  const { onCommitted, onErrorOccurred } = browser.webNavigation;
  /** Tab → what failed there last: Firefox names it next, as a page that was opened (seen in 153). */
  const refused = new Map<number, string>();
  return listenerGroup(
    listenerOn(onCommitted, ({ tabId, frameId, url }: browser.WebNavigation.OnCommittedDetailsType) => {
      if (ERROR_PAGE.test(url)) return;
      const address = parseAddress(url);
      if (frameId === 0) {
        const isRefusal = refused.get(tabId) === url;
        refused.delete(tabId);
        listener.onPage(tabId, { url, page: address, userInfo: userInfoOf(url), isRefusal });
      }
      if (frameId === 0) listener.onTop(tabId, url, address && new URL(url).host);
      else if (address) listener.onFrame(new URL(url).host);
    }),
    listenerOn(onErrorOccurred, (details: browser.WebNavigation.OnErrorOccurredDetailsType) => {
      const { tabId, frameId, url } = details;
      const { error = '' } = details as { error?: string };
      const page = parseAddress(url);
      if (frameId !== 0 || !page) return;
      if (BROWSER === 'firefox' && error !== BEGUN_ANEW) refused.set(tabId, url);
      const cause = certificateCause(error);
      const failure = connectionFailure(error);
      if (cause) listener.onRefused(tabId, page, cause);
      else if (failure) listener.onFailed(tabId, page, failure);
    }),
    listenerOn(browser.tabs.onRemoved, (tabId: number) => {
      refused.delete(tabId);
      listener.onGone(tabId);
    }),
  );
}

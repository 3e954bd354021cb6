import browser from 'webextension-polyfill';
import type { NavigationListener } from '#app/page/on-navigation.ts';
import { parseAddress } from '#core/network/address.ts';
import { certificateCause } from '#core/network/certificate-error.ts';
import { connectionFailure } from '#core/network/connection-failure.ts';
import { userInfoOf } from '#core/network/user-info.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';

/** Firefox also commits its error page; the failure itself was reported before. */
const ERROR_PAGE = /^about:(neterror|certerror)/;

/** `NS_BINDING_ABORTED`: Firefox restarts the navigation by itself, and the page may still load. */
const BEGUN_ANEW = 'Error code 2152398850';

/** Translates `webNavigation` events. */
export function createNavigationObserver(listener: NavigationListener): ListenerGroup {
  const { onCommitted, onErrorOccurred } = browser.webNavigation;
  /** Tab → URL that failed last: Firefox commits it next, as if it had loaded (seen in 153). */
  const refused = new Map<number, string>();
  return listenerGroup(
    listenerOn(onCommitted, ({ tabId, frameId, url }: browser.WebNavigation.OnCommittedDetailsType) => {
      if (ERROR_PAGE.test(url)) return;
      const address = parseAddress(url);
      if (frameId === 0) {
        const isRefusal = refused.get(tabId) === url;
        refused.delete(tabId);
        const host = address && new URL(url).host;
        listener.onPage(tabId, { url, page: address, host, userInfo: userInfoOf(url), isRefusal });
      } else if (address) {
        listener.onFrame(new URL(url).host);
      }
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

import browser from 'webextension-polyfill';
import { type Address, parseAddress } from '#core/address.ts';
import { certificateCause, type Refusal } from '#core/certificate-error.ts';

/** What happens to tabs, without watching a single request. */
export interface NavigationListener {
  /** `undefined`: the tab shows no web page any more. */
  onPage(tabId: number, page: Address | undefined): void;
  /** @param host - with the port where there is one */
  onFrame(tabId: number, host: string): void;
  onRefused(tabId: number, page: Address, cause: Refusal): void;
  onGone(tabId: number): void;
}

/** Firefox names the error page as a navigation of its own; what it stands for was already told. */
const ERROR_PAGE = /^about:(neterror|certerror)/;

/** To be called on the first tick, so that the events that wake the background are heard. */
export function listenToNavigation(listener: NavigationListener): void {
  browser.webNavigation.onCommitted.addListener(({ tabId, frameId, url }) => {
    if (ERROR_PAGE.test(url)) return;
    const address = parseAddress(url);
    if (frameId === 0) listener.onPage(tabId, address);
    if (address) listener.onFrame(tabId, new URL(url).host);
  });
  browser.webNavigation.onErrorOccurred.addListener((details) => {
    const { tabId, frameId, url } = details;
    const cause = certificateCause((details as { error?: string }).error ?? '');
    const page = parseAddress(url);
    if (frameId === 0 && page && cause) listener.onRefused(tabId, page, cause);
  });
  browser.tabs.onRemoved.addListener(listener.onGone);
}

import browser from 'webextension-polyfill';
import { type Address, parseAddress } from '#core/network/address.ts';
import { readTlsInfo, type TlsInfo } from '#core/network/tls-info.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';
import { createTicker } from '../session/ticker.ts';
import { headerIn } from './headers.ts';

export interface TlsInfoReader extends ListenerGroup {
  /** TLS info collected for the page that the tab now shows; returned once. */
  take(tabId: number, page: Address): Promise<TlsInfo | undefined>;
  forget(tabId: number): void;
}

interface Arriving {
  readonly host: string;
  readonly tlsInfo: Promise<TlsInfo | undefined>;
}

/**
 * Requests Firefox's TLS info for each page while its headers arrive, the only moment it is available. Chromium has no
 * such API, so nothing is registered there.
 *
 * Unlike other listeners this one is not registered on the first tick: Firefox would then delay each page until the
 * background is awake, even outside a session (docs/decisions/0015).
 */
export function createTlsInfoReader(onHsts: (page: Address, header: string) => void): TlsInfoReader {
  const arriving = new Map<number, Arriving>();
  // Keeps the background alive, and with it the listener.
  const ticker = createTicker(() => void browser.runtime.getPlatformInfo());

  // A blocking listener that returns nothing, so the page does not wait for the TLS info.
  function onHeaders({
    tabId,
    requestId,
    url,
    responseHeaders,
  }: browser.WebRequest.OnHeadersReceivedDetailsType): undefined {
    const page = parseAddress(url);
    if (!page) return;
    const hsts = headerIn(responseHeaders, 'strict-transport-security');
    if (hsts !== undefined) onHsts(page, hsts);
    const tlsInfo = browser.webRequest
      .getSecurityInfo(requestId, { certificateChain: true })
      .then((info) => info && readTlsInfo(info))
      .catch(() => undefined);
    arriving.set(tabId, { host: page.host, tlsInfo });
  }

  function start(): void {
    if (BROWSER !== 'firefox') return;
    const { onHeadersReceived } = browser.webRequest;
    ticker.start();
    if (onHeadersReceived.hasListener(onHeaders)) return;
    onHeadersReceived.addListener(onHeaders, { urls: ['https://*/*'], types: ['main_frame'] }, [
      'blocking',
      'responseHeaders',
    ]);
  }

  function stop(): void {
    if (BROWSER !== 'firefox') return;
    ticker.stop();
    browser.webRequest.onHeadersReceived.removeListener(onHeaders);
    arriving.clear();
  }

  async function take(tabId: number, { host }: Address): Promise<TlsInfo | undefined> {
    const told = arriving.get(tabId);
    arriving.delete(tabId);
    return told?.host === host ? told.tlsInfo : undefined;
  }

  return { start, stop, take, forget: (tabId) => void arriving.delete(tabId) };
}

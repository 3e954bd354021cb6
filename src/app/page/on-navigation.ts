import type { Address } from '#core/network/address.ts';
import type { Refusal } from '#core/network/certificate-error.ts';
import type { ConnectionFailure } from '#core/network/connection-failure.ts';
import type { TryFailure } from '#core/network/https-first.ts';
import type { RedirectChain } from '#core/network/redirect-chain.ts';
import type { TlsInfo } from '#core/network/tls-info.ts';
import type { UserInfo } from '#core/network/user-info.ts';
import type { StepId } from '#core/tidy/plan.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { HttpsFirst } from '../network/https-first.ts';
import type { TlsObserver } from '../network/observe-tls.ts';
import type { ClockObserver } from '../session/clock-watch.ts';
import type { VisitObserver } from './observe-visits.ts';

/** Navigations of tabs. The caller does not wait for the handlers. */
export interface NavigationListener {
  /** A page was committed in the tab. */
  onPage(tabId: number, page: ShownPage): void;
  /** The browser refused the page because of its certificate or TLS version. */
  onRefused(tabId: number, page: Address, cause: Refusal): void;
  /** The page could not be loaded; the browser is about to show its error page. */
  onFailed(tabId: number, page: Address, failure: ConnectionFailure): void;
  /** A frame was loaded. Not a sign of a person: pages load frames by themselves. */
  onFrame(host: string): void;
  /** The tab was closed. */
  onGone(tabId: number): void;
}

export interface ShownPage {
  readonly url: string;
  /** `undefined`: not a web page. */
  readonly page: Address | undefined;
  /** With the port if any. */
  readonly host: string | undefined;
  readonly userInfo: UserInfo | undefined;
  /** The tab shows the browser's error page for this URL. */
  readonly isRefusal: boolean;
}

export interface NavigationParts {
  readonly visits: Pick<VisitObserver, 'record' | 'forget' | 'gone' | 'touch' | 'touchTab' | 'touchHost'>;
  readonly httpsFirst: Pick<HttpsFirst, 'shows' | 'arrived' | 'failed' | 'gone'>;
  readonly tls: Pick<TlsObserver, 'opened'>;
  /** TLS info collected while the page loaded; each is returned once. */
  readonly tlsInfo: {
    take(tabId: number, page: Address): Promise<TlsInfo | undefined>;
    forget(tabId: number): void;
  };
  readonly redirects: { takeRedirects(tabId: number, page: Address): RedirectChain | undefined };
  readonly trackers: Pick<TrackerBlocking, 'opened'>;
  readonly clock: Pick<ClockObserver, 'look'>;
  readonly zoom: { pageOpened(tabId: number, host: string | undefined): Promise<void> };
  readonly seen: (id: StepId) => Promise<void>;
}

/** The single place that passes navigations to all use cases. */
export function createNavigation(parts: NavigationParts): NavigationListener {
  const { visits, httpsFirst, tls, tlsInfo, redirects, trackers } = parts;

  async function recordPage(tabId: number, page: Address, userInfo: UserInfo | undefined): Promise<void> {
    const chain = redirects.takeRedirects(tabId, page);
    await visits.record(tabId, { kind: 'committed', page, userInfo, redirects: chain });
    await httpsFirst.arrived(tabId, page);
  }

  async function recordTls(tabId: number, page: Address): Promise<void> {
    await tls.opened(tabId, page, await tlsInfo.take(tabId, page));
  }

  /** The page and its tab belong to the session. */
  async function touch(tabId: number, { url, host }: ShownPage): Promise<void> {
    if (host !== undefined) await visits.touch(tabId, host);
    if (!url.startsWith('file:')) return;
    await Promise.all([visits.touchTab(tabId), parts.seen('local-files')]);
  }

  return {
    onPage: (tabId, shown) => {
      const { url, page, host, userInfo, isRefusal } = shown;
      void trackers.opened(tabId);
      if (!page || !isRefusal) void httpsFirst.shows(tabId, page && url);
      if (page) {
        void recordPage(tabId, page, userInfo);
        void recordTls(tabId, page);
      } else {
        void visits.forget(tabId);
      }
      void parts.clock.look();
      void parts.zoom.pageOpened(tabId, host);
      void touch(tabId, shown);
    },
    onRefused: (tabId, page, cause) => {
      void visits.record(tabId, { kind: 'refused', page, cause });
      const failure: TryFailure = cause === 'old-tls' ? 'broken' : 'certificate';
      void httpsFirst.failed(tabId, page.host, failure);
    },
    onFailed: (tabId, page, failure) => {
      void visits.record(tabId, { kind: 'failed', page, failure });
      void httpsFirst.failed(tabId, page.host, failure);
    },
    onFrame: (host) => void visits.touchHost(host),
    onGone: (tabId) => {
      tlsInfo.forget(tabId);
      void visits.gone(tabId);
      void trackers.opened(tabId);
      void httpsFirst.gone(tabId);
    },
  };
}

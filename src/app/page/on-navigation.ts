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

/** What the browser says of the pages in its tabs. Nothing of it is waited for. */
export interface NavigationListener {
  /** A page stands in the tab now. */
  onPage(tabId: number, page: ShownPage): void;
  /** The browser refused the page for its certificate, or for what the two can speak. */
  onRefused(tabId: number, page: Address, cause: Refusal): void;
  /** Nobody answered, or nobody could be understood: the browser's own page is about to say so. */
  onFailed(tabId: number, page: Address, failure: ConnectionFailure): void;
  /** No sign of a person: pages load frames by themselves. */
  onFrame(host: string): void;
  /** The tab was closed. */
  onGone(tabId: number): void;
}

export interface ShownPage {
  readonly url: string;
  /** `undefined`: no page of the web. */
  readonly page: Address | undefined;
  /** With the port where there is one. */
  readonly host: string | undefined;
  readonly userInfo: UserInfo | undefined;
  /** What stands there is the browser's own page, which says that this one did not come. */
  readonly isRefusal: boolean;
}

export interface NavigationParts {
  readonly visits: Pick<VisitObserver, 'record' | 'forget' | 'gone' | 'touch' | 'touchTab' | 'touchHost'>;
  readonly httpsFirst: Pick<HttpsFirst, 'shows' | 'arrived' | 'failed' | 'gone'>;
  readonly tls: Pick<TlsObserver, 'opened'>;
  /** What was told of the page while it came; each is given once. */
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

/** The one place where a page that a tab shows goes to all that want to know of it. */
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

  /** The page belongs to the session from now on, and so does its tab. */
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

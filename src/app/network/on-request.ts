import type { Address, Network } from '#core/network/address.ts';
import type { Answered } from '#core/network/network-facts.ts';
import type { VisitObserver } from '../page/observe-visits.ts';
import type { SecretGuard } from '../page/secret-guard.ts';
import type { HttpsFirst, Upgrade } from './https-first.ts';

/** Events of top-level requests, never of subresources. */
export interface RequestListener {
  onUpgraded(tabId: number, upgrade: Upgrade): void;
  /** Only while the tab waits for HTTPS. */
  onAsked(tabId: number, host: string): void;
  /** @returns whether further responses of ordinary HTTPS pages would show anything new */
  onAnswered(tabId: number, answered: Answered): Promise<boolean>;
  /** The browser has HSTS for the site. */
  onHsts(page: Address): void;
  /** An HTTP page makes the browser show the HTTP authentication dialog (Basic). */
  onAsksPassword(tabId: number, page: Address, url: string): void;
  onRedirected(tabId: number, from: Address, to: Address, answeredBy: Network | undefined): void;
}

export interface RequestParts {
  readonly httpsFirst: Pick<HttpsFirst, 'upgraded' | 'asks' | 'answered' | 'hstsSent' | 'redirected'>;
  readonly visits: Pick<VisitObserver, 'record'>;
  readonly secretGuard: Pick<SecretGuard, 'windowAsks'>;
}

/** The single place that passes request events to all use cases. Only `onAnswered` is awaited. */
export function createRequests({ httpsFirst, visits, secretGuard }: RequestParts): RequestListener {
  return {
    onUpgraded: (tabId, upgrade) => void httpsFirst.upgraded(tabId, upgrade),
    onAsked: (tabId, host) => void httpsFirst.asks(tabId, host),
    onAnswered: httpsFirst.answered,
    onHsts: (page) => void httpsFirst.hstsSent(page),
    onAsksPassword: (tabId, page, url) => {
      void visits.record(tabId, { kind: 'auth-asked', page });
      void secretGuard.windowAsks(tabId, url);
    },
    onRedirected: (tabId, from, to, answeredBy) => void httpsFirst.redirected(tabId, from, to, answeredBy),
  };
}

import type { Address, Network } from '#core/network/address.ts';
import type { Answered } from '#core/network/network-facts.ts';
import type { VisitObserver } from '../page/observe-visits.ts';
import type { SecretGuard } from '../page/secret-guard.ts';
import type { HttpsFirst, Upgrade } from './https-first.ts';

/** What became of the addresses that tabs asked for: top-level requests only, never what is in a page. */
export interface RequestListener {
  onUpgraded(tabId: number, upgrade: Upgrade): void;
  /** Told only while the tab waits for an HTTPS address. */
  onAsked(tabId: number, host: string): void;
  /** @returns whether more answers of everyday HTTPS pages would teach anything */
  onAnswered(tabId: number, answered: Answered): Promise<boolean>;
  /** The browser itself knows that the site is for HTTPS only (HSTS). */
  onHsts(page: Address): void;
  /** An HTTP page makes the browser ask for a name and password in its own small window (Basic authentication). */
  onAsksPassword(tabId: number, page: Address, url: string): void;
  onRedirected(tabId: number, from: Address, to: Address, answeredBy: Network | undefined): void;
}

export interface RequestParts {
  readonly httpsFirst: Pick<HttpsFirst, 'upgraded' | 'asks' | 'answered' | 'hstsSent' | 'redirected'>;
  readonly visits: Pick<VisitObserver, 'record'>;
  readonly secretGuard: Pick<SecretGuard, 'windowAsks'>;
}

/** The one place where a request goes to all that want to know of it. Nothing but the answer is waited for. */
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

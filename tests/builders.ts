/** Builders of plain test data; a test names only what it is about. */
import { type Address, parseAddress } from '#core/network/address.ts';
import { NO_HOST_FACTS } from '#core/network/network-facts.ts';
import type { TlsInfo } from '#core/network/tls-info.ts';
import type { DeepScan } from '#core/page/deep-scan.ts';
import type { Asked } from '#core/page/field-kind.ts';
import type { TrackerList } from '#core/page/finding.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import type { FormFacts, PageScan, Visit } from '#core/page/visit.ts';

export function address(url: string): Address {
  const parsed = parseAddress(url);
  if (!parsed) throw new Error(`not the address of a web page: ${url}`);
  return parsed;
}

/** A scanned page without findings. */
export function visit(url: string, over: Partial<Omit<Visit, 'page'>> = {}): Visit {
  return {
    page: address(url),
    certificate: undefined,
    tlsInfo: undefined,
    failure: undefined,
    networkFacts: NO_HOST_FACTS,
    isScanned: true,
    forms: [],
    mixedActive: 0,
    mixedPassive: 0,
    parts: [],
    thirdParties: [],
    blocked: [],
    userInfo: undefined,
    asksHttpAuth: false,
    downloads: [],
    ...over,
  };
}

/** TLS info in order. */
export function tlsInfo(over: Partial<TlsInfo> = {}): TlsInfo {
  return { isOld: false, issuer: 'Harbour Trust', addedRoot: undefined, issuerBefore: undefined, ...over };
}

export function form(target: string, asks: Asked | 'nothing' = 'password'): FormFacts {
  return { target: address(target), asks: asks === 'nothing' ? [] : [asks] };
}

/** A page scan that found nothing else. */
export function scan(over: Partial<PageScan> = {}): PageScan {
  return { forms: [], mixedActive: 0, mixedPassive: 0, parts: [], ...over };
}

/** A deep scan that found nothing else. */
export function deepScan(over: Partial<DeepScan> = {}): DeepScan {
  return { cookies: [], stores: [], near: [], isWebmail: false, pictures: [], libraries: [], ...over };
}

export function thirdParty(host: string): ThirdParty {
  return { host, site: address(`https://${host}/`).site };
}

/** A tracker list from a function of host to company. */
export function trackerList(ownerOf: (host: string) => string | undefined): TrackerList {
  return {
    ownerOf,
    byHost: (host) => {
      const name = ownerOf(host);
      return name === undefined ? undefined : { name, kind: 'ads' };
    },
  };
}

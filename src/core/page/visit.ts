import type { Address } from '../network/address.ts';
import type { Refusal } from '../network/certificate-error.ts';
import type { ConnectionFailure } from '../network/connection-failure.ts';
import { type HostFacts, NO_HOST_FACTS } from '../network/network-facts.ts';
import { hopOf, type RedirectChain } from '../network/redirect-chain.ts';
import type { TlsInfo } from '../network/tls-info.ts';
import type { UserInfo } from '../network/user-info.ts';
import type { DeepScan } from './deep-scan.ts';
import type { InsecureDownload } from './download.ts';
import type { Asked } from './field-kind.ts';
import type { BlockedHost, ThirdParty } from './third-party.ts';

/** A form, or a field outside any form, as the page showed it. Never what was typed into it. */
export interface FormFacts {
  /** Where its words go; the page itself when it names nothing else or something unreadable. */
  readonly target: Address;
  readonly asks: readonly Asked[];
}

/** What a look into the document found, in one frame. */
export interface PageScan {
  readonly forms: readonly FormFacts[];
  /** Scripts, frames, styles named with `http:` in an HTTPS page. */
  readonly mixedActive: number;
  /** Pictures, sound, film named with `http:` in an HTTPS page. */
  readonly mixedPassive: number;
  /** Where the scripts and frames of a page without protection come from. */
  readonly parts: readonly Address[];
}

/** All that is known of the page in one tab. Plain data: it lives in session memory and dies with the tab. */
export interface Visit {
  readonly page: Address;
  /** The browser refused the page: its own error stands in the tab. */
  readonly certificate: Refusal | undefined;
  /** The page did not come at all: the browser's own error stands in the tab. */
  readonly failure: ConnectionFailure | undefined;
  /** What the session knows of the way to the page. */
  readonly networkFacts: HostFacts;
  /** `undefined`: the browser did not tell, which is never the same as in order. */
  readonly tlsInfo: TlsInfo | undefined;
  /** `false` until the document itself was looked at, or the browser refused to show one. */
  readonly isScanned: boolean;
  readonly forms: readonly FormFacts[];
  readonly mixedActive: number;
  readonly mixedPassive: number;
  readonly parts: readonly Address[];
  readonly thirdParties: readonly ThirdParty[];
  /** Kept beside the visit, for it changes by the dozen, and put in when somebody asks. */
  readonly blocked: readonly BlockedHost[];
  /** What stood before the `@` of its address. */
  readonly userInfo: UserInfo | undefined;
  /** The browser's own small window asked for a name and password. */
  readonly asksHttpAuth: boolean;
  readonly downloads: readonly InsecureDownload[];
  /** The person was told of this mail service before in the session. */
  readonly isTold?: boolean;
  /** Only where something happened on the way. */
  readonly redirects?: RedirectChain;
  /** `undefined`: the deep scan has not run, which is never the same as nothing. */
  readonly deepScan?: DeepScan;
}

/** Everything that can become known of a page, one at a time. */
export type Observation =
  | {
      readonly kind: 'committed';
      readonly page: Address;
      readonly userInfo?: UserInfo | undefined;
      readonly isTold?: boolean;
      readonly redirects?: RedirectChain | undefined;
    }
  | { readonly kind: 'refused'; readonly page: Address; readonly cause: Refusal }
  | { readonly kind: 'failed'; readonly page: Address; readonly failure: ConnectionFailure }
  | { readonly kind: 'answered' }
  | { readonly kind: 'network-facts'; readonly networkFacts: HostFacts }
  | { readonly kind: 'tls-info'; readonly host: string; readonly tlsInfo: TlsInfo }
  | { readonly kind: 'auth-asked'; readonly page: Address }
  | { readonly kind: 'downloaded'; readonly download: InsecureDownload }
  | { readonly kind: 'scanned'; readonly scan: PageScan; readonly isWhole: boolean }
  | { readonly kind: 'third-parties'; readonly hosts: readonly ThirdParty[] };

/** Hostile pages have 10,000 forms; what a person can act on fits in these. */
export const MAX_FORMS = 50;
export const MAX_PARTS = 50;
export const MAX_THIRD_PARTIES = 400;
export const MAX_DOWNLOADS = 20;

/**
 * Adds one observation to what is known.
 *
 * @param visit - `undefined` for a tab nothing is known of
 * @returns the new visit; `undefined` when only a navigation can start one and this was none
 * @throws never
 */
export function observe(visit: Visit | undefined, observation: Observation): Visit | undefined {
  switch (observation.kind) {
    case 'committed':
      return {
        ...fresh(observation.page, knownRefusal(visit, observation.page)),
        ...sameFailure(visit, observation.page),
        userInfo: observation.userInfo,
        asksHttpAuth: visit?.page.host === observation.page.host && visit.asksHttpAuth,
        ...(observation.isTold ? { isTold: true } : {}),
        ...(observation.redirects
          ? { redirects: { ...observation.redirects, from: visit && hopOf(visit.page) } }
          : {}),
      };
    case 'refused':
      return fresh(observation.page, observation.cause);
    case 'failed':
      return { ...fresh(observation.page, undefined), failure: observation.failure, isScanned: true };
    case 'answered':
      return visit && withPart(visit, { failure: undefined });
    case 'network-facts':
      return visit && withPart(visit, { networkFacts: observation.networkFacts });
    case 'auth-asked':
      return { ...fresh(observation.page, undefined), asksHttpAuth: true };
    case 'downloaded':
      return (
        visit && {
          ...visit,
          downloads: unique([...visit.downloads, observation.download], (download) =>
            JSON.stringify(download),
          ).slice(0, MAX_DOWNLOADS),
        }
      );
    case 'tls-info':
      return visit && withTlsInfo(visit, observation.host, observation.tlsInfo);
    case 'scanned':
      return visit && withPageScan(visit, observation.scan, observation.isWhole);
    case 'third-parties':
      return visit && { ...visit, thirdParties: thirdPartiesOf(visit, observation.hosts) };
  }
}

/** Whether a visit is of the site that an address belongs to: what is known of another says nothing of it. */
export function isOn({ page }: Visit, { host, scheme }: Address): boolean {
  return page.host === host && page.scheme === scheme;
}

/** Nothing is known but the address, which the tab tells as well. */
export function isBare(visit: Visit): boolean {
  return JSON.stringify(visit) === JSON.stringify(fresh(visit.page, undefined));
}

function fresh(page: Address, certificate: Refusal | undefined): Visit {
  return {
    page,
    certificate,
    tlsInfo: undefined,
    failure: undefined,
    networkFacts: NO_HOST_FACTS,
    isScanned: certificate !== undefined,
    forms: [],
    mixedActive: 0,
    mixedPassive: 0,
    parts: [],
    thirdParties: [],
    blocked: [],
    userInfo: undefined,
    asksHttpAuth: false,
    downloads: [],
  };
}

/** The same visit where nothing is new: what is not new need not be kept, weighed and shown again. */
function withPart(visit: Visit, part: Partial<Visit>): Visit {
  const isNew = Object.entries(part).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(visit[key as keyof Visit]),
  );
  return isNew ? { ...visit, ...part } : visit;
}

/** Whoever goes on past the browser's own warning is still on the same unproven site. */
function knownRefusal(visit: Visit | undefined, page: Address): Refusal | undefined {
  return visit?.page.host === page.host && page.scheme === 'https' ? visit.certificate : undefined;
}

/** What was asked may be answered when the tab shows another page already. */
function withTlsInfo(visit: Visit, host: string, tlsInfo: TlsInfo): Visit {
  const isOfThisPage = visit.page.host === host && visit.page.scheme === 'https';
  return isOfThisPage ? withPart(visit, { tlsInfo }) : visit;
}

/** Firefox shows its error page under the address that failed, and names it as a page that came. */
function sameFailure(visit: Visit | undefined, { host, scheme }: Address): Partial<Visit> {
  if (!visit?.failure || visit.page.host !== host || visit.page.scheme !== scheme) return {};
  return { failure: visit.failure, isScanned: true };
}

/** @param isWhole - the look covers all frames and replaces what was known; otherwise it adds a frame */
function withPageScan(visit: Visit, scan: PageScan, isWhole: boolean): Visit {
  const forms = isWhole ? scan.forms : [...visit.forms, ...scan.forms];
  const parts = isWhole ? scan.parts : [...visit.parts, ...scan.parts];
  return withPart(visit, {
    // What can be looked into has come.
    failure: undefined,
    isScanned: true,
    forms: unique(forms, (form) => JSON.stringify(form)).slice(0, MAX_FORMS),
    mixedActive: isWhole ? scan.mixedActive : visit.mixedActive + scan.mixedActive,
    mixedPassive: isWhole ? scan.mixedPassive : visit.mixedPassive + scan.mixedPassive,
    parts: unique(parts, ({ host }) => host).slice(0, MAX_PARTS),
  });
}

function thirdPartiesOf(visit: Visit, hosts: readonly ThirdParty[]): readonly ThirdParty[] {
  const others = hosts.filter(({ site }) => site !== visit.page.site);
  return unique([...visit.thirdParties, ...others], ({ host }) => host).slice(0, MAX_THIRD_PARTIES);
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

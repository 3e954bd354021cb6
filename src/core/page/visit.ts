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

/** A form, or a field outside any form, as the page shows it. Never what was typed into it. */
export interface FormFacts {
  /** Target of the form; the page itself if it has none or an unreadable one. */
  readonly target: Address;
  readonly asks: readonly Asked[];
}

/** Result of a page scan in one frame. */
export interface PageScan {
  readonly forms: readonly FormFacts[];
  /** Scripts, frames and styles with an `http:` URL in an HTTPS page. */
  readonly mixedActive: number;
  /** Images, audio and video with an `http:` URL in an HTTPS page. */
  readonly mixedPassive: number;
  /** Sources of scripts and frames of an HTTP page. */
  readonly parts: readonly Address[];
}

/** All that is known about the page in a tab. Plain data in session storage, removed with the tab. */
export interface Visit {
  readonly page: Address;
  /** The browser refused the certificate; its error page is in the tab. */
  readonly certificate: Refusal | undefined;
  /** The page did not load; the browser's error page is in the tab. */
  readonly failure: ConnectionFailure | undefined;
  /** What the session knows about the host and the network. */
  readonly networkFacts: HostFacts;
  /** `undefined`: no TLS info, which does not mean that all is well. */
  readonly tlsInfo: TlsInfo | undefined;
  /** `false` until the document was scanned, or the browser showed an error page instead. */
  readonly isScanned: boolean;
  readonly forms: readonly FormFacts[];
  readonly mixedActive: number;
  readonly mixedPassive: number;
  readonly parts: readonly Address[];
  readonly thirdParties: readonly ThirdParty[];
  /** Stored separately because it changes often; filled in on demand. */
  readonly blocked: readonly BlockedHost[];
  /** Userinfo of the URL. */
  readonly userInfo: UserInfo | undefined;
  /** The browser showed an HTTP authentication dialog. */
  readonly asksHttpAuth: boolean;
  readonly downloads: readonly InsecureDownload[];
  /** The warning about this mail service was shown before in the session. */
  readonly isTold?: boolean;
  /** Only if there were redirects or removed parameters. */
  readonly redirects?: RedirectChain;
  /** `undefined`: the deep scan has not run, which does not mean that it found nothing. */
  readonly deepScan?: DeepScan;
}

/** Everything that can become known about a page. */
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

/** Limits for hostile pages, which may have 10,000 forms. */
export const MAX_FORMS = 50;
export const MAX_PARTS = 50;
export const MAX_THIRD_PARTIES = 400;
export const MAX_DOWNLOADS = 20;

/**
 * Adds one observation to a visit.
 *
 * @param visit - `undefined` if nothing is known about the tab
 * @returns the new visit; `undefined` if there was none and the observation does not start one
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

/** Whether a visit belongs to the origin of an address; facts about another one do not apply. */
export function isOn({ page }: Visit, { host, scheme }: Address): boolean {
  return page.host === host && page.scheme === scheme;
}

/** Whether nothing is known but the address, which the tab has as well. */
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

/** Returns the same object if nothing changes, so that nothing is stored, evaluated and shown again. */
function withPart(visit: Visit, part: Partial<Visit>): Visit {
  const isNew = Object.entries(part).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(visit[key as keyof Visit]),
  );
  return isNew ? { ...visit, ...part } : visit;
}

/** A person who overrides the certificate warning is still on the same unauthenticated site. */
function knownRefusal(visit: Visit | undefined, page: Address): Refusal | undefined {
  return visit?.page.host === page.host && page.scheme === 'https' ? visit.certificate : undefined;
}

/** TLS info may arrive when the tab already shows another page. */
function withTlsInfo(visit: Visit, host: string, tlsInfo: TlsInfo): Visit {
  const isOfThisPage = visit.page.host === host && visit.page.scheme === 'https';
  return isOfThisPage ? withPart(visit, { tlsInfo }) : visit;
}

/** Firefox commits its error page under the URL that failed. */
function sameFailure(visit: Visit | undefined, { host, scheme }: Address): Partial<Visit> {
  if (!visit?.failure || visit.page.host !== host || visit.page.scheme !== scheme) return {};
  return { failure: visit.failure, isScanned: true };
}

/** @param isWhole - the scan covers all frames and replaces earlier results; otherwise it adds a frame */
function withPageScan(visit: Visit, scan: PageScan, isWhole: boolean): Visit {
  const forms = isWhole ? scan.forms : [...visit.forms, ...scan.forms];
  const parts = isWhole ? scan.parts : [...visit.parts, ...scan.parts];
  return withPart(visit, {
    // A document that can be scanned has loaded.
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

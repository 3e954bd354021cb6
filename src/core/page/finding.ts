import type { ShownKind, Tracker } from '../blocking/trackers.ts';
import type { Network } from '../network/address.ts';
import type { CertificateCause } from '../network/certificate-error.ts';
import type { ConnectionFailure } from '../network/connection-failure.ts';
import type { InsecureDownload } from './download.ts';
import type { Guarded, Sensitive } from './field-kind.ts';
import type { LookAlikeKind, NameIndex } from './look-alike.ts';
import type { Visit } from './visit.ts';

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A documented reason of the provider rule; the sentence lives in the catalogues. */
export interface ProviderReason {
  /** A1–A6 and C1–C8 of the rule in docs/data.md. */
  readonly code: string;
  readonly source: string;
  /** As exact as the source gives it: `2019`, `2019-04` or `2019-04-12`. */
  readonly date: string;
}

/** Why a page should not have come plain. */
export type StripReason = 'hsts' | 'listed' | 'was-protected' | 'unproven';

interface Facts {
  'insecure-page': {
    readonly host: string;
    readonly network: Network;
    /** Its HTTPS address was tried in this session, and failed. */
    readonly isTried: boolean;
  };
  'insecure-password-field': { readonly host: string };
  'insecure-sensitive-form': { readonly host: string; readonly asks: Sensitive };
  'insecure-form-target': { readonly host: string; readonly target: string; readonly asks: Guarded | 'text' };
  'insecure-http-auth': { readonly host: string };
  'insecure-download': InsecureDownload;
  'url-userinfo': { readonly host: string; readonly posesAs: string | undefined };
  'content-injection-suspected': { readonly host: string; readonly source: string };
  'mixed-content-active': { readonly host: string; readonly count: number };
  'mixed-content-passive': { readonly host: string; readonly count: number };
  'certificate-error': { readonly host: string; readonly cause: CertificateCause };
  'ssl-strip-suspected': { readonly host: string; readonly reason: StripReason };
  'connection-blocked': { readonly host: string; readonly failure: ConnectionFailure };
  'captive-portal': { readonly host: string };
  'dns-suspect': { readonly host: string; readonly network: Exclude<Network, 'public'> };
  'tls-interception': { readonly host: string; readonly issuer: string };
  'weak-tls': { readonly host: string; readonly isRefused: boolean };
  'certificate-changed': { readonly host: string; readonly before: string; readonly now: string };
  'look-alike-domain': {
    readonly host: string;
    /** The domain that is imitated. */
    readonly real: string;
    readonly kind: LookAlikeKind;
    /** Nobody comes by such a name by chance. */
    readonly isSure: boolean;
  };
  trackers: {
    readonly count: number;
    readonly names: readonly string[];
    readonly hosts: readonly string[];
    /** What the companies do, each of them once. */
    readonly kinds: readonly { readonly kind: ShownKind; readonly names: readonly string[] }[];
    /** Requests of the page that were stopped. */
    readonly stopped: number;
  };
  'session-replay': { readonly host: string; readonly names: readonly string[] };
  fingerprinting: { readonly names: readonly string[] };
  /** `names`: companies, or sites that no list has. `count`: cookies. */
  'cookie-third-party': { readonly names: readonly string[]; readonly count: number };
  'storage-third-party': { readonly names: readonly string[] };
  /** Names of the marks, as they stand in links. */
  'tracking-parameters': { readonly names: readonly string[] };
  'bounce-tracking': { readonly names: readonly string[]; readonly hosts: readonly string[] };
  /** Hosts with their ports; the first few of them. */
  'local-port-scan': { readonly count: number; readonly targets: readonly string[] };
  'mail-open-pixel': { readonly host: string; readonly names: readonly string[] };
  'untrusted-email-provider': {
    readonly host: string;
    readonly provider: string;
    readonly verdict: 'avoid' | 'caution';
    readonly reasons: readonly ProviderReason[];
  };
}

/** One thing to say about a visit: a code, its weight and the facts its text needs, never the text. */
export type Finding = {
  [Code in FindingCode]: { readonly code: Code; readonly severity: Severity; readonly facts: Facts[Code] };
}[FindingCode];

export type FindingCode = keyof Facts;

/** Who watches a visit: told to whoever looks, and never a warning, in the toolbar or anywhere. */
export const QUIET_CODES = [
  'local-port-scan',
  'fingerprinting',
  'mail-open-pixel',
  'bounce-tracking',
  'cookie-third-party',
  'storage-third-party',
  'trackers',
  'tracking-parameters',
] as const satisfies readonly FindingCode[];
export type QuietCode = (typeof QUIET_CODES)[number];

export type FindingOf<Code extends FindingCode> = Extract<Finding, { code: Code }>;

/** Lists that detectors read. A missing list is not an empty one: what needs it says nothing. */
export interface Lists {
  readonly trackers?: TrackerList;
  readonly recorders?: NamedHosts;
  readonly recognizers?: NamedHosts;
  readonly providers?: ProviderList;
  readonly names?: NameIndex;
  readonly signInHosts?: SignInHosts;
}

/** Host → the company behind it, and what it does there. */
export interface TrackerList {
  readonly byHost: (host: string) => Tracker | undefined;
  readonly ownerOf: (host: string) => string | undefined;
}

/** Host → the company of a list, which are all there for the same. */
export interface NamedHosts {
  readonly nameOf: (host: string) => string | undefined;
}

/** Hosts where people sign in for other sites. */
export interface SignInHosts {
  readonly has: (host: string) => boolean;
}

/** A service the table warns of, by one of its exact sign-in hosts. */
export interface ListedProvider {
  readonly name: string;
  readonly verdict: 'avoid' | 'caution';
  readonly reasons: readonly ProviderReason[];
}

export interface ProviderList {
  readonly byHost: (host: string) => ListedProvider | undefined;
}

/** Pure: the same visit gives the same findings, and nothing is thrown. */
export type Detector<Code extends FindingCode> = (visit: Visit, lists: Lists) => readonly FindingOf<Code>[];

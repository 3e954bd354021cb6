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

/** A documented reason of the provider rule; its text is in the catalogues. */
export interface ProviderReason {
  /** A1–A6 and C1–C8 of the rule in docs/data.md. */
  readonly code: string;
  readonly source: string;
  /** As precise as the source: `2019`, `2019-04` or `2019-04-12`. */
  readonly date: string;
}

/** Why a page should not have been loaded over HTTP. */
export type StripReason = 'hsts' | 'listed' | 'was-protected' | 'unproven';

interface Facts {
  'insecure-page': {
    readonly host: string;
    readonly network: Network;
    /** The upgrade to HTTPS was tried in this session and failed. */
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
    /** The imitation cannot be a coincidence. */
    readonly isSure: boolean;
  };
  trackers: {
    readonly count: number;
    readonly names: readonly string[];
    readonly hosts: readonly string[];
    /** Companies by what they do, each listed once. */
    readonly kinds: readonly { readonly kind: ShownKind; readonly names: readonly string[] }[];
    /** Blocked requests of the page. */
    readonly stopped: number;
    /** Of `count`, those of which a request was stopped. */
    readonly blockedCount: number;
  };
  'session-replay': { readonly host: string; readonly names: readonly string[] };
  fingerprinting: { readonly names: readonly string[] };
  /** `names`: companies, or sites if they are not listed. `count`: cookies. */
  'cookie-third-party': { readonly names: readonly string[]; readonly count: number };
  'storage-third-party': { readonly names: readonly string[] };
  /** Names of the removed query parameters. */
  'tracking-parameters': { readonly names: readonly string[] };
  'bounce-tracking': { readonly names: readonly string[]; readonly hosts: readonly string[] };
  /** The first few hosts, with ports. */
  'local-port-scan': { readonly count: number; readonly targets: readonly string[] };
  'mail-open-pixel': { readonly host: string; readonly names: readonly string[] };
  'untrusted-email-provider': {
    readonly host: string;
    readonly provider: string;
    readonly verdict: 'avoid' | 'caution';
    readonly reasons: readonly ProviderReason[];
  };
}

/** One fact about a visit worth telling: a code, a severity and the facts its text needs, but no text. */
export type Finding = {
  [Code in FindingCode]: { readonly code: Code; readonly severity: Severity; readonly facts: Facts[Code] };
}[FindingCode];

export type FindingCode = keyof Facts;

/** Findings about trackers: shown in the popup, and never a warning or a toolbar change. */
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

/** Lists that detectors read. A missing list is not an empty one: its detectors return nothing. */
export interface Lists {
  readonly trackers?: TrackerList;
  readonly recorders?: NamedHosts;
  readonly recognizers?: NamedHosts;
  readonly providers?: ProviderList;
  readonly names?: NameIndex;
  readonly signInHosts?: SignInHosts;
}

/** Host → its company and what the company does there. */
export interface TrackerList {
  readonly byHost: (host: string) => Tracker | undefined;
  readonly ownerOf: (host: string) => string | undefined;
}

/** Host → company, for lists with a single purpose. */
export interface NamedHosts {
  readonly nameOf: (host: string) => string | undefined;
}

/** Hosts of federated sign-in. */
export interface SignInHosts {
  readonly has: (host: string) => boolean;
}

/** A mail service with a warning, looked up by exact sign-in host. */
export interface ListedProvider {
  readonly name: string;
  readonly verdict: 'avoid' | 'caution';
  readonly reasons: readonly ProviderReason[];
}

export interface ProviderList {
  readonly byHost: (host: string) => ListedProvider | undefined;
}

/** Pure: the same visit gives the same findings. Never throws. */
export type Detector<Code extends FindingCode> = (visit: Visit, lists: Lists) => readonly FindingOf<Code>[];

/** A mail service: input of the rule, the chooser and the table. Codes and facts, no text. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly status: ServiceStatus;
  /** Domains of its e-mail addresses; sorted. */
  readonly domains: readonly string[];
  readonly hosts: readonly ProviderHost[];
  readonly facts: Facts;
  readonly incidents: readonly Incident[];
  readonly blockedIn: readonly Blocked[];
  readonly recommendedBy: readonly Recommendation[];
  /** Date of the last review of the entry by a person. */
  readonly reviewed: string;
  /** Added or chosen by the person's organization. */
  readonly isGroups?: boolean;
}

export const CATEGORIES = [
  ...(['privacy', 'paid', 'collective', 'large', 'portal', 'isp', 'state', 'niche', 'alias'] as const),
  ...(['disposable', 'closed', 'organisation'] as const),
] as const;
export type Category = (typeof CATEGORIES)[number];

export const SERVICE_STATUSES = ['active', 'unstable', 'closed'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/**
 * `webmail`: mail and its own sign-in. `inbox`: shows mail without a sign-in. `sign-in`: of an account that opens more
 * than mail. `site`: a front page, a portal. `alias`: redirects to another host.
 */
export const HOST_ROLES = [
  ...(['webmail', 'sign-in', 'site', 'inbox', 'service', 'alias', 'onion'] as const),
] as const;
export type HostRole = (typeof HOST_ROLES)[number];

/** Roles of pages that are about mail alone; only there a warning may interrupt. */
export const MAIL_ROLES: readonly HostRole[] = ['webmail', 'inbox'];

export interface ProviderHost {
  readonly host: string;
  readonly role: HostRole;
  readonly source: string;
  /** On the browsers' HSTS preload list. */
  readonly isPreloaded: boolean;
}

/** Source of facts for which no document was read. */
export const GENERAL = 'general';

/** One fact with its source. A missing fact is unknown. */
export interface Fact<Value> {
  readonly value: Value;
  /** Key of a source, or `GENERAL`. */
  readonly source: string;
  /** Date of the source, as precise as it states it: `2019`, `2019-04` or `2019-04-12`; else the day it was read. */
  readonly date: string;
}

/**
 * What the law of its country gives to security services: permanent access, a duty of the company to help, or single
 * orders.
 */
export const LAWFUL_ACCESS = ['standing', 'duty', 'case-by-case'] as const;

export const PAYMENTS = ['paid', 'freemium', 'donations', 'bundled', 'advertising'] as const;
/** Who can decrypt stored mail. `user-key-optional`: only the user, once it is enabled. */
export const AT_REST = [
  ...(['user-key', 'user-key-optional', 'provider-key', 'disk-encryption', 'public-inbox'] as const),
] as const;
export const ENCRYPTIONS = [
  ...(['openpgp-automatic', 'own-protocol', 'openpgp-webmail', 'openpgp-forwarding', 'openpgp'] as const),
  'none',
] as const;
/** `code`: from an app. `key`: a security key. `own-app`, `own-device`: the service's own. */
export const SECOND_FACTORS = [
  ...(['code', 'key', 'own-app', 'own-device', 'sms', 'call', 'email', 'usb-key', 'other'] as const),
] as const;
export const SIGN_UP_ASKS = ['email', 'invitation', 'name', 'id', 'postal-address', 'payment'] as const;
/** How long users' IP addresses are kept; `ip`: for an unknown time. */
export const LOGS = ['no-ip', 'ip-day', 'ip-days', 'ip-months', 'ip-6-months', 'ip'] as const;

type One<Codes extends readonly string[]> = Fact<Codes[number]>;
type Many<Codes extends readonly string[]> = Fact<readonly Codes[number][]>;
type YesNo = Fact<boolean>;
type Openness = Fact<'yes' | 'no' | 'partly'>;

export interface Facts {
  /** ISO 3166 code of the operator's jurisdiction. */
  readonly country?: Fact<string>;
  readonly operator?: Fact<string>;
  readonly payment?: One<typeof PAYMENTS>;
  readonly readsForAds?: YesNo;
  /** Run or controlled by a state. */
  readonly stateControl?: YesNo;
  readonly lawfulAccess?: Fact<(typeof LAWFUL_ACCESS)[number]>;
  readonly censors?: YesNo;
  /** Having an address there is a legal risk. */
  readonly dangerousToUse?: YesNo;
  readonly atRest?: One<typeof AT_REST>;
  readonly encryption?: One<typeof ENCRYPTIONS>;
  /** Empty: documented that there is none. */
  readonly secondFactor?: Many<typeof SECOND_FACTORS>;
  readonly secondFactorNeedsPhone?: YesNo;
  readonly passkey?: Fact<'second' | 'only'>;
  readonly signUpPhone?: Fact<'yes' | 'no' | 'sometimes'>;
  readonly signUpAsks?: Many<typeof SIGN_UP_ASKS>;
  readonly signUpOverTor?: Fact<'works' | 'hard' | 'blocked'>;
  readonly onion?: Fact<'webmail' | 'mail-programs' | 'site' | 'only' | 'none'>;
  readonly onionBetweenServers?: YesNo;
  readonly openClient?: Openness;
  readonly openServer?: Openness;
  /** Whether mail to other services is encrypted in transit. */
  readonly tlsBetween?: Fact<'enforced' | 'tried'>;
  readonly mailPrograms?: Fact<'yes' | 'must-enable' | 'paid' | 'pop' | 'no'>;
  /** `plain`: mail clients may connect without encryption. */
  readonly plainMailPrograms?: Fact<'plain' | 'unchecked' | 'starttls'>;
  readonly transparencyReport?: YesNo;
  readonly audit?: Fact<'published' | 'claimed' | 'none'>;
  /** Sent mail does not contain the sender's IP address. */
  readonly hidesIp?: YesNo;
  readonly logs?: One<typeof LOGS>;
  readonly anonymousPayment?: YesNo;
  readonly freePlan?: YesNo;
  /** Months of inactivity after which a free account is deleted. */
  readonly expiresAfterMonths?: Fact<number>;
  readonly mailvelope?: YesNo;
  readonly deltaChat?: Fact<'works' | 'must-enable' | 'no'>;
  /** It lists active sign-ins. */
  readonly sessionList?: YesNo;
  /** Other sign-ins can be ended there. */
  readonly endsSessions?: YesNo;
  /** Page of both; https. */
  readonly sessionPage?: Fact<string>;
  /** Page where the second factor is enabled; https. */
  readonly secondFactorPage?: Fact<string>;
  /** Backup codes in place of the second factor. */
  readonly backupCodes?: YesNo;
}
export type FactName = keyof Facts;

export const INCIDENT_KINDS = [
  ...([
    'account-suspension',
    'attack',
    'breach',
    'bulk-scan',
    'canary-late',
    'censorship',
    'closed',
  ] as const),
  ...(['content-handed-over', 'data-handed-over', 'data-loss', 'delisted', 'insider', 'legal-risk'] as const),
  ...(['outage', 'ownership', 'person-identified', 'phishing', 'policy', 'promise-broken'] as const),
  ...(['server-access', 'server-seizure'] as const),
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export interface Incident {
  readonly year: number;
  readonly kind: IncidentKind;
  readonly source: string;
  readonly date: string;
}

export interface Blocked {
  /** ISO 3166 code. */
  readonly country: string;
  readonly source: string;
  readonly date: string;
}

/** `rights`: for people at risk of persecution. Both kinds state their criteria. */
export type GuideKind = 'rights' | 'privacy';

export interface Recommendation {
  readonly source: string;
  readonly date: string;
  /** `false`: only listed. */
  readonly isRecommended: boolean;
  /** `undefined`: a list without criteria. */
  readonly guide?: GuideKind | undefined;
}

/** Source of facts; loaded only by the page that shows sources. */
export interface Source {
  readonly title: string;
  readonly address: string;
  readonly date: string;
}

/** Background on the facts of one service. Texts are English, like the sources. */
export interface ProviderNotes {
  /** Fact → summary of the source, in our words. */
  readonly notes: Readonly<Partial<Record<FactName, string>>>;
  /** Fact → URL of the file, if the source is a folder of files. */
  readonly addresses: Readonly<Partial<Record<FactName, string>>>;
  /** One per entry of `incidents`. */
  readonly incidents: readonly string[];
  readonly criticisedBy: readonly { readonly source: string; readonly date: string; readonly note: string }[];
  readonly note?: string;
}

export interface SourceBook {
  readonly sources: Readonly<Record<string, Source>>;
  readonly providers: Readonly<Record<string, ProviderNotes>>;
  /** Country → documented facts about its law. */
  readonly laws: Readonly<
    Record<string, readonly { readonly source: string; readonly date: string; readonly note: string }[]>
  >;
}

export function isDocumented({ source }: { readonly source: string }): boolean {
  return source !== GENERAL;
}

/** Whether this exact host is a webmail. */
export function showsLetters({ byHost }: ProviderIndex, host: string): boolean {
  const role = byHost(host)?.host.role;
  return role === 'webmail' || role === 'inbox';
}

/** Look-ups by id, host and domain; built once from the list. */
export interface ProviderIndex {
  readonly all: readonly Provider[];
  readonly byId: (id: string) => Provider | undefined;
  /** By exact host. */
  readonly byHost: (host: string) => { readonly provider: Provider; readonly host: ProviderHost } | undefined;
  /** By the domain of an e-mail address. */
  readonly byDomain: (domain: string) => Provider | undefined;
}

/**
 * Builds the index.
 *
 * @param providers - for a duplicate host or domain the first one wins
 * @throws never
 */
export function indexProviders(providers: readonly Provider[]): ProviderIndex {
  const ids = new Map(providers.map((provider) => [provider.id, provider]));
  const hosts = new Map<string, { readonly provider: Provider; readonly host: ProviderHost }>();
  const domains = new Map<string, Provider>();
  for (const provider of providers) {
    for (const host of provider.hosts) {
      if (!hosts.has(host.host)) hosts.set(host.host, { provider, host });
    }
    for (const domain of provider.domains) {
      if (!domains.has(domain)) domains.set(domain, provider);
    }
  }
  return {
    all: providers,
    byId: (id) => ids.get(id),
    byHost: (host) => hosts.get(host),
    byDomain: (domain) => domains.get(domain),
  };
}

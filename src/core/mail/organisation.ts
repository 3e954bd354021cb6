import { getDomain } from 'tldts';
import { parseAddress } from '../network/address.ts';
import type { GuardedName, NameIndex } from '../page/look-alike.ts';
import type { Provider, ProviderIndex } from './provider.ts';

/** A list that an organization gives its members: its own services, and those it chose. */
export interface OrganisationList {
  /** Shown to the person, so that they know whose list it is. */
  readonly name: string;
  readonly providers: readonly OrganisationProvider[];
  /** Ids of services in the table. */
  readonly chosen: readonly string[];
}

export interface OrganisationProvider {
  readonly name: string;
  readonly domains: readonly string[];
  /** Sign-in hosts; protected against imitation. */
  readonly hosts: readonly string[];
}

/** In bytes, nesting levels and entries. */
export const ORGANISATION_LIMITS = { bytes: 65_536, depth: 6, providers: 100, names: 50 } as const;

/** Why a list was rejected, and where in it. */
export interface OrganisationError {
  readonly code:
    | 'too-big'
    | 'not-json'
    | 'too-deep'
    | 'not-a-list'
    | 'other-format'
    | 'missing'
    | 'unknown-field'
    | 'wrong-value'
    | 'too-many'
    | 'named-twice'
    | 'in-table'
    | 'not-in-table'
    | 'imitates';
  /** Path such as `providers.3.hosts.0`; empty for the file as a whole. */
  readonly at: string;
  /** Only with `imitates`: the imitated name. */
  readonly real?: string;
}

/**
 * Checks what no schema of a single entry can; the same for files and policies.
 *
 * @param table - if available: a list may choose its services but not redefine them
 * @param names - if available: no entry may imitate these
 */
export function contradictions(
  list: OrganisationList,
  { table, names }: { readonly table?: ProviderIndex; readonly names?: NameIndex },
): readonly OrganisationError[] {
  const seen = new Set<string>();
  const once = (key: string, at: string): readonly OrganisationError[] => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew ? [] : [{ code: 'named-twice', at }];
  };
  const chosen = list.chosen.flatMap((one, at) => [
    ...(!table || table.byId(one) ? [] : [{ code: 'not-in-table' as const, at: `chosen.${at}` }]),
    ...once(`id ${one}`, `chosen.${at}`),
  ]);
  const own = list.providers.flatMap(({ domains, hosts }, provider) =>
    [
      ...domains.map((one, at) => ['domains', one, at] as const),
      ...hosts.map((one, at) => ['hosts', one, at] as const),
    ].flatMap(([field, one, index]): readonly OrganisationError[] => {
      const at = `providers.${provider}.${field}.${index}`;
      // A public suffix has no single owner, and the table takes precedence.
      if (!canHaveOwner(one)) return [{ code: 'wrong-value', at }];
      if (table?.byHost(one) ?? table?.byDomain(one)) return [{ code: 'in-table', at }];
      const real = names?.lookAlikeOf(one)?.real;
      if (real !== undefined) return [{ code: 'imitates', at, real }];
      return once(`${field} ${one}`, at);
    }),
  );
  return [...chosen, ...own];
}

/**
 * Merges the list into the table: the organization's own services first, its choices marked.
 *
 * Services of the table keep their facts, including documented objections.
 */
export function joinOrganisation(
  table: readonly Provider[],
  list: OrganisationList | undefined,
): readonly Provider[] {
  if (!list) return table;
  const chosen = new Set(list.chosen);
  return [
    ...list.providers.map((provider, at) => asProvider(provider, at)),
    ...table.map((provider) => (chosen.has(provider.id) ? { ...provider, isGroups: true } : provider)),
  ];
}

function asProvider({ name, domains, hosts }: OrganisationProvider, at: number): Provider {
  return {
    id: `organisation-${at}`,
    name,
    category: 'organisation',
    status: 'active',
    domains,
    hosts: hosts.map((host) => ({ host, role: 'sign-in', source: 'organisation', isPreloaded: false })),
    facts: {},
    incidents: [],
    blockedIn: [],
    recommendedBy: [],
    reviewed: '',
    isGroups: true,
  };
}

/** Whether a name is public and can have a single owner: no public suffix, local name or IP address. */
export function canHaveOwner(host: string): boolean {
  const address = parseAddress(`https://${host}/`);
  return (
    address?.host === host &&
    address.network === 'public' &&
    getDomain(host, { allowPrivateDomains: true }) !== null
  );
}

/** The organization's sign-in hosts as protected names. */
export function guardedNames(list: OrganisationList | undefined): readonly GuardedName[] {
  const byDomain = new Map<string, string[]>();
  for (const host of list?.providers.flatMap(({ hosts }) => hosts) ?? []) {
    const domain = getDomain(host, { allowPrivateDomains: true }) ?? host;
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), host]);
  }
  return [...byDomain].map(([domain, hosts]) => ({
    domain,
    front: hosts[0] ?? domain,
    // Whether the name is a common word is unknown.
    style: 'word',
    isGiven: true,
    hosts: hosts.filter((host) => host.endsWith(`.${domain}`)),
  }));
}

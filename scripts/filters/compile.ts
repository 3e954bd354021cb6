import { byFirst } from '../../src/lib/order.ts';
import { joinedSource } from './join.ts';
import { anchorOf, type Filter, hostOf, type LeftOut, parseFilter, type ResourceType } from './parse.ts';

/** A rule as `declarativeNetRequest` takes it; the same in both browsers. */
export interface Rule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: ActionType };
  readonly condition: Condition;
}

/** `allowAllRequests`: whatever a frame asks for whose own address meets the condition. */
export type ActionType = 'block' | 'allow' | 'allowAllRequests';

/** All that either browser calls a type. */
export type AnyType = ResourceType | 'main_frame' | 'beacon' | 'imageset';

export interface Condition {
  readonly urlFilter?: string;
  readonly regexFilter?: string;
  readonly isUrlFilterCaseSensitive?: boolean;
  readonly requestDomains?: readonly string[];
  readonly excludedRequestDomains?: readonly string[];
  readonly initiatorDomains?: readonly string[];
  readonly excludedInitiatorDomains?: readonly string[];
  readonly resourceTypes?: readonly AnyType[];
  readonly excludedResourceTypes?: readonly AnyType[];
  readonly domainType?: 'firstParty' | 'thirdParty';
}

/**
 * What goes before what:
 * - `sameOwner` above what is stopped on other sites only: the sites of one owner are first parties to each other;
 * - `works` above whatever stops a whole host or goes by words of any address, below a filter for a part of that host;
 * - `essential` above all that a list can say.
 */
export const PRIORITY = {
  blockOnOtherSites: 1,
  sameOwner: 2,
  block: 3,
  works: 4,
  blockPart: 5,
  allow: 6,
  blockImportant: 7,
  allowImportant: 8,
  essential: 9,
} as const;

/** Why a filter that could be a rule is none. */
export type Unused =
  | LeftOut
  | 'disguised-host'
  | 'withdrawn'
  | 'covered'
  | 'undoes-nothing'
  | 'one-site-only'
  | 'over-the-limit';

export const KINDS = ['ads', 'tracking', 'mining'] as const;
export type Kind = (typeof KINDS)[number];

export interface Source {
  readonly text: string;
  readonly kind: Kind;
}

export interface ReadLists {
  readonly filters: readonly (Filter & { readonly kind: Kind })[];
  readonly unused: readonly { readonly line: string; readonly why: Unused }[];
}

/** Reads whole lists; what is withdrawn in one is withdrawn in all (`badfilter`). */
export function readLists(sources: readonly Source[]): ReadLists {
  const unused: { line: string; why: Unused }[] = [];
  const withdrawn = new Set(
    sources
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => line.includes('badfilter'))
      .map((line) => withoutBadfilter(line.trim())),
  );
  const filters: (Filter & { kind: Kind })[] = [];
  const seen = new Set<string>();
  for (const { text, kind } of sources) {
    let section = '';
    for (const raw of text.split('\n')) {
      const line = raw.trim();
      section = sectionOf(line) ?? section;
      const parsed = parseFilter(line);
      if (!parsed) continue;
      if (/[$,]badfilter/.test(line) || withdrawn.has(line)) unused.push({ line, why: 'withdrawn' });
      else if ('leftOut' in parsed) unused.push({ line, why: parsed.leftOut });
      // Names below somebody's own site that stand for a tracker's: many, and met in few requests of a thousand.
      else if (/CNAME/.test(section)) unused.push({ line, why: 'disguised-host' });
      else if (!seen.has(line)) {
        seen.add(line);
        filters.push({ ...parsed.filter, kind: /crypto-miners/.test(section) ? 'mining' : kind });
      }
    }
  }
  return { filters, unused };
}

function sectionOf(line: string): string | undefined {
  return /^! ?This section contains (.*)/.exec(line)?.[1] ?? /^!-{3,} ?([A-Za-z].*?)[ -]*!?$/.exec(line)?.[1];
}

function withoutBadfilter(line: string): string {
  return line.replace(/,badfilter|badfilter,/, '').replace(/\$badfilter$/, '');
}

export interface Choice {
  readonly filters: ReadLists['filters'];
  readonly unused: ReadLists['unused'];
}

/** As many rules as the product may hold; the browser guarantees 30,000 to all extensions. */
export const MAX_RULES = 12_000;

/**
 * Leaves out what others cover, what only ever meets one site, and exceptions that undo nothing of what is
 * left.
 *
 * @param isShared - many sites call this host
 * @param room - how many filters for one site there is room for
 */
export function choose({ filters }: ReadLists, isShared: (host: string) => boolean, room: number): Choice {
  const unused: { line: string; why: Unused }[] = [];
  const hosts = wholeHosts(filters);
  const leave = (filter: Filter, why: Unused) => {
    unused.push({ line: filter.line, why });
    return false;
  };
  let left = room;
  const blocking = filters.filter((filter) => {
    if (filter.isException) return false;
    const anchor = anchorOf(filter.pattern);
    const host = hostOf(filter.pattern);
    if (anchor !== undefined && !filter.isImportant) {
      // A host among the hosts covers all below it, and all its paths.
      if (isIn(hosts, host !== undefined && isWide(filter) ? parentOf(anchor) : anchor))
        return leave(filter, 'covered');
    }
    if (host !== undefined || filter.pattern === '') return true;
    if (filter.on.length > 0) return leave(filter, 'one-site-only');
    if (anchor === undefined || filter.party === 'third' || isShared(anchor)) return true;
    if (filter.kind === 'ads') return leave(filter, 'one-site-only');
    left -= 1;
    return left >= 0 || leave(filter, 'over-the-limit');
  });
  const undoes = undoer(blocking);
  const exceptions = filters.filter(
    (filter) => filter.isException && (undoes(filter) || leave(filter, 'undoes-nothing')),
  );
  return { filters: [...blocking, ...exceptions], unused };
}

/** Hosts that are stopped whole, on other sites or on all. */
export function wholeHosts(filters: readonly Filter[]): ReadonlySet<string> {
  return new Set(
    filters
      .filter((filter) => !filter.isException && isWide(filter))
      .flatMap(({ pattern }) => hostOf(pattern) ?? []),
  );
}

/** Blocks wherever it is met, at least on other sites. */
function isWide({ types, notTypes, party, on, notOn, notTo }: Filter): boolean {
  return party !== 'first' && [types, notTypes, on, notOn, notTo].every((list) => list.length === 0);
}

function parentOf(host: string): string {
  return host.slice(host.indexOf('.') + 1);
}

/** The name itself or one above it is in the set. */
export function isIn(names: ReadonlySet<string>, name: string): boolean {
  for (let rest = name; rest.includes('.'); rest = parentOf(rest)) {
    if (names.has(rest)) return true;
  }
  return false;
}

/** Whether an exception can meet what a blocking filter meets: by its host, or by words in its address. */
function undoer(blocking: readonly Filter[]): (exception: Filter) => boolean {
  const hosts = new Set(blocking.flatMap(({ pattern }) => anchorOf(pattern) ?? []));
  const hostParents = new Set([...hosts].flatMap(namesAbove));
  const words = blocking
    .filter(({ pattern }) => anchorOf(pattern) === undefined && pattern !== '')
    .map(({ pattern }) => ({ part: longestPart(pattern), whole: toRegExp(pattern, 'i') }));
  return ({ pattern }) => {
    if (pattern === '') return true;
    const anchor = anchorOf(pattern);
    if (anchor !== undefined && (isIn(hosts, anchor) || hostParents.has(anchor))) return true;
    const sample = pattern
      .replace(/^\|\|/, 'https://')
      .replace(/^\|/, '')
      .replaceAll('*', 'x')
      .replaceAll('^', '/');
    const lower = sample.toLowerCase();
    return words.some(({ part, whole }) => lower.includes(part) && whole.test(sample));
  };
}

/** Letters that any address must have to be met. */
function longestPart(pattern: string): string {
  return pattern
    .toLowerCase()
    .split(/[*^|]/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** The name itself and all above it, without the last part. */
export function namesUp(host: string): readonly string[] {
  return [host, ...namesAbove(host)];
}

function namesAbove(host: string): readonly string[] {
  const names: string[] = [];
  for (let rest = parentOf(host); rest.includes('.'); rest = parentOf(rest)) names.push(rest);
  return names;
}

/** What `urlFilter` means, as a regular expression. */
export function toRegExp(pattern: string, flags: string): RegExp {
  return new RegExp(joinedSource([pattern], !flags.includes('i')), flags);
}

/** All that two filters must share to become one rule with a list of hosts. */
function conditionOf(filter: Filter): Condition {
  const { types, notTypes, on, notOn, notTo, party } = filter;
  return {
    ...(on.length > 0 && { initiatorDomains: on.toSorted() }),
    ...(notOn.length > 0 && { excludedInitiatorDomains: notOn.toSorted() }),
    ...(notTo.length > 0 && { excludedRequestDomains: notTo.toSorted() }),
    ...(types.length > 0 && { resourceTypes: [...new Set(types)].toSorted() }),
    ...(types.length === 0 &&
      notTypes.length > 0 && {
        excludedResourceTypes: ['main_frame', ...new Set(notTypes)].toSorted() as ResourceType[],
      }),
    ...(party && { domainType: party === 'first' ? ('firstParty' as const) : ('thirdParty' as const) }),
  };
}

/** What comes although the lists stop it. */
export interface Free {
  /** Hosts with all below them, or beginnings of addresses: `host.example`, `host.example/path`. */
  readonly essential: readonly string[];
  readonly works: readonly string[];
  /** The domains of each owner of several. */
  readonly owners: readonly (readonly string[])[];
}

type Ranked = Filter & { readonly priority: number };

/** The filters of the lists and those for what must come, each with its priority. */
function ranked(filters: readonly Filter[], { essential, works }: Free): readonly Ranked[] {
  const kept = new Set(works.filter((url) => !url.includes('/')));
  const free = (urls: readonly string[], priority: number): readonly Ranked[] =>
    urls.map((url) => ({ ...freeFilter(url), priority }));
  return [
    ...free(essential, PRIORITY.essential),
    ...free(works, PRIORITY.works),
    ...filters.map((filter) => ({ ...filter, priority: priorityOf(filter, kept) })),
  ];
}

function freeFilter(url: string): Filter {
  const line = `@@||${url}${url.includes('/') ? '' : '^'}`;
  const parsed = parseFilter(line);
  if (!parsed || 'leftOut' in parsed)
    throw new Error(`"${url}" is neither a host nor the beginning of an address`);
  return parsed.filter;
}

function priorityOf(filter: Filter, kept: ReadonlySet<string>): number {
  const { isException, isImportant, party } = filter;
  if (isException) return isImportant ? PRIORITY.allowImportant : PRIORITY.allow;
  if (isImportant) return PRIORITY.blockImportant;
  if (isPartOf(kept, filter)) return PRIORITY.blockPart;
  return party === 'third' ? PRIORITY.blockOnOtherSites : PRIORITY.block;
}

/** Names a path on one of the hosts, or a host below one. */
function isPartOf(hosts: ReadonlySet<string>, { pattern }: Filter): boolean {
  const anchor = anchorOf(pattern);
  if (anchor === undefined) return false;
  return isIn(hosts, hostOf(pattern) === undefined ? anchor : parentOf(anchor));
}

interface Draft {
  readonly priority: number;
  readonly type: ActionType;
  readonly condition: Condition;
}

function draftOf(filter: Ranked, condition: Condition): Draft {
  return { priority: filter.priority, type: filter.isException ? 'allow' : 'block', condition };
}

/** What has the same key, in the order of the first of each. */
function grouped<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => readonly unknown[],
): readonly (readonly [Value, ...Value[]])[] {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const key = JSON.stringify(keyOf(value));
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
}

/** Filters for whole hosts: one rule for each set of limits, however many hosts. */
function hostDrafts(filters: readonly Ranked[]): readonly Draft[] {
  const ofHosts = filters.filter(({ pattern }) => hostOf(pattern) !== undefined);
  return grouped(ofHosts, (filter) => [filter.priority, conditionOf(filter)]).map((group) =>
    draftOf(group[0], {
      ...conditionOf(group[0]),
      requestDomains: withoutBelow(new Set(group.flatMap(({ pattern }) => hostOf(pattern) ?? []))),
    }),
  );
}

function withoutBelow(hosts: ReadonlySet<string>): readonly string[] {
  return [...hosts].filter((host) => !isIn(hosts, parentOf(host))).toSorted();
}

/** Exceptions for whole pages, and blocks of everything on some: no address at all. */
function anywhereDrafts(filters: readonly Ranked[]): readonly Draft[] {
  return pageDrafts(filters.filter(({ pattern }) => pattern === ''));
}

/** Filters with words of an address. */
function wordDrafts(filters: readonly Ranked[]): readonly Draft[] {
  return pageDrafts(filters.filter(({ pattern }) => pattern !== '' && hostOf(pattern) === undefined));
}

/** One rule for each filter, joined where only the pages differ. */
function pageDrafts(filters: readonly Ranked[]): readonly Draft[] {
  const keyOf = (filter: Ranked) => [
    ...[filter.priority, filter.pattern, filter.isCaseSensitive, filter.on.length > 0],
    conditionOf({ ...filter, on: [] }),
  ];
  return grouped(filters, keyOf).map((group) => {
    const [filter] = group;
    return draftOf(filter, {
      ...(filter.pattern !== '' && { urlFilter: filter.pattern }),
      ...(filter.isCaseSensitive && { isUrlFilterCaseSensitive: true }),
      ...conditionOf({ ...filter, on: pagesOf(group) }),
    });
  });
}

/** All pages that some of these are for, each once. */
function pagesOf(filters: readonly Filter[]): readonly string[] {
  return [...new Set(filters.flatMap(({ on }) => on))];
}

/** Chromium keeps an index of addresses: one rule for each filter costs nothing. */
export function chromiumRules(filters: readonly Filter[], free: Free): readonly Rule[] {
  const all = ranked(filters, free);
  return numbered([
    ...PAYMENT_DRAFTS,
    ...ownerDrafts(free.owners, all),
    ...anywhereDrafts(all),
    ...hostDrafts(all),
    ...wordDrafts(all),
  ]);
}

/**
 * Firefox asks every rule about every request, in the script of its main process (`ExtensionDNR.sys.mjs`, about a
 * third of a microsecond each, measured in 153), and the expression of a rule before its list of hosts; but a long
 * list of hosts is one look into a set. So filters are joined: one expression for many, and one rule for many hosts.
 *
 * Of exceptions for some pages only the joint list of pages is kept for each host, whatever type and words, and
 * that of several hosts together: a little more is let through than the lists say, never less. Words that may stand
 * in any address are left out unless they are about one type: 2,000 of them found one tracker in 8,000 more.
 */
export function firefoxRules(filters: readonly Filter[], free: Free): readonly Rule[] {
  const all = ranked(filters, free);
  return numbered([
    ...PAYMENT_DRAFTS,
    ...ownerDrafts(free.owners, all),
    ...anywhereDrafts(all),
    ...hostDrafts(all.filter(({ on }) => on.length === 0)),
    ...pageExceptionDrafts(all),
    ...joinedDrafts(all),
  ]).map(({ condition, ...rule }) => ({ ...rule, condition: withFirefoxTypes(condition) }));
}

/** Firefox has names of its own for what Chromium counts among pings and pictures. */
function withFirefoxTypes({ resourceTypes, excludedResourceTypes, ...rest }: Condition): Condition {
  const widened = (types: readonly AnyType[]) => [
    ...types,
    ...(types.includes('ping') ? (['beacon'] as const) : []),
    ...(types.includes('image') ? (['imageset'] as const) : []),
  ];
  return {
    ...rest,
    ...(resourceTypes && { resourceTypes: widened(resourceTypes) }),
    ...(excludedResourceTypes && { excludedResourceTypes: widened(excludedResourceTypes) }),
  };
}

/** A host that more pages than these are to reach has a rule of its own. */
const MANY_PAGES = 6;
/** So many hosts of few pages share a rule. */
const HOSTS_TOGETHER = 8;

interface PageException {
  readonly filter: Ranked;
  readonly host: string;
  readonly on: readonly string[];
}

/** What is let through to a host on some pages only. */
function pageExceptionDrafts(filters: readonly Ranked[]): readonly Draft[] {
  const exceptions = filters.filter(
    ({ isException, on, pattern }) => isException && on.length > 0 && anchorOf(pattern) !== undefined,
  );
  const all = grouped(exceptions, ({ priority, pattern }) => [priority, anchorOf(pattern)]).map(
    (group): PageException => ({
      filter: group[0],
      host: anchorOf(group[0].pattern) ?? '',
      on: pagesOf(group),
    }),
  );
  const ofMany = all.filter(({ on }) => on.length > MANY_PAGES);
  // Hosts that the same page is to reach come to stand together, so that little is let through beyond.
  const ofFew = all
    .filter(({ on }) => on.length <= MANY_PAGES)
    .map((one) => [firstOf(one), one] as const)
    .toSorted(byFirst)
    .map(([, one]) => one);
  const together = [PRIORITY.allow, PRIORITY.allowImportant].flatMap((priority) =>
    chunksOf(
      ofFew.filter(({ filter }) => filter.priority === priority),
      HOSTS_TOGETHER,
    ),
  );
  return [...ofMany.map((one) => [one]), ...together].map((group) => {
    const hosts = new Set(group.map(({ host }) => host));
    const on = new Set(group.flatMap((one) => one.on));
    const [{ filter }] = group as [PageException];
    return draftOf(filter, { initiatorDomains: withoutBelow(on), requestDomains: withoutBelow(hosts) });
  });
}

const firstOf = ({ on }: PageException) => on.toSorted()[0] ?? '';

function chunksOf<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

/** Words of addresses, joined where all else is the same. */
function joinedDrafts(filters: readonly Ranked[]): readonly Draft[] {
  const joinable = filters.flatMap((filter): readonly Ranked[] => {
    const anchor = anchorOf(filter.pattern);
    const isOn = filter.on.length > 0;
    // Blocks on some pages only are few, and of one site each; exceptions for them are joined elsewhere.
    if (isOn ? !filter.isException || anchor !== undefined : hostOf(filter.pattern) !== undefined) return [];
    if (filter.pattern === '' || (anchor === undefined && !filter.isException && filter.types.length === 0))
      return [];
    return [isOn ? { ...filter, types: [], notTypes: [], party: undefined, notOn: [] } : filter];
  });
  const keyOf = (filter: Ranked) => [
    ...[
      filter.priority,
      anchorOf(filter.pattern) !== undefined,
      filter.on.length > 0,
      filter.isCaseSensitive,
    ],
    conditionOf({ ...filter, on: [] }),
  ];
  return grouped(joinable, keyOf).map((group) => {
    const [filter] = group;
    const hosts = new Set(group.flatMap(({ pattern }) => anchorOf(pattern) ?? []));
    return draftOf(filter, {
      regexFilter: joinedSource([...new Set(group.map(({ pattern }) => pattern))], filter.isCaseSensitive),
      ...(filter.isCaseSensitive && { isUrlFilterCaseSensitive: true }),
      ...conditionOf({ ...filter, on: pagesOf(group) }),
      ...(hosts.size > 0 && { requestDomains: withoutBelow(hosts) }),
    });
  });
}

/**
 * What belongs to the page's own owner is no third party. A host that is stopped as such does nothing but watch, also
 * for its owner; and a rule is made only where a filter meets one owner's sites at all.
 */
function ownerDrafts(owners: Free['owners'], filters: readonly Ranked[]): readonly Draft[] {
  const blocking = filters.filter(({ isException, on }) => !isException && on.length === 0);
  const watching = new Set(blocking.flatMap(({ pattern }) => hostOf(pattern) ?? []));
  const met = new Set(
    blocking
      .filter(({ priority, pattern }) => priority === PRIORITY.blockOnOtherSites && !hostOf(pattern))
      .flatMap(({ pattern }) => anchorOf(pattern) ?? [])
      .flatMap(namesUp),
  );
  return owners.flatMap((domains): readonly Draft[] => {
    const own = new Set(domains.filter((domain) => met.has(domain) && !isIn(watching, domain)));
    if (own.size === 0) return [];
    const below = [...watching].filter((host) => isIn(own, host));
    const condition: Condition = {
      initiatorDomains: domains.toSorted(),
      requestDomains: [...own].toSorted(),
      ...(below.length > 0 && { excludedRequestDomains: below.toSorted() }),
    };
    return [{ priority: PRIORITY.sameOwner, type: 'allow', condition }];
  });
}

/**
 * Where a bank asks whether it is really you (3-D Secure), its own host says so, and so do the paths on it; it
 * recognizes the computer by an open library and does not go on without. Two expressions of few words: Chromium takes
 * none that needs more than 2 kB when compiled (`isRegexSupported`, 156).
 *
 * @source EMV 3-D Secure 2.3, "ACS" and "3DS Method"; https://github.com/easylist/easylist/issues/22807
 */
const PAYMENT_FRAME =
  '^https:/[^?#]*[^a-z0-9](?:acs|3-?d[_-]?s|3d2|three-?ds)(?:v?[0-9]|ecure|[_-]?(?:server|method|auth|challenge|page|web))*[^a-z0-9]';
const PAYMENT_SCRIPT = '^https:/[^?#]*[/.-](?:acs|3-?ds|3d2|3d-?secure)[^a-z][^?#]*fingerprint[^/]*\\.js';

const PAYMENT_DRAFTS: readonly Draft[] = [
  {
    priority: PRIORITY.essential,
    type: 'allowAllRequests',
    condition: { regexFilter: PAYMENT_FRAME, resourceTypes: ['sub_frame'] },
  },
  {
    priority: PRIORITY.essential,
    type: 'allow',
    condition: {
      regexFilter: PAYMENT_SCRIPT,
      resourceTypes: ['script'],
      domainType: 'firstParty',
    },
  },
];

function numbered(drafts: readonly Draft[]): readonly Rule[] {
  return drafts.map(({ priority, type, condition }, index) => ({
    id: index + 1,
    priority,
    action: { type },
    condition,
  }));
}

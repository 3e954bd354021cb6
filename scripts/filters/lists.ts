/** Reads the installed filter lists and compiles the rules of both browsers. */
import { checkInstalled, readJson } from '../tools.ts';
import {
  choose,
  chromiumRules,
  type Free,
  firefoxRules,
  isIn,
  type Kind,
  MAX_RULES,
  namesUp,
  type ReadLists,
  type Rule,
  readLists,
  type Source,
  type Unused,
  wholeHosts,
} from './compile.ts';
import { OWN_FILTERS } from './own.ts';
import { anchorOf } from './parse.ts';

/** The package has no date, but the lists in it do. Change both together. */
export const FILTER_PACKAGE = {
  name: '@adguard/dnr-rulesets',
  version: '3.3.20260320140136',
  released: '2026-03-20',
} as const;

/** Number of a ruleset in the package → what it blocks. */
const LISTS: readonly (readonly [number: number, kind: Kind])[] = [
  [3, 'tracking'],
  [2, 'ads'],
];

/** Limit for single-site filters: what the more general rules leave of the browser's limit. */
const ROOM = 3200;

export interface CompiledRules {
  readonly chromium: readonly Rule[];
  readonly firefox: readonly Rule[];
  readonly lists: readonly { readonly title: string; readonly version: string; readonly updated: string }[];
  readonly used: Readonly<Record<string, number>>;
  readonly unused: readonly { readonly line: string; readonly why: Unused }[];
}

/** A request, by host or URL prefix, that pages of these domains need. */
export interface Reported {
  readonly url: string;
  readonly on: readonly string[];
}

function exceptionFor({ url, on }: Reported): string {
  return `@@||${url}${url.includes('/') ? '' : '^'}$important,domain=${on.join('|')}`;
}

/**
 * Compiles the rules of both browsers.
 *
 * @param advertisers - domains of each advertising company
 * @param shared - all third-party domains that many sites call, for any purpose
 * @param reported - requests whose blocking was reported to break pages
 * @throws if the package has another version, or lacks a list
 */
export function compileRules(
  advertisers: readonly (readonly string[])[],
  shared: readonly string[],
  reported: readonly Reported[],
  free: Free,
): CompiledRules {
  const texts = LISTS.map(([number]) => rawList(number));
  const sources: Source[] = texts.map((text, index) => ({ text, kind: LISTS[index]?.[1] ?? 'tracking' }));
  const sure = [...sources, { text: OWN_FILTERS.join('\n'), kind: 'tracking' as const }];
  const only = onlyAdvertising(advertisers, readLists(sure).filters);
  const more = only.map((domain) => `||${domain}^$third-party`).join('\n');
  const needed = reported.map(exceptionFor).join('\n');
  const read = readLists([...sure, { text: more, kind: 'ads' }, { text: needed, kind: 'tracking' }]);
  const known = new Set(shared);
  const { filters, unused } = choose(read, (host) => isIn(known, host), ROOM);
  const chromium = chromiumRules(filters, free);
  if (chromium.length > MAX_RULES)
    throw new Error(`${chromium.length} rules: lower ROOM in scripts/filters/lists.ts`);
  const used: Record<string, number> = {};
  for (const { kind, isException } of filters) {
    const name = isException ? 'exceptions' : kind;
    used[name] = (used[name] ?? 0) + 1;
  }
  return {
    chromium,
    firefox: firefoxRules(filters, free),
    lists: texts.map((text) => ({
      title: headerOf(text, 'Title'),
      version: headerOf(text, 'Version'),
      updated: headerOf(text, 'TimeUpdated').slice(0, 10),
    })),
    used,
    unused: [...read.unused, ...unused],
  };
}

/**
 * Domains that serve only advertising although no list blocks them: a list blocks at least half of their company's
 * domains as a whole, and none of the others in part. A partly blocked domain shows that the company has other business
 * too; without any entry in a list there is no evidence.
 */
export function onlyAdvertising(
  companies: readonly (readonly string[])[],
  filters: ReadLists['filters'],
): readonly string[] {
  const whole = wholeHosts(filters);
  const named = new Set(filters.flatMap(({ pattern }) => anchorOf(pattern) ?? []).flatMap(namesUp));
  return companies.flatMap((domains) => {
    const others = domains.filter((domain) => !isIn(whole, domain));
    const isOnly = others.length * 2 <= domains.length && others.every((domain) => !named.has(domain));
    return isOnly ? others : [];
  });
}

function rawList(number: number): string {
  checkInstalled(FILTER_PACKAGE, 'scripts/filters/lists.ts');
  const path = `node_modules/${FILTER_PACKAGE.name}/dist/filters/declarative/ruleset_${number}/ruleset_${number}.json`;
  const [first] = readJson<[{ metadata?: { rawFilterList?: string } }]>(path);
  const text = first.metadata?.rawFilterList;
  if (!text) throw new Error(`${path} holds no text of the list`);
  return text;
}

function headerOf(text: string, name: string): string {
  return new RegExp(`^! ${name}: (.+?)\\r?$`, 'm').exec(text)?.[1] ?? '';
}

/** Reads the filter lists that npm installed and makes the rules of both browsers from them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  choose,
  chromiumRules,
  firefoxRules,
  isIn,
  type Kind,
  MAX_RULES,
  type Rule,
  readLists,
  type Source,
  type Unused,
} from './compile.ts';
import { OWN_FILTERS } from './own.ts';

/** The package names no date of its own; the lists in it do. Change both together. */
export const FILTER_PACKAGE = {
  name: '@adguard/dnr-rulesets',
  version: '3.3.20260320140136',
  released: '2026-03-20',
} as const;

/** Number of a ruleset in the package → what it is against. */
const LISTS: readonly (readonly [number: number, kind: Kind])[] = [
  [3, 'tracking'],
  [2, 'ads'],
];

/** For filters of one site: what the rules that meet many sites leave of the limit. */
const ROOM = 3200;

export interface CompiledRules {
  readonly chromium: readonly Rule[];
  readonly firefox: readonly Rule[];
  readonly lists: readonly { readonly title: string; readonly version: string; readonly updated: string }[];
  readonly used: Readonly<Record<string, number>>;
  readonly unused: readonly { readonly line: string; readonly why: Unused }[];
}

/**
 * @param watching - domains whose business is to watch visits, or to sell or place advertising
 * @param shared - all domains that many sites call, whatever for
 * @param essential - hosts that must go on working
 * @throws where the package is another version, or lacks a list
 */
export function compileRules(
  watching: readonly string[],
  shared: readonly string[],
  essential: readonly string[],
): CompiledRules {
  const texts = LISTS.map(([number]) => rawList(number));
  const sources: Source[] = texts.map((text, index) => ({ text, kind: LISTS[index]?.[1] ?? 'tracking' }));
  const own = [...OWN_FILTERS, ...watching.map((domain) => `||${domain}^$third-party`)].join('\n');
  const read = readLists([...sources, { text: own, kind: 'tracking' }]);
  const known = new Set(shared);
  const { filters, unused } = choose(read, (host) => isIn(known, host), ROOM);
  const chromium = chromiumRules(filters, essential);
  if (chromium.length > MAX_RULES)
    throw new Error(`${chromium.length} rules: lower ROOM in scripts/filters/lists.ts`);
  const used: Record<string, number> = {};
  for (const { kind, isException } of filters) {
    const name = isException ? 'exceptions' : kind;
    used[name] = (used[name] ?? 0) + 1;
  }
  return {
    chromium,
    firefox: firefoxRules(filters, essential),
    lists: texts.map((text) => ({
      title: headerOf(text, 'Title'),
      version: headerOf(text, 'Version'),
      updated: headerOf(text, 'TimeUpdated').slice(0, 10),
    })),
    used,
    unused: [...read.unused, ...unused],
  };
}

function rawList(number: number): string {
  const folder = fileURLToPath(new URL(`../../node_modules/${FILTER_PACKAGE.name}/`, import.meta.url));
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { version: string };
  if (version !== FILTER_PACKAGE.version) {
    throw new Error(
      `${FILTER_PACKAGE.name} is ${version}: write its version and date in scripts/filters/lists.ts`,
    );
  }
  const path = `${folder}dist/filters/declarative/ruleset_${number}/ruleset_${number}.json`;
  const [first] = JSON.parse(readFileSync(path, 'utf8')) as [{ metadata?: { rawFilterList?: string } }];
  const text = first.metadata?.rawFilterList;
  if (!text) throw new Error(`${path} holds no text of the list`);
  return text;
}

function headerOf(text: string, name: string): string {
  return new RegExp(`^! ${name}: (.+?)\\r?$`, 'm').exec(text)?.[1] ?? '';
}

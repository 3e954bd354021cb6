import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { shortSuffixes, suffixTree } from '../../../scripts/suffixes.ts';
import { createSuffixLookup } from '../../../src/core/network/suffix-lookup.ts';

type Lookup = ReturnType<typeof createSuffixLookup>;

const require = createRequire(import.meta.url);
const original: Lookup = require('tldts/dist/cjs/src/suffix-trie.js').default;
const tree = suffixTree();
const ours = createSuffixLookup(tree);

function ask(lookup: Lookup, host: string, allowIcannDomains: boolean, allowPrivateDomains: boolean) {
  const answer = { isIcann: null, isPrivate: null, publicSuffix: null };
  const isException = lookup(host, { allowIcannDomains, allowPrivateDomains }, answer);
  return { ...answer, isException };
}

const suffixOf = (host: string) => ask(ours, host, true, true).publicSuffix;

/** All rules in the package's tree, by its arrays. */
function allRules(): readonly string[] {
  const { edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot } =
    require('tldts/dist/cjs/src/data/trie.js');
  const ends: number[] = [];
  for (const length of edgeLength) ends.push((ends.at(-1) ?? 0) + length);
  const below = (node: number, parent: string): string[] =>
    [...ends.slice(edgeStart[node], edgeStart[node + 1]).entries()].flatMap(([index, end]) => {
      const edge = edgeStart[node] + index;
      const rule = `${labelText.slice(end - edgeLength[edge], end)}${parent}`;
      return [rule, ...below(edgeChild[edge], `.${rule}`)];
    });
  return [...below(rulesRoot, ''), ...below(exceptionsRoot, '')];
}

describe('the public suffix look-up', () => {
  it.each([
    ['nothing.known', 'known'],
    ['localhost', 'localhost'],
    ['', ''],
    ['a..uk', 'uk'],
    ['.ck', 'ck'],
    ['constructor', 'constructor'],
    ['a.__proto__', '__proto__'],
  ])('finds no rule for %s', (host, suffix) => {
    expect(suffixOf(host)).toBe(suffix);
    expect(ask(ours, host, true, true)).toEqual(ask(original, host, true, true));
  });

  it.each([
    ['www.example.co.uk', 'co.uk'],
    ['somebody.github.io', 'github.io'],
    ['a.b.anything.ck', 'anything.ck'],
    ['www.ck', 'ck'],
    ['a.рф', 'рф'],
    ['a.xn--p1ai', 'xn--p1ai'],
  ])('finds the suffix of %s', (host, suffix) => {
    expect(suffixOf(host)).toBe(suffix);
  });

  it('distinguishes ICANN suffixes from private ones', () => {
    expect(ask(ours, 'a.github.io', true, false).publicSuffix).toBe('io');
    expect(ask(ours, 'a.github.io', true, true)).toMatchObject({ isIcann: false, isPrivate: true });
    expect(ask(ours, 'a.co.uk', true, true)).toMatchObject({ isIcann: true, isPrivate: false });
  });

  it('agrees with the package for every rule, names below it and similar names', () => {
    const rules = allRules();
    expect(rules.length).toBeGreaterThan(10_000);
    const hosts = rules.flatMap((rule) => {
      const name = rule.replaceAll('*', 'any');
      return [
        rule,
        name,
        `a.${name}`,
        `a.b.${name}`,
        `x${name}`,
        name.slice(1),
        `a.${name}.`,
        `${name}.example`,
      ];
    });
    const differing = hosts.filter((host) =>
      [true, false].some(
        (isShared) =>
          JSON.stringify(ask(ours, host, true, isShared)) !==
          JSON.stringify(ask(original, host, true, isShared)),
      ),
    );
    expect(differing).toEqual([]);
  });

  it('replaces the package’s look-up, and nothing else, in the build', () => {
    const file = require.resolve('tldts/dist/es6/src/suffix-trie.js').replaceAll('\\', '/');
    expect(shortSuffixes.load(file)).toContain(JSON.stringify(tree));
    expect(shortSuffixes.load(file.replace('suffix-trie', 'data/trie'))).toBeUndefined();
  });
});

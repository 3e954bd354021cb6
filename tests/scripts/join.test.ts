import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedSource } from '../../scripts/filters/join.ts';

const matches = (patterns: readonly string[], url: string, isCaseSensitive = false) =>
  new RegExp(joinedSource(patterns, isCaseSensitive), isCaseSensitive ? '' : 'i').test(url);

describe('joined patterns', () => {
  const patterns = [
    '||a.example/x',
    '||a.example/y^',
    '||ab.example^$',
    '|https://b.example/|',
    '/Count?',
    'end|',
  ];

  it.each([
    'https://a.example/x1',
    'https://sub.a.example/y?q',
    'https://a.example/y',
    'https://b.example/',
    'https://any.example/count?1',
    'https://any.example/the-end',
  ])('match %s', (url) => {
    expect(matches(patterns, url)).toBe(true);
  });

  it.each([
    'https://xa.example/x',
    'https://a.example/yy',
    'https://b.example/c',
    'https://any.example/counter',
    'https://any.example/the-end-of',
    'https://any.example/?u=//a.example/x',
  ])('do not match %s', (url) => {
    expect(matches(patterns, url)).toBe(false);
  });

  it('are case-sensitive only if requested', () => {
    expect(matches(['/Count'], 'https://a.example/count', true)).toBe(false);
    expect(matches(['/Count'], 'https://a.example/Count', true)).toBe(true);
  });

  it('match whatever any of them matches, and nothing else', () => {
    // Few characters, so that patterns share prefixes.
    const letters = fc.constantFrom('a', 'b', '.', '/', '*', '^', '?', '-', '(', 'A');
    const body = fc.array(letters, { minLength: 1, maxLength: 6 }).map((list) => list.join(''));
    const pattern = fc
      .tuple(fc.constantFrom('||', '|', ''), body, fc.constantFrom('|', ''))
      .map((parts) => parts.join(''));
    const tail = fc.array(fc.constantFrom('a', 'b', '.', '/', '?', '-', '(', 'B'), { maxLength: 10 });
    const url = tail.map((list) => `https://a.b/${list.join('')}`);
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), url, (list, address) => {
        expect(matches(list, address)).toBe(list.some((one) => matches([one], address)));
      }),
      { numRuns: 2000 },
    );
  });

  it('share common prefixes', () => {
    expect(joinedSource(['||a.example/one', '||a.example/two', '||a.example/one/more'], false)).toBe(
      '^[a-z]+:\\/\\/(?:[^\\/?#]*\\.)?a\\.example\\/(?:one|two)',
    );
  });
});

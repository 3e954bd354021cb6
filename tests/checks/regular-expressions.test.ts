import { parseSync } from 'oxc-parser';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { TRIED_FIRST } from '#core/network/https-first.ts';
import { filesIn, read } from './files.ts';

interface Expression {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** Regular expression literals in a file, and those constructed at run time. */
function expressionsIn(path: string, text: string): { literals: Expression[]; made: string[] } {
  const literals: Expression[] = [];
  const made: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as {
      readonly regex?: { readonly pattern: string; readonly flags: string } | null;
      readonly callee?: { readonly name?: string };
      readonly start?: number;
      readonly end?: number;
    };
    if (node.regex) literals.push({ path, source: node.regex.pattern, flags: node.regex.flags });
    if (node.callee?.name === 'RegExp') made.push(text.slice(node.start, node.end));
    for (const part of Object.values(value)) visit(part);
  };
  visit(parseSync(path, text).program);
  return { literals, made };
}

/**
 * Reports why the time may grow faster than the input: nested loops, adjacent loops that share characters, or a match
 * attempt from each character.
 */
function superLinear({ source, flags }: Pick<Expression, 'source' | 'flags'>): readonly string[] {
  return analyse({ source, flags }).reports.map(({ type, exponential }) =>
    exponential ? `${type}, exponential` : type,
  );
}

describe('regular expressions', () => {
  const paths = ['src', 'entrypoints'].flatMap((folder) => filesIn(folder, /\.tsx?$/));
  const found = paths.map((path) => expressionsIn(path, read(path)));
  const literals = found.flatMap((one) => one.literals);

  it('are all found', () => {
    expect(literals.length).toBeGreaterThan(90);
    // The one constructed at run time is also the text of a DNR rule.
    expect(found.flatMap(({ made }) => made)).toEqual(["new RegExp(TRIED_FIRST, 'i')"]);
  });

  it('run in linear time, whatever a page writes', () => {
    const all = [...literals, { path: 'src/core/network/https-first.ts', source: TRIED_FIRST, flags: 'i' }];
    const slow = all.flatMap((one) => {
      const why = superLinear(one);
      return why.length > 0 ? [`${one.path}: /${one.source}/${one.flags} (${why.join(', ')})`] : [];
    });
    expect(slow).toEqual([]);
  });

  it.each([
    ['a loop in a loop', '^(a+)+$', ['Self, exponential']],
    ['two loops that share letters', '^a*[ab]*c$', ['Trade']],
    ['a loop at the end', '\\.+$', ['Move']],
    ['a loop with a bound', '^(a{1,9})b$', []],
    ['a loop at the beginning', '^\\.+', []],
  ])('are classified: %s', (_, source, why) => {
    expect(superLinear({ source, flags: '' })).toEqual(why);
  });
});

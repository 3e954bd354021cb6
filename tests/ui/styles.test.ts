import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../src/ui/style/', import.meta.url);
const sheets = readdirSync(folder).map(
  (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
);

/** Physical sides are wrong in right-to-left languages. */
const PHYSICAL =
  /(?:^|[\s;{])(?:left|right|(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*|(?:min-|max-)?(?:width|height)|float|clear)\s*:|text-align:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)/;

describe.each(sheets)('%s', (_, css) => {
  it('uses logical properties', () => {
    const lines = css.split('\n').filter((line) => PHYSICAL.test(line));
    expect(lines).toEqual([]);
  });

  it('loads nothing: no font, no image, nothing external', () => {
    expect(css).not.toMatch(/url\(|@font-face|@import\s+(?!"\.\/)/);
  });

  it('neither letter-spaces nor slants text, which breaks joined scripts', () => {
    expect(css).not.toMatch(/letter-spacing:(?!\s*0\b)|font-style:\s*(?:italic|oblique)|text-transform/);
  });
});

it('the sheets support light and dark themes, forced colours, reduced motion and keyboards', () => {
  const all = sheets.map(([, css]) => css).join('\n');
  expect(all).toContain('color-scheme: light dark');
  expect(all).toContain('prefers-color-scheme: dark');
  expect(all).toContain('forced-colors: active');
  expect(all).toContain('prefers-reduced-motion');
  expect(all).toContain(':focus-visible');
});

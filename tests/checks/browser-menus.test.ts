import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#core/session/session.ts';
import { flatten } from '../ui/texts.ts';
import { readJson } from './files.ts';

/** What a browser shows, by language; `id` is the name of the text in the browser's own files. */
type Label = { readonly id: string } & { readonly [L in Language]: string };

interface BrowserMenus {
  readonly source: string;
  readonly license: string;
  readonly retrieved: string;
  readonly menus: Readonly<Record<string, Readonly<Record<string, Label>>>>;
}

const table = readJson<BrowserMenus>('tests/checks/browser-menus.json');
const menus = (language: Language) => readJson<object>(`src/locales/${language}/menus.json`);

/** Of our own sentences, what stands in quotation marks and is no placeholder. */
function quoted(language: Language, key: string): readonly string[] {
  const texts = flatten(readJson<object>(`src/locales/${language}/pages.json`));
  return [...texts].flatMap(([name, text]) =>
    name.startsWith(key)
      ? [...text.matchAll(/[“«]\s*([^”»{}]+?)\s*[”»]/g)].map(([, words = '']) => words)
      : [],
  );
}

it('the table says where it comes from, under which licence and when', () => {
  expect(table.source).toMatch(/chromium-l10n 156.*firefox-esr.*153/);
  expect(table.license).toMatch(/^BSD-3-Clause.*MPL-2\.0/);
  expect(table.retrieved).toMatch(/^20\d\d-\d\d-\d\d$/);
});

describe.each(LANGUAGES)('what we say that the menus say, in %s', (language) => {
  it('is what they say', () => {
    const shown = [...flatten(menus(language))];
    expect(shown.length).toBeGreaterThan(20);
    for (const [key, text] of shown) {
      const [browser = '', name = ''] = key.split('.');
      expect(table.menus[browser]?.[name]?.[language], key).toBe(text);
    }
  });

  it('is written nowhere else on the receipt', () => {
    expect(quoted(language, 'receipt.byHand')).toEqual([]);
  });
});

it('what is quoted elsewhere would be found', () => {
  expect(quoted('en', 'allow.private')).toContain('Allow in Incognito');
});

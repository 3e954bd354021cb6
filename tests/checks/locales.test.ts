import { readdirSync, readFileSync } from 'node:fs';
import { syllable } from 'syllable';
import { describe, expect, it } from 'vitest';
import { GUARDED } from '#core/page/field-kind.ts';
import { INTERSTITIAL_CODES } from '#core/page/interstitial.ts';
import { LANGUAGES, type Language } from '#core/session/session.ts';
import { interstitialText } from '#ui/interstitial/interstitial-view.tsx';
import { CATALOGUES, english, flatten } from '../ui/texts.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

function read(path: string): object {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

const texts = (language: Language) => flatten(CATALOGUES[language]);
const toolbar = (language: Language) => flatten(read(`src/locales/${language}/toolbar.json`));
const store = (language: Language) => flatten(read(`src/public/_locales/${language}/messages.json`));

/** All user-facing texts of a language, with their position. */
function everything(language: Language): readonly [string, string][] {
  return [...texts(language), ...toolbar(language), ...store(language)];
}

function baseKeys(catalogue: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...catalogue.keys()].map((key) => key.replace(PLURAL, '')))].toSorted();
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([placeholder]) => placeholder).toSorted();
}

describe.each(OTHERS)('%s compared with English', (language) => {
  it('has the same keys', () => {
    expect(baseKeys(texts(language))).toEqual(baseKeys(texts('en')));
    expect([...toolbar(language).keys()]).toEqual([...toolbar('en').keys()]);
    expect([...store(language).keys()]).toEqual([...store('en').keys()]);
  });

  it('has the same placeholders, except in plural forms that may spell out the number', () => {
    const source = texts('en');
    for (const [key, text] of texts(language)) {
      const base = key.replace(PLURAL, '');
      const wanted = placeholders(source.get(key) ?? source.get(`${base}_other`) ?? '');
      const found = placeholders(text);
      const form = PLURAL.exec(key)?.[1];
      const saysNumber = form === undefined || ['few', 'many', 'other'].includes(form);
      const needed = saysNumber ? wanted : wanted.filter((name) => name !== '{{count}}');
      expect(
        found.filter((name) => saysNumber || name !== '{{count}}'),
        `${language}: ${key}`,
      ).toEqual(needed);
    }
  });

  it('is a translation, not a copy', () => {
    const source = texts('en');
    const copied = [...texts(language)].filter(
      ([key, text]) =>
        source.get(key) === text &&
        key !== 'app.title' &&
        text
          .replace(/\{\{[^}]*\}\}/g, '')
          .trim()
          .includes(' '),
    );
    expect(copied).toEqual([]);
  });
});

describe.each(LANGUAGES)('%s', (language) => {
  it('has all plural forms', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const counted = [...texts(language).keys()].filter((key) => PLURAL.test(key));
    const bases = [...new Set(counted.map((key) => key.replace(PLURAL, '')))];
    expect(bases).not.toEqual([]);
    for (const base of bases) {
      const forms = counted.filter((key) => key.replace(PLURAL, '') === base);
      expect(forms.map((key) => PLURAL.exec(key)?.[1]).toSorted(), `${language}: ${base}`).toEqual(needed);
    }
  });

  it('has all catalogues', () => {
    expect(readdirSync(new URL(`../../src/locales/${language}`, import.meta.url)).toSorted()).toEqual([
      'mail.json',
      'menus.json',
      'pages.json',
      'toolbar.json',
    ]);
  });

  it('isolates every site name from the text direction', () => {
    for (const [key, text] of texts(language)) {
      expect(text, key).not.toMatch(/\{\{(host|target|provider|name|source|date|address)\}\}/);
    }
  });

  it('fits the store’s limits', () => {
    expect(store(language).get('name.message')).toBe('Clean Table');
    expect(store(language).get('description.message')?.length).toBeLessThanOrEqual(132);
  });

  it('names no site in toolbar titles, which anyone can see', () => {
    for (const [key, text] of toolbar(language)) {
      expect(placeholders(text), key).toEqual([]);
      expect(text, key).toMatch(/^Clean Table/);
    }
  });
});

/**
 * Words that frighten, promise or incriminate: pages are described in simple words, no page is ever called safe, and
 * nothing on the screen tells whom the extension is for.
 */
const NEVER: { readonly [L in Language]: RegExp } = {
  en: /certificat|encrypt|\bprotocols?\b|\bTLS\b|phish|malware|spyware|https|\bURLs?\b|\bextensions?\b|browser data|\bsecur(?!ity key)|\bsafe|\bthird part|captive|keylog|purge|wipe|\balias|burner|human rights|activis|\bspy|police|danger|\bunsafe/i,
  fr: /certificat|chiffr|protocole|\bTLS\b|hameçon|malveillant|espion|https|\bURLs?\b|\bextensions?\b|sécuri(?!té USB)|\bsûr|sûre|droits humains|droits de l.homme|milita|polic|danger/i,
  ar: /شهادة|تشفير|مشفر|بروتوكول|\bTLS\b|تصيد|خبيث|تجسس|https|\bURL\b|آمن|حقوق الإنسان|ناشط|شرطة|خطير/i,
  es: /certificad|cifrad|encripta|protocolo|\bTLS\b|phish|malicios|espía|https|\bURLs?\b|\bextensi[oó]n|segur[oa]\b|seguridad(?! USB)|derechos humanos|activis|polic|peligro/i,
};

/** URLs to type into the address bar are spelled as in the browser. */
function withoutAddresses(text: string): string {
  return text.replaceAll('chrome://extensions', '');
}

it.each(LANGUAGES)('%s uses no forbidden word', (language) => {
  const found = everything(language).filter(([, text]) => NEVER[language].test(withoutAddresses(text)));
  expect(found).toEqual([]);
});

/** @returns US school grade by Flesch-Kincaid, a heuristic */
function grade(text: string): number {
  const sentences = text.split(/[.!?:…]+(?:\s|$)/).filter((sentence) => /\w/.test(sentence));
  const words = text.match(/[\w'’.-]*\w/g) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /\w/.test(word));
}

/** For the one code that names another site. */
const REAL = { real: { domain: 'post.example', front: 'post.example' } };

describe('English is simple', () => {
  const stops = INTERSTITIAL_CODES.flatMap((code) => GUARDED.map((asks) => [code, asks] as const));

  it.each(stops)('on the interstitial for %s (%s): four sentences, 35 words, grade 5', (code, asks) => {
    const stop = { code, host: 'mail.example', target: 'pay.example', canUpgrade: true, asks, ...REAL };
    const { head, what, harm } = interstitialText(stop, english.t);
    const back = english.t('interstitial.back');
    const text = `${head}. ${what} ${harm} ${back}.`
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\.example/g, '');
    expect(text.split('. ').length).toBeLessThanOrEqual(4);
    expect(wordsOf(text).length).toBeLessThanOrEqual(35);
    expect(grade(text)).toBeLessThanOrEqual(5);
  });

  it.each(GUARDED)('also after “More” (%s)', (asks) => {
    expect(grade(english.t(`interstitial.moreText.${asks}`))).toBeLessThanOrEqual(5);
  });

  const written = [...texts('en')]
    .map(([key, text]) => [key, text.replace(/\{\{[^}]*\}\}/g, 'it')] as const)
    .filter(([, text]) => wordsOf(text).length >= 4);
  const sentences = written.map(([, text]) => text);

  it('and what is hard is told', () => {
    expect(grade('Verification of the certificate was unsuccessful.')).toBeGreaterThan(7);
    expect(grade('Do not type a password here.')).toBeLessThan(4);
  });

  it('on average in all texts', () => {
    const mean = sentences.reduce((sum, text) => sum + grade(text), 0) / sentences.length;
    expect(mean).toBeLessThanOrEqual(4);
  });

  it('in each text', () => {
    const hard = written.filter(([, text]) => grade(text) > 7);
    expect(hard).toEqual([]);
  });

  it('without long sentences', () => {
    const long = sentences
      .flatMap((text) => text.split(/[.!?:]+\s/))
      .filter((sentence) => wordsOf(sentence).length > 18);
    expect(long).toEqual([]);
  });
});

describe('texts', () => {
  const source = readdirSync(new URL('../../src/ui', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(new URL(`../../src/ui/${path}`, import.meta.url), 'utf8'))
    .join('\n');
  const beginnings = [...source.matchAll(/`([a-zA-Z.-]+\.)\$\{/g)].map(([, beginning]) => beginning ?? '');

  it('are all used', () => {
    const unused = baseKeys(texts('en')).filter(
      (key) => !source.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});

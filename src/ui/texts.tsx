import { createInstance, type TFunction } from 'i18next';
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '#core/session/session.ts';
import type mail from '#locales/en/mail.json';
import type pages from '#locales/en/pages.json';
import { shortName } from './short-name.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'pages';
    resources: { pages: typeof pages & typeof mail };
  }
}

export type Translate = TFunction<'pages'>;

export interface Texts {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly t: Translate;
}

/** Each language in its own script. Never flags: a flag stands for a country. */
export const LANGUAGE_NAMES: { readonly [L in Language]: string } = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  es: 'Español',
};

/** One chunk per language, so that a page loads only its own. */
const CATALOGUES: { readonly [L in Language]: () => Promise<{ default: object }> } = {
  en: () => import('#locales/en/pages.json'),
  fr: () => import('#locales/fr/pages.json'),
  ar: () => import('#locales/ar/pages.json'),
  es: () => import('#locales/es/pages.json'),
};

/** Texts that only one page loads. */
const MORE: { readonly mail: { readonly [L in Language]: () => Promise<{ default: object }> } } = {
  mail: {
    en: () => import('#locales/en/mail.json'),
    fr: () => import('#locales/fr/mail.json'),
    ar: () => import('#locales/ar/mail.json'),
    es: () => import('#locales/es/mail.json'),
  },
};

export type MoreTexts = keyof typeof MORE;

const ISOLATE_LTR = '\u2066';
const ISOLATE_FIRST_STRONG = '\u2068';
const END_OF_ISOLATE = '\u2069';

/**
 * Loads the texts of a language.
 *
 * @param more - the page whose additional texts are needed
 */
export async function createTexts(language: Language, more?: MoreTexts): Promise<Texts> {
  const loading = more ? [CATALOGUES[language](), MORE[more][language]()] : [CATALOGUES[language]()];
  const catalogues = await Promise.all(loading);
  return textsFrom(language, Object.assign({}, ...catalogues.map((catalogue) => catalogue.default)));
}

/** @param catalogue - content of `pages.json` in that language, merged with the page's own texts */
export function textsFrom(language: Language, catalogue: object): Texts {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    defaultNS: 'pages',
    ns: ['pages'],
    resources: { [language]: { pages: catalogue } },
    initAsync: false,
    // Preact writes text nodes; escaping would show up as `&amp;`.
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18n.init>[0]);
  // Isolates left-to-right text such as host names, whose parts would be reordered in Arabic sentences.
  i18n.services.formatter?.add(
    'ltr',
    (value) => `${ISOLATE_LTR}${shortName(String(value))}${END_OF_ISOLATE}`,
  );
  i18n.services.formatter?.add('isolate', (value) => `${ISOLATE_FIRST_STRONG}${value}${END_OF_ISOLATE}`);
  return { language, direction: directionOf(language), t: i18n.getFixedT(language, 'pages') };
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Locale for times and sizes: Latin digits in every language, as on clocks and keyboards. */
export function numberLocale(language: Language): string {
  return `${language}-u-nu-latn`;
}

/** Sets language, direction and title of the document. */
export function applyTexts(document: Document, { language, direction, t }: Texts, title?: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = title ?? t('app.title');
}

const TextsContext = createContext<Texts | undefined>(undefined);

export function TextsProvider({ texts, children }: { texts: Texts; children: ComponentChildren }) {
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('A view needs <TextsProvider> above it.');
  return texts;
}

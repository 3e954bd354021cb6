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
  /** What screen readers do with headlines that change; `off` where nothing is to be said aloud. */
  readonly live: 'polite' | 'off';
}

/** Each language in its own script. Never flags: a flag names a country, not a language. */
export const LANGUAGE_NAMES: { readonly [L in Language]: string } = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  es: 'Español',
};

/** Each language is a chunk of its own, so that a page loads one and not all. */
const CATALOGUES: { readonly [L in Language]: () => Promise<{ default: object }> } = {
  en: () => import('#locales/en/pages.json'),
  fr: () => import('#locales/fr/pages.json'),
  ar: () => import('#locales/ar/pages.json'),
  es: () => import('#locales/es/pages.json'),
};

/** Texts of one page alone: the others do not load them. */
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
 * The texts of one language.
 *
 * @param more - the page whose own texts are needed too
 * @param isSilent - nothing is to be read out by itself
 */
export async function createTexts(language: Language, more?: MoreTexts, isSilent = false): Promise<Texts> {
  const loading = more ? [CATALOGUES[language](), MORE[more][language]()] : [CATALOGUES[language]()];
  const catalogues = await Promise.all(loading);
  const catalogue = Object.assign({}, ...catalogues.map((loaded) => loaded.default));
  return textsFrom(language, catalogue, isSilent);
}

/** @param catalogue - the content of `pages.json` in that language, and of the page's own texts */
export function textsFrom(language: Language, catalogue: object, isSilent = false): Texts {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    defaultNS: 'pages',
    ns: ['pages'],
    resources: { [language]: { pages: catalogue } },
    initAsync: false,
    // Preact writes text nodes, so escaping here would show up as `&amp;`.
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18n.init>[0]);
  // Without a run of its own, an Arabic sentence could show the parts of a host name in another order.
  i18n.services.formatter?.add(
    'ltr',
    (value) => `${ISOLATE_LTR}${shortName(String(value))}${END_OF_ISOLATE}`,
  );
  i18n.services.formatter?.add('isolate', (value) => `${ISOLATE_FIRST_STRONG}${value}${END_OF_ISOLATE}`);
  return {
    language,
    direction: directionOf(language),
    t: i18n.getFixedT(language, 'pages'),
    live: isSilent ? 'off' : 'polite',
  };
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** For times and sizes: numbers stay in Latin digits, as people read them on clocks and keyboards. */
export function numberLocale(language: Language): string {
  return `${language}-u-nu-latn`;
}

/** Tells the browser and screen readers what language the page speaks and which way it runs. */
export function applyTexts(document: Document, { language, direction, t }: Texts, title?: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = title ?? t('app.title');
}

interface Speaking {
  readonly texts: Texts;
  readonly pickLanguage: (language: Language) => void;
}

const TextsContext = createContext<Speaking | undefined>(undefined);

interface TextsProviderProps {
  readonly texts: Texts;
  /** Draws the page again in another language; sample models have nothing to draw again. */
  readonly pickLanguage?: ((language: Language) => void) | undefined;
  readonly children: ComponentChildren;
}

export function TextsProvider({ texts, pickLanguage = () => undefined, children }: TextsProviderProps) {
  return <TextsContext.Provider value={{ texts, pickLanguage }}>{children}</TextsContext.Provider>;
}

export function useTexts(): Texts {
  return useSpeaking().texts;
}

export function useLanguagePick(): Speaking['pickLanguage'] {
  return useSpeaking().pickLanguage;
}

function useSpeaking(): Speaking {
  const speaking = useContext(TextsContext);
  if (!speaking) throw new Error('A view needs <TextsProvider> above it.');
  return speaking;
}

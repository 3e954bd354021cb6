import type { Language } from '#core/session/session.ts';
import arMail from '#locales/ar/mail.json';
import ar from '#locales/ar/pages.json';
import enMail from '#locales/en/mail.json';
import en from '#locales/en/pages.json';
import esMail from '#locales/es/mail.json';
import es from '#locales/es/pages.json';
import frMail from '#locales/fr/mail.json';
import fr from '#locales/fr/pages.json';
import { type Texts, textsFrom } from '#ui/texts.tsx';

export const CATALOGUES: { readonly [L in Language]: object } = {
  en: { ...en, ...enMail },
  fr: { ...fr, ...frMail },
  ar: { ...ar, ...arMail },
  es: { ...es, ...esMail },
};

export const english: Texts = textsFrom('en', CATALOGUES.en);

/** Flattens a catalogue to key → text. */
export function flatten(catalogue: object, prefix = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

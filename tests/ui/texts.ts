import type { Language } from '#core/sitting.ts';
import ar from '#locales/ar/pages.json';
import en from '#locales/en/pages.json';
import es from '#locales/es/pages.json';
import fr from '#locales/fr/pages.json';
import { type Texts, textsFrom } from '#ui/texts.tsx';

export const CATALOGUES: { readonly [L in Language]: object } = { en, fr, ar, es };

export const english: Texts = textsFrom('en', en);

/** Every text of a catalogue by its key, in one flat list. */
export function flatten(catalogue: object, prefix = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

import type { Language } from '#core/session/session.ts';

/** @param code - ISO 3166; returned unchanged if the browser has no name for it */
export function regionName(code: string, language: Language): string {
  return namesIn(language).of(code) ?? code;
}

const NAMES = new Map<Language, Intl.DisplayNames>();

/** Cached, because a table needs hundreds of names. */
function namesIn(language: Language): Intl.DisplayNames {
  const known = NAMES.get(language);
  if (known) return known;
  const made = new Intl.DisplayNames(language, { type: 'region' });
  NAMES.set(language, made);
  return made;
}

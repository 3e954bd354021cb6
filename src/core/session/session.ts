import type { SettingOutcome } from './hardening.ts';
import type { Place } from './place.ts';

export const LANGUAGES = ['en', 'fr', 'ar', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Guesses a language from the browser's, until the person chooses.
 *
 * @param wanted - language tags (BCP 47), best first
 */
export function guessLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const language = LANGUAGES.find((known) => known === primary);
    if (language) return language;
  }
  return 'en';
}

/** One person's time at the computer. Session storage only: it must not outlive the browser. */
export interface Session {
  readonly place: Place;
  readonly language: Language;
  readonly startedAtMs: number;
  /** An earlier session ended with the browser, without a tidy. */
  readonly followsCutOff?: boolean;
  readonly settings: readonly SettingOutcome[];
  /** URL that "hide" opens instead of the built-in cover page, if the person set one. */
  readonly hideAddress: string | undefined;
}

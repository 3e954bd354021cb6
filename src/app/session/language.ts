import { guessLanguage, type Language } from '#core/session/session.ts';
import type { Memory } from '../memory.ts';

/** The language of our pages and of the toolbar. Only in memory: a language says something of the person. */
export interface LanguageChoice {
  get(): Promise<Language>;
  set(language: Language): Promise<void>;
}

/** @param wanted - language tags of the browser (BCP 47), the best first */
export function createLanguageChoice(
  memory: Pick<Memory, 'session' | 'language'>,
  wanted: () => readonly string[],
): LanguageChoice {
  return {
    get: async () => {
      const [session, chosen] = await Promise.all([memory.session.get(), memory.language.get()]);
      return session?.language ?? chosen ?? guessLanguage(wanted());
    },
    set: async (language) => {
      await memory.language.set(language);
      await memory.session.update((session) => session && { ...session, language });
    },
  };
}

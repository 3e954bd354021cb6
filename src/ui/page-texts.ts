import type { Language } from '#core/session/session.ts';
import type { Send } from './send.ts';
import { createTexts, guessLanguage, type MoreTexts, type Texts } from './texts.tsx';

/** The texts of the person who sits here, or the best guess when nobody does. */
export async function textsOfSitting(
  send: Send,
  browserLanguages: readonly string[],
  more?: MoreTexts,
): Promise<Texts> {
  const language: Language | undefined = await send('sitting/get', {}).then(
    (sitting) => sitting?.language,
    () => undefined,
  );
  return createTexts(language ?? guessLanguage(browserLanguages), more);
}

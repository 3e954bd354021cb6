import type { Language } from '#core/session/session.ts';
import type { Send } from './send.ts';
import { createTexts, guessLanguage, type MoreTexts, type Texts } from './texts.tsx';

/** The texts of the person who sits here, or the best guess when nobody does. */
export async function textsOfSession(
  send: Send,
  browserLanguages: readonly string[],
  more?: MoreTexts,
): Promise<Texts> {
  const language: Language | undefined = await send('session/get', {}).then(
    (session) => session?.language,
    () => undefined,
  );
  return createTexts(language ?? guessLanguage(browserLanguages), more);
}

import { guessLanguage } from '#core/session/session.ts';
import type { Send } from './send.ts';
import { createTexts, type MoreTexts, type Texts } from './texts.tsx';

/** Texts in the language of the session, or the best guess without one. */
export async function textsOfSession(
  send: Send,
  browserLanguages: readonly string[],
  more?: MoreTexts,
): Promise<Texts> {
  const language = await send('language/get', {}).catch(() => guessLanguage(browserLanguages));
  return createTexts(language, more);
}

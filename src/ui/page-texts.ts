import { guessLanguage, type Language } from '#core/session/session.ts';
import type { Voice } from '#core/session/voice.ts';
import type { Send } from './send.ts';
import { createTexts, type MoreTexts, type Texts } from './texts.tsx';

const NOBODY_CHOSE: Voice = { language: undefined, isSilent: false };

/** A voice that cannot be read is nobody's choice. */
export function readVoice(send: Send): Promise<Voice> {
  return send('voice/get', {}).catch(() => NOBODY_CHOSE);
}

/** The texts in the language that was chosen, or the best guess where nobody did. */
export async function textsOfSession(
  send: Send,
  browserLanguages: readonly string[],
  more?: MoreTexts,
): Promise<Texts> {
  const { language, isSilent } = await readVoice(send);
  return createTexts(language ?? guessLanguage(browserLanguages), more, isSilent);
}

/** Another language, from now on and on all our pages. */
export function languageSwitch(send: Send, more?: MoreTexts): (language: Language) => Promise<Texts> {
  return async (language) => {
    const { isSilent } = await send('voice/change', { language });
    return createTexts(language, more, isSilent);
  };
}

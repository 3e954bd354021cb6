import { guessLanguage, type Language } from '#core/session/session.ts';
import type { Memory } from '../memory.ts';
import { readVoice } from './voice.ts';

/**
 * The language of the toolbar, and of pages that no session has given one.
 *
 * @param wanted - language tags of the browser (BCP 47), the best first
 */
export async function currentLanguage(
  memory: Pick<Memory, 'session' | 'voice'>,
  wanted: readonly string[],
): Promise<Language> {
  return (await readVoice(memory)).language ?? guessLanguage(wanted);
}

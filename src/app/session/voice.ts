import type { Language } from '#core/session/session.ts';
import type { Voice } from '#core/session/voice.ts';
import type { Memory } from '../memory.ts';
import type { SessionControl } from './session.ts';

type VoiceMemory = Pick<Memory, 'session' | 'voice'>;

/** The session's language, or the one that was chosen before any began. */
export async function readVoice(memory: VoiceMemory): Promise<Voice> {
  const [session, kept] = await Promise.all([memory.session.get(), memory.voice.get()]);
  return { language: session?.language ?? kept?.language, isSilent: kept?.isSilent ?? false };
}

export async function changeVoice(
  memory: VoiceMemory,
  sessions: Pick<SessionControl, 'change'>,
  change: { language?: Language | undefined; isSilent?: boolean | undefined },
): Promise<Voice> {
  await memory.voice.update((kept) => ({
    language: change.language ?? kept?.language,
    isSilent: change.isSilent ?? kept?.isSilent ?? false,
  }));
  if (change.language) await sessions.change({ language: change.language });
  return readVoice(memory);
}

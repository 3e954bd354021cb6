import { describe, expect, it } from 'vitest';
import type { Memory } from '#app/memory.ts';
import { changeVoice, readVoice } from '#app/session/voice.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

/** As the session's control does. */
function sessionsOf(memory: Memory) {
  return {
    change: ({ language }: { language?: 'en' | 'fr' | 'ar' | 'es' | undefined }) =>
      memory.session.update((session) => session && { ...session, ...(language && { language }) }),
  };
}

describe('how our pages speak', () => {
  it('is nobody’s choice at first', async () => {
    expect(await readVoice(fakeMemory())).toEqual({ language: undefined, isSilent: false });
  });

  it('is kept without a session too, and each choice leaves the other as it is', async () => {
    const memory = fakeMemory();
    await changeVoice(memory, sessionsOf(memory), { language: 'ar' });
    expect(await changeVoice(memory, sessionsOf(memory), { isSilent: true })).toEqual({
      language: 'ar',
      isSilent: true,
    });
    expect(await memory.session.get()).toBeUndefined();
  });

  it('is the session’s language while one runs, and changes it', async () => {
    const memory = fakeMemory();
    await memory.voice.set({ language: 'ar', isSilent: false });
    await memory.session.set({ ...SESSION, language: 'fr' });
    expect((await readVoice(memory)).language).toBe('fr');
    await changeVoice(memory, sessionsOf(memory), { language: 'es' });
    expect((await memory.session.get())?.language).toBe('es');
  });
});

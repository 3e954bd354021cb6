import { describe, expect, it } from 'vitest';
import { createSessionStart } from '#app/session/start-session.ts';
import { SESSION } from '../fakes.ts';

function desk(running = SESSION) {
  const done: unknown[] = [];
  const start = createSessionStart({
    sessions: {
      start: async (...request) => {
        done.push(['session', ...request]);
        return running;
      },
    },
    timer: { start: async (...request) => void done.push(['timer', ...request]) },
    keepOwn: async (isKept) => void done.push(['keep', isKept]),
    askPortal: async () => void done.push(['portal']),
  });
  return { done, start };
}

describe('starting a session', () => {
  it('sets the timer to the paid time, and requests the portal state last', async () => {
    const { done, start } = desk();
    expect(await start({ place: 'cafe', language: 'fr', limit: 30 })).toBe(SESSION);
    expect(done).toEqual([['session', 'cafe', 'fr'], ['timer', 'cafe', 30], ['portal']]);
  });

  it('has no limit by default, and uses the place of a running session', async () => {
    const { done, start } = desk({ ...SESSION, place: 'own' });
    await start({ place: 'cafe', language: 'en' });
    expect(done[1]).toEqual(['timer', 'own', 0]);
  });

  it('keeps the computer as the person’s own where it is, and where they said so', async () => {
    const own = desk({ ...SESSION, place: 'own' });
    await own.start({ place: 'own', language: 'en', isKept: true });
    expect(own.done).toContainEqual(['keep', true]);
    const shared = desk();
    await shared.start({ place: 'own', language: 'en', isKept: true });
    expect(shared.done.flat()).not.toContain('keep');
  });
});

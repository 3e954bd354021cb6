import { describe, expect, it } from 'vitest';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

async function desk(isSessionRunning = true, cookiesAt: readonly string[] = []) {
  const memory = fakeMemory();
  if (isSessionRunning) {
    await memory.session.set(SESSION);
  }
  const asked: string[] = [];
  const hasCookies = async (url: string) => {
    asked.push(url);
    return cookiesAt.includes(url);
  };
  return {
    memory,
    asked,
    sentUnencrypted: createSentUnencryptedObserver({ memory, hasCookies }),
  };
}

const FORUM = 'http://forum.example/login';

describe('what was sent unencrypted', () => {
  it('includes passwords', async () => {
    const { sentUnencrypted, memory } = await desk();
    await sentUnencrypted.sent(FORUM, ['password', 'text']);
    expect(await memory.sentUnencrypted.get()).toEqual({ 'forum.example': ['password', 'form'] });
  });

  it('includes ten targets per sending site', async () => {
    const { sentUnencrypted, memory } = await desk();
    for (let number = 0; number < 250; number += 1) {
      await sentUnencrypted.sent(`http://made-up-${number}.example/`, ['text'], 'http://evil.example/');
    }
    await sentUnencrypted.sent(FORUM, ['password'], FORUM);
    const hosts = Object.keys((await memory.sentUnencrypted.get()) ?? {});
    expect(hosts).toHaveLength(11);
    expect(hosts).toContain('forum.example');
    await sentUnencrypted.sent('http://made-up-3.example/', ['password'], 'http://evil.example/');
    expect((await memory.sentUnencrypted.get())?.['made-up-3.example']).toEqual(['password', 'form']);
  });

  it('includes cookies sent along with a page', async () => {
    const { sentUnencrypted, memory } = await desk(true, [FORUM]);
    await sentUnencrypted.opened(FORUM);
    await sentUnencrypted.opened('http://other.example/');
    expect(await memory.sentUnencrypted.get()).toEqual({ 'forum.example': ['cookies'] });
  });

  it('does not query cookies of HTTPS pages', async () => {
    const { sentUnencrypted, asked } = await desk();
    await sentUnencrypted.opened('https://mail.example/');
    expect(asked).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'blob:http://a.example/1', '', 'http://'])(
    'is not troubled by %j',
    async (url) => {
      const { sentUnencrypted, memory } = await desk();
      await sentUnencrypted.sent(url, ['password']);
      await sentUnencrypted.opened(url);
      expect(await memory.sentUnencrypted.get()).toBeUndefined();
    },
  );

  it('is not recorded outside a session', async () => {
    const { sentUnencrypted, memory } = await desk(false, [FORUM]);
    await sentUnencrypted.sent(FORUM, ['password']);
    await sentUnencrypted.opened(FORUM);
    expect(await memory.sentUnencrypted.get()).toBeUndefined();
  });
});

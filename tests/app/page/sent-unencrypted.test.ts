import { describe, expect, it } from 'vitest';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

const NOW_MS = 1_000_000;

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
    sentUnencrypted: createSentUnencryptedObserver({ memory, hasCookies, now: () => NOW_MS }),
  };
}

const FORUM = 'http://forum.example/login';
const at = (url: string, isPrivate = false) => ({ url, isPrivate });

describe('what was sent unencrypted', () => {
  it('includes passwords', async () => {
    const { sentUnencrypted, memory } = await desk();
    await sentUnencrypted.sent(FORUM, ['password', 'text'], at(FORUM));
    expect(await memory.sentUnencrypted.get()).toEqual({
      'forum.example': { kinds: ['password', 'form'], atMs: NOW_MS },
    });
  });

  it('includes ten targets per sending site', async () => {
    const { sentUnencrypted, memory } = await desk();
    for (let number = 0; number < 250; number += 1) {
      await sentUnencrypted.sent(`http://made-up-${number}.example/`, ['text'], at('http://evil.example/'));
    }
    await sentUnencrypted.sent(FORUM, ['password'], at(FORUM));
    const hosts = Object.keys((await memory.sentUnencrypted.get()) ?? {});
    expect(hosts).toHaveLength(11);
    expect(hosts).toContain('forum.example');
    await sentUnencrypted.sent('http://made-up-3.example/', ['password'], at('http://evil.example/'));
    expect((await memory.sentUnencrypted.get())?.['made-up-3.example']).toEqual({
      kinds: ['password', 'form'],
      atMs: NOW_MS,
    });
  });

  it('includes cookies sent along with a page', async () => {
    const { sentUnencrypted, memory } = await desk(true, [FORUM]);
    await sentUnencrypted.opened(at(FORUM));
    await sentUnencrypted.opened(at('http://other.example/'));
    expect(await memory.sentUnencrypted.get()).toEqual({
      'forum.example': { kinds: ['cookies'], atMs: NOW_MS },
    });
  });

  it('does not query cookies of HTTPS pages', async () => {
    const { sentUnencrypted, asked } = await desk();
    await sentUnencrypted.opened(at('https://mail.example/'));
    expect(asked).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'blob:http://a.example/1', '', 'http://'])(
    'is not troubled by %j',
    async (url) => {
      const { sentUnencrypted, memory } = await desk();
      await sentUnencrypted.sent(url, ['password'], at(url));
      await sentUnencrypted.opened(at(url));
      expect(await memory.sentUnencrypted.get()).toBeUndefined();
    },
  );

  it('remembers where nobody pressed Start', async () => {
    const { sentUnencrypted, memory } = await desk(false, [FORUM]);
    await sentUnencrypted.sent(FORUM, ['password'], at(FORUM));
    expect(Object.keys((await memory.sentUnencrypted.get()) ?? {})).toEqual(['forum.example']);
  });
});

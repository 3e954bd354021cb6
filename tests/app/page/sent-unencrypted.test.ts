import { describe, expect, it } from 'vitest';
import { createInClearWatch } from '#app/page/sent-unencrypted.ts';
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
  return { memory, asked, inClear: createInClearWatch({ memory, signIns: { hasCookies } }) };
}

const FORUM = 'http://forum.example/login';

describe('who saw what without protection', () => {
  it('remembers a password that was sent', async () => {
    const { inClear, memory } = await desk();
    await inClear.sent(FORUM, ['password', 'text']);
    expect(await memory.inClear.get()).toEqual({ 'forum.example': ['password', 'form'] });
  });

  it('takes ten targets from one site, and the first of another', async () => {
    const { inClear, memory } = await desk();
    for (let number = 0; number < 250; number += 1) {
      await inClear.sent(`http://made-up-${number}.example/`, ['text'], 'http://evil.example/');
    }
    await inClear.sent(FORUM, ['password'], FORUM);
    const hosts = Object.keys((await memory.inClear.get()) ?? {});
    expect(hosts).toHaveLength(11);
    expect(hosts).toContain('forum.example');
    await inClear.sent('http://made-up-3.example/', ['password'], 'http://evil.example/');
    expect((await memory.inClear.get())?.['made-up-3.example']).toEqual(['password', 'form']);
  });

  it('remembers cookies that went along with a page', async () => {
    const { inClear, memory } = await desk(true, [FORUM]);
    await inClear.opened(FORUM);
    await inClear.opened('http://other.example/');
    expect(await memory.inClear.get()).toEqual({ 'forum.example': ['cookies'] });
  });

  it('asks for no cookies of protected pages', async () => {
    const { inClear, asked } = await desk();
    await inClear.opened('https://mail.example/');
    expect(asked).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'blob:http://a.example/1', '', 'http://'])(
    'is not troubled by %j',
    async (url) => {
      const { inClear, memory } = await desk();
      await inClear.sent(url, ['password']);
      await inClear.opened(url);
      expect(await memory.inClear.get()).toBeUndefined();
    },
  );

  it('keeps nothing while no session runs', async () => {
    const { inClear, memory } = await desk(false, [FORUM]);
    await inClear.sent(FORUM, ['password']);
    await inClear.opened(FORUM);
    expect(await memory.inClear.get()).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { findSignIns, markSignedOut, openSignOut } from '#app/tidy/sign-out.ts';
import { fakeMemory, fakePages, fakeTabs, SESSION } from '../fakes.ts';

const COOKIE = { domain: 'shop.example', name: 'sid', isHttpOnly: true, isLasting: true };
const now = () => 5;
const newCookies = async () => [COOKIE];

async function session() {
  const memory = fakeMemory();
  await memory.session.set(SESSION);
  await memory.hosts.set({ 'shop.example': 5 });
  return memory;
}

describe('sites with a persistent sign-in', () => {
  it('are added once, and keep the person’s marks', async () => {
    const memory = await session();
    await findSignIns({ memory, newCookies });
    expect(await memory.signOutEntries.get()).toEqual({
      'shop.example': { origin: 'https://shop.example', isDone: false, isGuess: true, atMs: 5 },
    });
    await memory.signOutEntries.update((known = {}) => ({
      'shop.example': { ...known['shop.example'], origin: 'https://shop.example', isDone: true, atMs: 5 },
    }));
    await findSignIns({ memory, newCookies });
    expect((await memory.signOutEntries.get())?.['shop.example']?.isDone).toBe(true);
  });

  it('are no guess any more once a password is typed there', async () => {
    const memory = await session();
    await findSignIns({ memory, newCookies });
    await createSecretGuard({ memory, tabs: fakeTabs(), release: fakePages().release, lists: {}, now }).typed(
      'https://shop.example/in',
    );
    expect(await memory.signOutEntries.get()).toEqual({
      'shop.example': { origin: 'https://shop.example', isDone: false, atMs: 5 },
    });
  });

  it('are looked for where nobody pressed Start', async () => {
    const memory = fakeMemory();
    await memory.hosts.set({ 'shop.example': 5 });
    expect(await findSignIns({ memory, newCookies })).toBe(true);
    expect(Object.keys((await memory.signOutEntries.get()) ?? {})).toEqual(['shop.example']);
  });
});

describe('signing out', () => {
  it('is marked for known sites only', async () => {
    const memory = await session();
    await findSignIns({ memory, newCookies });
    await markSignedOut(memory, 'shop.example', true);
    await markSignedOut(memory, 'other.example', true);
    expect(Object.entries((await memory.signOutEntries.get()) ?? {})).toEqual([
      ['shop.example', { origin: 'https://shop.example', isDone: true, isGuess: true, atMs: 5 }],
    ]);
  });

  it('opens the known page, otherwise the site, and nothing for unknown hosts', async () => {
    const memory = await session();
    await findSignIns({ memory, newCookies });
    const tabs = fakeTabs();
    await openSignOut({ memory, tabs }, 'shop.example', () => 'https://shop.example/out');
    await openSignOut({ memory, tabs }, 'shop.example', () => undefined);
    await openSignOut({ memory, tabs }, 'other.example', () => 'https://other.example/out');
    expect([...tabs.all.values()].map(({ url }) => url)).toEqual([
      'https://shop.example/out',
      'https://shop.example',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { findSignIns } from '#app/tidy/sign-out.ts';
import { fakeMemory, fakePages, fakeTabs, SESSION } from '../fakes.ts';

const COOKIE = { domain: 'shop.example', name: 'sid', isHttpOnly: true, isLasting: true };
const signIns = { newCookies: async () => [COOKIE], hasCookies: async () => true };

async function session() {
  const memory = fakeMemory();
  await memory.session.set(SESSION);
  await memory.hosts.set(['shop.example']);
  return memory;
}

describe('sites that left a lasting sign-in', () => {
  it('are added once, and what the person ticked stays', async () => {
    const memory = await session();
    await findSignIns({ memory, signIns });
    expect(await memory.signOutEntries.get()).toEqual({
      'shop.example': { origin: 'https://shop.example', isDone: false, isGuess: true },
    });
    await memory.signOutEntries.update((known = {}) => ({
      'shop.example': { ...known['shop.example'], origin: 'https://shop.example', isDone: true },
    }));
    await findSignIns({ memory, signIns });
    expect((await memory.signOutEntries.get())?.['shop.example']?.isDone).toBe(true);
  });

  it('are no guess any more once a password is typed there', async () => {
    const memory = await session();
    await findSignIns({ memory, signIns });
    await createSecretGuard({ memory, tabs: fakeTabs(), pages: fakePages(), lists: {} }).typed(
      'https://shop.example/in',
    );
    expect(await memory.signOutEntries.get()).toEqual({
      'shop.example': { origin: 'https://shop.example', isDone: false },
    });
  });

  it('are not looked for when no session runs here', async () => {
    const memory = fakeMemory();
    await memory.hosts.set(['shop.example']);
    await findSignIns({ memory, signIns });
    expect(await memory.signOutEntries.get()).toBeUndefined();
  });
});

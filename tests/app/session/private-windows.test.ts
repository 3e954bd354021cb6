import { describe, expect, it } from 'vitest';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { forgetPrivate } from '#app/session/private-windows.ts';
import { fakeMemory, fakePages, fakeTabs, SESSION } from '../fakes.ts';

const clock = { nowMs: 1_000_000 };
const now = () => clock.nowMs;

/** One site used in a private window, one in a normal one, and one in both. */
async function afterUse(isSessionRunning: boolean) {
  const memory = fakeMemory();
  if (isSessionRunning) await memory.session.set(SESSION);
  const { release } = fakePages();
  const secretGuard = createSecretGuard({ memory, tabs: fakeTabs(), release, lists: {}, now });
  const sent = createSentUnencryptedObserver({ memory, hasCookies: async () => true, now });
  const use = async (host: string, isPrivate: boolean) => {
    const url = `http://${host}/`;
    await secretGuard.typed(url, isPrivate);
    await sent.sent(url, ['password'], { url, isPrivate });
  };
  await use('private.example', true);
  await use('normal.example', false);
  await use('both.example', true);
  await use('both.example', false);
  await use('both.example', true);
  await forgetPrivate(memory);
  const hostsOf = (list: object | undefined) => Object.keys(list ?? {}).toSorted();
  return {
    signOut: hostsOf(await memory.signOutEntries.get()),
    sent: hostsOf(await memory.sentUnencrypted.get()),
  };
}

const SEEN_IN_NORMAL = ['both.example', 'normal.example'];
const ALL = [...SEEN_IN_NORMAL, 'private.example'];

describe('when the last private window closes', () => {
  it('its sites are forgotten where nobody pressed Start', async () => {
    expect(await afterUse(false)).toEqual({ signOut: SEEN_IN_NORMAL, sent: SEEN_IN_NORMAL });
  });

  it('they stay with the session of the person who opened them', async () => {
    expect(await afterUse(true)).toEqual({ signOut: ALL, sent: ALL });
  });
});

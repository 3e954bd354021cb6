import { describe, expect, it } from 'vitest';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import type { NameIndex } from '#core/page/look-alike.ts';
import { tlsInfo, visit } from '../../builders.ts';
import { fakeMemory, fakePages, fakeTabs, SESSION } from '../fakes.ts';

const FORUM = 'http://forum.example/login';

/** One certain look-alike, and one that may be legitimate. */
const names: NameIndex = {
  lookAlikeOf: (host) =>
    host.endsWith('.false.example')
      ? {
          kind: 'inside',
          real: 'mail.example',
          front: 'www.mail.example',
          isSure: host !== 'maybe.false.example',
        }
      : undefined,
};

async function desk(url = FORUM, isSessionRunning = true) {
  const memory = fakeMemory();
  const tabs = fakeTabs({ 1: url });
  const pages = fakePages();
  if (isSessionRunning) {
    await memory.session.set(SESSION);
  }
  const clock = { nowMs: 1_000_000 };
  const secretGuard = createSecretGuard({
    memory,
    tabs,
    release: pages.release,
    lists: { names },
    now: () => clock.nowMs,
  });
  const entered = (target = url) => secretGuard.entered({ id: 1, url, frameUrl: url }, target, 'password');
  const interstitialTabs = () => [...tabs.all.values()].filter(({ url }) => url.startsWith('own:stop'));
  return { clock, memory, tabs, pages, secretGuard, entered, interstitialTabs };
}

describe('the secret guard', () => {
  it.each([
    ['an HTTPS page', 'https://mail.example/', 'https://mail.example/in'],
    ['this very machine', 'http://127.0.0.1:3000/', 'http://127.0.0.1:3000/in'],
    ['the café’s own sign-in page', 'http://10.0.0.1/', 'http://10.0.0.1/in'],
  ])('holds nothing back on %s', async (_, url, target) => {
    const { entered, interstitialTabs } = await desk(url);
    expect(await entered(target)).toBe(false);
    expect(interstitialTabs()).toHaveLength(0);
  });

  it('holds back where nobody pressed Start', async () => {
    const { entered } = await desk(FORUM, false);
    expect(await entered()).toBe(true);
  });

  it('opens one interstitial next to an HTTP page, however often it is asked', async () => {
    const { entered, interstitialTabs, secretGuard, tabs } = await desk();
    expect(await Promise.all([entered(), entered()])).toEqual([true, true]);
    expect(await entered()).toBe(true);
    expect(interstitialTabs()).toHaveLength(1);
    expect(tabs.all.get(1)?.url).toBe(FORUM);
    expect(await secretGuard.interstitialOf(1)).toEqual({
      code: 'insecure-password-field',
      host: 'forum.example',
      target: 'forum.example',
      canUpgrade: true,
      asks: 'password',
    });
  });

  it('blocks an HTTPS page with an HTTP target', async () => {
    const { entered, secretGuard } = await desk('https://shop.example/');
    expect(await entered('http://pay.example/in')).toBe(true);
    expect(await secretGuard.interstitialOf(1)).toMatchObject({
      code: 'insecure-form-target',
      target: 'pay.example',
    });
  });

  it('blocks a site whose certificate the browser refused', async () => {
    const { entered, secretGuard, memory } = await desk('https://bad.example/');
    await memory.visit(1).set(visit('https://bad.example/', { certificate: 'untrusted' }));
    expect(await entered('https://bad.example/in')).toBe(true);
    expect(await secretGuard.interstitialOf(1)).toMatchObject({
      code: 'certificate-error',
      canUpgrade: false,
    });
  });

  it('goes back to the page and blocks it again the next time', async () => {
    const { entered, secretGuard, interstitialTabs, tabs } = await desk();
    await entered();
    await secretGuard.answer(1, 'back', interstitialTabs()[0]?.id);
    expect(interstitialTabs()).toHaveLength(0);
    expect(tabs.shown).toContain(1);
    expect(await entered()).toBe(true);
  });

  it('upgrades the blocked tab to HTTPS', async () => {
    const { entered, secretGuard, tabs, interstitialTabs } = await desk();
    await entered();
    await secretGuard.answer(1, 'upgrade', interstitialTabs()[0]?.id);
    expect(tabs.all.get(1)?.url).toBe('https://forum.example/login');
  });

  it.each([
    [false, 29, false],
    [false, 32, true],
    [true, 300, false],
  ])(
    'with Start: %s, holds back again %i minutes after a consent: %s',
    async (isStarted, minutes, isHeld) => {
      const { clock, entered, secretGuard, interstitialTabs } = await desk(FORUM, isStarted);
      await entered();
      await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
      clock.nowMs += minutes * 60_000;
      expect(await entered()).toBe(isHeld);
    },
  );

  it('allows what the person continued past, for this site and cause only', async () => {
    const { entered, secretGuard, pages, interstitialTabs, memory } = await desk();
    await entered();
    await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
    expect(pages.released).toEqual([1]);
    expect(await entered()).toBe(false);
    expect(interstitialTabs()).toHaveLength(0);
    expect(Object.keys((await memory.consents.get()) ?? {})).toEqual([
      'insecure-password-field forum.example',
    ]);
    expect(
      await secretGuard.entered(
        { id: 1, url: 'http://other.example/', frameUrl: 'http://other.example/' },
        '',
        'password',
      ),
    ).toBe(true);
  });

  it('opens in front of the HTTP authentication dialog of an HTTP site, and closes it on the way back', async () => {
    const { secretGuard, interstitialTabs, tabs } = await desk('https://before.example/');
    await secretGuard.windowAsks(1, 'http://files.example/list');
    expect(await secretGuard.interstitialOf(1)).toMatchObject({
      code: 'insecure-http-auth',
      host: 'files.example',
    });
    await secretGuard.answer(1, 'back', interstitialTabs()[0]?.id);
    expect(tabs.all.get(1)?.url).toBe('about:blank');
    await secretGuard.windowAsks(1, 'http://files.example/list');
    await secretGuard.answer(1, 'upgrade', interstitialTabs()[0]?.id);
    expect(tabs.all.get(1)?.url).toBe('https://files.example/list');
  });

  it.each(['https://files.example/', 'http://192.168.1.1/', 'http://localhost/'])(
    'leaves the small window of %s alone',
    async (url) => {
      const { secretGuard, interstitialTabs } = await desk('https://before.example/');
      await secretGuard.windowAsks(1, url);
      expect(interstitialTabs()).toHaveLength(0);
    },
  );

  it('allows the HTTP authentication dialog after the person continued', async () => {
    const { secretGuard, interstitialTabs } = await desk('https://before.example/');
    await secretGuard.windowAsks(1, 'http://files.example/');
    await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
    await secretGuard.windowAsks(1, 'http://files.example/');
    expect(interstitialTabs()).toHaveLength(0);
  });

  it('blocks intercepted TLS once for all sites, but other causes still', async () => {
    const { entered, secretGuard, interstitialTabs, memory } = await desk('https://mail.example/');
    const opened = { tlsInfo: tlsInfo({ addedRoot: 'Corner Filters' }) };
    await memory.visit(1).set(visit('https://mail.example/', opened));
    await memory.visit(2).set(visit('https://shop.example/', opened));
    expect(await entered()).toBe(true);
    expect(await secretGuard.interstitialOf(1)).toMatchObject({
      code: 'tls-interception',
      issuer: 'Corner Filters',
    });
    await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
    expect(await entered()).toBe(false);
    const shop = { id: 2, url: 'https://shop.example/', frameUrl: 'https://shop.example/' };
    expect(await secretGuard.entered(shop, 'https://shop.example/in', 'password')).toBe(false);
    expect(await secretGuard.entered(shop, 'http://pay.example/in', 'password')).toBe(true);
    expect(await secretGuard.interstitialOf(2)).toMatchObject({ code: 'insecure-form-target' });
  });

  it('closes the interstitial even if it was answered before it is known, or its page is gone', async () => {
    const { entered, secretGuard, interstitialTabs, memory, tabs } = await desk();
    await entered();
    const [first] = interstitialTabs();
    await memory.interstitial(1).update((pending) => pending && { ...pending, interstitialTabId: undefined });
    await secretGuard.answer(1, 'back', first?.id);
    expect(interstitialTabs()).toHaveLength(0);
    await entered();
    tabs.all.delete(1);
    await secretGuard.answer(1, 'upgrade', interstitialTabs()[0]?.id);
    expect(interstitialTabs()).toHaveLength(0);
  });

  it('tells an opening page at once that the person chose to continue there', async () => {
    const { entered, secretGuard, interstitialTabs } = await desk();
    const guardState = (url: string) => secretGuard.guardState({ id: 1, url, frameUrl: url });
    await entered();
    expect(await guardState(FORUM)).toBe('held');
    await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
    expect(await guardState(FORUM)).toBe('free');
    expect(await guardState('http://other.example/')).toBe('held');
    expect(await guardState('https://forum.example/')).toBeUndefined();
    expect(await guardState('about:blank')).toBeUndefined();
  });

  describe('at a look-alike name', () => {
    const FALSE = 'https://a.false.example/in';

    it('blocks, whether it is the page, its frame or the target, and leads to the real site', async () => {
      const { entered, secretGuard, tabs, interstitialTabs } = await desk(FALSE);
      expect(await secretGuard.guardState({ id: 1, url: FALSE, frameUrl: FALSE })).toBe('held');
      expect(await entered()).toBe(true);
      expect(await secretGuard.interstitialOf(1)).toMatchObject({
        code: 'look-alike-domain',
        host: 'a.false.example',
        canUpgrade: false,
        real: { domain: 'mail.example', front: 'www.mail.example' },
      });
      await secretGuard.answer(1, 'real', interstitialTabs()[0]?.id);
      expect(tabs.all.get(1)?.url).toBe('https://www.mail.example/');
      expect(interstitialTabs()).toHaveLength(0);
      const honest = await desk('https://honest.example/');
      expect(await honest.entered('https://b.false.example/')).toBe(true);
      expect(await honest.secretGuard.interstitialOf(1)).toMatchObject({ host: 'b.false.example' });
    });

    it('allows it after "sign in anyway"', async () => {
      const { entered, secretGuard, interstitialTabs } = await desk(FALSE);
      await entered();
      await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
      expect(await entered()).toBe(false);
      expect(await secretGuard.guardState({ id: 1, url: FALSE, frameUrl: FALSE })).toBe('free');
    });

    it('leads nowhere from an interstitial of another cause', async () => {
      const { entered, secretGuard, tabs, interstitialTabs } = await desk();
      await entered();
      await secretGuard.answer(1, 'real', interstitialTabs()[0]?.id);
      expect(tabs.all.get(1)?.url).toBe(FORUM);
    });

    it('never blocks an uncertain one', async () => {
      const url = 'https://maybe.false.example/';
      const { entered, secretGuard } = await desk(url);
      expect(await entered()).toBe(false);
      expect(await secretGuard.guardState({ id: 1, url, frameUrl: url })).toBeUndefined();
    });
  });

  it('opens a new interstitial if the old one was closed by hand', async () => {
    const { entered, interstitialTabs, tabs } = await desk();
    await entered();
    for (const { id } of interstitialTabs()) tabs.all.delete(id);
    expect(await entered()).toBe(true);
    expect(interstitialTabs()).toHaveLength(1);
  });
});

describe('what a page can cause by itself', () => {
  it('is held back without opening an interstitial from a background tab', async () => {
    const { entered, interstitialTabs, tabs } = await desk();
    const tab = { id: 1, url: FORUM, isPrivate: false };
    tabs.all.set(1, { ...tab, isActive: false });
    expect(await entered()).toBe(true);
    expect(interstitialTabs()).toHaveLength(0);
    tabs.all.set(1, { ...tab, isActive: true });
    expect(await entered()).toBe(true);
    expect(interstitialTabs()).toHaveLength(1);
  });

  it('is only reported without an interstitial for the cause `check`', async () => {
    const { secretGuard, interstitialTabs } = await desk();
    expect(
      await secretGuard.entered({ id: 1, url: FORUM, frameUrl: FORUM }, FORUM, 'password', 'check'),
    ).toBe(true);
    expect(interstitialTabs()).toHaveLength(0);
  });

  it('is judged by the target if a window has no address of its own', async () => {
    const { secretGuard } = await desk();
    const blank = { id: 1, url: 'about:blank', frameUrl: 'about:blank' };
    expect(await secretGuard.entered(blank, FORUM, 'password')).toBe(true);
    expect(await secretGuard.entered(blank, 'https://mail.example/', 'password')).toBe(false);
  });

  it('is allowed for one target and one kind of field only', async () => {
    const { entered, secretGuard, interstitialTabs } = await desk('https://shop.example/');
    await entered('http://pay.example/in');
    await secretGuard.answer(1, 'continue', interstitialTabs()[0]?.id);
    expect(await entered('http://pay.example/other')).toBe(false);
    expect(await entered('http://third.example/in')).toBe(true);
    const forum = await desk();
    await forum.entered();
    await forum.secretGuard.answer(1, 'continue', forum.interstitialTabs()[0]?.id);
    const card = () => forum.secretGuard.entered({ id: 1, url: FORUM, frameUrl: FORUM }, FORUM, 'card');
    expect([await forum.entered(), await card()]).toEqual([false, true]);
  });
});

describe('the list of sites to sign out of', () => {
  it('keeps each host once, with its front page', async () => {
    const { secretGuard, memory } = await desk();
    await secretGuard.typed('https://mail.example:8443/login?user=me');
    await secretGuard.typed('https://mail.example:8443/again');
    expect(await memory.signOutEntries.get()).toEqual({
      'mail.example': { origin: 'https://mail.example:8443', isDone: false, atMs: 1_000_000 },
    });
  });

  it('keeps nothing of what is no web page', async () => {
    const busy = await desk();
    await busy.secretGuard.typed('data:text/html,x');
    expect(await busy.memory.signOutEntries.get()).toBeUndefined();
  });
});

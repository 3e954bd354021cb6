import { describe, expect, it } from 'vitest';
import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { createSessionControl } from '#app/session/session.ts';
import { settingsToHarden } from '#core/session/hardening.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import {
  type Area,
  fakeJournal,
  fakeMemory,
  fakeObserving,
  fakePages,
  fakeRules,
  fakeSettings,
  fakeTabs,
  fakeToolbar,
  fakeUpgrades,
} from '../fakes.ts';

function room(answers: Parameters<typeof fakeSettings>[1] = {}, isOwn = false) {
  const session: Area = new Map();
  const local: Area = new Map();
  const settings = fakeSettings(new Set(), answers);
  const pages = fakePages();
  const memory = fakeMemory(session);
  const toolbar = fakeToolbar();
  const upgrades = fakeUpgrades();
  const rules = fakeRules();
  const redrawn: unknown[] = [];
  const sessions = createSessionControl({
    browser: 'chromium',
    memory,
    journal: fakeJournal(local),
    settings,
    pageScript: pages,
    toolbar,
    visits: { redraw: async () => void redrawn.push(await memory.session.get()) },
    upgrades,
    trackers: createTrackerBlocking({ memory, rules, tabs: fakeTabs(), later: () => undefined }),
    now: () => 42,
    takeBaseline: async () => ({ ...EMPTY_BASELINE, tabIds: [5] }),
    clock: { start: async () => undefined },
    aftercare: { stop: async () => undefined },
    observing: fakeObserving,
    ownComputer: { get: async () => (isOwn ? { language: 'en', isBlocking: false } : undefined) },
  });
  return { session, local, settings, pages, memory, toolbar, upgrades, rules, redrawn, sessions };
}

describe('starting a session', () => {
  it('hardens what the place asks for, watches pages, and writes nothing to disk', async () => {
    const { sessions, settings, pages, local } = room();
    const session = await sessions.start('cafe', 'ar');
    expect(session).toMatchObject({ place: 'cafe', language: 'ar', startedAtMs: 42 });
    expect(session.settings.map(({ id }) => id)).toEqual(settingsToHarden('chromium', 'cafe'));
    expect([...settings.held]).toEqual(settingsToHarden('chromium', 'cafe'));
    expect(pages.isWatching).toBe(true);
    expect(local.size).toBe(0);
  });

  it('changes the icons of all pages at once', async () => {
    const { sessions, redrawn } = room();
    await sessions.start('cafe', 'en');
    expect(redrawn).toEqual([expect.objectContaining({ place: 'cafe' })]);
  });

  it('upgrades to HTTPS until it is stopped', async () => {
    const { sessions, upgrades } = room();
    expect(upgrades.rules()).toBeUndefined();
    await sessions.start('own', 'en');
    expect(upgrades.rules()).toEqual([]);
    await sessions.stop();
    expect(upgrades.rules()).toBeUndefined();
  });

  it('upgrades nothing outside a session', async () => {
    const { sessions, upgrades } = room();
    await upgrades.start([]);
    await sessions.recover();
    expect(upgrades.rules()).toBeUndefined();
  });

  it('does not touch saved passwords on one’s own computer', async () => {
    const { sessions, settings } = room();
    await sessions.start('own', 'en');
    expect(settings.held.has('save-passwords')).toBe(false);
    expect(settings.held.has('prediction')).toBe(true);
  });

  it('reports the outcome of each setting, and continues after a refusal', async () => {
    const { sessions } = room({ 'save-passwords': 'locked', prediction: new Error('no') });
    const { settings } = await sessions.start('cafe', 'en');
    const statusOf = (id: string) => settings.find((setting) => setting.id === id)?.status;
    expect(statusOf('save-passwords')).toBe('locked');
    expect(statusOf('prediction')).toBe('failed');
    expect(statusOf('webrtc')).toBe('changed');
  });

  it('forgets what the person before did, and keeps what is known of pages', async () => {
    const { sessions, memory } = room();
    await memory.hosts.set({ 'theirs.example': 5 });
    await memory.touchedTabs.set({ 5: 5 });
    await memory.consents.set({ 'insecure-password-field theirs.example': 5 });
    await memory.signOutEntries.set({
      'theirs.example': { origin: 'https://theirs.example', isDone: false, atMs: 5 },
    });
    await memory.sentUnencrypted.set({ 'theirs.example': { kinds: ['form'], atMs: 5 } });
    await memory.told.set({ theirs: 5 });
    await sessions.start('cafe', 'en');
    expect(await memory.hosts.get()).toEqual({});
    expect(await memory.touchedTabs.get(), 'seen to open, and not the person’s').toEqual({ 5: 0 });
    expect(await memory.consents.get()).toBeUndefined();
    expect(await memory.signOutEntries.get()).toBeUndefined();
    expect(await memory.sentUnencrypted.get()).toBeUndefined();
    expect(await memory.told.get()).toEqual({ theirs: 5 });
  });

  it('does not start a second session', async () => {
    const { sessions } = room();
    await sessions.start('cafe', 'en');
    expect(await sessions.start('own', 'fr')).toMatchObject({ place: 'cafe', language: 'en' });
  });

  it('changes language and cover page for the session only', async () => {
    const { sessions, memory } = room();
    expect(await sessions.change({ language: 'es' })).toBeUndefined();
    await sessions.start('cafe', 'en');
    await sessions.change({ language: 'es', hideAddress: 'https://weather.example/' });
    expect(await memory.session.get()).toMatchObject({
      language: 'es',
      hideAddress: 'https://weather.example/',
    });
    await sessions.change({ hideAddress: '' });
    expect((await memory.session.get())?.hideAddress).toBeUndefined();
  });
});

describe('recovery at the start of the background', () => {
  it('restores settings that a crash left hardened', async () => {
    const { sessions, settings, session } = room();
    await sessions.start('cafe', 'en');
    session.clear();
    expect(settings.held.size).toBeGreaterThan(0);
    await sessions.recover();
    expect(settings.held.size).toBe(0);
  });

  it('says that a session was cut off, and of one’s own computer that it was not', async () => {
    for (const isOwn of [false, true]) {
      const { sessions, memory, session } = room({}, isOwn);
      await sessions.start('own', 'en');
      session.clear();
      await sessions.recover();
      expect(await memory.cutOff.get()).toBe(isOwn ? undefined : true);
    }
  });

  it('touches nothing once pages are observed, and only then says that it is complete', async () => {
    const { sessions, settings, memory } = room();
    settings.held.add('webrtc');
    await memory.mark.set({ sinceMs: 1, cause: 'browser-start' });
    let isComplete = false;
    void sessions.recovered().then(() => {
      isComplete = true;
    });
    await Promise.resolve();
    expect(isComplete).toBe(false);
    await sessions.recover();
    await sessions.recovered();
    expect(settings.held.size).toBe(1);
  });

  it('leaves a running session as it is', async () => {
    const { sessions, settings, pages } = room();
    await sessions.start('cafe', 'en');
    await sessions.recover();
    expect(settings.held.size).toBeGreaterThan(0);
    expect(pages.isWatching).toBe(true);
  });
});

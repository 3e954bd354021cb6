import { describe, expect, it } from 'vitest';
import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { createSessionControl } from '#app/session/session.ts';
import { settingsToHarden } from '#core/session/hardening.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import {
  type Area,
  fakeJournal,
  fakeListeners,
  fakeMemory,
  fakePages,
  fakeRules,
  fakeSettings,
  fakeTabs,
  fakeToolbar,
  fakeUpgrades,
} from '../fakes.ts';

function room(answers: Parameters<typeof fakeSettings>[1] = {}) {
  const session: Area = new Map();
  const local: Area = new Map();
  const settings = fakeSettings(new Set(), answers);
  const pages = fakePages();
  const events = fakeListeners();
  const tlsInfo = fakeListeners();
  const memory = fakeMemory(session);
  const toolbar = fakeToolbar();
  const upgrades = fakeUpgrades();
  const rules = fakeRules();
  const sessions = createSessionControl({
    browser: 'chromium',
    memory,
    journal: fakeJournal(local),
    settings,
    pageScript: pages,
    events,
    tlsInfo,
    toolbar,
    upgrades,
    trackers: createTrackerBlocking({ memory, rules, tabs: fakeTabs(), later: () => undefined }),
    now: () => 42,
    takeBaseline: async () => ({ ...EMPTY_BASELINE, tabIds: [5] }),
    clock: { start: async () => undefined },
    aftercare: { stop: async () => undefined },
  });
  return { session, local, settings, pages, events, tlsInfo, memory, toolbar, upgrades, rules, sessions };
}

describe('starting a session', () => {
  it('registers the TLS listener, also in a restarted background, until the person leaves', async () => {
    const { sessions, tlsInfo } = room();
    await sessions.recover();
    expect(tlsInfo.isWatching, 'while no session runs').toBe(false);
    await sessions.start('own', 'en');
    expect(tlsInfo.isWatching).toBe(true);
    tlsInfo.isWatching = false;
    await sessions.recover();
    expect(tlsInfo.isWatching, 'after the background died').toBe(true);
    await sessions.stop();
    expect(tlsInfo.isWatching).toBe(false);
  });

  it('registers tab listeners only during a session, except on the first tick of each background', async () => {
    const { sessions, events } = room();
    events.start();
    await sessions.recover();
    expect(events.isWatching, 'while no session runs').toBe(false);
    await sessions.start('own', 'en');
    expect(events.isWatching).toBe(true);
    events.isWatching = false;
    await sessions.recover();
    expect(events.isWatching, 'after the background died').toBe(true);
    await sessions.stop();
    expect(events.isWatching).toBe(false);
  });

  it('hardens the settings for the place, registers the content script, and writes nothing to disk', async () => {
    const { sessions, settings, pages, local } = room();
    const session = await sessions.start('cafe', 'ar');
    expect(session).toMatchObject({ place: 'cafe', language: 'ar', startedAtMs: 42 });
    expect(session.settings.map(({ id }) => id)).toEqual(settingsToHarden('chromium', 'cafe'));
    expect([...settings.held]).toEqual(settingsToHarden('chromium', 'cafe'));
    expect(pages.isWatching).toBe(true);
    expect(local.size).toBe(0);
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

  it('shows tabs from before the session as unknown, not as quiet', async () => {
    const { sessions, toolbar } = room();
    await sessions.start('cafe', 'en');
    expect([...toolbar.shown]).toEqual([[5, 'unknown']]);
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

  it('does not touch a running session', async () => {
    const { sessions, settings, pages } = room();
    await sessions.start('cafe', 'en');
    await sessions.recover();
    expect(settings.held.size).toBeGreaterThan(0);
    expect(pages.isWatching).toBe(true);
  });
});

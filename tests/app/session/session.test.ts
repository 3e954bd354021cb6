import { describe, expect, it } from 'vitest';
import { createWatcherBlock } from '#app/blocking/block-trackers.ts';
import { createSit } from '#app/session/session.ts';
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
  const lines = fakeListeners();
  const memory = fakeMemory(session);
  const toolbar = fakeToolbar();
  const upgrades = fakeUpgrades();
  const rules = fakeRules();
  const sit = createSit({
    browser: 'chromium',
    memory,
    journal: fakeJournal(local),
    settings,
    pages,
    events,
    lines,
    toolbar,
    upgrades,
    watchers: createWatcherBlock({ memory, rules, tabs: fakeTabs(), later: () => undefined }),
    now: () => 42,
    takeBaseline: async () => ({ ...EMPTY_BASELINE, tabIds: [5] }),
    clock: { begin: async () => undefined },
    aftercare: { end: async () => undefined },
  });
  return { session, local, settings, pages, events, lines, memory, toolbar, upgrades, rules, sit };
}

describe('sitting down', () => {
  it('asks about lines from then on, also after the background died, and until the person leaves', async () => {
    const { sit, lines } = room();
    await sit.recover();
    expect(lines.isWatching, 'while nobody sits').toBe(false);
    await sit.start('own', 'en');
    expect(lines.isWatching).toBe(true);
    lines.isWatching = false;
    await sit.recover();
    expect(lines.isWatching, 'after the background died').toBe(true);
    await sit.letGo();
    expect(lines.isWatching).toBe(false);
  });

  it('listens to tabs only while somebody sits, though each background begins by listening', async () => {
    const { sit, events } = room();
    events.start();
    await sit.recover();
    expect(events.isWatching, 'while nobody sits').toBe(false);
    await sit.start('own', 'en');
    expect(events.isWatching).toBe(true);
    events.isWatching = false;
    await sit.recover();
    expect(events.isWatching, 'after the background died').toBe(true);
    await sit.letGo();
    expect(events.isWatching).toBe(false);
  });

  it('hardens what the place asks for, watches pages, and writes nothing to disk', async () => {
    const { sit, settings, pages, local } = room();
    const sitting = await sit.start('cafe', 'ar');
    expect(sitting).toMatchObject({ place: 'cafe', language: 'ar', startedAtMs: 42 });
    expect(sitting.settings.map(({ id }) => id)).toEqual(settingsToHarden('chromium', 'cafe'));
    expect([...settings.held]).toEqual(settingsToHarden('chromium', 'cafe'));
    expect(pages.isWatching).toBe(true);
    expect(local.size).toBe(0);
  });

  it('tries protected addresses first until it is let go', async () => {
    const { sit, upgrades } = room();
    expect(upgrades.rules()).toBeUndefined();
    await sit.start('own', 'en');
    expect(upgrades.rules()).toEqual([]);
    await sit.letGo();
    expect(upgrades.rules()).toBeUndefined();
  });

  it('tries nothing when the extension starts and nobody sits', async () => {
    const { sit, upgrades } = room();
    await upgrades.begin([]);
    await sit.recover();
    expect(upgrades.rules()).toBeUndefined();
  });

  it('leaves the saved passwords of one’s own computer alone', async () => {
    const { sit, settings } = room();
    await sit.start('own', 'en');
    expect(settings.held.has('save-passwords')).toBe(false);
    expect(settings.held.has('prediction')).toBe(true);
  });

  it('says of each setting what came of it, and one refusal stops nothing', async () => {
    const { sit } = room({ 'save-passwords': 'locked', prediction: new Error('no') });
    const { settings } = await sit.start('cafe', 'en');
    const statusOf = (id: string) => settings.find((setting) => setting.id === id)?.status;
    expect(statusOf('save-passwords')).toBe('locked');
    expect(statusOf('prediction')).toBe('failed');
    expect(statusOf('webrtc')).toBe('changed');
  });

  it('calls tabs that were open before unknown, not quiet', async () => {
    const { sit, toolbar } = room();
    await sit.start('cafe', 'en');
    expect([...toolbar.shown]).toEqual([[5, 'unknown']]);
  });

  it('does not start a second sitting over a running one', async () => {
    const { sit } = room();
    await sit.start('cafe', 'en');
    expect(await sit.start('own', 'fr')).toMatchObject({ place: 'cafe', language: 'en' });
  });

  it('changes the language and the place to hide in, for the sitting only', async () => {
    const { sit, memory } = room();
    expect(await sit.change({ language: 'es' })).toBeUndefined();
    await sit.start('cafe', 'en');
    await sit.change({ language: 'es', hideAddress: 'https://weather.example/' });
    expect(await memory.sitting.get()).toMatchObject({
      language: 'es',
      hideAddress: 'https://weather.example/',
    });
    await sit.change({ hideAddress: '' });
    expect((await memory.sitting.get())?.hideAddress).toBeUndefined();
  });
});

describe('recovering', () => {
  it('gives back settings that a browser crash left hardened', async () => {
    const { sit, settings, session } = room();
    await sit.start('cafe', 'en');
    session.clear();
    expect(settings.held.size).toBeGreaterThan(0);
    await sit.recover();
    expect(settings.held.size).toBe(0);
  });

  it('leaves a running sitting as it is', async () => {
    const { sit, settings, pages } = room();
    await sit.start('cafe', 'en');
    await sit.recover();
    expect(settings.held.size).toBeGreaterThan(0);
    expect(pages.isWatching).toBe(true);
  });
});

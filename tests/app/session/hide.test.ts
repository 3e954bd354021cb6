import { describe, expect, it } from 'vitest';
import { createDoublePress, hide } from '#app/session/hide.ts';
import { fakeMemory, fakeTabs, TIDY_REQUEST } from '../fakes.ts';

describe('hiding', () => {
  it('covers the screen, closes only extension pages, and deletes nothing', async () => {
    const memory = fakeMemory();
    const tabs = fakeTabs({ 1: 'https://mail.example/', 2: 'own:leave.html', 3: 'own:stop.html?for=1' });
    await memory.hosts.set({ 'mail.example': 1 });
    await hide({ memory, tabs });
    const urls = [...tabs.all.values()].map(({ url }) => url);
    expect(urls).toEqual(['https://mail.example/', 'own:cover.html']);
    expect(await memory.hosts.get()).toEqual({ 'mail.example': 1 });
  });

  it('keeps the leaving page open during a tidy', async () => {
    const memory = fakeMemory();
    const tabs = fakeTabs({ 2: 'own:leave.html' });
    await memory.leaving.set({ ...TIDY_REQUEST, leaveTabId: 2, outcomes: [] });
    await hide({ memory, tabs });
    expect(tabs.all.has(2)).toBe(true);
  });

  it.each([
    ['https://weather.example/', 'https://weather.example/'],
    ['javascript:alert(1)', 'own:cover.html'],
  ])('opens the chosen URL if it is valid (%s)', async (hideAddress, shown) => {
    const memory = fakeMemory();
    const tabs = fakeTabs();
    await memory.session.set({ place: 'cafe', language: 'en', startedAtMs: 0, settings: [], hideAddress });
    await hide({ memory, tabs });
    expect([...tabs.all.values()].map(({ url }) => url)).toEqual([shown]);
  });
});

describe('the tidy shortcut', () => {
  it('requires a second press within five seconds', () => {
    let nowMs = 0;
    const press = createDoublePress(() => nowMs);
    expect(press()).toBe(false);
    nowMs = 6_000;
    expect(press()).toBe(false);
    nowMs = 8_000;
    expect(press()).toBe(true);
    nowMs = 9_000;
    expect(press()).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createViewStates, type ViewStateParts } from '#app/page/view-state.ts';
import { visit } from '../../builders.ts';
import { fakeMemory, fakeTabs, SESSION } from '../fakes.ts';

const NEWS = 'https://www.news.example/today';

/** @param inspectNow - the look into the page */
function room(inspectNow: ViewStateParts['visits']['inspectNow']) {
  const memory = fakeMemory();
  const settle = vi.fn(async (): Promise<void> => undefined);
  const parts = {
    browser: 'firefox',
    memory,
    tabs: fakeTabs({ 1: NEWS, 2: 'about:blank' }),
    lists: {},
    visits: { inspectNow },
    trackers: { settle },
    leave: { cutShort: async () => undefined },
    timer: { tick: async () => undefined },
    recovered: async () => undefined,
    isAllowedInPrivate: async () => true,
    isAllowedOnPages: async () => true,
    language: () => 'en',
  } as unknown as ViewStateParts;
  return { memory, settle, views: createViewStates(parts) };
}

describe('what the popup shows at first', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('has the page that was looked into, with what was stopped until then', async () => {
    const { memory, views, settle } = room(async (tabId) => {
      const seen = visit(NEWS, { isScanned: true });
      await memory.visit(tabId).set(seen);
      settle.mockImplementationOnce(async () => memory.blockedRequests(tabId).set({ 'ads.example': 2 }));
      return seen;
    });
    await memory.session.set(SESSION);
    expect(await views.popup(1)).toMatchObject({
      session: SESSION,
      page: {
        kind: 'visit',
        visit: { isScanned: true, blocked: [{ host: 'ads.example', count: 2 }] },
      },
    });
  });

  it.each([
    [true, 2],
    [false, 0],
  ])('counts the sites that are not signed out of, with Start: %s', async (isStarted, count) => {
    const { memory, views } = room(async () => undefined);
    if (isStarted) await memory.session.set(SESSION);
    const entry = { origin: 'https://a.example', isDone: false, atMs: 1 };
    await memory.signOutEntries.set({
      'a.example': entry,
      'b.example': entry,
      'c.example': { ...entry, isDone: true },
    });
    const told = views.popup(undefined);
    await vi.runAllTimersAsync();
    expect((await told).signedIn).toBe(count);
  });

  it('is not kept waiting by a page that hangs, and says nothing of it', async () => {
    const { memory, views } = room(() => new Promise(() => undefined));
    await memory.session.set(SESSION);
    await memory.visit(1).set(visit(NEWS, { isScanned: true }));
    const told = views.popup(1);
    await vi.runAllTimersAsync();
    expect(await told).toMatchObject({ session: SESSION, page: undefined, isAllowedOnPages: true });
  });

  it('leaves the page to be asked for where the look fails', async () => {
    const { views } = room(() => Promise.reject(new Error('no tab')));
    const told = views.popup(1);
    await vi.runAllTimersAsync();
    expect((await told).page).toBeUndefined();
  });

  it('knows that there is nothing to look into', async () => {
    const { views } = room(async () => undefined);
    expect((await views.popup(2)).page).toEqual({ kind: 'not-web' });
    expect((await views.popup(undefined)).page).toEqual({ kind: 'not-web' });
    expect((await views.popup(1)).page).toEqual({ kind: 'not-seen' });
  });
});

import { describe, expect, it } from 'vitest';
import { createSessionTimer } from '#app/session/session-timer.ts';
import type { TidyStart } from '#app/tidy/leave.ts';
import type { Place } from '#core/session/place.ts';
import type { TimeLimit } from '#core/session/session-timer.ts';
import { type Area, fakeMemory, fakeTabs, TIDY_REQUEST } from '../fakes.ts';

const MINUTE = 60_000;

/** Storage that survives the background, and a background that can be restarted at any time. */
async function table(place: Place = 'cafe', limit: TimeLimit = 0) {
  const session: Area = new Map();
  const memory = fakeMemory(session);
  const tabs = fakeTabs({ 1: 'https://mail.example/' });
  const clock = { now: 1_000_000 };
  const asked: TidyStart[] = [];
  const ticks: boolean[] = [];
  const intervals: number[] = [];
  const background = () =>
    createSessionTimer({
      memory,
      tabs,
      tellIdleAfter: (minutes) => void intervals.push(minutes),
      createTicker: () => ({ start: () => void ticks.push(true), stop: () => void ticks.push(false) }),
      leave: { begin: async (request) => void asked.push(request) },
      now: () => clock.now,
    });
  await memory.session.set({
    place,
    language: 'en',
    startedAtMs: clock.now,
    settings: [],
    hideAddress: undefined,
  });
  const timer = background();
  await timer.start(place, limit);
  const pass = async (ms: number, watch = timer) => {
    for (let past = 0; past < ms; past += 10_000) {
      clock.now += 10_000;
      await watch.tick();
    }
  };
  const leavePages = () => [...tabs.all.values()].filter(({ url }) => url.startsWith('own:leave'));
  return { session, memory, tabs, clock, asked, ticks, intervals, background, timer, pass, leavePages };
}

describe('the timers of a session', () => {
  it('tick only while a timer runs', async () => {
    const { timer, ticks, intervals, memory } = await table();
    expect([ticks.at(-1), intervals.at(-1)]).toEqual([false, 10]);
    await timer.change({ limit: 30 });
    expect(ticks.at(-1)).toBe(true);
    await timer.change({ limit: 0, idle: 0 });
    expect([ticks.at(-1), intervals.at(-1)]).toEqual([false, 0]);
    await memory.session.remove();
    await timer.tick();
    expect([ticks.at(-1), intervals.at(-1)]).toEqual([false, 0]);
  });

  it('open the leaving page in the background five minutes before the end, and in front at the end', async () => {
    const { pass, leavePages, tabs, asked } = await table('cafe', 15);
    await pass(9 * MINUTE);
    expect(leavePages()).toEqual([]);
    await pass(2 * MINUTE);
    expect(leavePages()).toHaveLength(1);
    expect(tabs.shown).toEqual([]);
    await pass(4.5 * MINUTE);
    expect(leavePages()).toHaveLength(1);
    expect(tabs.shown).toEqual([leavePages()[0]?.id]);
    expect(asked).toEqual([]);
  });

  it('tidy only the session’s data by themselves', async () => {
    const { timer, pass, leavePages, asked } = await table();
    await timer.inputChanged('idle');
    expect(leavePages()).toHaveLength(1);
    await pass(MINUTE);
    expect(asked).toEqual([]);
    await pass(MINUTE);
    expect(asked).toEqual([
      {
        scope: 'sitting',
        keepFiles: [],
        leaveOut: [],
        closeTabs: [],
        clipboardCleared: false,
        leaveTabId: leavePages()[0]?.id,
      },
    ]);
  });

  it('stop when somebody says that they are still here', async () => {
    const { timer, pass, asked } = await table();
    await timer.inputChanged('idle');
    await pass(MINUTE / 2);
    await timer.stillHere();
    await pass(5 * MINUTE);
    expect(asked).toEqual([]);
    await timer.inputChanged('idle');
    await pass(2 * MINUTE);
    expect(asked).toHaveLength(1);
  });

  it('stop when somebody closes the page of the countdown', async () => {
    const { timer, pass, asked, leavePages, tabs } = await table();
    await timer.inputChanged('idle');
    await tabs.close(leavePages().map(({ id }) => id));
    await pass(5 * MINUTE);
    expect(asked).toEqual([]);
    expect(leavePages()).toEqual([]);
  });

  it('open the page again if the background ended before it could', async () => {
    const { timer, session, background, pass, leavePages, tabs, asked } = await table();
    tabs.openOwn = () => new Promise(() => undefined);
    void timer.inputChanged('idle');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(session.get('timer')).toMatchObject({ ending: { isShown: false } });
    const next = fakeTabs();
    tabs.openOwn = async (page) => {
      const id = await next.openOwn(page);
      if (id !== undefined) tabs.all.set(id, { id, url: `own:${page}.html`, isPrivate: false });
      return id;
    };
    const again = background();
    await again.tick();
    expect(leavePages()).toHaveLength(1);
    await pass(2 * MINUTE, again);
    expect(asked).toHaveLength(1);
  });

  it('survive a background that ends during the countdown', async () => {
    const { timer, pass, background, asked } = await table();
    await timer.inputChanged('idle');
    await pass(MINUTE / 2);
    await pass(MINUTE, background());
    expect(asked).toHaveLength(1);
  });

  it('fire an event once for two concurrent ticks', async () => {
    const { timer, background, clock, asked, pass } = await table();
    await timer.inputChanged('idle');
    await pass(MINUTE);
    clock.now += 20_000;
    await Promise.all([timer.tick(), timer.tick(), background().tick()]);
    expect(asked).toHaveLength(1);
  });

  it('pause during a tidy', async () => {
    const { timer, memory, leavePages, ticks } = await table('cafe', 15);
    await memory.leaving.set({ ...TIDY_REQUEST, outcomes: [] });
    await timer.inputChanged('idle');
    expect(leavePages()).toEqual([]);
    expect(ticks.at(-1)).toBe(false);
  });
});

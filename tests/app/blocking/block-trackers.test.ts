import { describe, expect, it } from 'vitest';
import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { blockingState, pageState } from '#app/page/view-state.ts';
import { visit } from '../../builders.ts';
import { type Area, fakeMemory, fakeRules, fakeTabs, SESSION } from '../fakes.ts';

async function room(place: 'cafe' | 'own' = 'cafe') {
  const area: Area = new Map();
  const memory = fakeMemory(area);
  const rules = fakeRules();
  const reloaded: number[] = [];
  const tabs = {
    ...fakeTabs({ 1: 'https://www.news.example/today', 2: 'about:blank' }),
    reload: async (tabId: number) => void reloaded.push(tabId),
  };
  const timers: (() => void)[] = [];
  const block = createTrackerBlocking({ memory, rules, tabs, later: (_, run) => void timers.push(run) });
  const stop = (tabId: number, ...hosts: string[]) => {
    for (const [index, host] of hosts.entries()) block.blocked(tabId, `https://${host}/${index}`);
  };
  await memory.session.set({ ...SESSION, place });
  await block.start(place);
  return { area, memory, rules, tabs, reloaded, timers, stop, block };
}

describe('starting a session', () => {
  it('turns blocking on in a café, and off on one’s own computer until it is chosen', async () => {
    const [cafe, own] = [await room('cafe'), await room('own')];
    expect(cafe.rules.asked()?.isOn).toBe(true);
    expect(own.rules.asked()?.isOn).toBe(false);
    await own.block.set(true);
    expect(own.rules.asked()?.isOn).toBe(true);
  });

  it('turns it off when the session ends', async () => {
    const { block, rules } = await room();
    await block.stop();
    expect(rules.asked()).toBeUndefined();
  });
});

describe('a page that looks broken', () => {
  it('allows everything on its whole site until blocking is resumed, and reloads the page', async () => {
    const { block, rules, reloaded, memory, tabs } = await room();
    await block.pause(1, true);
    expect(rules.asked()?.paused).toEqual(['news.example']);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: true, blocked: 0 });
    expect(reloaded).toEqual([1]);
    await block.pause(1, false);
    expect(rules.asked()?.paused).toEqual([]);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: false, blocked: 0 });
  });

  it('is ignored if the tab shows no site', async () => {
    const { block, rules, reloaded } = await room();
    await block.pause(2, true);
    await block.pause(9, true);
    expect(rules.asked()?.paused).toEqual([]);
    expect(reloaded).toEqual([]);
  });
});

describe('blocked requests', () => {
  it('are counted per page and per session, until the next page', async () => {
    const { block, stop, memory, tabs } = await room();
    await memory.visit(1).set(visit('https://www.news.example/today'));
    stop(1, 'a.watch.example', 'a.watch.example');
    await block.settle();
    stop(1, 'a.watch.example', 'b.example');
    stop(2, 'c.example');
    await block.settle();
    expect(await pageState({ memory, tabs, lists: {} }, 1)).toMatchObject({
      visit: {
        blocked: [
          { host: 'a.watch.example', site: 'watch.example', count: 3 },
          { host: 'b.example', site: 'b.example', count: 1 },
        ],
      },
    });
    stop(1, 'd.example');
    await block.opened(1);
    stop(1, 'e.example');
    await block.settle();
    expect(await pageState({ memory, tabs, lists: {} }, 1)).toMatchObject({
      visit: { blocked: [{ host: 'e.example', count: 1 }] },
    });
    expect((await blockingState({ memory, tabs }, 1))?.blocked, 'also what the page before asked for').toBe(
      7,
    );
  });

  it('are counted once if reported twice', async () => {
    const { block, memory } = await room();
    for (const url of ['https://a.example/x.js', 'https://a.example/x.js', 'https://a.example/y.js']) {
      block.blocked(1, url);
    }
    block.blocked(2, 'https://a.example/x.js');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 2 });
    expect((await memory.blocking.get())?.blocked).toBe(3);
  });

  it('are deduplicated by a bounded number of URLs, and still counted beyond it', async () => {
    const { block, memory } = await room();
    const urls = Array.from({ length: 1500 }, (_, index) => `https://a.example/${index}`);
    for (const url of [...urls, ...urls]) block.blocked(1, url);
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 2000 });
  });

  it('are counted again when the page is reloaded', async () => {
    const { block, stop, memory } = await room();
    stop(1, 'a.example');
    await block.opened(1);
    stop(1, 'a.example');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 1 });
    expect((await memory.blocking.get())?.blocked).toBe(2);
  });

  it('are stored together after a delay', async () => {
    const { stop, timers, memory } = await room();
    stop(1, 'a.example', 'b.example');
    stop(2, 'c.example');
    expect(await memory.blockedRequests(1).get()).toBeUndefined();
    expect(timers).toHaveLength(1);
    timers[0]?.();
    await new Promise((done) => setTimeout(done, 5));
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 1, 'b.example': 1 });
    stop(1, 'a.example');
    expect(timers, 'and what comes later as well').toHaveLength(2);
  });

  it('are stored with a bounded number of hosts', async () => {
    const { block, stop, memory } = await room();
    stop(1, ...Array.from({ length: 900 }, (_, index) => `h${index}.example`));
    await block.settle();
    expect(Object.keys((await memory.blockedRequests(1).get()) ?? {})).toHaveLength(200);
    expect((await memory.blocking.get())?.blocked).toBe(900);
  });

  it('do not count for the next session', async () => {
    const { block, stop, memory } = await room();
    stop(1, 'a.example');
    await block.stop();
    await block.start('cafe');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toBeUndefined();
    expect((await memory.blocking.get())?.blocked).toBe(0);
  });

  it('are ignored outside a session, and forgotten with it', async () => {
    const { block, stop, memory, area } = await room();
    stop(1, 'b.example');
    await block.stop();
    await memory.clear();
    stop(1, 'a.example');
    await block.settle();
    await block.pause(1, true);
    await block.set(true);
    expect([...area.keys()]).toEqual([]);
    await memory.session.set(SESSION);
    await block.start('cafe');
    await block.settle();
    expect((await memory.blocking.get())?.blocked).toBe(0);
  });
});

describe('a restarted background', () => {
  it('keeps the chosen setting', async () => {
    const { block, memory, tabs } = await room();
    await block.pause(1, true);
    const rules = fakeRules();
    await createTrackerBlocking({ memory, rules, tabs, later: () => undefined }).resume();
    expect(rules.asked()).toMatchObject({ isOn: true, paused: ['news.example'] });
  });

  it('does nothing outside a session', async () => {
    const rules = fakeRules();
    const parts = { memory: fakeMemory(), rules, tabs: fakeTabs(), later: () => undefined };
    await createTrackerBlocking(parts).resume();
    expect(rules.asked()).toBeUndefined();
  });
});

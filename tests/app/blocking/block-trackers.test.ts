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
  it('blocks in a café, and on one’s own computer only when asked to', async () => {
    const [cafe, own] = [await room('cafe'), await room('own')];
    expect(cafe.rules.asked()?.isOn).toBe(true);
    expect(own.rules.asked()?.isOn).toBe(false);
    await own.block.set(true);
    expect(own.rules.asked()?.isOn).toBe(true);
  });

  it('ends with the session', async () => {
    const { block, rules } = await room();
    await block.stop();
    expect(rules.asked()).toBeUndefined();
  });
});

describe('a page that looks broken', () => {
  it('lets all through on its whole site until asked again, and loads the page anew', async () => {
    const { block, rules, reloaded, memory, tabs } = await room();
    await block.pause(1, true);
    expect(rules.asked()?.paused).toEqual(['news.example']);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: true, blocked: 0 });
    expect(reloaded).toEqual([1]);
    await block.pause(1, false);
    expect(rules.asked()?.paused).toEqual([]);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: false, blocked: 0 });
  });

  it('is none where the tab shows no site', async () => {
    const { block, rules, reloaded } = await room();
    await block.pause(2, true);
    await block.pause(9, true);
    expect(rules.asked()?.paused).toEqual([]);
    expect(reloaded).toEqual([]);
  });
});

describe('what was stopped', () => {
  it('is counted for each page and for the session, until another page comes', async () => {
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

  it('is counted once where it is told twice', async () => {
    const { block, memory } = await room();
    for (const url of ['https://a.example/x.js', 'https://a.example/x.js', 'https://a.example/y.js']) {
      block.blocked(1, url);
    }
    block.blocked(2, 'https://a.example/x.js');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 2 });
    expect((await memory.blocking.get())?.blocked).toBe(3);
  });

  it('keeps no more addresses in mind than a page wants, and counts on', async () => {
    const { block, memory } = await room();
    const urls = Array.from({ length: 1500 }, (_, index) => `https://a.example/${index}`);
    for (const url of [...urls, ...urls]) block.blocked(1, url);
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 2000 });
  });

  it('is counted again where the page is loaded anew', async () => {
    const { block, stop, memory } = await room();
    stop(1, 'a.example');
    await block.opened(1);
    stop(1, 'a.example');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toEqual({ 'a.example': 1 });
    expect((await memory.blocking.get())?.blocked).toBe(2);
  });

  it('is written down together after a while, without being asked', async () => {
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

  it('is no more than a page can be told of by', async () => {
    const { block, stop, memory } = await room();
    stop(1, ...Array.from({ length: 900 }, (_, index) => `h${index}.example`));
    await block.settle();
    expect(Object.keys((await memory.blockedRequests(1).get()) ?? {})).toHaveLength(200);
    expect((await memory.blocking.get())?.blocked).toBe(900);
  });

  it('does not count for whoever starts the next session', async () => {
    const { block, stop, memory } = await room();
    stop(1, 'a.example');
    await block.stop();
    await block.start('cafe');
    await block.settle();
    expect(await memory.blockedRequests(1).get()).toBeUndefined();
    expect((await memory.blocking.get())?.blocked).toBe(0);
  });

  it('is forgotten where no session runs, and with the session', async () => {
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

describe('another background', () => {
  it('goes on with what was chosen', async () => {
    const { block, memory, tabs } = await room();
    await block.pause(1, true);
    const rules = fakeRules();
    await createTrackerBlocking({ memory, rules, tabs, later: () => undefined }).resume();
    expect(rules.asked()).toMatchObject({ isOn: true, paused: ['news.example'] });
  });

  it('does nothing where no session runs', async () => {
    const rules = fakeRules();
    const parts = { memory: fakeMemory(), rules, tabs: fakeTabs(), later: () => undefined };
    await createTrackerBlocking(parts).resume();
    expect(rules.asked()).toBeUndefined();
  });
});

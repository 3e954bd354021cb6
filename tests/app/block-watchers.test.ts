import { describe, expect, it } from 'vitest';
import { blockingState, pageState } from '#app/answers.ts';
import { createWatcherBlock } from '#app/block-watchers.ts';
import { visit } from '../builders.ts';
import { type Area, fakeMemory, fakeRules, fakeTabs, SITTING } from './fakes.ts';

async function room(place: 'cafe' | 'own' = 'cafe') {
  const area: Area = new Map();
  const memory = fakeMemory(area);
  const rules = fakeRules();
  const reloaded: number[] = [];
  const tabs = {
    ...fakeTabs({ 1: 'https://www.news.example/today', 2: 'about:blank' }),
    reload: async (tabId: number) => void reloaded.push(tabId),
  };
  const block = createWatcherBlock({ memory, rules, tabs });
  await memory.sitting.set({ ...SITTING, place });
  await block.begin(place);
  return { area, memory, rules, tabs, reloaded, block };
}

describe('sitting down', () => {
  it('blocks in a café, and on one’s own computer only when asked to', async () => {
    const [cafe, own] = [await room('cafe'), await room('own')];
    expect(cafe.rules.asked()?.isOn).toBe(true);
    expect(own.rules.asked()?.isOn).toBe(false);
    await own.block.set(true);
    expect(own.rules.asked()?.isOn).toBe(true);
  });

  it('ends with the sitting', async () => {
    const { block, rules } = await room();
    await block.end();
    expect(rules.asked()).toBeUndefined();
  });
});

describe('a page that looks broken', () => {
  it('lets all through on its whole site until asked again, and loads the page anew', async () => {
    const { block, rules, reloaded, memory, tabs } = await room();
    await block.pause(1, true);
    expect(rules.asked()?.paused).toEqual(['news.example']);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: true, stopped: 0 });
    expect(reloaded).toEqual([1]);
    await block.pause(1, false);
    expect(rules.asked()?.paused).toEqual([]);
    expect(await blockingState({ memory, tabs }, 1)).toEqual({ isOn: true, isPaused: false, stopped: 0 });
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
  it('is counted for each page and for the sitting, until another page comes', async () => {
    const { block, memory, tabs } = await room();
    await memory.visit(1).set(visit('https://www.news.example/today'));
    await block.stopped(new Map([[1, { 'a.watch.example': 2 }]]));
    await block.stopped(
      new Map([
        [1, { 'a.watch.example': 1, 'b.example': 1 }],
        [2, { 'c.example': 1 }],
      ]),
    );
    expect(await pageState({ memory, tabs, lists: {} }, 1)).toMatchObject({
      visit: {
        stopped: [
          { host: 'a.watch.example', site: 'watch.example', count: 3 },
          { host: 'b.example', site: 'b.example', count: 1 },
        ],
      },
    });
    await block.opened(1);
    expect(await pageState({ memory, tabs, lists: {} }, 1)).toMatchObject({ visit: { stopped: [] } });
    expect((await blockingState({ memory, tabs }, 1))?.stopped).toBe(5);
  });

  it('is no more than a page can be told of by', async () => {
    const { block, memory } = await room();
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`h${index}.example`, 1]));
    await block.stopped(new Map([[1, many]]));
    expect(Object.keys((await memory.stopped(1).get()) ?? {})).toHaveLength(200);
    expect((await memory.blocking.get())?.stopped).toBe(900);
  });

  it('is forgotten where nobody sits', async () => {
    const { block, memory, area } = await room();
    await memory.clear();
    await block.stopped(new Map([[1, { 'a.example': 1 }]]));
    await block.pause(1, true);
    await block.set(true);
    expect([...area.keys()]).toEqual([]);
  });
});

describe('another background', () => {
  it('goes on with what was chosen', async () => {
    const { block, memory, tabs } = await room();
    await block.pause(1, true);
    const rules = fakeRules();
    await createWatcherBlock({ memory, rules, tabs }).resume();
    expect(rules.asked()).toMatchObject({ isOn: true, paused: ['news.example'] });
  });

  it('does nothing where nobody sits', async () => {
    const rules = fakeRules();
    await createWatcherBlock({ memory: fakeMemory(), rules, tabs: fakeTabs() }).resume();
    expect(rules.asked()).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createProtectedFirst } from '#app/protected-first.ts';
import { createVisitWatch } from '#app/watch-visits.ts';
import { TRY_MS } from '#core/protected-first.ts';
import { address } from '../builders.ts';
import { type Area, fakeMemory, fakePages, fakeTabs, fakeToolbar, fakeUpgrades, SITTING } from './fakes.ts';

const PLAIN = 'http://tide.net/page';
const START = 'https://start.org/';

/** `background` gives a new one over the same memory, as after the browser let the old one die. */
async function room({ isSitting = true } = {}) {
  const session: Area = new Map();
  const memory = fakeMemory(session);
  const tabs = fakeTabs({ 1: START });
  const upgrades = fakeUpgrades();
  const watch = createVisitWatch({ memory, toolbar: fakeToolbar(), pages: fakePages(), tabs, lists: {} });
  const clock = { nowMs: 1_000_000 };
  const timers: { atMs: number; run: () => void }[] = [];
  const background = () =>
    createProtectedFirst({
      memory,
      tabs,
      upgrades,
      watch,
      now: () => clock.nowMs,
      later: (ms, run) => void timers.push({ atMs: clock.nowMs + ms, run }),
    });
  if (isSitting) {
    await memory.sitting.set(SITTING);
  }
  const first = background();
  await first.shows(1, START);
  const pass = async (ms: number) => {
    clock.nowMs += ms;
    for (const { run } of timers.splice(0).filter(({ atMs }) => atMs <= clock.nowMs)) run();
    await new Promise((done) => setTimeout(done, 5));
  };
  const urlOf = (tabId: number) => tabs.all.get(tabId)?.url;
  return {
    session,
    memory,
    watch,
    tabs,
    upgrades,
    clock,
    timers,
    background,
    first,
    pass,
    urlOf,
  };
}

const loading = (url: string) => ({ id: 1, url, isPrivate: false, isLoading: true });

describe('a protected address that fails', () => {
  it('leads to an empty page where the tab showed no web page before', async () => {
    const { first, clock } = await room();
    await first.shows(1, undefined);
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'refused');
    expect(await first.answer(1, 'back', 1)).toBe('about:blank');
  });

  it('brings our page into the tab, and nothing is let through yet', async () => {
    const { first, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(true);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
    expect(await first.stopOf(1)).toMatchObject({ code: 'no-protected-address', host: 'tide.net' });
    expect(upgrades.rules()).toBeUndefined();
  });

  it('brings our page also where it is told before the upgrade is written down', async () => {
    const { first, urlOf, clock } = await room();
    void first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(true);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('brings our page also where it is told before the upgrade', async () => {
    const { first, urlOf, clock } = await room();
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('brings our page where it is told before the upgrade, and worked the last time', async () => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: 'public', status: 200, demand: undefined });
    clock.nowMs += 60_000;
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('leaves a later try, or another site, to itself', async () => {
    const { first, urlOf, clock } = await room();
    await first.failed(1, 'tide.net', 'refused');
    clock.nowMs += 1000;
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(2, 'other.net', 'refused');
    await first.upgraded(2, PLAIN, clock.nowMs);
    await first.failed(3, 'tide.net', 'refused');
    await first.gone(3);
    await first.upgraded(3, PLAIN, clock.nowMs);
    expect([1, 2, 3].map(urlOf)).toEqual([START, undefined, undefined]);
  });

  it('is no address that worked, though Firefox shows its refusal as a page that came', async () => {
    const { first, memory, watch } = await room();
    const page = address('https://tide.net/');
    await watch.record(1, { kind: 'committed', page });
    await first.arrived(1, page);
    expect((await memory.line.get())?.protectedHosts).not.toContain('tide.net');
    await first.shows(1, 'https://tide.net/');
    expect((await memory.line.get())?.protectedHosts).toContain('tide.net');
  });

  it('leads back to the page before', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'refused');
    expect(await first.answer(1, 'back', 1)).toBe(START);
    expect(await first.stopOf(1)).toBeUndefined();
  });

  it('lets this host through for the sitting when the person goes on, and asks no more', async () => {
    const { first, urlOf, upgrades, clock, memory, watch } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'certificate');
    expect(await first.answer(1, 'continue', 1)).toBe(PLAIN);
    expect(upgrades.rules()).toEqual(['tide.net']);
    await watch.record(1, { kind: 'committed', page: address(PLAIN) });
    await first.arrived(1, address(PLAIN));
    expect((await memory.visit(1).get())?.line.plainAfter).toBe('certificate');
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('moves the tab itself when our page stands beside it', async () => {
    const { first, tabs, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'refused');
    const beside = await tabs.openOwn('stop', 'way=1');
    expect(await first.answer(1, 'continue', beside)).toBeUndefined();
    expect(urlOf(1)).toBe(PLAIN);
    expect(tabs.all.has(beside ?? -1)).toBe(false);
  });

  it('goes on by itself where nobody knows the suffix', async () => {
    const { first, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, 'http://printer.werkstatt/', clock.nowMs);
    await first.failed(1, 'printer.werkstatt', 'refused');
    expect(urlOf(1)).toBe('http://printer.werkstatt/');
    expect(upgrades.rules()).toEqual(['printer.werkstatt']);
  });

  it.each([
    ['that the person asked for as such', 'other.net', 'refused'],
    ['whose name nobody knows', 'tide.net', 'no-name'],
  ] as const)('is left to the browser: one %s', async (_, host, failure) => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, host, failure)).toBe(false);
    expect(urlOf(1)).toBe(START);
  });

  it('is left to the browser where the site demanded protection', async () => {
    const { first, clock } = await room();
    const page = address('https://tide.net/');
    await first.answered(1, { page, network: 'public', status: 200, demand: 'max-age=100' });
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, 'tide.net', 'certificate')).toBe(false);
  });

  it('is nothing to us when it worked before it failed, as a picture of it might', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: undefined, status: 200, demand: undefined });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
  });

  it('is nothing to us while nobody sits', async () => {
    const { first, session, clock } = await room({ isSitting: false });
    await first.upgraded(1, PLAIN, clock.nowMs);
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    expect(session.size).toBe(0);
  });
});

describe('a protected address that says nothing', () => {
  it('is given up after six seconds', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    tabs.all.set(1, loading(START));
    await pass(TRY_MS - 1);
    expect(urlOf(1)).toBe(START);
  });

  it('is given up then, not before', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('counts from the first try, which the browser made by itself', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs - 3000);
    tabs.all.set(1, loading(START));
    await pass(3000);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('is not given up when the person stopped it, went elsewhere, or it answered', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.asks(1, 'elsewhere.org');
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, PLAIN, clock.nowMs);
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: undefined, status: 200, demand: undefined });
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
  });

  it('has its own six seconds, whatever the tab waited for before', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    clock.nowMs += 4000;
    await first.upgraded(1, 'http://other.net/', clock.nowMs);
    tabs.all.set(1, loading(START));
    await pass(2000);
    expect(urlOf(1)).toBe(START);
  });

  it('is not forgotten with the background', async () => {
    const { first, background, tabs, pass, timers, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    tabs.all.set(1, loading(START));
    timers.length = 0;
    clock.nowMs += 2000;
    await background().resume();
    expect(upgrades.rules()).toEqual([]);
    await pass(4000);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });
});

it('stops a page that sends back and forth, though each address answers', async () => {
  const { first, urlOf, clock } = await room();
  const page = address('https://tide.net/page');
  for (let times = 0; times < 5; times += 1) {
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.answered(1, { page, network: undefined, status: 200, demand: undefined });
    clock.nowMs += 200;
  }
  expect(urlOf(1)).toBe('own:stop.html?way=1');
});

describe('the sign-in of the network itself', () => {
  it('opens where the browser looks for it, and what it leads to is not stopped', async () => {
    const { first, upgrades, urlOf, clock } = await room();
    await first.portalChanged(true, 'http://detect.example.org/');
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'silent');
    expect(await first.answer(1, 'portal', 1)).toBe('http://detect.example.org/');
    expect(upgrades.rules()).toEqual(['detect.example.org']);
    await first.upgraded(1, 'http://hotspot.com/in', clock.nowMs);
    await first.failed(1, 'hotspot.com', 'refused');
    expect(urlOf(1)).toBe('http://hotspot.com/in');
  });

  it('opens in the place of the page where the browser does not tell', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'silent');
    expect(await first.answer(1, 'portal', 1)).toBe(PLAIN);
  });

  it('ends when the network is open', async () => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, PLAIN, clock.nowMs);
    await first.failed(1, 'tide.net', 'silent');
    await first.answer(1, 'portal', 1);
    await first.portalChanged(false, undefined);
    await first.upgraded(1, 'http://hotspot.com/in', clock.nowMs);
    await first.failed(1, 'hotspot.com', 'refused');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('is known by the way into the local network', async () => {
    const { first, memory, watch } = await room();
    const portal = address('http://login.cafe.lan/');
    await first.redirected(1, address('http://weather.net/'), portal, undefined);
    await watch.record(1, { kind: 'committed', page: portal });
    await first.arrived(1, portal);
    expect((await memory.visit(1).get())?.line.isPortal).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { createHttpsFirst } from '#app/network/https-first.ts';
import { createVisitObserver } from '#app/page/observe-visits.ts';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { PATIENT_TRY_MS, TRY_MS } from '#core/network/https-first.ts';
import { address } from '../../builders.ts';
import {
  type Area,
  fakeMemory,
  fakePages,
  fakeTabs,
  fakeToolbar,
  fakeUpgrades,
  inEnglish,
  SESSION,
} from '../fakes.ts';

const PLAIN = 'http://tide.net/page';
const START = 'https://start.org/';

/** `background` creates a new one over the same storage, as after the browser ended the old one. */
async function room({ isSessionRunning = true } = {}) {
  const session: Area = new Map();
  const memory = fakeMemory(session);
  const tabs = fakeTabs({ 1: START });
  const upgrades = fakeUpgrades();
  const watch = createVisitObserver({
    memory,
    toolbar: fakeToolbar(),
    scanPage: fakePages().scanPage,
    tabs,
    lists: {},
    language: inEnglish,
    now: () => 1,
  });
  const clock = { nowMs: 1_000_000 };
  const timers: { atMs: number; run: () => void }[] = [];
  const background = () =>
    createHttpsFirst({
      memory,
      tabs,
      upgrades,
      visits: watch,
      now: () => clock.nowMs,
      later: (ms, run) => void timers.push({ atMs: clock.nowMs + ms, run }),
    });
  if (isSessionRunning) {
    await memory.session.set(SESSION);
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

describe('a failed upgrade', () => {
  it('leads back to an empty page if the tab showed no web page before', async () => {
    const { first, clock } = await room();
    await first.shows(1, undefined);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'refused');
    expect(await first.answer(1, 'back', 1)).toBe('about:blank');
  });

  it('shows the interstitial, and allows nothing yet', async () => {
    const { first, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(true);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
    expect(await first.interstitialOf(1)).toMatchObject({ code: 'no-protected-address', host: 'tide.net' });
    expect(upgrades.rules()).toBeUndefined();
  });

  it('shows the interstitial even if the failure is reported before the upgrade is stored', async () => {
    const { first, urlOf, clock } = await room();
    void first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(true);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('shows the interstitial even if the failure is reported before the upgrade', async () => {
    const { first, urlOf, clock } = await room();
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('shows the interstitial if the failure is reported first and the last upgrade worked', async () => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: 'public', status: 200, hsts: undefined });
    clock.nowMs += 60_000;
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('does not affect a later attempt or another site', async () => {
    const { first, urlOf, clock } = await room();
    await first.failed(1, 'tide.net', 'refused');
    clock.nowMs += 1000;
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(2, 'other.net', 'refused');
    await first.upgraded(2, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(3, 'tide.net', 'refused');
    await first.gone(3);
    await first.upgraded(3, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect([1, 2, 3].map(urlOf)).toEqual([START, undefined, undefined]);
  });

  it('does not count as working, although Firefox commits its error page', async () => {
    const { first, memory, watch } = await room();
    const page = address('https://tide.net/');
    await watch.record(1, { kind: 'committed', page });
    await first.arrived(1, page);
    expect((await memory.networkFacts.get())?.httpsHosts).not.toContain('tide.net');
    await first.shows(1, 'https://tide.net/');
    expect((await memory.networkFacts.get())?.httpsHosts).toContain('tide.net');
  });

  it('leads back to the previous page', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'refused');
    expect(await first.answer(1, 'back', 1)).toBe(START);
    expect(await first.interstitialOf(1)).toBeUndefined();
  });

  it.each(['password', 'card', 'id'] as const)(
    'opened for reading only it still holds a %s back, until the person goes on there too',
    async (asks) => {
      const { first, clock, memory, tabs, watch } = await room();
      const guard = createSecretGuard({
        memory,
        tabs,
        release: fakePages().release,
        lists: {},
        now: () => clock.nowMs,
      });
      const entered = () => guard.entered({ id: 1, url: PLAIN, frameUrl: PLAIN }, PLAIN, asks);
      await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
      await first.failed(1, 'tide.net', 'refused');
      expect(await first.answer(1, 'continue', 1)).toBe(PLAIN);
      await tabs.navigate(1, PLAIN);
      await watch.record(1, { kind: 'committed', page: address(PLAIN) });
      await first.arrived(1, address(PLAIN));
      expect(await entered()).toBe(true);
      expect(await guard.interstitialOf(1)).toMatchObject({ host: 'tide.net', canUpgrade: false, asks });
      await guard.answer(1, 'continue', undefined);
      expect(await entered()).toBe(false);
    },
  );

  it('allows HTTP for this host until the session ends, after the person continues', async () => {
    const { first, urlOf, upgrades, clock, memory, watch } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'certificate');
    expect(await first.answer(1, 'continue', 1)).toBe(PLAIN);
    expect(upgrades.rules()).toEqual(['tide.net']);
    await watch.record(1, { kind: 'committed', page: address(PLAIN) });
    await first.arrived(1, address(PLAIN));
    expect((await memory.visit(1).get())?.networkFacts.httpsFailure).toBe('certificate');
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('navigates the tab itself if the interstitial is in another one', async () => {
    const { first, tabs, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'refused');
    const beside = await tabs.openOwn('stop', 'way=1');
    expect(await first.answer(1, 'continue', beside)).toBeUndefined();
    expect(urlOf(1)).toBe(PLAIN);
    expect(tabs.all.has(beside ?? -1)).toBe(false);
  });

  it('falls back to HTTP if the suffix is not public', async () => {
    const { first, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, { url: 'http://printer.werkstatt/', startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'printer.werkstatt', 'refused');
    expect(urlOf(1)).toBe('http://printer.werkstatt/');
    expect(upgrades.rules()).toEqual(['printer.werkstatt']);
  });

  it.each([
    ['that the person asked for as such', 'other.net', 'refused'],
    ['whose name nobody knows', 'tide.net', 'no-name'],
  ] as const)('is left to the browser: one %s', async (_, host, failure) => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, host, failure)).toBe(false);
    expect(urlOf(1)).toBe(START);
  });

  it('is left to the browser if the site sent HSTS', async () => {
    const { first, clock } = await room();
    const page = address('https://tide.net/');
    await first.answered(1, { page, network: 'public', status: 200, hsts: 'max-age=100' });
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, 'tide.net', 'certificate')).toBe(false);
  });

  it('is ignored if the page loaded before, as for an image', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: undefined, status: 200, hsts: undefined });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
  });

  it('is ignored outside a session', async () => {
    const { first, session, clock } = await room({ isSessionRunning: false });
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(await first.failed(1, 'tide.net', 'refused')).toBe(false);
    // The page that was shown before counts as one that works.
    expect([...session.keys()]).toEqual(['network-facts']);
  });
});

describe('an upgrade without a response', () => {
  it('is given up after six seconds', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(TRY_MS - 1);
    expect(urlOf(1)).toBe(START);
  });

  it('is not given up earlier', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('is timed from the browser’s own first attempt', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs - 3000, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(3000);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('is not given up if the person stopped it, navigated elsewhere, or it was answered', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.asks(1, 'elsewhere.org');
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    const page = address('https://tide.net/page');
    await first.answered(1, { page, network: undefined, status: 200, hsts: undefined });
    await pass(TRY_MS);
    expect(urlOf(1)).toBe(START);
  });

  it('has its own six seconds, whatever the tab waited for before', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    clock.nowMs += 4000;
    await first.upgraded(1, { url: 'http://other.net/', startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(2000);
    expect(urlOf(1)).toBe(START);
  });

  it('survives a restart of the background', async () => {
    const { first, background, tabs, pass, timers, urlOf, upgrades, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    timers.length = 0;
    clock.nowMs += 2000;
    await background().resume();
    expect(upgrades.rules()).toEqual([]);
    await pass(4000);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });
});

it('stops a redirect loop although each URL responds', async () => {
  const { first, urlOf, clock } = await room();
  const page = address('https://tide.net/page');
  for (let times = 0; times < 5; times += 1) {
    expect(urlOf(1)).toBe(START);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.answered(1, { page, network: undefined, status: 200, hsts: undefined });
    clock.nowMs += 200;
  }
  expect(urlOf(1)).toBe('own:stop.html?way=1');
});

it('stops a loop over two sites by their scripts, even on a slow connection', async () => {
  const { first, urlOf, clock } = await room();
  const ask = async (site: string) => {
    await first.upgraded(1, { url: `http://${site}/`, startedAtMs: clock.nowMs, isSent: false });
    const page = address(`https://${site}/`);
    await first.answered(1, { page, network: undefined, status: 200, hsts: undefined });
    await first.shows(1, `https://${site}/`);
    clock.nowMs += 12_000;
  };
  clock.nowMs += 12_000;
  for (let turn = 0; turn < 9; turn += 1) {
    await ask('tide.net');
    await ask('ebb.org');
  }
  expect(urlOf(1)).toBe(START);
  await ask('tide.net');
  expect(urlOf(1)).toBe('own:stop.html?way=1');
  expect(await first.interstitialOf(1)).toMatchObject({ navigation: { failure: 'loop' } });
  expect(await first.answer(1, 'back', 1)).toBe(START);
});

describe('an HTTPS response without a page', () => {
  const answer = (status: number, isChallenge = false) => ({
    page: address('https://tide.net/page'),
    network: undefined,
    status,
    hsts: undefined,
    isChallenge,
  });

  async function tried() {
    const made = await room();
    await made.first.upgraded(1, { url: PLAIN, startedAtMs: made.clock.nowMs, isSent: false });
    return made;
  }

  it.each([404, 503])('offers HTTP (%s), and what was responded', async (status) => {
    const { first, urlOf } = await tried();
    await first.answered(1, answer(status));
    await first.shows(1, 'https://tide.net/page');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
    expect(await first.interstitialOf(1)).toMatchObject({ navigation: { failure: 'no-page' } });
    expect(await first.answer(1, 'protected', 1)).toBe('https://tide.net/page');
  });

  it('offers HTTP if the browser reports the upgrade late', async () => {
    const { first, urlOf, clock } = await room();
    await first.answered(1, answer(503));
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('offers HTTP if nobody observed the response', async () => {
    const { first, urlOf, upgrades } = await tried();
    upgrades.status = 503;
    await first.shows(1, 'https://tide.net/page');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('counts a committed page as a response, however long its images take', async () => {
    const { first, tabs, pass, urlOf } = await tried();
    await first.shows(1, 'https://tide.net/page');
    tabs.all.set(1, loading('https://tide.net/page'));
    await pass(TRY_MS);
    expect(urlOf(1)).toBe('https://tide.net/page');
  });

  it('does not count as an HTTPS page loaded before', async () => {
    const { first, memory, watch } = await tried();
    await first.answered(1, answer(503));
    await first.shows(1, 'https://tide.net/page');
    expect(await first.answer(1, 'continue', 1)).toBe(PLAIN);
    await watch.record(1, { kind: 'committed', page: address(PLAIN) });
    await first.arrived(1, address(PLAIN));
    expect((await memory.visit(1).get())?.networkFacts).toMatchObject({
      httpsFailure: 'no-page',
      hadHttps: false,
    });
  });

  it.each([
    ['a page came', answer(200)],
    ['it asks for a name', answer(401)],
    ['it only looks who comes', answer(403, true)],
  ])('is left to the browser where %s', async (_, reply) => {
    const { first, urlOf } = await tried();
    await first.answered(1, reply);
    expect(urlOf(1)).toBe(START);
  });

  it('is left to the browser if the site has shown HTTPS pages: then it is a dead link', async () => {
    const { first, urlOf } = await tried();
    await first.answered(1, answer(200));
    await first.upgraded(1, { url: 'http://tide.net/gone', startedAtMs: 0, isSent: false });
    await first.answered(1, answer(404));
    expect(urlOf(1)).toBe(START);
  });
});

describe('waiting longer', () => {
  it('shows the page when it loads, and the interstitial again after a minute', async () => {
    const { first, tabs, pass, timers, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    expect(await first.interstitialOf(1)).toMatchObject({ navigation: { failure: 'silent' } });
    expect(await first.answer(1, 'protected', 1)).toBe('https://tide.net/page');
    tabs.all.set(1, loading(START));
    expect(timers.map(({ atMs }) => atMs - clock.nowMs)).toEqual([PATIENT_TRY_MS]);
    await pass(PATIENT_TRY_MS);
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('shows the interstitial again when the attempt fails', async () => {
    const { first, tabs, pass, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    tabs.all.set(1, loading(START));
    await pass(TRY_MS);
    await first.answer(1, 'protected', 1);
    tabs.all.set(1, loading(START));
    await first.failed(1, 'tide.net', 'refused');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });
});

it('leads back to a form that could not be sent, and allows sending it from there', async () => {
  const { first, upgrades, clock } = await room();
  await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: true });
  await first.failed(1, 'tide.net', 'refused');
  expect(await first.interstitialOf(1)).toMatchObject({ navigation: { isSent: true } });
  expect(await first.answer(1, 'continue', 1)).toBe(START);
  expect(upgrades.rules()).toEqual(['tide.net']);
});

describe('a network that requires a sign-in first', () => {
  async function blockedRequests() {
    const made = await room();
    await made.memory.networkFacts.remove();
    await made.first.upgraded(1, { url: PLAIN, startedAtMs: made.clock.nowMs, isSent: false });
    await made.first.failed(1, 'tide.net', 'refused');
    return made;
  }

  it('is assumed while nothing has loaded over HTTPS', async () => {
    const { first } = await blockedRequests();
    expect(await first.interstitialOf(1)).toMatchObject({ navigation: { isBeforeSignIn: true } });
    const later = await room();
    await later.first.upgraded(1, { url: PLAIN, startedAtMs: later.clock.nowMs, isSent: false });
    await later.first.failed(1, 'tide.net', 'refused');
    expect(await later.first.interstitialOf(1), 'the page before came protected').toMatchObject({
      navigation: { isBeforeSignIn: false },
    });
  });

  it.each(['portal', 'continue'] as const)(
    'lead to the sign-in page without a second stop, by "%s"',
    async (choice) => {
      const { first, urlOf, clock, watch, memory } = await blockedRequests();
      expect(await first.answer(1, choice, 1)).toBe(PLAIN);
      const portal = 'http://hotspot.com/in';
      await first.redirected(1, address(PLAIN), address(portal), 'public');
      await first.upgraded(1, { url: portal, startedAtMs: clock.nowMs, isSent: false });
      await first.failed(1, 'hotspot.com', 'refused');
      expect(urlOf(1)).toBe(portal);
      await watch.record(1, { kind: 'committed', page: address(portal) });
      await first.arrived(1, address(portal));
      expect((await memory.visit(1).get())?.networkFacts.isPortal).toBe(true);
    },
  );

  it('is over with the first HTTPS page, after which sites are upgraded again', async () => {
    const { first, upgrades, urlOf, clock } = await blockedRequests();
    await first.answer(1, 'portal', 1);
    expect(upgrades.rules()).toEqual(['tide.net']);
    await first.shows(1, 'https://news.org/');
    expect(upgrades.rules()).toEqual([]);
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'refused');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });
});

describe('a captive portal', () => {
  it('opens at the URL of the browser’s detection, and what it leads to is not blocked', async () => {
    const { first, upgrades, urlOf, clock } = await room();
    await first.portalChanged(true, 'http://detect.example.org/');
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'silent');
    expect(await first.answer(1, 'portal', 1)).toBe('http://detect.example.org/');
    expect(upgrades.rules()).toEqual(['detect.example.org']);
    await first.upgraded(1, { url: 'http://hotspot.com/in', startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'hotspot.com', 'refused');
    expect(urlOf(1)).toBe('http://hotspot.com/in');
  });

  it('opens in place of the page if the browser reports no URL', async () => {
    const { first, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'silent');
    expect(await first.answer(1, 'portal', 1)).toBe(PLAIN);
  });

  it('is over when the network is open', async () => {
    const { first, urlOf, clock } = await room();
    await first.upgraded(1, { url: PLAIN, startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'tide.net', 'silent');
    await first.answer(1, 'portal', 1);
    await first.portalChanged(false, undefined);
    await first.upgraded(1, { url: 'http://hotspot.com/in', startedAtMs: clock.nowMs, isSent: false });
    await first.failed(1, 'hotspot.com', 'refused');
    expect(urlOf(1)).toBe('own:stop.html?way=1');
  });

  it('is recognized by a redirect into the local network', async () => {
    const { first, memory, watch } = await room();
    const portal = address('http://login.cafe.lan/');
    await first.redirected(1, address('http://weather.net/'), portal, undefined);
    await watch.record(1, { kind: 'committed', page: portal });
    await first.arrived(1, portal);
    expect((await memory.visit(1).get())?.networkFacts.isPortal).toBe(true);
  });
});

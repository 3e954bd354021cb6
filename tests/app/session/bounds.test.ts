import { beforeEach, describe, expect, it, vi } from 'vitest';

const MEGABYTE = 1024 * 1024;

/** Fake of `storage.session` with its quota (`QUOTA_BYTES`). */
const session = vi.hoisted(() => {
  const values = new Map<string, string>();
  const area = {
    values,
    quotaBytes: 0,
    bytesOf: (key: string) => Buffer.byteLength(key + (values.get(key) ?? '')),
    get: async (key: string | null) =>
      Object.fromEntries(
        [...values]
          .filter(([name]) => key === null || name === key)
          .map(([name, text]) => [name, JSON.parse(text)]),
      ),
    set: async (entries: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(entries)) {
        const text = JSON.stringify(value);
        const others = [...values.keys()].filter((name) => name !== key).map(area.bytesOf);
        const bytes = others.reduce((sum, size) => sum + size, Buffer.byteLength(key + text));
        if (bytes > area.quotaBytes) throw new Error('Session storage quota bytes exceeded.');
        values.set(key, text);
      }
    },
    remove: async (keys: string | readonly string[]) => {
      for (const key of [keys].flat()) values.delete(key as string);
    },
  };
  return area;
});
vi.mock('webextension-polyfill', () => ({ default: { storage: { session } } }));

import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { createRecipientSelection } from '#app/mail/recipient-selection.ts';
import { createMemory, GOES_FIRST, type Memory } from '#app/memory.ts';
import { createHttpsFirst } from '#app/network/https-first.ts';
import { createTlsObserver } from '#app/network/observe-tls.ts';
import { createVisitObserver } from '#app/page/observe-visits.ts';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { createAftercare } from '#app/tidy/aftercare.ts';
import { createLeave } from '#app/tidy/leave.ts';
import { createVisitSpans } from '#app/tidy/visit-span.ts';
import { createSessionStore } from '#browser/session-store.ts';
import { signerOf } from '#core/network/tls-info.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { MAX_TOUCHED_HOSTS, STEP_IDS } from '#core/tidy/plan.ts';
import { outcomeOf } from '#core/tidy/receipt.ts';
import { address, form, scan, thirdParty, tlsInfo } from '../../builders.ts';
import {
  fakeCleaner,
  fakeJournal,
  fakeListeners,
  fakeObserving,
  fakePages,
  fakeRules,
  fakeTabs,
  fakeToolbar,
  fakeUpgrades,
  inEnglish,
  SESSION,
  TIDY_CONTEXT,
  TIDY_REQUEST,
} from '../fakes.ts';

const memory = createMemory(createSessionStore(GOES_FIRST));

const QUOTA = 10 * MEGABYTE;
const KB = 1024;

/** Maximum size of each value in bytes. A new value must declare its own. */
const BOUNDS: { readonly [Key in Exclude<keyof Memory, 'clear' | 'visit' | 'blockedRequests'>]: number } = {
  session: 4 * KB,
  mark: KB,
  voice: KB,
  timer: KB,
  hosts: 1.2 * MEGABYTE,
  touchedTabs: 140 * KB,
  signOutEntries: 300 * KB,
  consents: 200 * KB,
  sentUnencrypted: 80 * KB,
  tlsInfo: 300 * KB,
  // Numeric ids and hashes from before the session.
  baseline: 300 * KB,
  // With the baseline of the moment that was named.
  leaving: 0.9 * MEGABYTE,
  finished: 500 * KB,
  // Two lists of hosts, and the baseline.
  aftercare: 2.6 * MEGABYTE,
  clock: KB,
  seen: KB,
  quickToken: KB,
  zooms: 200 * KB,
  cutOff: KB,
  networkFacts: 500 * KB,
  upgradeAttempts: 1.8 * MEGABYTE,
  portalTab: KB,
  told: 20 * KB,
  organisation: 100 * KB,
  pointedAt: 150 * KB,
  blocking: 200 * KB,
  // Per tab; most have none.
  interstitial: 10 * KB,
  blockedNavigation: 20 * KB,
};
/** Values per tab; evicted first. */
const PAGE_BOUNDS = { visit: 350 * KB, blockedRequests: 60 * KB };

/** A host of maximum length. */
const longHost = (index: number, site = 'evil.org') => {
  const label = 'a'.repeat(62);
  return `x${String(index).padStart(7, '0')}.${label}.${label}.${label}.${'b'.repeat(44)}.${site}`;
};
const LONG = '/'.padEnd(100_000, 'x');
const many = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));

const timesOf = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 1_700_000_000_000]));

const later = () => undefined;
const now = () => 1;

function useCases() {
  const tabs = fakeTabs({});
  const pages = fakePages();
  const watch = createVisitObserver({
    memory,
    toolbar: fakeToolbar(),
    scanPage: pages.scanPage,
    tabs,
    lists: {},
    language: inEnglish,
    now,
  });
  return {
    tabs,
    pages,
    watch,
    secretGuard: createSecretGuard({ memory, tabs, release: pages.release, lists: {}, now }),
    httpsFirst: createHttpsFirst({ memory, tabs, upgrades: fakeUpgrades(), visits: watch, now, later }),
    lines: createTlsObserver({ memory, visits: watch }),
    sentUnencrypted: createSentUnencryptedObserver({ memory, hasCookies: async () => true, now }),
    trackers: createTrackerBlocking({ memory, rules: fakeRules(), tabs, later }),
    recipientSelection: createRecipientSelection({ memory, tabs, readRecipients: pages.readRecipients }),
  };
}

beforeEach(async () => {
  session.values.clear();
  session.quotaBytes = QUOTA;
  await memory.clear();
  session.values.clear();
  await memory.session.set(SESSION);
});

function expectWithin(key: string, bound: number): void {
  const bytes = session.bytesOf(key);
  expect(bytes, `${key} was written`).toBeGreaterThan(key.length);
  expect(bytes, key).toBeLessThanOrEqual(bound);
}

describe('values in session storage that a page can grow', () => {
  it('leave room for visits at their maximum size', () => {
    const sum = Object.values(BOUNDS).reduce((total, bytes) => total + bytes, 0);
    expect(sum + PAGE_BOUNDS.visit + PAGE_BOUNDS.blockedRequests).toBeLessThan(QUOTA);
  });

  it('are bounded: hosts of frames', async () => {
    const { watch } = useCases();
    await Promise.all(many(6000, (index) => watch.touchHost(`${longHost(index)}:65535`)));
    expectWithin('hosts', BOUNDS.hosts);
    expect(Object.keys((await memory.hosts.get()) ?? {})).toHaveLength(MAX_TOUCHED_HOSTS);
    await watch.touchHost('next.example');
    expect(Object.keys((await memory.hosts.get()) ?? {})[0], 'the first ones stay').toBe(
      `${longHost(0)}:65535`,
    );
  });

  it('are bounded: tabs, and closed ones are removed', async () => {
    const { watch } = useCases();
    await Promise.all(many(7000, (index) => watch.touchTab(1_000_000_000 + index)));
    expectWithin('touched-tabs', BOUNDS.touchedTabs);
    await watch.gone(1_000_006_999);
    const kept = Object.keys((await memory.touchedTabs.get()) ?? {});
    expect(kept).not.toContain('1000006999');
    expect(kept).toContain('1000006998');
  });

  it('are bounded: visits', async () => {
    const { watch } = useCases();
    const page = address(`https://${longHost(0)}${LONG}`);
    const pageScan = scan({
      forms: many(500, (index) => form(`https://${longHost(index)}/`)),
      parts: many(500, (index) => address(`https://${longHost(index)}/`)),
    });
    await watch.record(
      1,
      { kind: 'committed', page },
      { kind: 'scanned', scan: pageScan, isWhole: true },
      { kind: 'third-parties', hosts: many(2000, (index) => thirdParty(longHost(index, `w${index}.org`))) },
      ...many(100, (index) => ({
        kind: 'downloaded' as const,
        download: { host: longHost(index), canRun: true },
      })),
    );
    expectWithin('visit-1', PAGE_BOUNDS.visit);
  });

  it('are bounded: blocked requests', async () => {
    const { trackers, tabs } = useCases();
    await trackers.start('cafe');
    for (const index of Array(1000).keys()) trackers.blocked(1, `https://${longHost(index)}${LONG}`);
    trackers.blocked(1, `https://${'y'.repeat(100_000)}/`);
    await trackers.settle();
    expectWithin('blocked-requests-1', PAGE_BOUNDS.blockedRequests);
    for (const index of Array(600).keys()) {
      await tabs.navigate(1, `https://${longHost(0, `w${index}.org`)}/`);
      await trackers.pause(1, true);
    }
    expectWithin('blocking', BOUNDS.blocking);
  });

  it('are bounded: sign-ins, and one site evicts only its own', async () => {
    const { secretGuard } = useCases();
    await secretGuard.typed('https://mail.example/');
    for (const index of Array(600).keys()) await secretGuard.typed(`https://${longHost(index)}${LONG}`);
    await secretGuard.typed('https://bank.example/');
    expectWithin('sign-out-entries', BOUNDS.signOutEntries);
    const hosts = Object.keys((await memory.signOutEntries.get()) ?? {});
    expect(hosts).toContain('mail.example');
    expect(hosts).toContain('bank.example');
    expect(hosts).toContain(longHost(0));
  });

  it('are bounded: interstitials and consents', async () => {
    const { secretGuard, tabs } = useCases();
    for (const index of Array(600).keys()) {
      await tabs.navigate(1, `http://${longHost(index)}/`);
      await secretGuard.windowAsks(1, `http://${longHost(index)}${LONG}`);
      if (index === 0) expectWithin('interstitial-1', BOUNDS.interstitial);
      await secretGuard.answer(1, 'continue', undefined);
    }
    expectWithin('consents', BOUNDS.consents);
  });

  it('are bounded: upgrade attempts and redirects', async () => {
    const { httpsFirst } = useCases();
    const url = (index: number) => `http://${longHost(index)}/`.padEnd(8192, 'x');
    for (const index of Array(300).keys()) {
      await httpsFirst.shows(index, url(index));
      await httpsFirst.upgraded(index, { url: url(index), startedAtMs: 0, isSent: false });
      await httpsFirst.redirected(
        index,
        address('http://x.org/'),
        address(`http://r${index}.lan/`),
        'private',
      );
      await httpsFirst.hstsSent(address(`https://${longHost(index)}/`), 'max-age=99');
    }
    await httpsFirst.portalChanged(true, `http://portal.example${LONG}`);
    for (const index of Array(600).keys()) {
      const page = address(`https://${longHost(index)}/`);
      await httpsFirst.answered(1, { page, network: 'public', status: 200, hsts: 'max-age=9' });
    }
    expectWithin('upgrade-attempts', BOUNDS.upgradeAttempts);
    expectWithin('network-facts', BOUNDS.networkFacts);
    await httpsFirst.failed(299, longHost(299), 'refused');
    expectWithin('blocked-navigation-299', BOUNDS.blockedNavigation);
  });

  it('are bounded: hosts allowed over HTTP', async () => {
    const { httpsFirst, tabs } = useCases();
    for (const index of Array(400).keys()) {
      const host = longHost(index, 'evilnet');
      await httpsFirst.upgraded(1, { url: `http://${host}/`, startedAtMs: 0, isSent: false });
      await httpsFirst.failed(1, host, 'refused');
    }
    expect(tabs.all.get(1)?.url, 'it went on').toBe(`http://${longHost(399, 'evilnet')}/`);
    expectWithin('network-facts', BOUNDS.networkFacts);
    expect(Object.keys((await memory.networkFacts.get())?.httpHosts ?? {})).toHaveLength(300);
  });

  it('exclude a URL of 100 kB, which is left to the browser', async () => {
    const { httpsFirst } = useCases();
    await httpsFirst.shows(1, `https://tide.net${LONG}`);
    await httpsFirst.upgraded(1, { url: `http://tide.net${LONG}`, startedAtMs: 0, isSent: false });
    expect(await memory.upgradeAttempts.get()).toBeUndefined();
    await httpsFirst.upgraded(1, { url: 'http://tide.net/', startedAtMs: 0, isSent: false });
    expect((await memory.upgradeAttempts.get())?.['1']?.from, 'nor is it a way back').toBeUndefined();
  });

  it('are bounded: TLS info', async () => {
    const { lines } = useCases();
    const issuer = signerOf(`O=${'文'.repeat(5000)}`);
    for (const index of Array(400).keys()) {
      await lines.opened(
        1,
        address(`https://${longHost(index)}/`),
        tlsInfo({ issuer, issuerBefore: issuer }),
      );
    }
    expectWithin('tls-info', BOUNDS.tlsInfo);
  });

  it('are bounded: what was sent unencrypted', async () => {
    const { sentUnencrypted } = useCases();
    for (const index of Array(300).keys()) {
      const url = `http://${longHost(index)}${LONG}`;
      await sentUnencrypted.sent(url, ['password', 'card', 'id', 'text'], { url, isPrivate: false });
    }
    expectWithin('sent-over-http', BOUNDS.sentUnencrypted);
  });

  it('are bounded: selected text', async () => {
    const { recipientSelection } = useCases();
    await recipientSelection.selection(
      many(5000, (index) => `${'n'.repeat(50)}${index}@${longHost(index)}`).join(' '),
      1,
    );
    await recipientSelection.selection(
      many(5000, (index) => `${'n'.repeat(60)}@${'m'.repeat(60)}${index}.com`).join(' '),
      1,
    );
    expectWithin('pointed-at', BOUNDS.pointedAt);
  });

  it('are bounded: zoom levels', async () => {
    for (const index of Array(600).keys()) {
      await memory.zooms.update((zooms) => ({ ...zooms, [index]: { host: longHost(index), factor: 1.5 } }));
    }
    expectWithin('zooms', BOUNDS.zooms);
    expect(await memory.zooms.get()).toHaveProperty('599');
  });

  it('are bounded: the receipt and its aftercare', async () => {
    const names = many(5000, (index) => `${index}${'n'.repeat(199)}`.slice(0, 200));
    const outcomes = STEP_IDS.map((id) =>
      outcomeOf({ id, method: 'since' }, 1, id === 'tabs' || id === 'files' ? names : []),
    );
    const numbers = many(1000, (index) => 1_000_000_000 + index);
    await memory.leaving.set({
      scope: 'sitting',
      keepFiles: numbers,
      closeTabs: numbers,
      leaveOut: STEP_IDS,
      clipboardCleared: true,
      leaveTabId: 1,
      outcomes,
    });
    await memory.finished.set({
      language: 'en',
      receipt: {
        scope: 'sitting',
        isComplete: true,
        wasInterrupted: false,
        hasTrueDates: true,
        late: 0,
        outcomes,
      },
    });
    const baseline = { ...EMPTY_BASELINE, cookies: many(20_000, (index) => 1_000_000_000 + index) };
    await memory.baseline.set(baseline);
    await memory.hosts.set(timesOf(many(6000, (index) => `${longHost(index)}:65535`)));
    const aftercare = createAftercare({
      browser: 'chromium',
      memory,
      cleaner: fakeCleaner(),
      observe: fakeListeners,
      later,
      now,
      tabs: { get: async () => undefined, findOwn: async () => undefined },
    });
    const hosts = Object.keys((await memory.hosts.get()) ?? {});
    await aftercare.start({ ...TIDY_CONTEXT, hosts, baseline });
    expectWithin('leaving', BOUNDS.leaving);
    expectWithin('finished', BOUNDS.finished);
    expectWithin('baseline', BOUNDS.baseline);
    expectWithin('aftercare', BOUNDS.aftercare);
  });
});

describe('a full session storage', () => {
  const SECRET_PAGE = { id: 1, url: 'http://mail.org/', frameUrl: 'http://mail.org/' };

  function fill() {
    session.values.set('unknown', JSON.stringify('x'.repeat(QUOTA)));
  }

  it('evicts visits first, which are then "not looked at"', async () => {
    const { watch } = useCases();
    for (const tabId of [1, 2]) {
      await watch.record(
        tabId,
        { kind: 'committed', page: address('http://forum.org/') },
        { kind: 'scanned', scan: scan({ forms: [form('http://forum.org/')] }), isWhole: true },
      );
    }
    session.quotaBytes =
      [...session.values.keys()].map(session.bytesOf).reduce((sum, bytes) => sum + bytes) + 10;
    await memory.hosts.set(timesOf(['a.example', 'b.example']));
    expect([...session.values.keys()].toSorted()).toEqual(['hosts', 'session']);
    expect(await memory.visit(1).get(), 'this background still knows').toBeDefined();
  });

  it('still holds passwords back', async () => {
    const { secretGuard, tabs } = useCases();
    fill();
    await tabs.navigate(1, SECRET_PAGE.url);
    expect(await secretGuard.entered(SECRET_PAGE, SECRET_PAGE.url, 'password')).toBe(true);
    expect(await secretGuard.interstitialOf(1)).toMatchObject({ code: 'insecure-password-field' });
    expect([...tabs.all.values()].some(({ url }) => url.startsWith('own:stop.html'))).toBe(true);
  });

  it('claims nothing: without a readable session, no answer says that nothing is blocked', async () => {
    const { secretGuard } = useCases();
    session.values.clear();
    await memory.clear();
    const { get } = session;
    session.get = async () => {
      throw new Error('cannot be read');
    };
    await expect(secretGuard.entered(SECRET_PAGE, SECRET_PAGE.url, 'password')).rejects.toThrow();
    session.get = get;
  });

  function leaveBy(cleaner = fakeCleaner()) {
    const journal = fakeJournal();
    const clock = { look: async () => undefined };
    const sessions = { stop: async () => undefined };
    const leave = createLeave({
      browser: 'firefox',
      memory,
      journal,
      cleaner,
      tabs: fakeTabs(),
      sessions,
      clock,
      now,
      aftercare: { start: async () => undefined },
      spans: createVisitSpans({ memory, baselineAt: async (earlier) => earlier, now }),
      savedFiles: async () => [],
      observing: fakeObserving,
      language: inEnglish,
      organisation: { refresh: async () => undefined },
      later: (_, run) => void setTimeout(run),
      elapsedMs: () => 0,
    });
    return { leave, cleaner, journal };
  }

  it('lets a tidy start and finish', async () => {
    await memory.baseline.set(EMPTY_BASELINE);
    await memory.hosts.set({});
    fill();
    const { leave, cleaner } = leaveBy();
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    expect(cleaner.cleared).toContain('cookies');
    expect((await memory.finished.get())?.receipt.scope).toBe('sitting');
  });

  it('lets a tidy start even if the journal cannot be written', async () => {
    await memory.baseline.set(EMPTY_BASELINE);
    const { leave, cleaner, journal } = leaveBy();
    journal.set = journal.update = async () => {
      throw new Error('no room on the disk');
    };
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    expect(cleaner.cleared).toContain('cookies');
  });

  it('turns a clearing by host into one of everything only if hosts are missing', async () => {
    const { leave } = leaveBy();
    await memory.hosts.set(timesOf(['a.example']));
    expect((await leave.facts()).hasAllHosts).toBe(true);
    await memory.hosts.set(timesOf(many(6000, (index) => longHost(index))));
    expect((await leave.facts()).hasAllHosts).toBe(false);
    await memory.hosts.remove();
    expect((await leave.facts()).hasAllHosts).toBe(false);
  });

  it('offers only everything if the baseline is unknown', async () => {
    const { leave } = leaveBy();
    await expect(leave.begin(TIDY_REQUEST)).rejects.toThrow('nobody knows');
    await leave.begin({ ...TIDY_REQUEST, scope: 'everything' });
    await leave.settled();
    expect((await memory.finished.get())?.receipt.scope).toBe('everything');
  });
});

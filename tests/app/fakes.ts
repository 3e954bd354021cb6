import type { Rules } from '#app/blocking/block-trackers.ts';
import { createMemory, type HeldItem, type Memory } from '#app/memory.ts';
import type { Upgrades } from '#app/network/network-facts.ts';
import type { PageContents, Toolbar } from '#app/page/observe-visits.ts';
import type { PageScript } from '#app/session/observing.ts';
import type { Settings } from '#app/session/session.ts';
import type { TabInfo, Tabs } from '#app/tabs.ts';
import type { Cleaner } from '#app/tidy/carry-out.ts';
import type { Journal } from '#app/tidy/journal.ts';
import type { TidyStart } from '#app/tidy/leave.ts';
import type { Blocking } from '#core/blocking/blocking.ts';
import type { Level } from '#core/page/verdict.ts';
import type { SettingId, SettingStatus } from '#core/session/hardening.ts';
import type { Life } from '#core/session/life.ts';
import type { Session } from '#core/session/session.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import type { StepId } from '#core/tidy/plan.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';

/** A storage area: its `values` survive a restart of the background, nothing else does. */
export type Area = Map<string, unknown>;

export function fakeItem<Value>(area: Area, key: string): HeldItem<Value> {
  const put = (value: Value | undefined) => {
    if (value === undefined) area.delete(key);
    else area.set(key, structuredClone(value));
  };
  const get = () => structuredClone(area.get(key)) as Value | undefined;
  const update = async (change: (value: Value | undefined) => Value | undefined) => {
    const after = change(get());
    put(after);
    return after;
  };
  return {
    get: async () => get(),
    set: async (value) => put(value),
    remove: async () => put(undefined),
    update,
    hold: update,
  };
}

export function fakeMemory(area: Area = new Map()): Memory {
  return createMemory({
    item: (key) => fakeItem(area, key),
    held: (key) => fakeItem(area, key),
    uncached: (key) => fakeItem(area, key),
    clear: async (isKept) => {
      for (const key of area.keys()) if (!isKept(key)) area.delete(key);
    },
  });
}

export function fakeJournal(area: Area = new Map()): Journal {
  return fakeItem(area, 'steps');
}

/** `held`: settings the browser keeps on disk for the extension, as the real ones are. */
export function fakeSettings(
  held: Set<SettingId> = new Set(),
  answers: Partial<Record<SettingId, SettingStatus | Error>> = {},
): Settings & { readonly held: Set<SettingId> } {
  return {
    held,
    harden: async (id) => {
      const answer = answers[id] ?? 'changed';
      if (answer instanceof Error) throw answer;
      if (answer === 'changed') held.add(id);
      return answer;
    },
    restoreAll: async () => held.clear(),
    countHeld: async () => held.size,
  };
}

/** `rules`: the hosts allowed over HTTP; `undefined` while nothing is upgraded. */
export function fakeUpgrades(): Upgrades & {
  readonly rules: () => readonly string[] | undefined;
  status: number | undefined;
} {
  let rules: readonly string[] | undefined;
  return {
    status: undefined,
    async statusOf() {
      return this.status;
    },
    rules: () => rules,
    start: async (httpHosts) => {
      rules = httpHosts;
    },
    stop: async () => {
      rules = undefined;
    },
  };
}

/** `asked`: the last settings passed to the browser; `undefined` while blocking is off. */
export function fakeRules(): Rules & { readonly asked: () => Blocking | undefined } {
  let asked: Blocking | undefined;
  return {
    asked: () => asked,
    start: async (blocking) => {
      asked = blocking;
    },
    stop: async () => {
      asked = undefined;
    },
  };
}

/** `lives`: the calls of `live`. */
export function fakeToolbar(): Toolbar & {
  readonly shown: Map<number, Level | 'unknown'>;
  readonly lives: (readonly [Life, readonly number[]])[];
} {
  const shown = new Map<number, Level | 'unknown'>();
  const lives: (readonly [Life, readonly number[]])[] = [];
  return {
    shown,
    lives,
    live: async (...call) => void lives.push(call),
    show: async (tabId, level) => void shown.set(tabId, level),
    reset: async () => shown.clear(),
  };
}

export function fakeListeners(): ListenerGroup & { isWatching: boolean } {
  const fake = {
    isWatching: false,
    start: () => {
      fake.isWatching = true;
    },
    stop: () => {
      fake.isWatching = false;
    },
  };
  return fake;
}

export interface FakePages extends PageScript {
  isWatching: boolean;
  readonly released: number[];
  /** Tab → recipients of its letter. */
  readonly recipients: Map<number, readonly string[]>;
  readonly scanPage: (tabId: number) => Promise<PageContents | undefined>;
  readonly readRecipients: (tabId: number) => Promise<readonly string[] | undefined>;
  readonly release: (tabId: number) => Promise<void>;
}

export function fakePages(looks: Record<number, PageContents> = {}): FakePages {
  const fake: FakePages = {
    isWatching: false,
    released: [],
    recipients: new Map(),
    readRecipients: async (tabId) => fake.recipients.get(tabId),
    start: async () => {
      fake.isWatching = true;
    },
    scanPage: async (tabId) => looks[tabId],
    release: async (tabId) => void fake.released.push(tabId),
  };
  return fake;
}

export interface FakeTabs extends Tabs {
  earlier: Tabs['earlier'];
  readonly open: Tabs['open'];
  readonly all: Map<number, TabInfo>;
  readonly shown: number[];
}

export function fakeTabs(urls: Record<number, string> = {}): FakeTabs {
  const all = new Map(
    Object.entries(urls).map(([id, url]) => [Number(id), { id: Number(id), url, isPrivate: false }]),
  );
  const shown: number[] = [];
  let nextId = 100;
  const add = (url: string) => {
    const id = nextId++;
    all.set(id, { id, url, isPrivate: false });
    return id;
  };
  const own = (page: string) => `own:${page}.html`;
  return {
    all,
    shown,
    get: async (tabId) => all.get(tabId),
    earlier: async ({ tabIds }) =>
      tabIds.flatMap((id) => {
        const tab = all.get(id);
        return tab ? [{ id, title: tab.url, hasMoved: false, wasShown: false }] : [];
      }),
    openOwn: async (page, query = '') => add(own(page) + (query && `?${query}`)),
    showOwn: async (tabId, page, query) =>
      void all.set(tabId, { id: tabId, url: `${own(page)}?${query}`, isPrivate: false }),
    openBehind: async (page) => void add(own(page)),
    findOwn: async (page) => [...all.values()].find(({ url }) => url.startsWith(own(page)))?.id,
    closeOwn: async (except) => {
      for (const { id, url } of [...all.values()]) {
        if (url.startsWith('own:') && !except.some((page) => url.startsWith(own(page)))) all.delete(id);
      }
    },
    open: async (url) => void add(url),
    navigate: async (tabId, url) => void all.set(tabId, { id: tabId, url, isPrivate: false }),
    back: async (tabId) => void all.set(tabId, { id: tabId, url: 'about:blank', isPrivate: false }),
    reload: async () => undefined,
    show: async (tabId) => void shown.push(tabId),
    close: async (tabIds) => {
      for (const id of tabIds) all.delete(id);
    },
    minimiseOtherWindows: async () => undefined,
  };
}

export interface FakeCleaner extends Cleaner {
  readonly cleared: StepId[];
  readonly leftovers: Map<StepId, number>;
}

/** A browser with some data of every kind; `answers` makes single steps fail. */
export function fakeCleaner(
  answers: Partial<Record<StepId, 'stays' | 'fails' | 'uncounted'>> = {},
): FakeCleaner {
  const cleared: StepId[] = [];
  const leftovers = new Map<StepId, number>();
  const count = async ({ id }: { readonly id: StepId }) =>
    answers[id] === 'uncounted' ? undefined : (leftovers.get(id) ?? 7);
  return {
    cleared,
    leftovers,
    clear: async ({ id }) => {
      if (answers[id] === 'fails') throw new Error('the browser said no');
      cleared.push(id);
      leftovers.set(id, answers[id] === 'stays' ? 3 : 0);
      return undefined;
    },
    // No files were saved.
    countBefore: async (step) => (step.id === 'files' ? 0 : count(step)),
    countLeft: count,
    countAnotherWay: count,
    isLargeProfile: async () => false,
    untilWritten: async () => undefined,
  };
}

/** A tidy of the session that keeps and leaves out nothing. */
export const TIDY_REQUEST: TidyStart = {
  scope: 'sitting',
  keepFiles: [],
  leaveOut: [],
  closeTabs: [],
  clipboardCleared: true,
  leaveTabId: undefined,
};

/** A session in a café, started at time 0. */
export const SESSION: Session = {
  place: 'cafe',
  language: 'en',
  startedAtMs: 0,
  settings: [],
  hideAddress: undefined,
};

/** Of a session like most, of which nothing was there before. */
export const TIDY_CONTEXT: TidyContext = {
  scope: 'sitting',
  sinceMs: 1000,
  startedAtMs: 1000,
  followsCutOff: false,
  hasTrueDates: true,
  hosts: ['mail.example'],
  keepFiles: [],
  keepTabIds: [],
  unsureTabIds: [],
  leaveOut: [],
  clipboardCleared: true,
  settings: [],
  baseline: EMPTY_BASELINE,
};

/** Of the toolbar's titles. */
export const inEnglish = async () => 'en' as const;

/** Nothing begins by itself. */
export const fakeObserving = {
  begin: async () => undefined,
  resume: async () => undefined,
};

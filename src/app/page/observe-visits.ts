import { parseAddress } from '#core/network/address.ts';
import { inspectWarnings as weigh } from '#core/page/detectors/warnings.ts';
import type { Lists } from '#core/page/finding.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import { judge, type Level } from '#core/page/verdict.ts';
import { isBare, isOn, type Observation, observe, type PageScan, type Visit } from '#core/page/visit.ts';
import { type Life, lifeOf } from '#core/session/life.ts';
import type { Language } from '#core/session/session.ts';
import { isDue, type Times } from '#core/session/times.ts';
import { ownValue } from '#lib/own-value.ts';
import type { Item, Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

export interface Toolbar {
  /**
   * @param level - `unknown`: not scanned, which is never the same as quiet
   * @param isFresh - a navigation reset the browser's icon and title for the tab
   * @param life - how the icon of quiet pages looks, in all tabs
   */
  show(
    tabId: number,
    level: Level | 'unknown',
    language: Language,
    isFresh?: boolean,
    life?: Life,
  ): Promise<void>;
  /**
   * Sets the icon of quiet pages for all tabs.
   *
   * @param quietTabIds - tabs that may have an icon of their own from before
   */
  live(life: Life, quietTabIds: readonly number[]): Promise<void>;
  /** Restores the default icon and title. */
  reset(): Promise<void>;
}

/** Scan of all frames of a page. */
export interface PageContents {
  readonly scan: PageScan;
  readonly thirdParties: readonly ThirdParty[];
}

type Committed = Extract<Observation, { kind: 'committed' }>;

export interface VisitObserver {
  /** Adds observations to the visit of a tab, in this order. */
  record(tabId: number, ...observations: Observation[]): Promise<Visit | undefined>;
  /**
   * Handles a report of the content script in a page or one of its frames.
   *
   * @param pageUrl - of the top-level page
   */
  scanned(tabId: number, pageUrl: string, scan: PageScan): Promise<void>;
  /** A page was opened: its host and its tab belong to the session. */
  touch(tabId: number, host: string): Promise<void>;
  /** A frame was loaded: its host belongs to the session. The tab does not, since frames also load by themselves. */
  touchHost(host: string): Promise<unknown>;
  /** The person interacted with a tab. */
  touchTab(tabId: number): Promise<unknown>;
  /** Scans the page now and adds the result; joins a scan in progress. */
  inspectNow(tabId: number): Promise<Visit | undefined>;
  /** The tab no longer shows a web page. */
  forget(tabId: number): Promise<void>;
  gone(tabId: number): Promise<void>;
  /** A session began: the icons of all tabs say so at once. */
  redraw(): Promise<void>;
}

export interface VisitObserverParts {
  readonly memory: Memory;
  readonly toolbar: Toolbar;
  /** Scans all frames; `undefined` if extensions are not allowed on the page. */
  readonly scanPage: (tabId: number) => Promise<PageContents | undefined>;
  readonly tabs: Pick<Tabs, 'get'>;
  readonly lists: Lists;
  /** Of the toolbar's titles. */
  readonly language: () => Promise<Language>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function createVisitObserver(parts: VisitObserverParts): VisitObserver {
  const { memory, toolbar, scanPage, tabs, lists, language, now } = parts;
  const addHost = adderTo(memory.hosts, now);
  const addTab = adderTo(memory.touchedTabs, now);

  /** Committed pages that are not stored yet. */
  const arriving = new Map<number, Promise<unknown>>();

  function record(tabId: number, ...observations: Observation[]): Promise<Visit | undefined> {
    const recorded = add(tabId, observations);
    if (observations.some(({ kind }) => kind === 'committed')) {
      const arrival = recorded
        .catch(() => undefined)
        .finally(() => arriving.get(tabId) === arrival && arriving.delete(tabId));
      arriving.set(tabId, arrival);
    }
    return recorded;
  }

  async function add(tabId: number, observations: readonly Observation[]): Promise<Visit | undefined> {
    const seen = await Promise.all(
      observations.map((one) => (one.kind === 'committed' ? withTold(tabId, one) : one)),
    );
    // A navigation resets the browser's toolbar icon of the tab, so it is set again even at the same level.
    const isFresh = observations.some(({ kind }) => kind === 'committed');
    let before: Visit | undefined;
    const change = (known: Visit | undefined) => {
      before = known;
      return seen.reduce(observe, known);
    };
    const visit = await memory.visit(tabId).hold(change, canBeLost);
    if (!visit || (visit === before && !isFresh)) return visit;
    const level = levelOf(visit);
    if (isFresh || level !== levelOf(before)) {
      const [words, session] = await Promise.all([language(), memory.session.get()]);
      await toolbar.show(tabId, level, words, isFresh, lifeOf(session));
    }
    return visit;
  }

  async function redraw(): Promise<void> {
    const [session, touched = {}] = await Promise.all([memory.session.get(), memory.touchedTabs.get()]);
    const tabs = await Promise.all(
      Object.keys(touched).map(async (id) => ({
        id: Number(id),
        visit: await memory.visit(Number(id)).get(),
      })),
    );
    const quiet = tabs.filter(({ visit }) => levelOf(visit) === 'L0');
    await toolbar.live(
      lifeOf(session),
      quiet.map(({ id }) => id),
    );
  }

  /** Whether the visit can be rebuilt from the URL of the tab. */
  function canBeLost(visit: Visit): boolean {
    return isBare(visit) && levelOf(visit) === 'L0';
  }

  /** Each visit is evaluated once, but its level is needed again when the next one replaces it. */
  const weighed = new WeakMap<Visit, Level>();

  function levelOf(visit: Visit | undefined): Level {
    if (!visit) return 'L0';
    const level = weighed.get(visit) ?? judge(weigh(visit, lists)).level;
    weighed.set(visit, level);
    return level;
  }

  /** In the tab where the warning was first shown, it stays until the tab leaves the service. */
  async function withTold(tabId: number, observation: Committed): Promise<Committed> {
    const service = lists.providers?.byHost(observation.page.host);
    if (!service) return observation;
    let isTold = true;
    const before = await memory.visit(tabId).get();
    const isSameService = before && lists.providers?.byHost(before.page.host)?.name === service.name;
    await memory.told.update((told = {}) => {
      const first = told[service.name];
      if (first !== undefined) isTold = !(first === tabId && isSameService && !before?.isTold);
      else isTold = false;
      return first === undefined ? { ...told, [service.name]: tabId } : told;
    });
    return { ...observation, isTold };
  }

  async function scanned(tabId: number, pageUrl: string, scan: PageScan): Promise<void> {
    // A fast content script may report before the commit is stored.
    await arriving.get(tabId);
    await record(tabId, ...(await lost(tabId, pageUrl)), { kind: 'scanned', scan, isWhole: false });
  }

  /** Starts the visit anew if the background ended since the navigation. */
  async function lost(tabId: number, pageUrl: string): Promise<readonly Observation[]> {
    const page = parseAddress(pageUrl);
    const [known, touched] = await Promise.all([memory.visit(tabId).get(), memory.touchedTabs.get()]);
    // Pages opened before the session stay "not looked at yet".
    if (!page || ownValue(touched, `${tabId}`) === undefined || (known && isOn(known, page))) return [];
    return [{ kind: 'committed', page }];
  }

  const inspecting = new Map<number, Promise<Visit | undefined>>();

  function inspectNow(tabId: number): Promise<Visit | undefined> {
    const underWay = inspecting.get(tabId);
    if (underWay) return underWay;
    const scan = inspect(tabId).finally(() => inspecting.delete(tabId));
    inspecting.set(tabId, scan);
    return scan;
  }

  async function inspect(tabId: number): Promise<Visit | undefined> {
    const known = await memory.visit(tabId).get();
    const anew = await lost(tabId, (await tabs.get(tabId))?.url ?? '');
    if (!known && anew.length === 0) return undefined;
    const seen = await scanPage(tabId);
    // The tab may show the browser's error page under the page's URL.
    if (!seen) return known;
    return record(
      tabId,
      ...anew,
      { kind: 'scanned', scan: seen.scan, isWhole: true },
      { kind: 'third-parties', hosts: seen.thirdParties },
    );
  }

  return {
    record,
    scanned,
    touch: async (tabId, host) => {
      await Promise.all([addHost(host), addTab(`${tabId}`)]);
    },
    touchHost: addHost,
    touchTab: (tabId) => addTab(`${tabId}`),
    inspectNow,
    redraw,
    forget: (tabId) => memory.visit(tabId).remove(),
    gone: async (tabId) => {
      await memory.visit(tabId).remove();
      // Tab ids are not reused.
      if (ownValue(await memory.touchedTabs.get(), `${tabId}`) === undefined) return;
      await memory.touchedTabs.update(({ [tabId]: _, ...others } = {}) => others);
    },
  };
}

/**
 * Adds values to a stored list. Most are known already, and a read is cheaper than a write. Values that arrive during a
 * write are written together, because a page may have thousands of frames with as many hosts.
 */
function adderTo(item: Item<Times>, now: () => number): (key: string) => Promise<unknown> {
  const waiting = new Set<string>();
  let isAsked = false;
  let written: Promise<unknown> = Promise.resolve();
  return async (key) => {
    if (!isDue(await item.get(), key, now())) return;
    waiting.add(key);
    if (!isAsked) {
      isAsked = true;
      written = item.update((times) => {
        isAsked = false;
        const seen = [...waiting].map((one) => [one, now()]);
        waiting.clear();
        return { ...times, ...Object.fromEntries(seen) };
      });
      // A failed read must not block later writes.
      written.catch(() => {
        isAsked = false;
      });
    }
    await written;
  };
}

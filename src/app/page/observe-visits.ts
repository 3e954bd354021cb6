import { parseAddress } from '#core/network/address.ts';
import { inspectWarnings as weigh } from '#core/page/detectors/warnings.ts';
import type { Lists } from '#core/page/finding.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import { judge, type Level } from '#core/page/verdict.ts';
import { isBare, isOn, type Observation, observe, type PageScan, type Visit } from '#core/page/visit.ts';
import type { Language } from '#core/session/session.ts';
import type { Item, Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

export interface Toolbar {
  /**
   * @param level - `unknown`: not looked at yet, which is never the same as quiet
   * @param isFresh - the tab went to another page, by which the browser took away what was shown for it
   */
  show(tabId: number, level: Level | 'unknown', language: Language, isFresh?: boolean): Promise<void>;
  /** Back to how a fresh install looks. */
  reset(): Promise<void>;
}

/** What all frames of a page show now. */
export interface PageContents {
  readonly scan: PageScan;
  readonly thirdParties: readonly ThirdParty[];
}

type Committed = Extract<Observation, { kind: 'committed' }>;

export interface VisitObserver {
  /** Adds what became known of the page in a tab, in this order; nothing is kept while no session runs. */
  record(tabId: number, ...observations: Observation[]): Promise<Visit | undefined>;
  /**
   * The script in a page, or in a frame of it, told what it shows.
   *
   * @param pageUrl - of the whole page in the tab
   */
  scanned(tabId: number, pageUrl: string, scan: PageScan): Promise<void>;
  /** A page was opened: its host belongs to the session, and so does the tab. */
  touch(tabId: number, host: string): Promise<void>;
  /** A frame of a page that belongs to nobody yet, as those that load themselves anew. */
  touchHost(host: string): Promise<void>;
  /** The person did something in a tab. */
  touchTab(tabId: number): Promise<void>;
  /** Looks into the page now and adds what it finds; joins a look that is under way. */
  inspectNow(tabId: number): Promise<Visit | undefined>;
  /** The tab shows no web page any more. */
  forget(tabId: number): Promise<void>;
  gone(tabId: number): Promise<void>;
}

export interface VisitObserverParts {
  readonly memory: Memory;
  readonly toolbar: Toolbar;
  /** Looks into all frames now; `undefined` where the browser keeps extensions away. */
  readonly scanPage: (tabId: number) => Promise<PageContents | undefined>;
  readonly tabs: Pick<Tabs, 'get'>;
  readonly lists: Lists;
}

export function createVisitObserver({
  memory,
  toolbar,
  scanPage,
  tabs,
  lists,
}: VisitObserverParts): VisitObserver {
  const addHost = adderTo(memory.hosts);
  const addTab = adderTo(memory.touchedTabs);

  /** Pages that tabs have gone to and that are not written down yet. */
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
    const session = await memory.session.get();
    if (!session) return undefined;
    const seen = await Promise.all(
      observations.map((one) => (one.kind === 'committed' ? withTold(tabId, one) : one)),
    );
    // A navigation clears what the browser shows for the tab, so it is drawn anew even at the same level.
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
      await toolbar.show(tabId, level, session.language, isFresh);
    }
    return visit;
  }

  /** Whoever comes later finds the same by the address in the tab. */
  function canBeLost(visit: Visit): boolean {
    return isBare(visit) && levelOf(visit) === 'L0';
  }

  /** Each visit is weighed once, and asked about again when the next one takes its place. */
  const weighed = new WeakMap<Visit, Level>();

  function levelOf(visit: Visit | undefined): Level {
    if (!visit) return 'L0';
    const level = weighed.get(visit) ?? judge(weigh(visit, lists)).level;
    weighed.set(visit, level);
    return level;
  }

  /** In the tab where it was first told, it is still told until the tab leaves the service. */
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
    // A page that is quick to tell would else be taken for one that nobody had heard of.
    await arriving.get(tabId);
    await record(tabId, ...(await lost(tabId, pageUrl)), { kind: 'scanned', scan, isWhole: false });
  }

  /** The background may have died since the tab went on to this page: it begins the visit anew. */
  async function lost(tabId: number, pageUrl: string): Promise<readonly Observation[]> {
    const page = parseAddress(pageUrl);
    const [known, touched] = await Promise.all([memory.visit(tabId).get(), memory.touchedTabs.get()]);
    // A page that was there before the session stays one that nobody has seen come.
    if (!page || !touched?.includes(tabId) || (known && isOn(known, page))) return [];
    return [{ kind: 'committed', page }];
  }

  async function touchHost(host: string): Promise<void> {
    if (await memory.session.get()) await addHost(host);
  }

  async function touchTab(tabId: number): Promise<void> {
    if (await memory.session.get()) await addTab(tabId);
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
    // Under the address of the tab may stand what the browser says of a page that did not come.
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
      await Promise.all([touchHost(host), touchTab(tabId)]);
    },
    touchHost,
    touchTab,
    inspectNow,
    forget: (tabId) => memory.visit(tabId).remove(),
    gone: async (tabId) => {
      await memory.visit(tabId).remove();
      // Its number is not used again.
      if (!(await memory.touchedTabs.get())?.includes(tabId)) return;
      await memory.touchedTabs.update((ids) => ids?.filter((id) => id !== tabId));
    },
  };
}

/**
 * Most calls name something known, and a read is cheaper than a write. A page of thousands of frames names
 * thousands of hosts: those that come while one is being written are written together.
 */
function adderTo<Value>(item: Item<readonly Value[]>): (value: Value) => Promise<unknown> {
  const waiting = new Set<Value>();
  let isAsked = false;
  let written: Promise<unknown> = Promise.resolve();
  return async (value) => {
    if ((await item.get())?.includes(value)) return;
    waiting.add(value);
    if (!isAsked) {
      isAsked = true;
      written = item.update((values = []) => {
        isAsked = false;
        const all = [...new Set([...values, ...waiting])];
        waiting.clear();
        return all.length > values.length ? all : values;
      });
      // Whoever could not even read must not keep those that come later from being written.
      written.catch(() => {
        isAsked = false;
      });
    }
    await written;
  };
}

import {
  addBlocked,
  type Blocking,
  blockingAt,
  hostIn,
  MAX_BLOCKED_HOSTS,
  withPause,
} from '#core/blocking/blocking.ts';
import { MAX_URL_LENGTH, parseAddress } from '#core/network/address.ts';
import type { Place } from '#core/session/place.ts';
import type { Later } from '#lib/limit.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

/** DNR rules of a session. */
export interface Rules {
  /** Idempotent; replaces the previous settings. */
  start(blocking: Blocking): Promise<void>;
  stop(): Promise<void>;
}

export interface TrackerBlocking {
  start(place: Place): Promise<void>;
  /** When the background starts: restores rules that the browser lost. */
  resume(): Promise<void>;
  stop(): Promise<void>;
  set(isOn: boolean): Promise<Blocking | undefined>;
  /** Pauses blocking on the site in this tab for the rest of the session, or resumes it. */
  pause(tabId: number, isPaused: boolean): Promise<void>;
  /** A request of the page in this tab was blocked. */
  blocked(tabId: number, url: string): void;
  /** Stores the pending counts, before somebody reads them. */
  settle(): Promise<void>;
  /** The tab shows another page, or none. */
  opened(tabId: number): Promise<void>;
}

export interface TrackerBlockingParts {
  readonly memory: Memory;
  readonly rules: Rules;
  readonly tabs: Pick<Tabs, 'get' | 'reload'>;
  readonly later: Later;
}

/**
 * Delay before counts are stored: a write costs more than all the counting. The background lives for half a minute
 * after its last event, and readers trigger the write earlier.
 */
const SETTLE_MS = 10_000;

/** Counts that are not stored yet. */
interface Gathered {
  readonly byTab: Map<number, Wanted>;
  /** Blocked requests of previous pages, or of hosts beyond the limit. */
  gone: number;
}

interface Wanted {
  readonly hosts: Map<string, number>;
  /** Firefox requests a script by its preloader and again later (seen in 153): reported twice, counted once. */
  readonly urls: Set<string>;
}

/** More URLs than a page needs; bounds the memory. */
const MAX_URLS = 1000;

function countOf(counts: Iterable<number>): number {
  return [...counts].reduce((sum, count) => sum + count, 0);
}

const nothing = (): Gathered => ({ byTab: new Map(), gone: 0 });

export function createTrackerBlocking({ memory, rules, tabs, later }: TrackerBlockingParts): TrackerBlocking {
  async function apply(blocking: Blocking | undefined): Promise<Blocking | undefined> {
    if (blocking) await rules.start(blocking);
    return blocking;
  }

  /** Does nothing outside a session: a click may come after the tidy. */
  async function change(to: (blocking: Blocking) => Blocking): Promise<Blocking | undefined> {
    return apply(await memory.blocking.update((blocking) => blocking && to(blocking)));
  }

  async function pause(tabId: number, isPaused: boolean): Promise<void> {
    const site = parseAddress((await tabs.get(tabId))?.url ?? '')?.site;
    if (site === undefined) return;
    await change((blocking) => withPause(blocking, site, isPaused));
    await tabs.reload(tabId);
  }

  let gathered = nothing();

  function blocked(tabId: number, url: string): void {
    const { byTab, gone } = gathered;
    const host = hostIn(url);
    if (host === undefined) return;
    if (byTab.size + gone === 0) later(SETTLE_MS, () => void settle());
    const { hosts, urls } = byTab.get(tabId) ?? { hosts: new Map(), urls: new Set() };
    if (urls.has(url)) return;
    if (urls.size < MAX_URLS && url.length <= MAX_URL_LENGTH) urls.add(url);
    byTab.set(tabId, { hosts, urls });
    // Beyond the limit of hosts only the number counts.
    if (hosts.has(host) || hosts.size < MAX_BLOCKED_HOSTS) hosts.set(host, (hosts.get(host) ?? 0) + 1);
    else gathered.gone++;
  }

  async function settle(): Promise<void> {
    const { byTab, gone } = gathered;
    if (byTab.size + gone === 0) return;
    gathered = nothing();
    if (!(await memory.session.get())) return;
    const sum = [...byTab.values()].reduce((total, { hosts }) => total + countOf(hosts.values()), gone);
    await Promise.all([
      ...[...byTab].map(([tabId, { hosts }]) =>
        memory.blockedRequests(tabId).update((known) => addBlocked(known, Object.fromEntries(hosts))),
      ),
      memory.blocking.update((blocking) => blocking && { ...blocking, blocked: blocking.blocked + sum }),
    ]);
  }

  function opened(tabId: number): Promise<void> {
    gathered.gone += countOf(gathered.byTab.get(tabId)?.hosts.values() ?? []);
    gathered.byTab.delete(tabId);
    return memory.blockedRequests(tabId).remove();
  }

  return {
    start: async (place) => {
      await memory.blocking.set(blockingAt(place));
      await rules.start(blockingAt(place));
    },
    resume: async () => {
      if (await memory.session.get()) await apply(await memory.blocking.get());
    },
    stop: () => {
      gathered = nothing();
      return rules.stop();
    },
    set: (isOn) => change((blocking) => ({ ...blocking, isOn })),
    pause,
    blocked,
    settle,
    opened,
  };
}

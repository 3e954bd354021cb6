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

/** What the browser does with requests by itself while a session runs. */
export interface Rules {
  /** Safe to repeat; what was asked for before no longer counts. */
  start(blocking: Blocking): Promise<void>;
  stop(): Promise<void>;
}

export interface TrackerBlocking {
  start(place: Place): Promise<void>;
  /** At each start of the background: what the browser forgot of the rules comes back. */
  resume(): Promise<void>;
  stop(): Promise<void>;
  set(isOn: boolean): Promise<Blocking | undefined>;
  /** Blocks nothing on the site in this tab for the rest of the session, or blocks there again. */
  pause(tabId: number, isPaused: boolean): Promise<void>;
  /** What the page in this tab asked for was stopped. */
  blocked(tabId: number, url: string): void;
  /** Writes down what was stopped until now, for whoever asks next. */
  settle(): Promise<void>;
  /** The tab shows another page now, or none. */
  opened(tabId: number): Promise<void>;
}

export interface TrackerBlockingParts {
  readonly memory: Memory;
  readonly rules: Rules;
  readonly tabs: Pick<Tabs, 'get' | 'reload'>;
  readonly later: Later;
}

/**
 * Each writing costs more than all the counting. The background lives for half a minute after what it was told
 * last, and whoever asks before has it written at once.
 */
const SETTLE_MS = 10_000;

/** What was stopped since it was last written down. */
interface Gathered {
  readonly byTab: Map<number, Wanted>;
  /** In pages that are gone by now, or of hosts that are not kept. */
  gone: number;
}

interface Wanted {
  readonly hosts: Map<string, number>;
  /** Firefox asks for a script ahead, and again when its turn comes (seen in 153): told twice, wanted once. */
  readonly urls: Set<string>;
}

/** More than a page wants that is no attack on our memory. */
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

  /** Nothing changes where no session runs: a press can come after the tidy. */
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
    // Of one host more than is kept only the number counts.
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

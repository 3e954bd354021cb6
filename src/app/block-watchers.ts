import { parseAddress } from '#core/address.ts';
import {
  addStopped,
  type Blocking,
  blockingAt,
  countOf,
  type StoppedHosts,
  withPause,
} from '#core/blocking.ts';
import type { Place } from '#core/sitting.ts';
import type { Memory, Rules, Tabs } from './ports.ts';

export interface WatcherBlock {
  begin(place: Place): Promise<void>;
  /** At each start of the background: what the browser forgot of the rules comes back. */
  resume(): Promise<void>;
  end(): Promise<void>;
  set(isOn: boolean): Promise<Blocking | undefined>;
  /** Blocks nothing on the site in this tab for the rest of the sitting, or blocks there again. */
  pause(tabId: number, isPaused: boolean): Promise<void>;
  /** @param byTab - number of a tab → what was stopped in it since the last call */
  stopped(byTab: ReadonlyMap<number, StoppedHosts>): Promise<void>;
  /** The tab shows another page now, or none. */
  opened(tabId: number): Promise<void>;
}

export interface WatcherBlockParts {
  readonly memory: Memory;
  readonly rules: Rules;
  readonly tabs: Pick<Tabs, 'get' | 'reload'>;
}

export function createWatcherBlock({ memory, rules, tabs }: WatcherBlockParts): WatcherBlock {
  async function apply(blocking: Blocking | undefined): Promise<Blocking | undefined> {
    if (blocking) await rules.begin(blocking);
    return blocking;
  }

  /** Nothing changes where nobody sits: a press can come after the tidy. */
  async function change(to: (blocking: Blocking) => Blocking): Promise<Blocking | undefined> {
    return apply(await memory.blocking.update((blocking) => blocking && to(blocking)));
  }

  async function pause(tabId: number, isPaused: boolean): Promise<void> {
    const site = parseAddress((await tabs.get(tabId))?.url ?? '')?.site;
    if (site === undefined) return;
    await change((blocking) => withPause(blocking, site, isPaused));
    await tabs.reload(tabId);
  }

  async function stopped(byTab: ReadonlyMap<number, StoppedHosts>): Promise<void> {
    if (!(await memory.sitting.get())) return;
    let sum = 0;
    for (const [tabId, hosts] of byTab) {
      sum += countOf(hosts);
      await memory.stopped(tabId).update((known) => addStopped(known, hosts));
    }
    await memory.blocking.update((blocking) => blocking && { ...blocking, stopped: blocking.stopped + sum });
  }

  return {
    begin: async (place) => {
      await memory.blocking.set(blockingAt(place));
      await rules.begin(blockingAt(place));
    },
    resume: async () => {
      if (await memory.sitting.get()) await apply(await memory.blocking.get());
    },
    end: () => rules.end(),
    set: (isOn) => change((blocking) => ({ ...blocking, isOn })),
    pause,
    stopped,
    opened: (tabId) => memory.stopped(tabId).remove(),
  };
}

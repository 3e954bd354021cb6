import type { MarkCause } from '#core/session/begin.ts';
import { asBefore } from '#core/session/times.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';
import type { Memory } from '../memory.ts';
import type { ClockObserver } from './clock-watch.ts';

/** The script that runs in every web page. */
export interface PageScript {
  /** Also in the pages that are open, where what it knew of the person before is forgotten. */
  start(): Promise<void>;
}

export interface ObservingParts {
  readonly memory: Pick<Memory, 'mark' | 'baseline' | 'clock' | 'touchedTabs' | 'hosts' | 'finished'>;
  readonly takeBaseline: () => Promise<Baseline>;
  readonly pageScript: PageScript;
  readonly clock: Pick<ClockObserver, 'start'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Pages are observed from the first second, whether somebody pressed Start or not: only in memory. */
export interface Observing {
  /** At each start of the background, and before a session. Waits for a beginning under way; begins where none was. */
  resume(cause: MarkCause): Promise<void>;
  /** From now on what is there is another person's. */
  begin(cause: MarkCause): Promise<void>;
}

export function createObserving(parts: ObservingParts): Observing {
  const { memory, pageScript, clock, takeBaseline, now } = parts;

  /** Start may ask for a beginning while the background's start is at it. */
  const enqueue = createSerialQueue<'begin'>();

  async function beginNow(cause: MarkCause): Promise<void> {
    const sinceMs = now();
    await pageScript.start();
    const baseline = await takeBaseline();
    await memory.baseline.set(baseline);
    // Pages that are open are judged by what they show, as those whose background has died.
    const open = baseline.tabIds.map((tabId) => [tabId, 0]);
    await memory.touchedTabs.update((times) => ({ ...asBefore(times ?? {}), ...Object.fromEntries(open) }));
    // None yet, and not unknown.
    await memory.hosts.set({});
    await clock.start(baseline.hasLaterThings);
    await memory.mark.set({ sinceMs, cause });
  }

  return {
    resume: (cause) =>
      enqueue('begin', async () => {
        const [mark, finished] = await Promise.all([memory.mark.get(), memory.finished.get()]);
        // A background that ended right after a clean-up did not come to set the mark.
        if (!mark) await beginNow(finished ? 'clean-up' : cause);
      }),
    begin: (cause) => enqueue('begin', () => beginNow(cause)),
  };
}

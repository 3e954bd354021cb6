import { type ClockReading, readClock, startClock } from '#core/tidy/clock.ts';
import type { Memory } from '../memory.ts';

/** Notices that the computer's clock is set back while a session runs: what it dates is then not told apart by dates. */
export interface ClockObserver {
  start(hasLaterThings: boolean): Promise<void>;
  /** At each page that opens, and before a tidy. */
  look(): Promise<void>;
}

export interface ClockObserverParts {
  readonly memory: Pick<Memory, 'session' | 'clock'>;
  readonly read: () => ClockReading;
  /** The clock that nobody can set goes on when the background ends. In Chromium a new background has a new one. */
  readonly outlivesBackground: boolean;
}

export function createClockObserver({ memory, read, outlivesBackground }: ClockObserverParts): ClockObserver {
  let isComparable = outlivesBackground;

  return {
    start: async (hasLaterThings) => {
      await memory.clock.set(startClock(read(), hasLaterThings));
      isComparable = true;
    },
    look: async () => {
      if (!(await memory.session.get())) return;
      const reading = read();
      const isSameClock = isComparable;
      isComparable = true;
      await memory.clock.update((known) => known && readClock(known, reading, isSameClock));
    },
  };
}

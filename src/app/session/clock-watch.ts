import { type ClockReading, readClock, startClock } from '#core/tidy/clock.ts';
import type { Memory } from '../memory.ts';

/** Detects that the computer's clock is set back during a session, after which dates no longer identify its data. */
export interface ClockObserver {
  start(hasLaterThings: boolean): Promise<void>;
  /** Called for each page that opens, and before a tidy. */
  look(): Promise<void>;
}

export interface ClockObserverParts {
  readonly memory: Pick<Memory, 'clock'>;
  readonly read: () => ClockReading;
  /** Whether the monotonic clock survives the background. In Chromium each background has a new one. */
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
      const reading = read();
      const isSameClock = isComparable;
      isComparable = true;
      await memory.clock.update((known) => known && readClock(known, reading, isSameClock));
    },
  };
}

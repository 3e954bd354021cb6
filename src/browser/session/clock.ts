import type { ClockReading } from '#core/tidy/clock.ts';
import { BROWSER } from '../kind.ts';

/** `performance` counts from the start of this context by a clock that nobody can set. */
export function readClocks(): ClockReading {
  const wallMs = Date.now();
  return { wallMs, aheadMs: wallMs - (performance.timeOrigin + performance.now()) };
}

/** Firefox reads the start once for the whole process, which outlives its background; Chromium for each context. */
export const STEADY_CLOCK_OUTLIVES_BACKGROUND = BROWSER === 'firefox';

import type { ClockReading } from '#core/tidy/clock.ts';
import { BROWSER } from '../kind.ts';

/** Reads both clocks. `performance` counts monotonically from the start of this context. */
export function readClocks(): ClockReading {
  const wallMs = Date.now();
  return { wallMs, aheadMs: wallMs - (performance.timeOrigin + performance.now()) };
}

/** Firefox sets `timeOrigin` per process, which outlives the background; Chromium per context. */
export const STEADY_CLOCK_OUTLIVES_BACKGROUND = BROWSER === 'firefox';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, sinceOf, startClock } from '#core/tidy/clock.ts';

const MINUTE_MS = 60_000;
const STARTED_MS = 1_000 * MINUTE_MS;

/** After so many minutes, with the clock so many minutes ahead of where it was at the start. */
const reading = (afterMin: number, aheadMin: number) => ({
  wallMs: STARTED_MS + (afterMin + aheadMin) * MINUTE_MS,
  aheadMs: aheadMin * MINUTE_MS,
});
const start = startClock(reading(0, 0), false);

describe('the clock of the computer', () => {
  it('is believed while it goes on as clocks do', () => {
    expect(readClock(start, reading(30, 0))).toBe(start);
  });

  it.each([1, 60, 24 * 60])('is not believed once it was set back by %i minutes', (minutes) => {
    expect(readClock(start, reading(30, -minutes)).wasSetBack).toBe(true);
  });

  it('is believed when it is set forward, or when the computer has slept', () => {
    const later = readClock(start, reading(30, 60));
    expect(later.wasSetBack).toBe(false);
    expect(readClock(later, reading(31, 60))).toBe(later);
  });

  it('is not believed when it was set forward and is put right again', () => {
    const later = readClock(start, reading(30, 60));
    expect(readClock(later, reading(40, 0)).wasSetBack).toBe(true);
  });

  it('is compared with itself alone where the other clock began anew', () => {
    const ahead = startClock(reading(0, 60), false);
    expect(readClock(ahead, { ...reading(30, 60), aheadMs: 0 }, false).wasSetBack).toBe(false);
    expect(readClock(ahead, { ...reading(30, -60), aheadMs: 0 }, false).wasSetBack).toBe(true);
  });

  it('is not believed where something is dated later than now from the start', () => {
    expect(startClock(reading(0, 0), true).wasSetBack).toBe(true);
  });

  it('once set back stays so', () => {
    const back = readClock(start, reading(30, -60));
    expect(readClock(back, reading(90, 0)).wasSetBack).toBe(true);
  });

  it('gives a start that covers all it ever showed, and is never after now', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 1 }), (aheads) => {
        const readings = aheads.map((ahead, index) => reading(index + 1, ahead));
        const record = readings.reduce((known, read) => readClock(known, read), start);
        const nowMs = readings.at(-1)?.wallMs ?? 0;
        const sinceMs = sinceOf(STARTED_MS, record, nowMs);
        expect(sinceMs).toBeLessThanOrEqual(nowMs);
        for (const { wallMs } of readings) expect(sinceMs).toBeLessThanOrEqual(wallMs);
      }),
    );
  });
});

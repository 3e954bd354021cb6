import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, sinceOf, startClock } from '#core/tidy/clock.ts';

const MINUTE_MS = 60_000;
const STARTED_MS = 1_000 * MINUTE_MS;

/** A reading after some minutes, with the clock ahead by some minutes. */
const reading = (afterMin: number, aheadMin: number) => ({
  wallMs: STARTED_MS + (afterMin + aheadMin) * MINUTE_MS,
  aheadMs: aheadMin * MINUTE_MS,
});
const start = startClock(reading(0, 0), false);

describe('the wall clock', () => {
  it('is trusted while it runs normally', () => {
    expect(readClock(start, reading(0.5, 0))).toBe(start);
    const later = readClock(start, reading(30, 0));
    expect(later).toEqual({ ...start, latestMs: reading(30, 0).wallMs });
    expect(readClock(later, reading(30.5, 0))).toBe(later);
  });

  it.each([1, 60, 24 * 60])('is not trusted after it was set back by %i minutes', (minutes) => {
    expect(readClock(start, reading(30, -minutes)).wasSetBack).toBe(true);
  });

  it('is trusted when set forward, or when the computer slept', () => {
    const later = readClock(start, reading(30, 60));
    expect(later.wasSetBack).toBe(false);
    expect(readClock(later, reading(30.5, 60))).toBe(later);
  });

  it('is not trusted after it was set back while no background lived', () => {
    const later = readClock(start, reading(180, 0));
    const back = { ...reading(181, -60), aheadMs: 0 };
    expect(readClock(later, back, false).wasSetBack).toBe(true);
  });

  it('is not trusted when it was set forward and back again', () => {
    const later = readClock(start, reading(30, 60));
    expect(readClock(later, reading(40, 0)).wasSetBack).toBe(true);
  });

  it('is compared only with itself after the monotonic clock restarted', () => {
    const ahead = startClock(reading(0, 60), false);
    expect(readClock(ahead, { ...reading(30, 60), aheadMs: 0 }, false).wasSetBack).toBe(false);
    expect(readClock(ahead, { ...reading(30, -60), aheadMs: 0 }, false).wasSetBack).toBe(true);
  });

  it('is not trusted if something was dated in the future at the start', () => {
    expect(startClock(reading(0, 0), true).wasSetBack).toBe(true);
  });

  it('stays untrusted', () => {
    const back = readClock(start, reading(30, -60));
    expect(readClock(back, reading(90, 0)).wasSetBack).toBe(true);
  });

  it('gives a start that covers all times seen, and is never in the future', () => {
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

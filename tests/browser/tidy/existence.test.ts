import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExistenceClock } from '#browser/tidy/existence.ts';

/** Chromium's rule, in whole seconds of another clock. */
function chromium(offsetMs: number) {
  let lastSecond = Number.NEGATIVE_INFINITY;
  return (nowMs: number) => {
    const second = Math.floor((nowMs + offsetMs) / 1000);
    const isLooking = second - lastSecond > 10;
    if (isLooking) lastSecond = second;
    return isLooking;
  };
}

describe('createExistenceClock', () => {
  it('does not wait if nobody asked, and waits for the rest of the time if somebody did', () => {
    const clock = createExistenceClock();
    expect(clock.freshInMs(5000)).toBe(0);
    clock.asked(5000);
    expect(clock.freshInMs(5000)).toBe(11_000);
    clock.asked(9000);
    expect(clock.freshInMs(15_000)).toBe(1000);
    expect(clock.freshInMs(16_000)).toBe(0);
  });

  it('never predicts a check earlier than the browser makes it', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 14_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(999), gaps, (offsetMs, waits) => {
        const asks = chromium(offsetMs);
        const clock = createExistenceClock();
        let nowMs = 0;
        for (const wait of waits) {
          nowMs += wait;
          asks(nowMs);
          clock.asked(nowMs);
        }
        nowMs += clock.freshInMs(nowMs);
        expect(asks(nowMs)).toBe(true);
      }),
    );
  });
});

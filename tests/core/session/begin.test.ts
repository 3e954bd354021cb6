import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsAt, type Mark } from '#core/session/begin.ts';
import { type ClockRecord, readClock, startClock } from '#core/tidy/clock.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 100_000 * MINUTE_MS;
const markAgo = (minutes: number): Mark => ({
  sinceMs: NOW_MS - minutes * MINUTE_MS,
  cause: 'browser-start',
});
const steady: ClockRecord = startClock({ wallMs: NOW_MS - 600 * MINUTE_MS, aheadMs: 0 }, false);
const ids = (...args: Parameters<typeof beginsAt>) => beginsAt(...args).map(({ id }) => id);

describe('when a visit can have begun', () => {
  it.each([
    [10, ['mark', 'everything']],
    [15, ['mark', 'everything']],
    [16, ['15-minutes', 'mark', 'everything']],
    [61, ['15-minutes', 'hour', 'mark', 'everything']],
  ])('with a mark %i minutes ago', (minutes, expected) => {
    expect(ids(markAgo(minutes), steady, NOW_MS)).toEqual(expected);
  });

  it('is only everything where nothing is known of before', () => {
    expect(ids(undefined, steady, NOW_MS)).toEqual(['everything']);
  });

  it('says what happened at the mark', () => {
    const mark: Mark = { sinceMs: NOW_MS - 1, cause: 'clean-up' };
    expect(beginsAt(mark, steady, NOW_MS)[0]).toEqual({ id: 'mark', ...mark });
  });

  it('is no span once the clock was set back', () => {
    const back = { ...steady, wasSetBack: true };
    expect(ids(markAgo(90), back, NOW_MS)).toEqual(['mark', 'everything']);
  });

  it('is no span in which the clock was set forward, and a later one again', () => {
    const forward = readClock(steady, { wallMs: NOW_MS - 30 * MINUTE_MS, aheadMs: 200 * MINUTE_MS });
    expect(ids(markAgo(500), forward, NOW_MS)).toEqual(['15-minutes', 'mark', 'everything']);
  });

  it('is no span where nobody looked at the clock', () => {
    expect(ids(markAgo(90), undefined, NOW_MS)).toEqual(['mark', 'everything']);
  });

  it('never lies before the mark, and the mark is always offered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (minutes) => {
        const mark = markAgo(minutes);
        const moments = beginsAt(mark, steady, NOW_MS);
        expect(moments.map(({ id }) => id)).toContain('mark');
        for (const { sinceMs = mark.sinceMs } of moments) {
          expect(sinceMs).toBeGreaterThanOrEqual(mark.sinceMs);
        }
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  advance,
  COUNTDOWN_MS,
  COUNTDOWN_STEP_MS,
  inputChanged,
  isTimed,
  minutesOf,
  newSessionTimer,
  PAGE_GRACE_MS,
  type SessionTimer,
  shown,
  stillHere,
  withIdle,
  withLimit,
} from '#core/session/session-timer.ts';

const MINUTE = 60_000;
const cafe = newSessionTimer('cafe');

/** Advances the timer in ticks and records the events with their times. */
function watch(timer: SessionTimer, fromMs: number, toMs: number, everyMs = 20_000) {
  const events: [string, number][] = [];
  let now = fromMs;
  let current = timer;
  while (now < toMs) {
    now += everyMs;
    const { timer: next, event } = advance(current, now);
    current = event === 'end' ? shown(next, now) : next;
    if (event) events.push([event, now]);
  }
  return { timer: current, events };
}

describe('a time limit', () => {
  it('reminds once, five minutes before the end, and ends with a countdown', () => {
    const { events } = watch(withLimit(cafe, 30, 0), 0, 33 * MINUTE);
    expect(events.map(([event]) => event)).toEqual(['remind', 'end', 'tidy']);
    expect(events.map(([, at]) => at)).toEqual([
      25 * MINUTE,
      30 * MINUTE,
      expect.toSatisfy((at: number) => at >= 31 * MINUTE && at <= 31.5 * MINUTE),
    ]);
  });

  it('reminds again after an extension', () => {
    const { timer } = watch(withLimit(cafe, 15, 0), 0, 11 * MINUTE);
    expect(timer.isReminded).toBe(true);
    const { events } = watch(withLimit(timer, 15, 11 * MINUTE), 11 * MINUTE, 22 * MINUTE);
    expect(events).toEqual([['remind', 21 * MINUTE]]);
  });

  it('does nothing without a limit', () => {
    expect(watch(cafe, 0, 300 * MINUTE).events).toEqual([]);
    expect(isTimed(cafe)).toBe(false);
    expect(isTimed(withLimit(cafe, 15, 0))).toBe(true);
    expect(isTimed(withLimit(withLimit(cafe, 15, 0), 0, 0))).toBe(false);
  });

  it('continues after minutes without a background', () => {
    const { timer } = watch(withLimit(cafe, 30, 0), 0, 4 * MINUTE);
    expect(advance(timer, 20 * MINUTE).event).toBeUndefined();
    expect(advance(timer, 26 * MINUTE).event).toBe('remind');
    expect(advance(timer, 40 * MINUTE).event).toBe('end');
  });

  it('does not grow when the clock is set back', () => {
    const { timer } = watch(withLimit(cafe, 30, 10_000_000), 10_000_000, 10_000_000 + 10 * MINUTE);
    const back = advance(timer, 0);
    expect(back.event).toBeUndefined();
    expect(watch(back.timer, 0, 20 * MINUTE).events).toEqual([
      ['remind', 15 * MINUTE],
      ['end', 20 * MINUTE],
    ]);
  });

  it('counts whole minutes, and none below zero', () => {
    expect([1, MINUTE, MINUTE + 1, -5].map((leftMs) => minutesOf({ leftMs, seenAtMs: 0 }))).toEqual([
      1, 1, 2, 0,
    ]);
  });
});

describe('without input', () => {
  it('the countdown starts in a café, but not on one’s own computer', () => {
    expect(inputChanged(cafe, 'idle', 0)).toMatchObject({
      event: 'end',
      timer: { ending: { cause: 'idle', leftMs: COUNTDOWN_MS } },
    });
    expect(inputChanged(newSessionTimer('own'), 'idle', 0).event).toBeUndefined();
    expect(inputChanged(withIdle(newSessionTimer('own'), 5), 'idle', 0).event).toBe('end');
    expect(inputChanged(withIdle(cafe, 0), 'idle', 0).event).toBeUndefined();
  });

  it('a running countdown does not restart, and input does not end it', () => {
    const { timer } = inputChanged(cafe, 'idle', 0);
    expect(inputChanged(timer, 'idle', 1000)).toEqual({ timer, event: undefined });
    expect(inputChanged(timer, 'active', 1000).timer.ending).toBeDefined();
  });

  it('the limit also applies to a locked screen, for which browsers report no idle time', () => {
    const { timer, event } = inputChanged(cafe, 'locked', 0);
    expect(event).toBeUndefined();
    expect(watch(timer, 0, 11 * MINUTE).events[0]).toEqual(['end', 10 * MINUTE]);
    expect(inputChanged(timer, 'active', MINUTE).timer.locked).toBeUndefined();
    expect(inputChanged(newSessionTimer('own'), 'locked', 0).timer.locked).toBeUndefined();
  });
});

describe('the countdown', () => {
  const { timer: unseen } = inputChanged(cafe, 'idle', 0);

  it('does not run before its page is open', () => {
    expect(advance(unseen, 10 * MINUTE).timer.ending?.leftMs).toBe(COUNTDOWN_MS);
    const timer = shown(unseen, 10 * MINUTE);
    expect(advance(timer, 10 * MINUTE + 1000).timer.ending?.leftMs).toBe(COUNTDOWN_MS - 1000);
  });

  it('leaves the start of the tidy to the page, and then starts it without', () => {
    const { timer } = watch(shown(unseen, 0), 0, COUNTDOWN_MS);
    expect(timer.ending?.leftMs).toBe(0);
    expect(advance(timer, COUNTDOWN_MS + PAGE_GRACE_MS - 1).event).toBeUndefined();
    const over = advance(timer, COUNTDOWN_MS + PAGE_GRACE_MS);
    expect(over.event).toBe('tidy');
    expect(over.timer.ending).toBeUndefined();
  });

  it('is not skipped by a machine that slept, nor by a clock set forward', () => {
    const { timer, event } = advance(shown(unseen, 0), 8 * 60 * MINUTE);
    expect(event).toBeUndefined();
    expect(timer.ending?.leftMs).toBe(COUNTDOWN_MS - COUNTDOWN_STEP_MS);
  });

  it('does not grow when the clock is set back', () => {
    const { timer } = advance(shown(unseen, 10 * MINUTE), 10 * MINUTE + 10_000);
    expect(advance(timer, 0).timer.ending?.leftMs).toBe(COUNTDOWN_MS - 10_000);
  });

  it('is cancelled by “I am still here”, and by more time', () => {
    expect(stillHere(unseen).ending).toBeUndefined();
    const over = advance(withLimit(cafe, 15, 0), 15 * MINUTE).timer;
    expect(over.ending?.cause).toBe('limit');
    expect(over.limit).toBeUndefined();
    expect(stillHere(over)).toMatchObject({ ending: undefined, limit: undefined });
    expect(withLimit(over, 15, 0).ending).toBeUndefined();
    expect(withLimit(unseen, 15, 0).ending).toBeDefined();
  });
});

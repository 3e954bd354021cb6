import type { Place } from './place.ts';

/** Paid time in minutes; 0 is no limit. */
export const TIME_LIMITS = [0, 15, 30, 45, 60, 90] as const;
export type TimeLimit = (typeof TIME_LIMITS)[number];

/** Minutes without input after which the person counts as gone; 0 is never. */
export const IDLE_LIMITS = [0, 5, 10, 20] as const;
export type IdleLimit = (typeof IDLE_LIMITS)[number];

const MINUTE_MS = 60_000;
/** Length of the countdown before an automatic tidy. */
export const COUNTDOWN_MS = 60_000;
export const REMIND_BEFORE_MS = 5 * MINUTE_MS;
/** The leaving page starts the tidy, because only a page can empty the clipboard; after this time it starts without. */
export const PAGE_GRACE_MS = 5_000;
/**
 * The most that a countdown advances between two ticks: a machine that slept, or whose clock was set forward, must not
 * skip it.
 */
export const COUNTDOWN_STEP_MS = 25_000;

/** Remaining time, and when it was measured. A clock that is set back only pauses it briefly. */
export interface Span {
  readonly leftMs: number;
  readonly seenAtMs: number;
}

export interface Ending extends Span {
  readonly cause: 'idle' | 'limit';
  /** The countdown runs only while its page is open. */
  readonly isShown: boolean;
}

/** Timers of a session. Session storage only. */
export interface SessionTimer {
  readonly idleMinutes: IdleLimit;
  readonly limit: Span | undefined;
  readonly isReminded: boolean;
  /** Time left while the screen is locked, when browsers report no idle time. */
  readonly locked: Span | undefined;
  /** The countdown to an automatic tidy. */
  readonly ending: Ending | undefined;
}

/** `remind`: the time is nearly over. `end`: the countdown starts. `tidy`: the countdown is over. */
export type TimerEvent = 'remind' | 'end' | 'tidy';

export interface Advanced {
  readonly timer: SessionTimer;
  readonly event: TimerEvent | undefined;
}

/** No idle limit on one's own computer, where nobody else takes over. */
export function newSessionTimer(place: Place): SessionTimer {
  return {
    idleMinutes: place === 'cafe' ? 10 : 0,
    limit: undefined,
    isReminded: false,
    locked: undefined,
    ending: undefined,
  };
}

/** Advances all timers to now, and returns the resulting event. */
export function advance(before: SessionTimer, nowMs: number): Advanced {
  const ending = before.ending && passOf(before.ending, nowMs);
  const timer: SessionTimer = {
    ...before,
    limit: before.limit && pass(before.limit, nowMs),
    locked: before.locked && pass(before.locked, nowMs),
    ending,
  };
  if (ending) {
    if (ending.leftMs > -PAGE_GRACE_MS) return { timer, event: undefined };
    return { timer: { ...timer, ending: undefined }, event: 'tidy' };
  }
  if (timer.limit && timer.limit.leftMs <= 0) return end({ ...timer, limit: undefined }, 'limit', nowMs);
  if (timer.locked && timer.locked.leftMs <= 0) return end(timer, 'idle', nowMs);
  if (timer.limit && !timer.isReminded && timer.limit.leftMs <= REMIND_BEFORE_MS) {
    return { timer: { ...timer, isReminded: true }, event: 'remind' };
  }
  return { timer, event: undefined };
}

/** Handles a change of `idle.onStateChanged`. */
export function inputChanged(
  timer: SessionTimer,
  state: 'active' | 'idle' | 'locked',
  nowMs: number,
): Advanced {
  if (state === 'active' || timer.idleMinutes === 0 || timer.ending) {
    return { timer: timer.locked ? { ...timer, locked: undefined } : timer, event: undefined };
  }
  if (state === 'idle') return end(timer, 'idle', nowMs);
  const locked = timer.locked ?? { leftMs: timer.idleMinutes * MINUTE_MS, seenAtMs: nowMs };
  return { timer: { ...timer, locked }, event: undefined };
}

/** Sets the paid time, and resets reminder and countdown. */
export function withLimit(timer: SessionTimer, minutes: TimeLimit, nowMs: number): SessionTimer {
  const limit = minutes === 0 ? undefined : { leftMs: minutes * MINUTE_MS, seenAtMs: nowMs };
  const ending = timer.ending?.cause === 'limit' ? undefined : timer.ending;
  return { ...timer, limit, isReminded: false, ending };
}

export function withIdle(timer: SessionTimer, idleMinutes: IdleLimit): SessionTimer {
  return { ...timer, idleMinutes, locked: undefined };
}

export function stillHere(timer: SessionTimer): SessionTimer {
  return timer.ending || timer.locked ? { ...timer, ending: undefined, locked: undefined } : timer;
}

export function shown(timer: SessionTimer, nowMs: number): SessionTimer {
  if (!timer.ending || timer.ending.isShown) return timer;
  return { ...timer, ending: { ...timer.ending, isShown: true, seenAtMs: nowMs } };
}

/** Whether ticks are needed. */
export function isTimed({ limit, locked, ending }: SessionTimer): boolean {
  return limit !== undefined || locked !== undefined || ending !== undefined;
}

export function minutesOf({ leftMs }: Span): number {
  return Math.max(0, Math.ceil(leftMs / MINUTE_MS));
}

function end(timer: SessionTimer, cause: Ending['cause'], nowMs: number): Advanced {
  const ending: Ending = { cause, leftMs: COUNTDOWN_MS, seenAtMs: nowMs, isShown: false };
  return { timer: { ...timer, locked: undefined, ending }, event: 'end' };
}

function pass(span: Span, nowMs: number, mostMs = Number.POSITIVE_INFINITY): Span {
  const past = Math.min(Math.max(nowMs - span.seenAtMs, 0), mostMs);
  return { leftMs: span.leftMs - past, seenAtMs: nowMs };
}

function passOf(ending: Ending, nowMs: number): Ending {
  if (!ending.isShown) return { ...ending, seenAtMs: nowMs };
  return { ...ending, ...pass(ending, nowMs, COUNTDOWN_STEP_MS) };
}

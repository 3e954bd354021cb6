/** A simultaneous reading of both clocks. */
export interface ClockReading {
  /** The wall clock, in ms since the epoch: can be set, and dates the browsers' data. */
  readonly wallMs: number;
  /** Wall clock minus monotonic clock, in ms. */
  readonly aheadMs: number;
}

/** Observations of the wall clock since the start of the session. */
export interface ClockRecord {
  /** Earliest time seen, in ms since the epoch. */
  readonly earliestMs: number;
  /** Largest `aheadMs` seen. */
  readonly mostAheadMs: number;
  /** The clock was set back, or data from the future existed before: dates no longer identify the session's data. */
  readonly wasSetBack: boolean;
  /** The latest time seen, to within a minute, in ms since the epoch. */
  readonly latestMs?: number;
  /** When it was first seen to have been set forward last, in ms since the epoch by the clock as it then was. */
  readonly jumpedAtMs?: number;
}

/** Two readings of an untouched clock differ by less than this, in ms. */
const STEADY_WITHIN_MS = 1000;
/** Writing costs more than exactness is worth. */
const LATEST_WITHIN_MS = 60_000;

export function startClock({ wallMs, aheadMs }: ClockReading, hasLaterThings: boolean): ClockRecord {
  return { earliestMs: wallMs, mostAheadMs: aheadMs, wasSetBack: hasLaterThings };
}

/**
 * Updates the record with a reading. A clock set forward is harmless, and looks like a computer that slept: all later
 * data is dated later still. After a clock set back, data may be dated before the start of the session.
 *
 * @param isSameClock - the monotonic clock was not restarted since the record
 * @returns the same object if nothing is new
 */
export function readClock(
  record: ClockRecord,
  { wallMs, aheadMs }: ClockReading,
  isSameClock = true,
): ClockRecord {
  const { earliestMs, mostAheadMs, latestMs = earliestMs } = record;
  const wasSetBack =
    record.wasSetBack ||
    // Also where nothing else tells: a background that died took its monotonic clock with it.
    wallMs < latestMs - STEADY_WITHIN_MS ||
    (isSameClock && aheadMs < mostAheadMs - STEADY_WITHIN_MS);
  const isAhead = aheadMs > mostAheadMs + STEADY_WITHIN_MS;
  const isBehind = !isSameClock && aheadMs < mostAheadMs - STEADY_WITHIN_MS;
  const isLater = wallMs >= latestMs + LATEST_WITHIN_MS;
  const isSame = wasSetBack === record.wasSetBack && wallMs >= earliestMs;
  if (isSame && !isAhead && !isBehind && !isLater) return record;
  return {
    ...record,
    earliestMs: Math.min(earliestMs, wallMs),
    mostAheadMs: isAhead || isBehind ? aheadMs : mostAheadMs,
    wasSetBack,
    latestMs: Math.max(latestMs, wallMs),
    ...(isAhead && isSameClock && { jumpedAtMs: wallMs }),
  };
}

/** Start of the session's data, in ms since the epoch; never in the future, which browsers do not handle. */
export function sinceOf(startedAtMs: number, record: ClockRecord | undefined, nowMs: number): number {
  return Math.min(startedAtMs, record?.earliestMs ?? startedAtMs, nowMs);
}

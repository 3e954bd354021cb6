/** What the clocks at hand say at one moment. */
export interface ClockReading {
  /** Milliseconds since the epoch, by the clock that a person can set and by which browsers date things. */
  readonly wallMs: number;
  /** How far that clock is ahead of one that nobody can set, in ms. */
  readonly aheadMs: number;
}

/** What was seen of the computer's clock since the session started. */
export interface ClockRecord {
  /** The earliest time it showed, in ms since the epoch. */
  readonly earliestMs: number;
  /** The furthest it was ahead of the clock that nobody can set, in ms. */
  readonly mostAheadMs: number;
  /** It was set back meanwhile, or things dated later were there before: dates do not tell whose a thing is. */
  readonly wasSetBack: boolean;
}

/** Two readings of an untouched clock differ by less than this, in ms. */
const STEADY_WITHIN_MS = 1000;

export function startClock({ wallMs, aheadMs }: ClockReading, hasLaterThings: boolean): ClockRecord {
  return { earliestMs: wallMs, mostAheadMs: aheadMs, wasSetBack: hasLaterThings };
}

/**
 * Set forward is harmless, and a computer that slept looks the same: all that follows is dated later still. Set back is
 * not: what follows may be dated before the person came.
 *
 * @param isSameClock - the clock that nobody can set is still the one of the record
 * @returns the same object where nothing is new
 */
export function readClock(
  record: ClockRecord,
  { wallMs, aheadMs }: ClockReading,
  isSameClock = true,
): ClockRecord {
  const { earliestMs, mostAheadMs } = record;
  const wasSetBack =
    record.wasSetBack ||
    wallMs < earliestMs - STEADY_WITHIN_MS ||
    (isSameClock && aheadMs < mostAheadMs - STEADY_WITHIN_MS);
  const isAhead = aheadMs > mostAheadMs + STEADY_WITHIN_MS;
  const isBehind = !isSameClock && aheadMs < mostAheadMs - STEADY_WITHIN_MS;
  if (wasSetBack === record.wasSetBack && wallMs >= earliestMs && !isAhead && !isBehind) return record;
  return {
    earliestMs: Math.min(earliestMs, wallMs),
    mostAheadMs: isAhead || isBehind ? aheadMs : mostAheadMs,
    wasSetBack,
  };
}

/** The start of what may be the person's, in ms since the epoch; never after now, which no browser expects. */
export function sinceOf(startedAtMs: number, record: ClockRecord | undefined, nowMs: number): number {
  return Math.min(startedAtMs, record?.earliestMs ?? startedAtMs, nowMs);
}

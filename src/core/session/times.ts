import { ownValue } from '#lib/own-value.ts';

/** When each of something was last seen, in ms since the epoch; 0: only before the session started. */
export type Times = Readonly<Record<string, number>>;

/** Writing costs more than exactness is worth: what was seen within this is not written again. */
export const EXACT_TO_MS = 60_000;

export function isDue(times: Times | undefined, key: string, nowMs: number): boolean {
  const lastMs = ownValue(times, key);
  // A clock that was set back makes it later than now.
  return lastMs === undefined || Math.abs(nowMs - lastMs) >= EXACT_TO_MS;
}

/** @param fromMs - `undefined`: anything that was seen in the session */
export function isSince(atMs: number, fromMs: number | undefined): boolean {
  return fromMs === undefined ? atMs > 0 : atMs >= fromMs - EXACT_TO_MS;
}

/** Keys of what was seen since a moment. */
export function seenSince(times: Times, fromMs: number | undefined): readonly string[] {
  return Object.entries(times).flatMap(([key, atMs]) => (isSince(atMs, fromMs) ? key : []));
}

/** From now on what was seen belongs to whoever was here before. */
export function asBefore(times: Times): Times {
  return Object.fromEntries(Object.keys(times).map((key) => [key, 0]));
}

/**
 * Chromium looks whether downloaded files are still there when an extension asks for the list, and at most every ten
 * seconds, in whole seconds (`kFileExistenceRateLimitSeconds` in its downloads_api.cc). It does not say when it looked.
 */
const NEVER_SOONER_MS = 10_000;
const ALWAYS_AFTER_MS = 11_000;

/** When asking for the list makes Chromium look at the files, by a clock that nobody can set, in ms. */
export interface ExistenceClock {
  asked(nowMs: number): void;
  /** Whoever asks after so many ms makes it look; 0: whoever asks now. */
  freshInMs(nowMs: number): number;
}

export function createExistenceClock(): ExistenceClock {
  // The last look lies between these two.
  let earliestMs = Number.NEGATIVE_INFINITY;
  let latestMs = Number.NEGATIVE_INFINITY;
  return {
    asked: (nowMs) => {
      if (nowMs - earliestMs < NEVER_SOONER_MS) return;
      if (nowMs - latestMs >= ALWAYS_AFTER_MS) earliestMs = nowMs;
      latestMs = nowMs;
    },
    freshInMs: (nowMs) => Math.max(0, latestMs + ALWAYS_AFTER_MS - nowMs),
  };
}

/**
 * Chromium checks the existence of downloaded files when an extension requests the list, at most every ten seconds, in
 * whole seconds (`kFileExistenceRateLimitSeconds` in downloads_api.cc). It does not report when it checked.
 */
const NEVER_SOONER_MS = 10_000;
const ALWAYS_AFTER_MS = 11_000;

/** Predicts when a request for the list makes Chromium check the files. Monotonic milliseconds. */
export interface ExistenceClock {
  asked(nowMs: number): void;
  /** Milliseconds until a request triggers a check; 0: now. */
  freshInMs(nowMs: number): number;
}

export function createExistenceClock(): ExistenceClock {
  // The last check was between these two.
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

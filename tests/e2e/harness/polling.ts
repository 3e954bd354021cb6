export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Polls until there is a result. An error counts as none, because pages come and go.
 *
 * @param what - completes "Waited in vain for …"
 */
export async function waitFor<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false | null>,
  timeoutMs = 15_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await within(ask(), Math.max(1000, deadline - Date.now()));
      if (value !== undefined && value !== false && value !== null) return value;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > deadline) {
      const reason = lastError instanceof Error ? ` (last: ${lastError.message})` : '';
      throw new Error(`Waited in vain for ${what}${reason}`);
    }
    await pause(100);
  }
}

/** Limits a call that may never return. */
export async function within<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

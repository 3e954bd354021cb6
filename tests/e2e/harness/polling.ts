/**
 * How long a test waits for what must come, whatever it is. It only ends a test that hangs: no slow machine should
 * meet it, and nothing is measured by it.
 */
export const PATIENCE_MS = 120_000;

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 100;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Polls until there is a result. An error counts as none, because pages come and go.
 *
 * @param what - completes "Waited in vain for …"
 * @param timeoutMs - shorter only where there is another way when it does not come
 */
export async function waitFor<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false | null>,
  timeoutMs = PATIENCE_MS,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  for (let restMs = FIRST_PAUSE_MS; ; restMs = Math.min(restMs * 1.5, LONGEST_PAUSE_MS)) {
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
    await pause(restMs);
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

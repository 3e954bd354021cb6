/** Runs once after `ms`, unless the background ends before. */
export type Later = (ms: number, run: () => void) => void;

export const later: Later = (ms, run) => void setTimeout(run, ms);

/** A job was not awaited any longer; it may still finish. */
export class TookTooLong extends Error {}

/**
 * Awaits a job for at most `ms`.
 *
 * @throws TookTooLong after that time, or what the job throws
 */
export function within<Value>(later: Later, ms: number, job: () => Promise<Value>): Promise<Value> {
  const tooLong = new Promise<never>((_, reject) => {
    later(ms, () => reject(new TookTooLong()));
  });
  return Promise.race([job(), tooLong]);
}

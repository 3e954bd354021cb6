/** Runs once after so many milliseconds, if the background is still there. */
export type Later = (ms: number, run: () => void) => void;

export const later: Later = (ms, run) => void setTimeout(run, ms);

/** It was not waited for any longer; it may still come about. */
export class TookTooLong extends Error {}

/** @throws TookTooLong after so many ms, and what the job throws before */
export function within<Value>(later: Later, ms: number, job: () => Promise<Value>): Promise<Value> {
  const tooLong = new Promise<never>((_, reject) => {
    later(ms, () => reject(new TookTooLong()));
  });
  return Promise.race([job(), tooLong]);
}

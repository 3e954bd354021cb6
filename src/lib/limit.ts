import type { Later } from '../ports.ts';

/** It was not waited for any longer; it may still come about. */
export class TookTooLong extends Error {}

/** @throws TookTooLong after so many ms, and what the job throws before */
export function within<Value>(later: Later, ms: number, job: () => Promise<Value>): Promise<Value> {
  const tooLong = new Promise<never>((_, reject) => {
    later(ms, () => reject(new TookTooLong()));
  });
  return Promise.race([job(), tooLong]);
}

import type { StepId } from '#core/tidy/plan.ts';
import type { Memory } from '../memory.ts';

/** @returns a function that records that the session needs a step which only the person can do */
export function createSeen({ memory }: { memory: Pick<Memory, 'seen'> }): (id: StepId) => Promise<void> {
  return async (id) => {
    await memory.seen.update((seen = []) => (seen.includes(id) ? seen : [...seen, id]));
  };
}

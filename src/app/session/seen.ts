import type { StepId } from '#core/tidy/plan.ts';
import type { Memory } from '../memory.ts';

/** @returns notes that something occurred in the session which only the person can remove */
export function createSeen({
  memory,
}: {
  memory: Pick<Memory, 'session' | 'seen'>;
}): (id: StepId) => Promise<void> {
  return async (id) => {
    if (!(await memory.session.get())) return;
    await memory.seen.update((seen = []) => (seen.includes(id) ? seen : [...seen, id]));
  };
}

import type { StepId } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';

/** Steps that end at one place of the browser are one task of the person. */
export const TASK_IDS = ['files', 'passwords', 'addresses', 'made', 'siteData'] as const;
export type TaskId = (typeof TASK_IDS)[number];

export interface Task {
  readonly id: TaskId;
  readonly outcomes: readonly StepOutcome[];
}

const TASK_OF: { readonly [Id in StepId]?: TaskId } = {
  files: 'files',
  passwords: 'passwords',
  addresses: 'addresses',
  bookmarks: 'made',
  'tab-groups': 'made',
  dictionary: 'made',
};

/**
 * What is left for the person, in the order that counts: what is still a bookmark keeps its address in the
 * history, so the clearing comes last.
 */
export function tasksOf(outcomes: readonly StepOutcome[]): readonly Task[] {
  const byHand = outcomes.filter(({ status, isChosen }) => status === 'cannot' && !isChosen);
  return TASK_IDS.map((id) => ({
    id,
    outcomes: byHand.filter((outcome) => (TASK_OF[outcome.id] ?? 'siteData') === id),
  })).filter((task) => task.outcomes.length > 0);
}

/** How many of each: what a receipt says from two metres. */
export interface ReceiptSum {
  readonly removed: number;
  readonly requested: number;
  readonly left: number;
  readonly kept: number;
  readonly todo: number;
}

export const SUM_KINDS = ['removed', 'requested', 'left', 'kept', 'todo'] as const;

/** @param doneTasks - tasks that the person has ticked */
export function sumOf(outcomes: readonly StepOutcome[], doneTasks: readonly TaskId[]): ReceiptSum {
  const count = (isOne: (outcome: StepOutcome) => boolean) => outcomes.filter(isOne).length;
  return {
    // What was put back as it was before is not removed.
    removed: count(({ id, status }) => status === 'done' && id !== 'settings'),
    requested: count(({ status }) => status === 'unverified'),
    left: count(({ status }) => status === 'left' || status === 'failed'),
    kept: count(({ isChosen }) => isChosen === true),
    todo: tasksOf(outcomes).filter(({ id }) => !doneTasks.includes(id)).length,
  };
}

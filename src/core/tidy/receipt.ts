import type { Method, Scope, StepId } from './plan.ts';

/**
 * - `done`: cleared, looked again, nothing left
 * - `unverified`: the browser was asked and cannot be asked whether it did
 * - `left`: looked again, and this many are still there
 * - `failed`: the browser answered with an error
 * - `cannot`: no interface for it, and the person can do it by hand; or the person did not want it
 */
export const STEP_STATUSES = ['done', 'unverified', 'left', 'failed', 'cannot'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export interface StepOutcome {
  readonly id: StepId;
  readonly method: Method;
  readonly status: StepStatus;
  /** How many were found again; only with `left`. */
  readonly left?: number;
  /** Only with `cannot`: the person wanted it to stay. */
  readonly isChosen?: true;
}

/** What came of a tidy. Counts, never names. */
export interface Receipt {
  readonly scope: Scope;
  /** Every step ran and none left anything behind or failed. What is by hand does not count against it. */
  readonly isComplete: boolean;
  /** The background died on the way and went on afterwards. */
  readonly wasInterrupted: boolean;
  readonly outcomes: readonly StepOutcome[];
}

export function writeReceipt(
  scope: Scope,
  outcomes: readonly StepOutcome[],
  wasInterrupted: boolean,
): Receipt {
  const isComplete = outcomes.every(({ status }) => status !== 'left' && status !== 'failed');
  return { scope, isComplete, wasInterrupted, outcomes };
}

import type { Language } from '../session/session.ts';
import type { Method, PlannedStep, Scope, StepId } from './plan.ts';

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
  /** Only with `failed`: it took longer than it may, and was not waited for. */
  readonly isLate?: true;
  /** What the person has to look after, by name: for the screen of this moment alone. */
  readonly names?: readonly string[];
}

/** What came of a tidy. Counts, never names. */
export interface Receipt {
  readonly scope: Scope;
  /** Every step ran and none left anything behind or failed. What is by hand does not count against it. */
  readonly isComplete: boolean;
  /** The background died on the way and went on afterwards. */
  readonly wasInterrupted: boolean;
  /** The clock was set back meanwhile, so that more had to go than what is the person's. */
  readonly hasTrueDates: boolean;
  /** What came after the tidy, from the network, and was cleared as well. */
  readonly late: number;
  readonly outcomes: readonly StepOutcome[];
}

/** A receipt that is shown. The tidy forgets the person's language together with everything else. */
export interface Finished {
  readonly receipt: Receipt;
  readonly language: Language;
}

export function writeReceipt(
  scope: Scope,
  outcomes: readonly StepOutcome[],
  wasInterrupted: boolean,
  hasTrueDates = true,
): Receipt {
  const isComplete = outcomes.every(({ status }) => status !== 'left' && status !== 'failed');
  return { scope, isComplete, wasInterrupted, hasTrueDates, late: 0, outcomes };
}

/**
 * What two independent looks saw.
 *
 * @param counts - `undefined`: that way nothing can be seen
 * @returns `undefined` where one way cannot see, and the other found nothing
 */
export function seenLeft(counts: readonly (number | undefined)[]): number | undefined {
  const seen = counts.filter((count) => count !== undefined);
  const most = Math.max(0, ...seen);
  return most > 0 || seen.length === counts.length ? most : undefined;
}

/** A page saves as many files as it likes, and nobody looks after more by hand. */
const MAX_NAMES = 200;

/**
 * @param left - how many are still there; `undefined`: nobody can say
 * @param names - what the person has to look after by hand
 */
export function outcomeOf(
  { id, method }: PlannedStep,
  left: number | undefined,
  names: readonly string[] = [],
): StepOutcome {
  const named = names.length > 0 && { names: names.slice(0, MAX_NAMES) };
  if (left !== undefined && left > 0) return { id, method, status: 'left', left, ...named };
  // Of pages that closed a moment later nothing is left to do.
  if (named && id === 'files') return { id, method, status: 'cannot', ...named };
  return { id, method, status: left === 0 ? 'done' : 'unverified' };
}

/** @returns the same object where there is none */
export function withoutNames(receipt: Receipt): Receipt {
  if (receipt.outcomes.every(({ names }) => names === undefined)) return receipt;
  return { ...receipt, outcomes: receipt.outcomes.map(({ names: _, ...outcome }) => outcome) };
}

import type { Language } from '../session/session.ts';
import type { Method, PlannedStep, Scope, StepId } from './plan.ts';

/**
 * - `done`: cleared and counted, nothing left
 * - `unverified`: requested, but the browser offers no way to count
 * - `left`: counted, and this many are left
 * - `failed`: the browser reported an error
 * - `cannot`: no API, the person can do it by hand; or the person left it out
 */
export const STEP_STATUSES = ['done', 'unverified', 'left', 'failed', 'cannot'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export interface StepOutcome {
  readonly id: StepId;
  readonly method: Method;
  readonly status: StepStatus;
  /** Only with `left`. */
  readonly left?: number;
  /** Only with `cannot`: the person left it out. */
  readonly isChosen?: true;
  /** Only with `failed`: it exceeded its time limit. */
  readonly isLate?: true;
  /** Names of things the person has to look after. Not kept after the receipt is closed. */
  readonly names?: readonly string[];
}

/** Result of a tidy. Counts, no names of sites. */
export interface Receipt {
  readonly scope: Scope;
  /** Every step ran, none left anything and none failed. Manual steps do not count. */
  readonly isComplete: boolean;
  /** The background ended during the tidy and resumed it. */
  readonly wasInterrupted: boolean;
  /** `false`: the clock was set back, so more than the session's data had to be cleared. */
  readonly hasTrueDates: boolean;
  /** What arrived from the network after the tidy and was cleared too. */
  readonly late: number;
  readonly outcomes: readonly StepOutcome[];
}

/** The shown receipt, with the person's language, which the tidy clears elsewhere. */
export interface Finished {
  readonly receipt: Receipt;
  readonly language: Language;
  /** Tab of the leaving page that showed it first. */
  readonly shownIn?: number;
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
 * Combines two independent counts.
 *
 * @param counts - `undefined`: that way cannot count
 * @returns `undefined` if one way cannot count and the other found nothing
 */
export function seenLeft(counts: readonly (number | undefined)[]): number | undefined {
  const seen = counts.filter((count) => count !== undefined);
  const most = Math.max(0, ...seen);
  return most > 0 || seen.length === counts.length ? most : undefined;
}

/** A page can save any number of files; nobody looks after more by hand. */
const MAX_NAMES = 200;

/**
 * @param left - how many are left; `undefined`: unknown
 * @param names - what the person has to look after by hand
 */
export function outcomeOf(
  { id, method }: PlannedStep,
  left: number | undefined,
  names: readonly string[] = [],
): StepOutcome {
  const named = names.length > 0 && { names: names.slice(0, MAX_NAMES) };
  if (left !== undefined && left > 0) return { id, method, status: 'left', left, ...named };
  // For tabs that closed late nothing is left to do.
  if (named && id === 'files') return { id, method, status: 'cannot', ...named };
  return { id, method, status: left === 0 ? 'done' : 'unverified' };
}

/** @returns the same object if it has no names */
export function withoutNames(receipt: Receipt): Receipt {
  if (receipt.outcomes.every(({ names }) => names === undefined)) return receipt;
  return { ...receipt, outcomes: receipt.outcomes.map(({ names: _, ...outcome }) => outcome) };
}

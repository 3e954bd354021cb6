import type { Scope, StepId } from './plan.ts';
import type { StepOutcome } from './receipt.ts';

/** What the person wants of a tidy. */
export interface TidyRequest {
  readonly scope: Scope;
  /** Numbers of the downloads that stay. */
  readonly keepFiles: readonly number[];
  /** Steps to leave alone, of those that `isOptional` names. */
  readonly leaveOut?: readonly StepId[] | undefined;
  /** Tabs from before the session that are to close too. */
  readonly closeTabs?: readonly number[] | undefined;
  /** Only a page of ours, on a click, can empty the clipboard. */
  readonly clipboardCleared: boolean;
}

/** A tidy under way. */
export interface Leaving extends TidyRequest {
  readonly leaveTabId: number | undefined;
  readonly outcomes: readonly StepOutcome[];
}

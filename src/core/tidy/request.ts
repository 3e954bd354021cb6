import type { Scope, StepId } from './plan.ts';
import type { StepOutcome } from './receipt.ts';

/** The person's choices for a tidy. */
export interface TidyRequest {
  readonly scope: Scope;
  /** Ids of downloads to keep. */
  readonly keepFiles: readonly number[];
  /** Optional steps to leave out, see `isOptional`. */
  readonly leaveOut?: readonly StepId[] | undefined;
  /** Tabs from before the session to close as well. */
  readonly closeTabs?: readonly number[] | undefined;
  /** Only a page can empty the clipboard, on a click. */
  readonly clipboardCleared: boolean;
}

/** A tidy in progress. */
export interface Leaving extends TidyRequest {
  readonly leaveTabId: number | undefined;
  readonly outcomes: readonly StepOutcome[];
}

import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { Scope, StepId } from '#core/tidy/plan.ts';

export interface LeaveModel {
  /** Last state from the background. */
  readonly state: LeaveState;
  readonly scope: Scope;
  /** Ids of files to keep. */
  readonly keepFiles: readonly number[];
  /** Ids of earlier tabs to close as well. */
  readonly closeTabs: readonly number[];
  /** What would be cleared; `undefined` until it is counted. */
  readonly preview: readonly PreviewStep[] | undefined;
  /** Steps that the person leaves out. */
  readonly leaveOut: readonly StepId[];
  /** The tidy was requested and has not started yet. */
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
  /** The background does not reply at the moment. */
  readonly isLost: boolean;
  /** First letters of accounts to look after later. Held here only: the tidy clears their hosts. */
  readonly letters: readonly string[];
  /** Elapsed seconds of the current step. */
  readonly stepSeconds: number;
  /** The person asked for more time with the receipt. */
  readonly isExtended: boolean;
  /** The receipt's time is over, and it is hidden. */
  readonly isOver: boolean;
}

export interface LeaveActions {
  readonly openHost: (host: string) => void;
  readonly markSignedOut: (host: string, isDone: boolean) => void;
  readonly keepFile: (id: number, isKept: boolean) => void;
  readonly closeTab: (id: number, isClosed: boolean) => void;
  readonly pickScope: (scope: Scope) => void;
  readonly leaveOut: (id: StepId, isLeftOut: boolean) => void;
  readonly tidy: () => void;
  /** Cancels the countdown. */
  readonly stillHere: () => void;
  /** Declines to continue an interrupted tidy. */
  readonly leaveAsItIs: () => void;
  readonly print: () => void;
  readonly showLonger: () => void;
  readonly finish: () => void;
}

import type { Begin } from '../session/begin.ts';
import type { Baseline } from './baseline.ts';
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
  /** Where nobody pressed Start: when the visit began; `mark` where it is left out. */
  readonly begin?: Begin | undefined;
}

/** The moment that the person named, and what was there then. */
export interface NamedMoment {
  /** Where only a part of what was observed counts, in ms since the epoch; `undefined`: all of it. */
  readonly fromMs: number | undefined;
  readonly baseline: Baseline;
}

/** From when on what is there is the person's, and what tells it from what was there before. */
export interface VisitSpan extends NamedMoment {
  /** Start, or the moment that the person named, in ms since the epoch. Never after now. */
  readonly startedAtMs: number;
  /** Whether the date of a thing tells whose it is. */
  readonly hasTrueDates: boolean;
  /** With the port where there is one; `undefined`: not known any more. */
  readonly hosts: readonly string[] | undefined;
  /** Tabs in which a page was seen to open, or that the person used. */
  readonly tabIds: readonly number[];
}

/** A tidy in progress. */
export interface Leaving extends TidyRequest {
  /** Where nobody pressed Start; `undefined` in a session, and where nothing is known of before. */
  readonly moment?: NamedMoment | undefined;
  readonly leaveTabId: number | undefined;
  readonly outcomes: readonly StepOutcome[];
}

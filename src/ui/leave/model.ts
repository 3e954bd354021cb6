import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { Begin } from '#core/session/begin.ts';
import type { Scope, StepId } from '#core/tidy/plan.ts';
import type { Menus } from './menus.ts';
import type { TaskId } from './tasks.ts';

export interface LeaveModel {
  /** What the background last said. */
  readonly state: LeaveState;
  /** When the page was opened, in ms since the epoch: a time of another day is shown with its day. */
  readonly nowMs: number;
  /** What the browser's own menus say. */
  readonly menus: Menus;
  readonly scope: Scope;
  /** Only where nobody pressed Start: when the person says that they began. */
  readonly begin: Begin | undefined;
  /** Ids of the files to keep. */
  readonly keepFiles: readonly number[];
  /** Ids of the tabs from before that are to close too. */
  readonly closeTabs: readonly number[];
  /** What would go; `undefined` until it is counted. */
  readonly preview: readonly PreviewStep[] | undefined;
  /** Kinds that the person wants to stay. */
  readonly leaveOut: readonly StepId[];
  /** The tidy was asked for and has not begun. */
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
  /** The background does not answer for the moment. */
  readonly isLost: boolean;
  /** First letters of the accounts to look after later. Only here: the tidy forgets where they were. */
  readonly letters: readonly string[];
  /** Seconds that the step under way has taken so far. */
  readonly stepSeconds: number;
  /** Tasks of the receipt that the person has ticked. */
  readonly doneTasks: readonly TaskId[];
  /** The person asked for more time with the receipt. */
  readonly isExtended: boolean;
  /** The receipt had its time and is gone. */
  readonly isOver: boolean;
}

export interface LeaveActions {
  readonly openHost: (host: string) => void;
  readonly markSignedOut: (host: string, isDone: boolean) => void;
  readonly keepFile: (id: number, isKept: boolean) => void;
  readonly closeTab: (id: number, isClosed: boolean) => void;
  readonly pickScope: (scope: Scope) => void;
  readonly pickBegin: (begin: Begin) => void;
  readonly leaveOut: (id: StepId, isLeftOut: boolean) => void;
  readonly tidy: () => void;
  /** No tidy by itself. */
  readonly stillHere: () => void;
  /** Cut short, and to stay so. */
  readonly leaveAsItIs: () => void;
  readonly print: () => void;
  readonly markTask: (id: TaskId, isDone: boolean) => void;
  readonly showLonger: () => void;
  readonly finish: () => void;
}

import type { SettingOutcome } from '../session/hardening.ts';
import type { Baseline } from './baseline.ts';
import type { Scope, StepId } from './plan.ts';

/** All that a step may need to know of the session. */
export interface TidyContext {
  readonly scope: Scope;
  /** The start of what may be the person's, in ms since the epoch; 0 where all of it is to go. Never after now. */
  readonly sinceMs: number;
  /** When the session started, also where all is to go; 0 where nobody knows. */
  readonly startedAtMs: number;
  /** An earlier session ended with the browser, without a tidy. */
  readonly followsCutOff: boolean;
  /** Whether the date of a thing tells whose it is. */
  readonly hasTrueDates: boolean;
  readonly hosts: readonly string[];
  readonly keepFiles: readonly number[];
  readonly keepTabIds: readonly number[];
  /** Kept, and nobody knows whether the person worked in them. */
  readonly unsureTabIds: readonly number[];
  /** Steps that the person wants left alone, for steps that do a part of another. */
  readonly leaveOut: readonly StepId[];
  readonly clipboardCleared: boolean;
  /** What starting a session made of the browser's settings. */
  readonly settings: readonly SettingOutcome[];
  /** Only cookies of these hosts and of what belongs to them; `undefined`: of all. */
  readonly cookieHosts?: readonly string[];
  /** Nothing in it where all is to go, save what tells files apart. */
  readonly baseline: Baseline;
}

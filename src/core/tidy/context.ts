import type { SettingOutcome } from '../session/hardening.ts';
import type { Baseline } from './baseline.ts';
import type { Scope, StepId } from './plan.ts';

/** What the steps need to know about the session. */
export interface TidyContext {
  readonly scope: Scope;
  /** Start of the data to clear, in ms since the epoch; 0 for everything. Never in the future. */
  readonly sinceMs: number;
  /** Start of the session, also for a tidy of everything; 0 if unknown. */
  readonly startedAtMs: number;
  /** An earlier session ended with the browser, without a tidy. */
  readonly followsCutOff: boolean;
  /** Whether dates identify the session's data. */
  readonly hasTrueDates: boolean;
  readonly hosts: readonly string[];
  readonly keepFiles: readonly number[];
  readonly keepTabIds: readonly number[];
  /** Tabs that stay open although the person may have used them. */
  readonly unsureTabIds: readonly number[];
  /** Steps that the person leaves out, for steps that include a part of another. */
  readonly leaveOut: readonly StepId[];
  readonly clipboardCleared: boolean;
  /** Outcomes of the hardened settings. */
  readonly settings: readonly SettingOutcome[];
  /** Limits cookies to these hosts; `undefined`: all. */
  readonly cookieHosts?: readonly string[];
  /** Empty for a tidy of everything, except for what identifies files. */
  readonly baseline: Baseline;
}

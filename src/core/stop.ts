import type { FindingCode } from './finding.ts';

/** The causes that hold a password back with a page of their own. */
export const STOP_CODES = ['insecure-password-field', 'insecure-form-target', 'certificate-error'] as const;
export type StopCode = (typeof STOP_CODES)[number] & FindingCode;

/** What the stop page says. The address itself stays in the tab. */
export interface Stop {
  readonly code: StopCode;
  readonly host: string;
  /** Where the form would have sent the words; differs from `host` for `insecure-form-target` only. */
  readonly target: string;
  /** The page came without protection, so its protected address is worth a try. */
  readonly canUpgrade: boolean;
}

export const STOP_ANSWERS = ['back', 'upgrade', 'continue'] as const;
export type StopAnswer = (typeof STOP_ANSWERS)[number];

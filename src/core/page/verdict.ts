import { type Finding, type FindingCode, QUIET_CODES, type Severity } from './finding.ts';

/** L0 quiet, L1 note, L2 care, L3 stop. L4, the reminder to tidy up, does not apply to pages. */
export const LEVELS = ['L0', 'L1', 'L2', 'L3'] as const;
export type Level = (typeof LEVELS)[number];

export interface Verdict {
  readonly level: Level;
  /** Worst first. Empty means "nothing found that can be seen", never "safe". */
  readonly findings: readonly Finding[];
}

const LEVEL_OF: { readonly [S in Severity]: Level } = { low: 'L1', medium: 'L2', high: 'L3' };

/** Order within a severity: what a person can act on first. */
const ORDER: readonly FindingCode[] = [
  'tls-interception',
  'certificate-error',
  'look-alike-domain',
  'ssl-strip-suspected',
  'insecure-password-field',
  'insecure-http-auth',
  'insecure-sensitive-form',
  'insecure-form-target',
  'url-userinfo',
  'insecure-download',
  'content-injection-suspected',
  'dns-suspect',
  'captive-portal',
  'connection-blocked',
  'insecure-page',
  'weak-tls',
  'untrusted-email-provider',
  'certificate-changed',
  'mixed-content-active',
  'mixed-content-passive',
  'session-replay',
  ...QUIET_CODES,
];

/** Sorts findings and derives the level. Pure and total. */
export function judge(findings: readonly Finding[]): Verdict {
  const sorted = findings.toSorted(
    (a, b) => rank(b) - rank(a) || ORDER.indexOf(a.code) - ORDER.indexOf(b.code),
  );
  const worst = sorted[0];
  return { level: worst ? LEVEL_OF[worst.severity] : 'L0', findings: sorted };
}

function rank(finding: Finding): number {
  return LEVELS.indexOf(LEVEL_OF[finding.severity]);
}

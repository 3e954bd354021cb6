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

/** What a person can act on first. A record, so that a code that is missing does not compile. */
const WARNINGS: Readonly<Record<Exclude<FindingCode, (typeof QUIET_CODES)[number]>, true>> = {
  'tls-interception': true,
  'certificate-error': true,
  'look-alike-domain': true,
  'ssl-strip-suspected': true,
  'insecure-password-field': true,
  'insecure-http-auth': true,
  'insecure-sensitive-form': true,
  'insecure-form-target': true,
  'url-userinfo': true,
  'insecure-download': true,
  'content-injection-suspected': true,
  'dns-suspect': true,
  'captive-portal': true,
  'connection-blocked': true,
  'insecure-page': true,
  'weak-tls': true,
  'untrusted-email-provider': true,
  'certificate-changed': true,
  'mixed-content-active': true,
  'mixed-content-passive': true,
  'session-replay': true,
};
/** Order within a severity. */
const ORDER: readonly string[] = [...Object.keys(WARNINGS), ...QUIET_CODES];

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

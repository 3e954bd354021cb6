import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/page/finding.ts';
import { judge } from '#core/page/verdict.ts';

const host = 'site.example';
const expired: Finding = { code: 'certificate-error', severity: 'high', facts: { host, cause: 'expired' } };
const password: Finding = { code: 'insecure-password-field', severity: 'high', facts: { host } };
const formTarget: Finding = {
  code: 'insecure-form-target',
  severity: 'high',
  facts: { host, target: 'other.example', asks: 'password' },
};
const page: Finding = {
  code: 'insecure-page',
  severity: 'medium',
  facts: { host, network: 'public', isTried: false },
};
const mail: Finding = {
  code: 'untrusted-email-provider',
  severity: 'medium',
  facts: { host, provider: 'Example Mail', verdict: 'avoid', reasons: [] },
};
const active: Finding = { code: 'mixed-content-active', severity: 'low', facts: { host, count: 1 } };
const passive: Finding = { code: 'mixed-content-passive', severity: 'low', facts: { host, count: 1 } };
const trackers: Finding = {
  code: 'trackers',
  severity: 'low',
  facts: { count: 1, names: ['Zeta'], hosts: ['z.example'], kinds: [], stopped: 0, blockedCount: 0 },
};

const WORST_FIRST = [expired, password, formTarget, page, mail, active, passive, trackers];

describe('judge', () => {
  it('is quiet without findings', () => {
    expect(judge([])).toEqual({ level: 'L0', findings: [] });
  });

  it.each([
    ['L1', trackers],
    ['L2', page],
    ['L3', password],
  ] as const)('is %s for one finding of that severity', (level, finding) => {
    expect(judge([finding])).toEqual({ level, findings: [finding] });
  });

  it('takes its level from the worst finding, not from their number', () => {
    expect(judge([trackers, active, passive, page]).level).toBe('L2');
    expect(judge([trackers, active, passive]).level).toBe('L1');
  });

  it('sorts the worst first, and within a severity what a person can act on', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(WORST_FIRST), (findings) => {
        expect(judge(findings).findings).toEqual(WORST_FIRST.filter((finding) => findings.includes(finding)));
      }),
    );
  });

  it('sorts by severity before the order of codes', () => {
    const light: Finding = { ...page, severity: 'low' };
    expect(judge([light, mail]).findings).toEqual([mail, light]);
  });

  it('loses nothing and does not mutate its input', () => {
    const given = Object.freeze([trackers, expired]);
    expect(judge(given).findings).toHaveLength(2);
    expect(given).toEqual([trackers, expired]);
  });
});

import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * Another company signed for this host than at the last visit of the session.
 *
 * Never above a note, on no host: large sites hold certificates of several companies at the same time
 * and show one or the other, and nothing tells that from a stolen one. A line that somebody at this
 * computer opens is told by its root, as `tls-interception`.
 */
export function certificateChanged({ page, tlsInfo }: Visit): readonly FindingOf<'certificate-changed'>[] {
  if (page.network !== 'public' || !tlsInfo?.issuerBefore) return [];
  const { issuer: now, issuerBefore: before } = tlsInfo;
  return [{ code: 'certificate-changed', severity: 'low', facts: { host: page.host, before, now } }];
}

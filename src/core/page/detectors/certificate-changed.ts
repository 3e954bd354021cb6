import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The certificate of this host has another issuer than at the last visit of the session.
 *
 * A note at most, on every host: large sites use certificates of several authorities at the same time, and
 * nothing tells those from a stolen one. Interception on this computer is found by its root, see
 * `tls-interception`.
 */
export function certificateChanged({ page, tlsInfo }: Visit): readonly FindingOf<'certificate-changed'>[] {
  if (page.network !== 'public' || !tlsInfo?.issuerBefore) return [];
  const { issuer: now, issuerBefore: before } = tlsInfo;
  return [{ code: 'certificate-changed', severity: 'low', facts: { host: page.host, before, now } }];
}

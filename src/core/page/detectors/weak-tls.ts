import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * An outdated TLS version or cipher: refused by most browsers, accepted by some older or reconfigured ones.
 *
 * Care, not a stop: decrypting such a connection takes more than listening.
 *
 * @source https://www.rfc-editor.org/rfc/rfc8996
 */
export function weakTls({ page, certificate, tlsInfo }: Visit): readonly FindingOf<'weak-tls'>[] {
  const isRefused = certificate === 'old-tls';
  if (!isRefused && !tlsInfo?.isOld) return [];
  return [{ code: 'weak-tls', severity: 'medium', facts: { host: page.host, isRefused } }];
}

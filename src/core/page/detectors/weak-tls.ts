import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A line of a kind that browsers gave up, because what goes over it may be read: refused in most
 * browsers, opened in those that were told to.
 *
 * Care and not a stop: to read such a line takes more than to listen.
 *
 * @source https://www.rfc-editor.org/rfc/rfc8996
 */
export function weakTls({ page, certificate, tlsInfo }: Visit): readonly FindingOf<'weak-tls'>[] {
  const isRefused = certificate === 'old-tls';
  if (!isRefused && !tlsInfo?.isOld) return [];
  return [{ code: 'weak-tls', severity: 'medium', facts: { host: page.host, isRefused } }];
}

import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A public HTTP page with a script or frame from the local network: a remote site has no reason to refer to
 * a local host, an attacker in between has. Other injected content cannot be told from the site's own.
 *
 * @source https://wicg.github.io/local-network-access/
 */
export function contentInjectionSuspected({
  page,
  parts,
}: Visit): readonly FindingOf<'content-injection-suspected'>[] {
  if (!isUnprotected(page) || page.network !== 'public') return [];
  const local = parts.find(({ network }) => network === 'private');
  if (!local) return [];
  return [
    {
      code: 'content-injection-suspected',
      severity: 'medium',
      facts: { host: page.host, source: local.host },
    },
  ];
}

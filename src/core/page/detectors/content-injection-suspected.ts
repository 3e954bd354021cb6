import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page from the open internet, without protection, with a script or frame from the network of this place:
 * a site far away has no reason to name a machine here, somebody on the way has. A name that is not from
 * here proves nothing, whoever it belongs to, so nothing is said of those.
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

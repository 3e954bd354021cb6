import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { isPortal } from './captive-portal.ts';

/**
 * A public name resolved to a local address, while other public names resolve to public ones.
 *
 * Care at most: a company may resolve its own names so inside its network. An HTTPS page has proved its
 * identity, whatever its IP address.
 */
export function dnsSuspect(visit: Visit): readonly FindingOf<'dns-suspect'>[] {
  const { page, networkFacts } = visit;
  if (networkFacts.answeredFrom === undefined || isPortal(visit) || page.scheme === 'https') return [];
  return [
    {
      code: 'dns-suspect',
      severity: 'medium',
      facts: { host: page.host, network: networkFacts.answeredFrom },
    },
  ];
}

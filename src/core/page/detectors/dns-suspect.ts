import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { isPortal } from './captive-portal.ts';

/**
 * A public name was answered from an address that is not, while those of other names are.
 *
 * Care at most: a company may give its public names to its own network so. An HTTPS page has proved
 * its name whatever address it came from.
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

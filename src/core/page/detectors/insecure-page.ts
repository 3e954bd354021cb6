import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** A page that was loaded over HTTP: anyone on the same network can read and change it. */
export function insecurePage({
  page,
  forms,
  failure,
  networkFacts,
}: Visit): readonly FindingOf<'insecure-page'>[] {
  // A captive portal has a finding of its own.
  if (!isUnprotected(page) || failure || (networkFacts.isPortal && page.network === 'private')) return [];
  const asks = forms.some(({ asks: words }) => words.length > 0);
  const severity = asks && page.network === 'public' ? 'medium' : 'low';
  return [
    {
      code: 'insecure-page',
      severity,
      facts: { host: page.host, network: page.network, isTried: networkFacts.httpsFailure !== undefined },
    },
  ];
}

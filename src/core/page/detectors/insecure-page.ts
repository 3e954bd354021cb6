import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page that came without protection: anyone on the same network can read and change it.
 *
 * Only loopback is exempt, and names ending in `.onion`, which Tor protects by itself (RFC 7686).
 * Private addresses are not: in a café the router is a stranger's.
 *
 * @source https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy
 */
export function insecurePage({
  page,
  forms,
  failure,
  networkFacts,
}: Visit): readonly FindingOf<'insecure-page'>[] {
  // What the café's own sign-in page is, has words of its own.
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

/** Words sent to this address can be read on the way. */
export function isUnprotected({ scheme, network, host }: Visit['page']): boolean {
  return scheme === 'http' && network !== 'loopback' && !host.endsWith('.onion');
}

import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The chain of an HTTPS page ends in a root that the browser did not come with: somebody put it
 * into this computer, and whoever holds it can open the line. A filter, an antivirus program or an
 * employer does so too; that the connection can be read is a fact all the same.
 *
 * Addresses that only the local network answers are exempt: no public authority signs for them.
 */
export function tlsInterception(visit: Visit): readonly FindingOf<'tls-interception'>[] {
  const issuer = interceptorOf(visit);
  if (issuer === undefined) return [];
  return [{ code: 'tls-interception', severity: 'high', facts: { host: visit.page.host, issuer } }];
}

/** Who can open the line; `undefined` when nobody is known to. */
export function interceptorOf({ page, tlsInfo }: Pick<Visit, 'page' | 'tlsInfo'>): string | undefined {
  return page.scheme === 'https' && page.network === 'public' ? tlsInfo?.addedRoot : undefined;
}

import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The certificate chain ends in a root that is not built into the browser: somebody added it to this computer,
 * and can decrypt the connection. Filters, antivirus programs and employers do that too, but the effect is the
 * same.
 *
 * Local names and addresses are exempt: no public CA certifies them.
 */
export function tlsInterception(visit: Visit): readonly FindingOf<'tls-interception'>[] {
  const issuer = interceptorOf(visit);
  if (issuer === undefined) return [];
  return [{ code: 'tls-interception', severity: 'high', facts: { host: visit.page.host, issuer } }];
}

/** Name of the added root; `undefined` if there is none. */
export function interceptorOf({ page, tlsInfo }: Pick<Visit, 'page' | 'tlsInfo'>): string | undefined {
  return page.scheme === 'https' && page.network === 'public' ? tlsInfo?.addedRoot : undefined;
}

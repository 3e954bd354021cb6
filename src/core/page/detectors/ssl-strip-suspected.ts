import { isUnprotected } from '../../network/address.ts';
import type { TryFailure } from '../../network/https-first.ts';
import type { FindingOf, Lists, Severity, StripReason } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page came plain although something says that it should not have.
 *
 * That a site sends HSTS, and that it is the sign-in of a listed mail service, are facts. Many
 * honest small sites have none, so that a failed try alone says nothing; or one with the proof of their host's other
 * customers, which is a note, and care only where the page asks for words.
 *
 * @source RFC 6797 §2.3.1.2; https://www.blackhat.com/presentations/bh-dc-09/Marlinspike/BlackHat-DC-09-Marlinspike-Defeating-SSL.pdf
 */
export function sslStripSuspected(visit: Visit, lists: Lists): readonly FindingOf<'ssl-strip-suspected'>[] {
  const { page, failure } = visit;
  if (!isUnprotected(page) || page.network !== 'public' || failure) return [];
  const reason = reasonOf(visit, lists);
  if (!reason) return [];
  const severity = severityOf(reason, visit);
  return [{ code: 'ssl-strip-suspected', severity, facts: { host: page.host, reason } }];
}

/** The site itself answered at its HTTPS address. */
const WORKS: readonly TryFailure[] = ['loop', 'no-page'];

function reasonOf({ page, networkFacts }: Visit, { providers }: Lists): StripReason | undefined {
  if (networkFacts.hasHsts) return 'hsts';
  if (providers?.byHost(page.host)) return 'listed';
  // An HTTPS address that still works makes the plain one a matter of a link, not of the line.
  if (networkFacts.httpsFailure === undefined || WORKS.includes(networkFacts.httpsFailure)) return undefined;
  if (networkFacts.hadHttps) return 'was-protected';
  return networkFacts.httpsFailure === 'certificate' ? 'unproven' : undefined;
}

function severityOf(reason: StripReason, { forms }: Visit): Severity {
  if (reason === 'hsts' || reason === 'listed') return 'high';
  if (reason === 'was-protected') return 'medium';
  const asks = forms.some(({ asks: words }) => words.length > 0);
  return reason === 'unproven' && asks ? 'medium' : 'low';
}

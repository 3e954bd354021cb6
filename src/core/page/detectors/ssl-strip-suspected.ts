import { isUnprotected } from '../../network/address.ts';
import type { TryFailure } from '../../network/https-first.ts';
import type { FindingOf, Lists, Severity, StripReason } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page was loaded over HTTP although it should not have been.
 *
 * HSTS, and being the sign-in of a listed mail service, are proof. A failed upgrade alone is none, since many
 * small sites have no HTTPS. A certificate of another customer of the same host is common too: a note, and
 * care only if the page asks for input.
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

/** Failures after a response of the site itself over HTTPS. */
const WORKS: readonly TryFailure[] = ['loop', 'no-page'];

function reasonOf({ page, networkFacts }: Visit, { providers }: Lists): StripReason | undefined {
  if (networkFacts.hasHsts) return 'hsts';
  if (providers?.byHost(page.host)) return 'listed';
  // If HTTPS still works, the link is to blame, not the network.
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

import { hasKnownSuffix } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The network replaced the requested page with its captive portal. */
export function captivePortal(visit: Visit): readonly FindingOf<'captive-portal'>[] {
  if (!isPortal(visit)) return [];
  return [{ code: 'captive-portal', severity: 'low', facts: { host: visit.page.host } }];
}

/**
 * Whether the page is a captive portal: the network redirected to it, or it appeared under another site's
 * name. A public site has no form that submits to the visitor's local network.
 */
export function isPortal({ page, networkFacts, forms }: Visit): boolean {
  if (networkFacts.isPortal) return true;
  const isPublic = page.scheme === 'http' && page.network === 'public' && hasKnownSuffix(page.host);
  return isPublic && forms.some(({ target }) => target.network === 'private');
}

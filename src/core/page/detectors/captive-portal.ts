import { hasKnownSuffix } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The network put this page in the place of another, as cafés do before somebody has paid. */
export function captivePortal(visit: Visit): readonly FindingOf<'captive-portal'>[] {
  if (!isPortal(visit)) return [];
  return [{ code: 'captive-portal', severity: 'low', facts: { host: visit.page.host } }];
}

/**
 * The network led there, or its page came under the name of another site: no public site sends what is
 * typed into the local network of whoever reads it.
 */
export function isPortal({ page, networkFacts, forms }: Visit): boolean {
  if (networkFacts.isPortal) return true;
  const isPublic = page.scheme === 'http' && page.network === 'public' && hasKnownSuffix(page.host);
  return isPublic && forms.some(({ target }) => target.network === 'private');
}

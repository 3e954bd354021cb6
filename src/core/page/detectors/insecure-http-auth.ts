import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * HTTP authentication over HTTP: the password is then sent readably with every request to the site. At
 * private addresses HTTPS is often not available: care, not a stop.
 *
 * @source https://www.rfc-editor.org/rfc/rfc7617#section-4
 */
export function insecureHttpAuth({ page, asksHttpAuth }: Visit): readonly FindingOf<'insecure-http-auth'>[] {
  if (!asksHttpAuth || !isUnprotected(page)) return [];
  const severity = page.network === 'private' ? 'medium' : 'high';
  return [{ code: 'insecure-http-auth', severity, facts: { host: page.host } }];
}
